"""The preview's questions as fields: about the whole file, and about one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.exchange import codes
from cmlguide.exchange.preview.answers import LEAVE_OUT
from cmlguide.exchange.preview.values import Ask, Choice, FoundMedicine, FoundResult
from cmlguide.web.pages.imports.choices import TYPED, file_field, row_field
from cmlguide.web.pages.imports.reading import EACH, FoundRow, ask_row, asked_for_the_file, questions_of_file
from cmlguide.web.words import dates
from cmlguide.web.words.file_questions import ASKS
from cmlguide.web.words.files import say
from cmlguide.web.words.result import typed

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.exchange.preview.values import Preview, Question
    from cmlguide.web.pages.imports.draft import Draft

LONG_LIST = 8
"""From so many choices on, a list that opens is easier than a column of buttons."""


@dataclass(frozen=True)
class ChoiceField:
    """One choice: `chosen` if it was the earlier answer; `takes_text` if the question's box belongs to it."""

    id: str
    value: str
    label: str
    chosen: bool
    takes_text: bool = False


@dataclass(frozen=True)
class AskField:
    """One question as a field. `typed_name`: the name of a box for the person's own answer, "" without
    one."""

    name: str
    words: str
    choices: tuple[ChoiceField, ...]
    typed_name: str = ""
    typed_text: str = ""
    typed_hint: str = ""
    error: str = ""

    @property
    def first_id(self) -> str:
        """The id that an error's link points to."""
        return (
            self.choices[0].id if self.choices and not self.as_list else f"id_{self.typed_name or self.name}"
        )

    @property
    def as_list(self) -> bool:
        """Whether the choices are shown as a drop-down list."""
        return len(self.choices) > LONG_LIST


def file_asks(preview: Preview, draft: Draft, *, show_errors: bool) -> tuple[AskField, ...]:
    """The questions about the whole file; the start of a medicine is asked in its own row."""
    return tuple(_file_ask(one, draft, show_errors) for one in questions_of_file(preview))


def _file_ask(question: Question, draft: Draft, show_errors: bool) -> AskField:
    name = file_field(question)
    choices = _labeled(question.choices)
    if question.code == codes.ASK_SCALE:
        choices = (*choices, (EACH, _("They differ: ask me for each one")))
    typed_name = "" if choices else name
    error = (_("Choose one.") if choices else _("Enter a date, like 3 Jul 2026.")) if show_errors else ""
    text = draft.start_on or ""
    return AskField(
        name, say(question.words), _fields(name, choices, ""), typed_name, text, _date_hint(), error
    )


def _labeled(choices: tuple[Choice, ...]) -> tuple[tuple[str, str], ...]:
    """(what is sent back to the reader, what is shown) for each choice."""
    return tuple((one.value, say(one.label)) for one in choices)


def row_asks(
    row: FoundRow, preview: Preview, draft: Draft, today: date, show_errors: bool
) -> tuple[AskField, ...]:
    """The questions about one row, including answered ones, so that an answer can be changed."""
    said = draft.said.get(row.key, {})
    if isinstance(row, FoundResult):
        asked = ask_row(row, said, draft.options(today))
        asks, still = asked.asks, asked.open_codes
    else:
        asks = getattr(row, "asks", ())
        still = tuple(ask.code for ask in asks)
    return tuple(
        _row_ask(row, ask, said.get(ask.code, ""), show_errors and ask.code in still)
        for ask in asks
        if ask.code not in asked_for_the_file(preview)
    )


def with_answers(row: FoundRow, draft: Draft, today: date) -> FoundRow:
    """The row as changed by its answers so far; if one of them leaves it out, unchanged."""
    if not isinstance(row, FoundResult):
        return row
    answered = ask_row(row, draft.said.get(row.key, {}), draft.options(today)).row
    return row if answered is None else answered


def _row_ask(row: FoundRow, ask: Ask, answered: str, show_error: bool) -> AskField:
    name = row_field(row.key, ask.code)
    choices, takes_text = _choices(row, ask)
    known = {value for value, _label in choices}
    own_words = answered if answered and answered not in known else ""
    chosen = TYPED if own_words else answered
    return AskField(
        name=name,
        words=_words(ask),
        choices=_fields(name, choices, chosen),
        typed_name=f"{name}-{TYPED}" if takes_text else "",
        typed_text=own_words,
        typed_hint=_date_hint() if _is_about_date(ask.code) else _("Like 0.05, <0.0032 or “not detected”"),
        error=_error(ask.code, takes_text, own_words) if show_error else "",
    )


def _choices(row: FoundRow, ask: Ask) -> tuple[list[tuple[str, str]], bool]:
    """The choices for a row's question, always with a way to leave the row out;
    and whether text is accepted."""
    choices = list(_labeled(ask.choices))
    if ask.code == codes.ASK_STARTED and isinstance(row, FoundMedicine) and row.started_on:
        choices.append(("yes", _("On %(day)s") % {"day": dates.short_date(row.started_on)}))
    takes_text = not ask.choices or ask.code == codes.ASK_STOPPED
    if takes_text:
        words = _("On the day I type here:") if _is_about_date(ask.code) else _("As I type it here:")
        choices.append((TYPED, words))
    if all(value != LEAVE_OUT for value, _label in choices):
        choices.append((LEAVE_OUT, _("Leave this one out")))
    return choices, takes_text


def _words(ask: Ask) -> str:
    """The question, preceded by the piece of the file it is about if that is not in the row itself."""
    words = str(ASKS[ask.code])
    return _("“%(text)s”: %(words)s") % {"text": ask.text, "words": words} if ask.text else words


def _is_about_date(code: str) -> bool:
    return code.startswith("date_") or code in (codes.ASK_STARTED, codes.ASK_STOPPED, codes.ASK_DAY_OR_MONTH)


def _error(code: str, takes_text: bool, own_words: str) -> str:
    if not takes_text:
        return _("Choose one.")
    if _is_about_date(code):
        return _("Enter a date, like 3 Jul 2026, or leave this one out.")
    if own_words:
        return str(typed.NUMBER_PROBLEMS["number_unreadable"])
    return _("Write the number, or leave this one out.")


def _date_hint() -> str:
    return _("Like 3 Jul 2026")


def _fields(name: str, choices: Sequence[tuple[str, str]], chosen: str) -> tuple[ChoiceField, ...]:
    return tuple(
        ChoiceField(f"id_{name}_{index}", value, label, value == chosen, value == TYPED)
        for index, (value, label) in enumerate(choices)
    )
