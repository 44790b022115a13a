"""Which warning signs come first after a side effect was entered; the data file decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cmlguide.web.words.warning_signs import Group, groups_of
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cmlguide.records.models import DiaryEntry


def signs_first(entries: Iterable[DiaryEntry], today: date) -> tuple[Group, ...]:
    """The warning signs that match the entries of the last few days, most urgent first."""
    began = shown_since(today)
    recent = (entry for entry in entries if began <= entry.last_on and entry.happened_on <= today)
    return groups_of({sign for entry in recent for sign in signs_of(entry)})


def shown_since(today: date) -> date:
    """The first day whose entries still show their warning signs."""
    return today - timedelta(days=load_numbers("symptom_signs")["shown_for"]["days"])


def signs_of(entry: DiaryEntry) -> tuple[str, ...]:
    """The codes of the warning signs that one entry calls for."""
    by_noun = load_numbers("symptom_signs")
    if entry.kind == "side_effect":
        return tuple(by_noun["of_symptom"].get(entry.symptom, "").split())
    if entry.kind == "dose":
        return tuple(by_noun["of_dose"].get(entry.dose_status, "").split())
    return ()
