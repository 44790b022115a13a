"""Puts what a person chose on the preview page into the draft. Only fields that the page showed are read."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from cmlguide.exchange import codes
from cmlguide.exchange.csv_file.columns import MEANINGS
from cmlguide.exchange.preview.values import FoundResult, Preview, Question
from cmlguide.exchange.typed.date import read_date
from cmlguide.web.pages.imports.draft import Draft
from cmlguide.web.pages.imports.reading import EACH, FoundRow, ask_row, asked_for_the_file, asking_rows

LONGEST_ANSWER = 200
EXTRAS = ("diagnosed", "keep_letter")
"""What may be saved besides the entries: each a box to tick on the page."""
TYPED = "typed"
"""The choice that takes what stands in the box beside it."""


def file_field(question: Question) -> str:
    """The name of the field that answers a question about the whole file."""
    return f"file-{question.code}-{question.about}"


def row_field(key: str, code: str) -> str:
    """The name of the field that answers one question about one row."""
    return f"row-{key}-{code}"


def take_choices(draft: Draft, preview: Preview, posted: QueryDict, today: date) -> bool:
    """Put the answers on the page into the draft; True if the file has to be read again with them."""
    before = draft.options(today)
    for question in preview.questions:
        _take_file_answer(draft, question, _said(posted, file_field(question)), today)
    for column in preview.columns:
        meaning = posted.get(f"column-{column.number}", column.meaning)
        if meaning != column.meaning and meaning in MEANINGS:
            draft.columns[str(column.number)] = meaning
    for extra in EXTRAS:
        if f"asked-{extra}" in posted:
            setattr(draft, extra, extra in posted)
    shown = set(posted.getlist("shown"))
    draft.left_out = [key for key in draft.left_out if key not in shown]
    draft.left_out += [key for key in posted.getlist("leave") if len(key) <= LONGEST_ANSWER]
    for row in asking_rows(preview):
        _take_row_answers(draft, row, preview, posted, today)
    return draft.options(today) != before


def _take_file_answer(draft: Draft, question: Question, said: str, today: date) -> None:
    allowed = {choice.value for choice in question.choices}
    if question.code == codes.ASK_START_DATE:
        day = read_date(said, draft.order, today).date
        draft.start_on = day.isoformat() if day else draft.start_on
    elif question.code == codes.ASK_SCALE and said == EACH:
        draft.each_scale = True
    elif said not in allowed:
        return
    elif question.code == codes.ASK_SCALE:
        draft.scale = said
    elif question.code == codes.ASK_DAY_OR_MONTH:
        draft.order = said
    elif question.code == codes.ASK_PATIENT:
        draft.patient = said
    elif question.code == codes.ASK_UNIT:
        draft.units[question.about] = said
    elif question.code == codes.ASK_COLUMN:
        draft.columns[question.about] = said


def _take_row_answers(draft: Draft, row: FoundRow, preview: Preview, posted: QueryDict, today: date) -> None:
    said = draft.said.setdefault(row.key, {})
    if isinstance(row, FoundResult):
        asks = ask_row(row, said, draft.options(today)).asks
    else:
        asks = getattr(row, "asks", ())
    for ask in asks:
        if ask.code in asked_for_the_file(preview):
            continue
        name = row_field(row.key, ask.code)
        chosen = _said(posted, name)
        if chosen in ("", TYPED):
            chosen = _said(posted, f"{name}-{TYPED}")
        if chosen:
            said[ask.code] = chosen
    if not said:
        del draft.said[row.key]


def _said(posted: QueryDict, name: str) -> str:
    return posted.get(name, "").strip()[:LONGEST_ANSWER]
