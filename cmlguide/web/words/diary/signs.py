"""Which warning signs come first after a side effect was entered, and which entries Timeline tells of; the
data file decides both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import marks
from cmlguide.web.words.diary.entries import entry_days, entry_title
from cmlguide.web.words.diary.names import SEVERITIES_LISTED
from cmlguide.web.words.warning_signs import Group, groups_of
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cmlguide.records.models import DiaryEntry


@dataclass(frozen=True)
class TimelineSign:
    """What Timeline says of the diary: the entries with their days, and whether the diary has signs for them
    (else only the page of all warning signs has)."""

    said: str
    in_diary: bool


def signs_first(entries: Iterable[DiaryEntry], today: date) -> tuple[Group, ...]:
    """The warning signs that match the entries of the last few days, most urgent first."""
    return groups_of({sign for entry in _recent(entries, today) for sign in signs_of(entry)})


def sign_on_timeline(entries: Iterable[DiaryEntry], today: date) -> TimelineSign | None:
    """The entries of the last few days that Timeline tells of, newest first and each side effect once."""
    told: dict[str, DiaryEntry] = {}
    for entry in sorted(_recent(entries, today), key=_newest_first):
        if _is_told(entry):
            told.setdefault(entry_title(entry), entry)
    if not told:
        return None
    lines = marks.listed(_line(entry) for entry in told.values())
    in_diary = any(signs_of(entry) for entry in told.values())
    return TimelineSign(_("In the diary: %(entries)s.") % {"entries": lines}, in_diary)


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


def _recent(entries: Iterable[DiaryEntry], today: date) -> list[DiaryEntry]:
    began = shown_since(today)
    return [entry for entry in entries if began <= entry.last_on and entry.happened_on <= today]


def _newest_first(entry: DiaryEntry) -> tuple[int, int]:
    return -entry.last_on.toordinal(), -entry.happened_on.toordinal()


def _is_told(entry: DiaryEntry) -> bool:
    """Whether the entry is as bad as the data file asks, or of a kind that it always wants told."""
    rule = load_numbers("symptom_signs")["on_timeline"]
    told = entry.severity in rule["severities"].split() or entry.symptom in rule["symptoms"].split()
    return entry.kind == "side_effect" and told


def _line(entry: DiaryEntry) -> str:
    """`Short of breath, severe, 22 Nov 2026`."""
    facts = (entry_title(entry), str(SEVERITIES_LISTED.get(entry.severity, "")), entry_days(entry))
    return ", ".join(fact for fact in facts if fact)
