"""The pocket card: what somebody who does not know the person should know, in the size of a bank card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import choices, dates
from cmlguide.web.words.medicines import medicine_words, with_dose
from cmlguide.web.words.result.facts import Fact
from cmlguide.web.words.result.newest import Phone, contacts, newest_of
from milestones.lines import rows_as_read

if TYPE_CHECKING:
    from cmlguide.records.models import Person
    from milestones.assessment import Assessment
    from milestones.history import History


@dataclass(frozen=True)
class PocketCard:
    """`who` is the name and birth, "" if unknown; `facts` stand on the front, `phones` on the back."""

    who: str
    facts: tuple[Fact, ...]
    phones: tuple[Phone, ...]
    made_on: str


def pocket_card(person: Person, history: History, assessment: Assessment) -> PocketCard:
    """The card as of today."""
    born = str(person.born_year or "")
    if person.born_on:
        born = dates.short_date(person.born_on)
    parts = (person.name.strip(), _("born %(when)s") % {"when": born} if born else "")
    return PocketCard(
        who=" · ".join(filter(None, parts)),
        facts=tuple(_facts(person, history, assessment)),
        phones=contacts(person),
        made_on=dates.short_date(assessment.today),
    )


def _facts(person: Person, history: History, assessment: Assessment) -> Iterator[Fact]:
    taken = _taken_now(history, assessment)
    yield Fact(
        _("Medicine"), taken or (_none_taken(assessment) if history.treatments else _("not in the record"))
    )
    if transcript := _transcript(person):
        yield Fact(_("Type of BCR::ABL1"), transcript)
    if names := [row.name.strip() for row in history.mutations if row.name.strip()]:
        yield Fact(_("Mutations found"), ", ".join(dict.fromkeys(names)))
    newest = newest_of(assessment)
    if newest is not None and assessment.newest is not None:
        day = dates.short_date(assessment.newest.collected_on)
        said = " · ".join(filter(None, (newest.number, newest.number_note)))
        yield Fact(_("Newest level, %(day)s") % {"day": day}, said)


def _none_taken(assessment: Assessment) -> str:
    """That no tablet is taken, since when, and if as a planned try: a stranger would think of a lapse."""
    without = assessment.without
    if without is None or not assessment.lines:
        return _("none at this time")
    said = (
        _("none since %(day)s: a planned try without treatment. Before that %(medicine)s.")
        if without.trying
        else _("none since %(day)s. Before that %(medicine)s.")
    )
    medicine = medicine_words(assessment.lines[-1].medicine)
    return said % {"day": dates.short_date(without.since), "medicine": medicine}


def _taken_now(history: History, assessment: Assessment) -> str:
    today = assessment.today
    rows = rows_as_read(history.treatments, today)
    taken = [row for row in rows if row.started_on <= today <= (row.stopped_on or today)]
    return ", ".join(with_dose(row.medicine, row.dose) for row in taken)


def _transcript(person: Person) -> str:
    if person.transcript_name.strip():
        return person.transcript_name.strip()
    return "" if person.transcript == "unknown" else str(choices.TRANSCRIPTS[person.transcript])
