"""What a person entered, as frozen values: the only thing the engine is ever given.

Nothing here judges. Every value is kept as reported; `scale.py` interprets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

KINDS = (
    "value",
    "not_detected",
    "below_quantification",
    "less_than",
    "above_limit",
    "level",
    "no_result",
)
UNITS = ("percent_is", "ratio_percent", "mr", "log_reduction")
LEVELS = ("emr", "mr2", "mmr", "mr4", "mr4.5", "mr5")
SPECIMENS = ("blood", "marrow")
METHODS = ("qpcr", "digital")
TRANSCRIPTS = ("typical", "atypical", "unknown")
PHASES = ("chronic", "accelerated", "blast", "unknown")
GOALS = ("unset", "long_term_control", "treatment_free_remission")
STOP_REASONS = (
    "working_less_well",
    "side_effects",
    "treatment_free_remission",
    "pregnancy",
    "cost",
    "shortage",
    "paused",
    "other",
)


def _nothing() -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class PersonFacts:
    """Facts about the person that decide which milestones apply. No name, no contact.

    `agreed_percent_is` is the level the person and the team agreed on, on the day `agreed_on`: it is shown,
    but no judgement uses it.
    """

    transcript: str = "unknown"
    goal: str = "unset"
    guideline: str | None = None
    phase: str = "unknown"
    diagnosed_on: date | None = None
    born_year: int | None = None
    transplant_on: date | None = None
    planned_test_on: date | None = None
    agreed_percent_is: Decimal | None = None
    agreed_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class Treatment:
    """One medicine at one dose for one period; `stopped_on` None means still taken.

    `tki` is the person's own answer for free text ("Is this your main CML tablet?"); None if not asked.
    `keep_clock` likewise: whether the months go on counting from the previous medicine; None if not said.
    """

    medicine: str
    started_on: date
    stopped_on: date | None = None
    dose: str = ""
    stop_reason: str | None = None
    keep_clock: bool | None = None
    tki: bool | None = None
    key: str = field(default="", compare=False)
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class Result:
    """One BCR::ABL1 result as the laboratory reported it.

    `value` and `limit` are in `unit`; `copies` are those of the control gene. `quantifies_to` is this test's
    own limit of quantification in %IS, `method` how it was done (METHODS). `key` is the caller's own handle
    for the row (never in a file, never compared). What the result means is not kept here.
    """

    collected_on: date
    kind: str = "value"
    value: Decimal | None = None
    unit: str | None = None
    limit: Decimal | None = None
    level: str | None = None
    copies: int | None = None
    control_gene: str | None = None
    conversion_factor: Decimal | None = None
    specimen: str = "blood"
    method: str | None = None
    quantifies_to: Decimal | None = None
    lab: str = ""
    note: str = ""
    as_reported: str = ""
    checked_against_letter: bool = False
    baseline: bool = False
    key: str = field(default="", compare=False)
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class BloodCount:
    """One full blood count: cells in 10^9/L, hemoglobin in g/dL, shares in percent; None: not reported."""

    collected_on: date
    wbc: Decimal | None = None
    neutrophils: Decimal | None = None
    hemoglobin: Decimal | None = None
    platelets: Decimal | None = None
    basophils_percent: Decimal | None = None
    eosinophils_percent: Decimal | None = None
    blasts_percent: Decimal | None = None
    immature_granulocytes: bool | None = None
    spleen_felt: bool | None = None
    key: str = field(default="", compare=False)
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class Marrow:
    """One marrow test: `ph_positive` of `metaphases` cells carried the Ph chromosome."""

    collected_on: date
    ph_positive: int | None = None
    metaphases: int | None = None
    fish_percent: Decimal | None = None
    karyotype: str = ""
    key: str = field(default="", compare=False)
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class Mutation:
    """One BCR::ABL1 mutation reported by a laboratory;
    `resistance` as the report states it, None if it does not."""

    found_on: date
    name: str = ""
    resistance: bool | None = None
    key: str = field(default="", compare=False)
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


Entry = Treatment | Result | BloodCount | Marrow | Mutation
NOUNS = {noun.__name__: noun for noun in (Treatment, Result, BloodCount, Marrow, Mutation)}
AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True)
class History:
    """All that a person entered. Entries are sorted, whatever order they came in.

    `extra` holds what the engine does not know (a diary, questions): it is kept and written back unchanged.
    """

    person: PersonFacts = PersonFacts()
    treatments: tuple[Treatment, ...] = ()
    results: tuple[Result, ...] = ()
    blood_counts: tuple[BloodCount, ...] = ()
    marrow: tuple[Marrow, ...] = ()
    mutations: tuple[Mutation, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)

    def __post_init__(self) -> None:
        for name in ("treatments", "results", "blood_counts", "marrow", "mutations"):
            object.__setattr__(self, name, in_order(getattr(self, name)))


def in_order(entries: Iterable[AnyEntry]) -> tuple[AnyEntry, ...]:
    """The entries by date, then by content, so that the order in which they were entered never matters.

    Only entries on the same day are compared by content, which is slow, and most are on different days.
    """
    by_day = groupby(sorted(entries, key=_day_of), key=_day_of)
    days = (tuple(of_day) for _, of_day in by_day)
    return tuple(row for rows in days for row in (rows if len(rows) == 1 else sorted(rows, key=_content)))


def _content(entry: Entry) -> tuple[str, ...]:
    """Each of the entry's facts as text (`key` is not a fact)."""
    return tuple(_text(getattr(entry, name)) for name in _fact_names(entry.__class__.__name__))


@cache
def _fact_names(noun: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields(NOUNS[noun]) if spec.compare)


def _text(fact: object) -> str:
    return "" if fact is None else str(sorted(fact.items(), key=str)) if isinstance(fact, dict) else str(fact)


def as_known_on(history: History, day: date) -> History:
    """The history as it was on `day`: without later entries, and with later stops not yet known."""
    if not _looks_past(history, day):
        return history
    person = history.person
    if person.transplant_on is not None and person.transplant_on > day:
        person = replace(person, transplant_on=None)
    return replace(
        history,
        person=person,
        treatments=tuple(_not_yet_stopped(row, day) for row in history.treatments if row.started_on <= day),
        results=tuple(row for row in history.results if row.collected_on <= day),
        blood_counts=tuple(row for row in history.blood_counts if row.collected_on <= day),
        marrow=tuple(row for row in history.marrow if row.collected_on <= day),
        mutations=tuple(row for row in history.mutations if row.found_on <= day),
    )


def _looks_past(history: History, day: date) -> bool:
    """Whether anything in the history is dated after the day; the last entry of each list is its latest."""
    lists: tuple[tuple[Entry, ...], ...] = (
        history.treatments,
        history.results,
        history.blood_counts,
        history.marrow,
        history.mutations,
    )
    newest = (_day_of(rows[-1]) for rows in lists if rows)
    stops = (row.stopped_on for row in history.treatments)
    dates = (*newest, *stops, history.person.transplant_on)
    return any(known is not None and known > day for known in dates)


def _day_of(entry: Entry) -> date:
    if isinstance(entry, Treatment):
        return entry.started_on
    return entry.found_on if isinstance(entry, Mutation) else entry.collected_on


def _not_yet_stopped(treatment: Treatment, day: date) -> Treatment:
    if treatment.stopped_on is None or treatment.stopped_on <= day:
        return treatment
    return replace(treatment, stopped_on=None, stop_reason=None)
