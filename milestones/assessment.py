"""An Assessment: everything the engine says about a history on one day. Values only; assess.py makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from milestones.checkpoints import CheckpointStatus, Rung
from milestones.counts import CountsJudgement
from milestones.first_year import FirstYear
from milestones.history import Treatment
from milestones.lines import Line
from milestones.months_without import WithoutTreatment
from milestones.prompts import Prompt
from milestones.reasons import Reason
from milestones.severity import Severity
from milestones.standing import Now
from milestones.streak import DeepResponse
from milestones.timing import NextTest
from milestones.trends import Finding
from milestones.verdicts import JudgedResult
from milestones.without_treatment import Fact

NOTES = ("transcript_unknown", "phase_unknown", "newer_guideline_exists")


@dataclass(frozen=True)
class Trend:
    """steady, discuss, soon or none; pattern "primary", "secondary" or None; every finding that holds."""

    severity: Severity
    pattern: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Lowest:
    """The lowest result so far that still counts; `high` is its upper end in %IS."""

    collected_on: date
    high: Decimal


@dataclass(frozen=True)
class Baseline:
    """The person's own start. `times_less`: start divided by newest, exact; `at_least`:
    one of them is censored."""

    collected_on: date
    value: Decimal
    times_less: Decimal | None
    at_least: bool = False


@dataclass(frozen=True)
class OtherVerdict:
    """What another guideline says about the newest result, if its severity differs."""

    guideline: str
    category: str | None
    severity: Severity


@dataclass(frozen=True)
class LeftOut:
    """A result that was not considered, and why."""

    collected_on: date
    why: str


@dataclass(frozen=True)
class Wobble:
    """How far the test alone could move the compared value, in %IS, for drawing."""

    from_on: date
    to_on: date
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Taken:
    """What tells whether there is anything to stop today: three facts of an Assessment, without its verdicts.

    The next test moves no month of `without` here.
    """

    on_treatment: bool
    counts: CountsJudgement | None
    without: WithoutTreatment | None


@dataclass(frozen=True)
class Assessment:
    """Everything the engine says about a history on one day, as codes and numbers; the shape is assess()'s
    JSON, shown in tests/milestones/test_example.py. Not in the JSON are `level` (`now` without the blood
    counts), `not_made_for` (why no milestones apply to the person today) and `agreed_percent_is` (the level
    agreed on, which no judgement uses)."""

    guideline: str
    today: date
    now: Now
    level: Now
    results: tuple[JudgedResult, ...]
    checkpoints: tuple[CheckpointStatus, ...]
    trend: Trend
    counts: CountsJudgement | None
    reasons: tuple[Reason, ...]
    lowest: Lowest | None
    baseline: Baseline | None
    deep_response: DeepResponse
    next_test: NextTest | None
    other_guidelines: tuple[OtherVerdict, ...]
    prompts: tuple[Prompt, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    time_without_treatment: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict, hash=False)
    lines: tuple[Line, ...] = ()
    line: Line | None = None
    ladder: tuple[Rung, ...] = ()
    wobble: Wobble | None = None
    newest: JudgedResult | None = None
    on_treatment: bool = True
    after_transplant: bool = False
    not_made_for: str | None = None
    agreed_percent_is: Decimal | None = None
    agreed_on: date | None = None
    first_year: FirstYear = field(default_factory=FirstYear)
    next_start: Treatment | None = None
    without: WithoutTreatment | None = None
