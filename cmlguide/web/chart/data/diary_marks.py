"""The diary as marks for the timeline: doses not taken, by what happened, and side effects, by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cmlguide.records.extras import read_extras
from cmlguide.records.models import DiaryEntry
from cmlguide.records.models.diary_entry import NEEDED
from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import DiaryMark, DiaryRow
from cmlguide.web.words.diary.entries import entry_title
from milestones.history import History

# From the top. A pause decided by the team is not a missed dose: it has its own row, sign and words.
ROWS = (("missed", "wedge"), ("not_kept_down", "vee"), ("paused_by_team", "pause"), ("side_effect", "dot"))


def diary_rows(history: History, today: date) -> tuple[DiaryRow, ...]:
    """The rows for this history's diary up to today; a kind without an entry has no row."""
    listed = history.extra.get("diary")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    entries = [DiaryEntry(**read_extras(DiaryEntry, item)[0]) for item in items]
    rows = (
        DiaryRow(code, shape, words.diary_row(code), _marks(entries, code, today)) for code, shape in ROWS
    )
    return tuple(row for row in rows if row.marks)


def _marks(entries: Iterable[DiaryEntry], code: str, today: date) -> tuple[DiaryMark, ...]:
    shown = [entry for entry in entries if _is_shown(entry, code, today)]
    return tuple(
        DiaryMark(
            entry.happened_on,
            min(entry.last_on, today),
            words.diary_entry(entry),
            entry.prints,
            entry_title(entry),
        )
        for entry in sorted(shown, key=lambda entry: entry.happened_on)
    )


def _is_shown(entry: DiaryEntry, code: str, today: date) -> bool:
    """Whether it belongs to the row, is not after today, and is complete:
    a file may contain broken entries."""
    if entry.kind not in NEEDED or entry.happened_on is None or not getattr(entry, NEEDED[entry.kind]):
        return False
    row = entry.dose_status if entry.kind == "dose" else entry.kind
    return bool(row == code and entry.happened_on <= today)
