"""Waiting for a result: what is at the lab, and what each outcome would mean, in calm words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.records.models import WaitingSample


@dataclass(frozen=True)
class Outcome:
    """One way a result can come out, and what people usually do next."""

    words: Promise
    meaning: Promise


OUTCOMES = (
    Outcome(
        gettext_lazy("Lower than last time"),
        gettext_lazy(
            "The number came down. Your team compares it with the goal for this time. If it has "
            "reached the goal, the next test comes at its usual time. If not, they may test "
            "sooner, or talk about what comes next."
        ),
    ),
    Outcome(
        gettext_lazy("About the same"),
        gettext_lazy(
            "A test always moves a little. If you are at your goal, this is what a team hopes to see. "
            "If not, ask what they plan and by when."
        ),
    ),
    Outcome(
        gettext_lazy("Higher than last time"),
        gettext_lazy(
            "One higher number can come from the test itself. It can also be real. Your team looks "
            "at the lab and the doses first, and then may test again. If it stays high, you and "
            "your team look for the reason together."
        ),
    ),
    Outcome(
        gettext_lazy("Not found"),
        gettext_lazy(
            "Welcome news, as deep as this test could see. It does not mean zero. Tests and tablets stay as "
            "your team has planned them."
        ),
    ),
    Outcome(
        gettext_lazy("No number"),
        gettext_lazy(
            "Sometimes a sample cannot be read. That says nothing about your CML. Ask when the "
            "test will be repeated."
        ),
    ),
)


@dataclass(frozen=True)
class WaitingLine:
    """One sample at the lab. `late`: the day it was expected has passed."""

    pk: int
    day: str
    expected: str
    lab: str
    late: bool


def waiting_lines(samples: Iterable[WaitingSample], today: date) -> tuple[WaitingLine, ...]:
    """The samples whose result has not come, oldest first."""
    return tuple(_line(row, today) for row in samples if row.done_on is None)


def _line(row: WaitingSample, today: date) -> WaitingLine:
    expected = ""
    if row.expected_on:
        expected = _("expected about %(day)s") % {"day": dates.long_date(row.expected_on)}
    late = row.expected_on is not None and row.expected_on < today
    return WaitingLine(row.pk, dates.long_date(row.taken_on), expected, row.lab, late)
