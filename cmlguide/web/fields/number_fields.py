"""Boxes for numbers other than the result: a limit, a factor, a count of copies. All are read as typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from cmlguide.exchange.typed.number import read_count, read_number
from cmlguide.web.fields.text_fields import LineField
from cmlguide.web.words.result.typed import number_problem

COMPARATORS = "<>≤≥ "
PLAIN_NUMBER = gettext_lazy("Write only the number on your letter, like 5.4.")


class NumberField(LineField):
    """A plain number typed in any usual way (`0,82`); cleans to a Decimal, or to None if empty.

    Each of `checks` gets the number and may raise ValidationError. What cannot be read is no result, so
    nobody is told to write “not detected”.
    """

    def __init__(self, *, checks: Sequence[Callable[[Decimal], None]] = (), **options: Any) -> None:
        super().__init__(**options)
        self.checks = checks

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        typed = read_number(text)
        if typed.problem or typed.value is None:
            raise ValidationError(_why_not(typed.problem), code="number")
        for check in self.checks:
            check(typed.value)
        return typed.value


def _why_not(problem: str | None) -> Any:
    return PLAIN_NUMBER if problem in (None, "number_unreadable") else number_problem(problem)


class LimitField(NumberField):
    """The detection limit of a test; `<0.0032` is understood as 0.0032."""

    def clean(self, value: Any) -> Decimal | None:
        return super().clean(str(value or "").strip(COMPARATORS))


class CopiesField(LineField):
    """A whole number, like the copies of the control gene (`84,210`); cleans to an int, or to None if empty.

    `unreadable` is said of what is none, where it is no number of copies.
    """

    def __init__(self, *, unreadable: Any = "", **options: Any) -> None:
        super().__init__(**options)
        self.unreadable = unreadable

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        count = read_count(text)
        if count.problem or count.value is None:
            raise ValidationError(self.unreadable or number_problem("count_unreadable"), code="count")
        return count.value
