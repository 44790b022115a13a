"""Waiting for a result: what is at the lab, and what each outcome would mean, in calm words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.result.newest import takes_no_tablet
from milestones.scale import level_percent

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import WaitingSample
    from milestones.assessment import Taken


@dataclass(frozen=True)
class Outcome:
    """One way a result can come out, and what people usually do next."""

    words: _StrOrPromise
    meaning: _StrOrPromise


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


# Without treatment the level to stay at is what counts, and there are no tablets to speak of.
OUTCOMES_WITHOUT = (
    Outcome(
        gettext_lazy("Not higher, and %(limit)s or less"),
        gettext_lazy(
            "That is the level to stay at while you are without treatment. The next test comes at its usual "
            "time."
        ),
    ),
    Outcome(
        gettext_lazy("Higher, but still %(limit)s or less"),
        gettext_lazy(
            "One higher number can come from the test itself. It can also be real. Your team may test again "
            "sooner, to see if it stays there."
        ),
    ),
    Outcome(
        gettext_lazy("Above %(limit)s"),
        gettext_lazy(
            "Call your team in the next few days. They may test again, or talk with you about starting "
            "treatment again. Most people who start again get back to %(limit)s or less."
        ),
    ),
    Outcome(
        gettext_lazy("Not found"),
        gettext_lazy(
            "Welcome news, as deep as this test could see. It does not mean zero. Your tests go on as your "
            "team has planned them."
        ),
    ),
    OUTCOMES[-1],
)


def outcomes_of(taken: Taken) -> tuple[Outcome, ...]:
    """What the result could say, for life with a tablet or without one."""
    if not takes_no_tablet(taken):
        return OUTCOMES
    limit = {"limit": numbers.percent(level_percent("mmr"))}
    return tuple(Outcome(str(row.words) % limit, str(row.meaning) % limit) for row in OUTCOMES_WITHOUT)


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
