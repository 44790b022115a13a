"""Reads a draft again with the answers given so far, and marks what is already in the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.answers import LEAVE_OUT, Answered, answer_count, answer_row, apply_answers
from cmlguide.exchange.preview.in_record import mark_known
from cmlguide.exchange.preview.values import (
    Ask,
    FoundCount,
    FoundEntry,
    FoundMedicine,
    FoundResult,
    LeftOut,
    Options,
    Preview,
    Question,
)
from cmlguide.web.frame.work import read_preview
from cmlguide.web.pages.imports.draft import Draft
from milestones.history import History

MOST_UNSURE = 200
"""Rows asked about on one page. The rest waits: the same file, brought in again, shows what is not saved."""
FOR_THE_FILE = (codes.ASK_SCALE, codes.ASK_DAY_OR_MONTH)
BESIDE_ROWS = (codes.ASK_STARTED, codes.ASK_STOPPED, codes.ASK_DIAGNOSED)
"""Asked about the file, but shown elsewhere: at a medicine's own row, and as a box to tick."""
EACH = "each"
FoundRow = FoundResult | FoundCount | FoundMedicine | FoundEntry


@dataclass(frozen=True)
class Asked:
    """A result with every question it raises: `asks` are all that were or are open, `open_codes` those still
    open.

    `row` is the row with the answers so far, None if one of them leaves it out.
    """

    row: FoundResult | None
    asks: tuple[Ask, ...]
    open_codes: tuple[str, ...]


def read_draft(draft: Draft, history: History, today: date) -> Preview:
    """The preview of the draft compared with the record. Raises FileRefusedError."""
    preview = mark_known(_read(draft, draft.options(today)), history)
    if draft.each_scale:
        kept = tuple(one for one in preview.questions if one.code != codes.ASK_SCALE)
        preview = replace(preview, questions=kept)
    return _within_reach(preview)


def _read(draft: Draft, options: Options) -> Preview:
    """The contents of the draft. A letter with one line of blood counts that looks like a table's heading is
    still a letter: pasted text with no readable table row but with a dated result is read as one."""
    preview = read_preview(draft.data, options)
    as_table = draft.pasted and preview.source == "csv" and not draft.columns
    if not as_table or preview.questions or not preview.is_empty:
        return preview
    letter = read_preview(draft.data, options, "text")
    return letter if any(row.collected_on for row in letter.results) else preview


def _within_reach(preview: Preview) -> Preview:
    unsure = [row for row in preview.results if row.asks and not row.known]
    if len(unsure) <= MOST_UNSURE or asked_for_the_file(preview):
        return preview
    over = {row.key for row in unsure[MOST_UNSURE:]}
    return replace(
        preview,
        results=tuple(row for row in preview.results if row.key not in over),
        left_out=(*preview.left_out, LeftOut(f"{len(over)} more rows", Reason("unsure_too_many"))),
    )


def asked_for_the_file(preview: Preview) -> set[str]:
    """Codes that one question about the whole file settles: no row asks them itself."""
    return {one.code for one in preview.questions if one.code in FOR_THE_FILE}


def questions_of_file(preview: Preview) -> tuple[Question, ...]:
    """The questions the page asks about the whole file."""
    return tuple(one for one in preview.questions if one.code not in BESIDE_ROWS)


def asks_itself(row: FoundRow, preview: Preview) -> bool:
    """Whether the row asks something that no question about the whole file settles."""
    return any(ask.code not in asked_for_the_file(preview) for ask in getattr(row, "asks", ()))


def rows_of(preview: Preview) -> tuple[FoundRow, ...]:
    """Every row, in the order used on the page."""
    return (*preview.results, *preview.medicines, *preview.blood_counts, *preview.entries)


def asking_rows(preview: Preview) -> tuple[FoundRow, ...]:
    """The rows with a question of their own that are not in the record yet."""
    return tuple(row for row in rows_of(preview) if not row.known and asks_itself(row, preview))


def answer_draft(preview: Preview, draft: Draft, today: date) -> Answered:
    """The entries to keep, given the draft's answers."""
    declined = [row.key for row in asking_rows(preview) if LEAVE_OUT in draft.said.get(row.key, {}).values()]
    left_out = [*draft.left_out, *declined, *_held_back(preview, draft)]
    return apply_answers(preview, draft.said, draft.options(today), left_out)


def _held_back(preview: Preview, draft: Draft) -> list[str]:
    """Blood count numbers that wait for a question about another one: a day's count is kept whole."""
    wanted = [row for row in preview.blood_counts if not row.known and row.key not in draft.left_out]
    waiting = {row.key for row in wanted if _is_open(row, draft)}
    days = {row.collected_on for row in wanted if row.key in waiting}
    return [row.key for row in wanted if row.collected_on in days and row.key not in waiting]


def _is_open(row: FoundCount, draft: Draft) -> bool:
    answered = answer_count(row, draft.said.get(row.key, {}))
    return answered is not None and (answered.unit is None or bool(answered.asks))


def ask_row(row: FoundResult, said: dict[str, str], options: Options) -> Asked:
    """The row's questions in the order they arise: an answer may raise another."""
    asks, current = list(row.asks), row
    for code, choice in said.items():
        following = answer_row(current, code, choice, options)
        if following is None:
            return Asked(None, tuple(asks), ())
        current = following
        asks += [ask for ask in current.asks if ask.code not in {one.code for one in asks}]
    return Asked(current, tuple(asks), tuple(ask.code for ask in current.asks))
