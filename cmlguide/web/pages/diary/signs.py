"""A side effect just written down brings its warning signs up first: which, from the data file."""

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
    """The warning signs that match what was written of the last days, the most pressing first."""
    began = shown_since(today)
    recent = (entry for entry in entries if began <= entry.last_on and entry.happened_on <= today)
    return groups_of({sign for entry in recent for sign in signs_of(entry)})


def shown_since(today: date) -> date:
    """The first day whose entries still bring their signs up."""
    return today - timedelta(days=load_numbers("symptom_signs")["shown_for"]["days"])


def signs_of(entry: DiaryEntry) -> tuple[str, ...]:
    """The codes of the warning signs one entry brings up."""
    by_noun = load_numbers("symptom_signs")
    if entry.kind == "side_effect":
        return tuple(by_noun["of_symptom"].get(entry.symptom, "").split())
    if entry.kind == "dose":
        return tuple(by_noun["of_dose"].get(entry.dose_status, "").split())
    return ()
