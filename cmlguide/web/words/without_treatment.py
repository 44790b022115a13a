"""A time without treatment in words: its clock, its months, and the month a test counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, marks, numbers
from milestones.months_without import find_stop, month_without

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.months_without import MonthWithout, WithoutTreatment

SHOWN_MONTHS = 12
SHAPES = {"done": "●", "at_lab": "◐", "due": "◇", "missed": "○", "no_test": "–"}
STATES: Mapping[str, _StrOrPromise] = {
    "done": gettext_lazy("tested"),
    "at_lab": gettext_lazy("at the lab"),
    "due": gettext_lazy("test due"),
    "missed": gettext_lazy("no test"),
    "no_test": gettext_lazy("none usual"),
}


@dataclass(frozen=True)
class MonthCell:
    """A month of the strip: shape and `state` say the same; `when` is its test's date, or when one is due."""

    number: int
    shape: str
    state: str
    when: str
    code: str


@dataclass(frozen=True)
class Clock:
    """The clock in words and the strip, with the newest months in `cells` and the previous ones in
    `earlier`."""

    sentence: str
    cells: tuple[MonthCell, ...]
    earlier: tuple[MonthCell, ...]


def clock_of(assessment: Assessment, sampled_on: date | None = None) -> Clock | None:
    """Today's clock; None on treatment. `sampled_on`: the day of a sample whose result is still to come; the
    month it is for needs no other test."""
    followed = assessment.without
    if followed is None:
        return None
    sampled = next((month for month in followed.months if _is_for(month, sampled_on)), None)
    cells = tuple(
        _cell(month, assessment, sampled_on if month is sampled else None) for month in followed.months
    )
    return Clock(_sentence(followed), cells[-SHOWN_MONTHS:], cells[:-SHOWN_MONTHS])


def _sentence(followed: WithoutTreatment) -> str:
    said = (
        _("Without a CML tablet since %(day)s, month %(month)s.")
        if followed.tablet_only
        else _("Without treatment since %(day)s, month %(month)s.")
    )
    return said % {
        "day": dates.long_date(followed.since),
        "month": followed.month,
    }


def _is_for(month: MonthWithout, sampled_on: date | None) -> bool:
    """Whether a sample of that day is the test this month waits for; it may come late, as a test may."""
    if sampled_on is None or month.tested_on or month.state not in ("due", "missed"):
        return False
    return month.after < sampled_on <= (month.by or month.until)


def _cell(month: MonthWithout, assessment: Assessment, sampled_on: date | None) -> MonthCell:
    code = "at_lab" if sampled_on else month.state
    return MonthCell(
        number=month.number,
        shape=SHAPES[code],
        state=str(STATES[code]),
        when=_("taken %(day)s") % {"day": dates.short_date(sampled_on)}
        if sampled_on
        else _when(month, assessment),
        code=code,
    )


def _when(month: MonthWithout, assessment: Assessment) -> str:
    if month.tested_on:
        return marks.listed(
            marks.labelled(dates.short_date(day), numbers.value_on(day, assessment))
            for day in month.tested_on
        )
    if month.state == "due" and month.by:
        return _("by %(day)s") % {"day": dates.short_date(month.by)}
    return ""


def paper_line(assessment: Assessment) -> str:
    """The clock and its months in one line for the page; "" on treatment."""
    followed = assessment.without
    if followed is None:
        return ""
    months = followed.months[-SHOWN_MONTHS:]
    return " ".join((_sentence(followed), *_told(months)))


def _told(months: tuple[MonthWithout, ...]) -> Iterator[str]:
    """Which months had a test, which had none, and which is due."""
    labels = {
        "done": _("Tests in month %(months)s."),
        "missed": _("No test in month %(months)s."),
        "due": _("Due: the test of month %(months)s."),
    }
    for state, label in labels.items():
        listed = ", ".join(str(month.number) for month in months if month.state == state)
        if listed:
            yield label % {"months": listed}


def month_off(day: date, assessment: Assessment) -> int | None:
    """The month without treatment that a test on that day counts for; None if treatment was taken.

    It is the same month as on the strip, where a test a few days late counts for the month it was due in.
    """
    stop, followed = find_stop(assessment.lines, day), assessment.without
    if stop is None:
        return None
    months = followed.months if followed is not None and followed.since == stop else ()
    of_strip = (month.number for month in months if day in month.tested_on)
    return next(of_strip, month_without(stop, day))
