"""A time without treatment: what guidelines name beforehand, next to the record's facts, and the time itself.

Each fact stands alone, with the guideline it is from. Nothing is counted, scored or added up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.result.newest import hold
from cmlguide.web.words.samples import sample_at_lab
from cmlguide.web.words.without_treatment import Clock, clock_of
from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.scale import level_percent
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.history import History
    from milestones.without_treatment import Fact

GUIDELINES: Mapping[str, tuple[_StrOrPromise, str]] = {
    "nccn-2020": (gettext_lazy("NCCN 2020, as restated in open papers"), "PMC8563059 Table 4"),
    "eln-2020": (gettext_lazy("ELN 2020"), "PMC10403330 Table 2"),
}
FACTS: Mapping[tuple[str, str], _StrOrPromise] = {
    ("nccn-2020", "age"): gettext_lazy("%(needs)s years old or older"),
    ("nccn-2020", "phase"): gettext_lazy("Chronic phase, and never another phase before"),
    ("nccn-2020", "transcript"): gettext_lazy("A type of BCR::ABL1 that can be measured"),
    ("nccn-2020", "tki_years"): gettext_lazy("A CML tablet for %(needs)s years or more"),
    ("nccn-2020", "mr4_years"): gettext_lazy("MR4.0 or deeper for %(needs)s years or more, without a break"),
    ("nccn-2020", "sees_mr4.5"): gettext_lazy("A lab that can see down to MR4.5"),
    ("eln-2020", "phase"): gettext_lazy("Chronic phase"),
    ("eln-2020", "scale"): gettext_lazy("Results on the International Scale"),
    ("eln-2020", "line"): gettext_lazy("The first CML tablet, or a second one only because of side effects"),
    ("eln-2020", "transcript"): gettext_lazy("The usual type of BCR::ABL1 (e13a2 or e14a2)"),
    ("eln-2020", "tki_years"): gettext_lazy("A CML tablet for more than %(needs)s years"),
    ("eln-2020", "mr4_years"): gettext_lazy("MR4.0 or deeper for more than %(needs)s years"),
    ("eln-2020", "no_failure"): gettext_lazy("No earlier CML tablet that worked less well"),
    ("eln-2020", "optimal"): gettext_lazy("What ELN calls “optimal”: an even longer time on both"),
}
IN_YEARS = ("tki_years", "mr4_years")
ANSWERS: Mapping[bool | None, tuple[str, _StrOrPromise]] = {
    True: ("●", gettext_lazy("yes")),
    False: ("○", gettext_lazy("no")),
    None: ("–", gettext_lazy("the record does not say")),
}


@dataclass(frozen=True)
class FactLine:
    """One fact: what the guideline names, the record's answer as shape and words, and its own value."""

    text: str
    shape: str
    answer: str
    has: str


@dataclass(frozen=True)
class FactTable:
    """The facts of one guideline, with its name and the table they are from."""

    guideline: str
    source: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class WithoutPage:
    """The values for `without_treatment/without_treatment.html`. `as_of` says of which day the facts are, ""
    where that is today."""

    hold: str
    clock: Clock | None
    as_of: str
    tables: tuple[FactTable, ...]
    calendar: tuple[str, ...]
    limit: str


def without_page(history: History, assessment: Assessment) -> WithoutPage:
    """The page for this assessment of the history.

    During a try the facts are those of the last tablet's day. What came later says nothing about how long the
    level had been deep before, and "0.0 years" would seem to say that the try was a mistake.
    """
    stop = assessment.without.since if assessment.without and assessment.without.trying else None
    sample = sample_at_lab(history, assessment)
    stood = assess(history, load_guideline(assessment.guideline), stop) if stop else assessment
    return WithoutPage(
        hold=hold(assessment),
        clock=clock_of(assessment, sample.taken_on if sample else None),
        as_of=_("As your record stood on %(day)s, the day of your last tablet.")
        % {"day": dates.long_date(stop)}
        if stop
        else "",
        tables=tuple(_tables(stood.time_without_treatment)),
        calendar=tuple(_calendar()),
        limit=numbers.percent(level_percent("mmr")),
    )


def _tables(by_guideline: Mapping[str, Iterable[Fact]]) -> Iterator[FactTable]:
    for guideline, facts in by_guideline.items():
        name, source = GUIDELINES[guideline]
        yield FactTable(str(name), source, tuple(_fact(guideline, fact) for fact in facts))


def _fact(guideline: str, fact: Fact) -> FactLine:
    shape, answer = ANSWERS[fact.met]
    own = fact.has if fact.code in IN_YEARS and fact.has and Decimal(fact.has) else None
    return FactLine(
        text=str(FACTS[guideline, fact.code]) % {"needs": fact.needs},
        shape=shape,
        answer=str(answer),
        has=_("your record: %(years)s years") % {"years": numbers.from_file(own)} if own else "",
    )


def _calendar() -> Iterator[str]:
    """How often tests are usual after the last tablet, from the schedule the engine uses."""
    before = 0
    for row in load_numbers("windows")["schedule"]["off_treatment"]:
        count = row["months"]
        if "until_month" not in row:
            said = ngettext(
                "After month %(month)s: a test every month.",
                "After month %(month)s: a test every %(count)s months.",
                count,
            )
            yield said % {"month": before, "count": count}
            continue
        said = ngettext(
            "Month %(first)s to %(last)s: a test every month.",
            "Month %(first)s to %(last)s: a test every %(count)s months.",
            count,
        )
        yield said % {"first": before + 1, "last": row["until_month"], "count": count}
        before = row["until_month"]
