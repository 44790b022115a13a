"""The diary in words: a line for each entry, what can be entered with one tap, the words of a notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.web.words import dates
from cmlguide.web.words.diary import names as diary_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cmlguide.records.models import DiaryEntry

NEVER_USED: Mapping[str, int] = {}


@dataclass(frozen=True)
class DiaryLine:
    """One entry: its sign, what it is, when, details, the person's own words, and whether it is printed."""

    pk: int
    sign: str
    kind: str
    title: str
    when: str
    details: tuple[str, ...]
    text: str
    prints: bool


@dataclass(frozen=True)
class OneTap:
    """An entry that takes only a tap: its words, and the one fact it records."""

    words: str
    field: str
    value: str


def diary_lines(entries: Iterable[DiaryEntry]) -> tuple[DiaryLine, ...]:
    """The lines of the entries, in their order."""
    return tuple(diary_line(entry) for entry in entries)


def diary_line(entry: DiaryEntry) -> DiaryLine:
    """One entry as a line of the list."""
    return DiaryLine(
        pk=entry.pk,
        sign=diary_words.SIGNS[entry.kind],
        kind=str(diary_words.KINDS[entry.kind]),
        title=entry_title(entry),
        when=entry_days(entry),
        details=tuple(_details(entry)),
        text=entry.text,
        prints=entry.prints,
    )


def entry_title(entry: DiaryEntry) -> str:
    """`Nausea`, `2 doses missed`, `Antacid`, `Note`: what the entry is, without its day."""
    if entry.kind == "side_effect":
        return symptom_name(entry.symptom, entry.symptom_text)
    if entry.kind == "dose":
        return _dose_title(entry)
    return str(diary_words.INTAKES[entry.intake] if entry.kind == "new_intake" else diary_words.KINDS["note"])


def symptom_name(code: str, own_words: str) -> str:
    """A side effect by its name; "other" in the person's own words."""
    own = own_words.strip()
    if code == "other" and own:
        return own
    return str(diary_words.SYMPTOMS[code])


def saved_words(entry: DiaryEntry) -> str:
    """What the notice says after saving."""
    return _("Saved: %(what)s, %(when)s.") % {"what": entry_title(entry), "when": entry_days(entry)}


def one_taps(kind: str, used: Mapping[str, int] = NEVER_USED) -> tuple[OneTap, ...]:
    """What can be entered for today with one more tap; nothing for a note, which needs words.

    `used`: how often the person chose each; what was chosen most often comes first.
    """
    choices: Mapping[str, tuple[str, Mapping[str, object]]] = {
        "side_effect": ("symptom", diary_words.SYMPTOMS),
        "dose": ("dose_status", diary_words.DOSE_STATUSES),
        "new_intake": ("intake", diary_words.INTAKES),
    }
    if kind not in choices:
        return ()
    field, words = choices[kind]
    codes = sorted((code for code in words if code != "other"), key=lambda code: -used.get(code, 0))
    return tuple(OneTap(str(words[code]), field, code) for code in codes)


def _dose_title(entry: DiaryEntry) -> str:
    counted = entry.doses or 1
    if entry.dose_status == "missed":
        said = ngettext("%(count)s dose missed", "%(count)s doses missed", counted)
        return said % {"count": counted} if entry.doses else _("Missed dose")
    if entry.dose_status == "not_kept_down":
        said = ngettext("%(count)s dose not kept down", "%(count)s doses not kept down", counted)
        return said % {"count": counted} if entry.doses else _("Dose not kept down")
    return str(diary_words.DOSE_STATUSES[entry.dose_status])


def entry_days(entry: DiaryEntry) -> str:
    """The day of an entry, or its first and last day."""
    if entry.until_on is None or entry.until_on == entry.happened_on:
        return dates.short_date(entry.happened_on)
    return _("%(first)s to %(last)s") % {
        "first": dates.short_date(entry.happened_on),
        "last": dates.short_date(entry.until_on),
    }


def _details(entry: DiaryEntry) -> list[str]:
    """The details that were given."""
    if entry.kind == "side_effect":
        said = [diary_words.SEVERITIES.get(entry.severity), diary_words.HOW_OFTEN.get(entry.how_often)]
        known = [str(words) for words in said if words]
        return known + ([_gets_in_way_of(entry)] if entry.gets_in_way_of else [])
    if entry.kind == "dose" and entry.reason:
        return [_("why: %(reason)s") % {"reason": _reason(entry)}]
    return []


def _gets_in_way_of(entry: DiaryEntry) -> str:
    listed = [
        str(words) for code, words in diary_words.DISTURBED_WITHIN.items() if code in entry.gets_in_way_of
    ]
    return _("gets in the way of %(what)s") % {"what": ", ".join(listed)}


def _reason(entry: DiaryEntry) -> str:
    if entry.reason != "side_effect" or not entry.symptom:
        return str(diary_words.DOSE_REASONS_WITHIN[entry.reason])
    if entry.symptom == "other" and entry.symptom_text.strip():
        return entry.symptom_text.strip()
    return str(diary_words.SYMPTOMS_WITHIN[entry.symptom])
