"""What happens next: the first year's timetable in words, week by week, and drawn on a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.first_year import begins
from cmlguide.web.words.guidelines import band_range, quote
from cmlguide.web.words.medicines import medicine_words
from milestones.first_year import week_of
from milestones.guideline import load_guideline
from milestones.standing import find_newest

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.first_year import FirstYear, Step
    from milestones.verdicts import JudgedResult

# The drawing's own units: the line from the first week to the last, with room for a label at both ends.
WIDTH, MARGIN = 860, 40

WHY_NONE: Mapping[str, _StrOrPromise] = {
    "no_medicine": gettext_lazy(
        "Add your CML tablet and the day you start, even if that day is in the future. Then your "
        "first year is drawn here."
    ),
    "not_made_for": gettext_lazy(
        "The usual checkpoints are not made for your situation. Your team plans your tests and goals "
        "with you."
    ),
    "restart": gettext_lazy(
        "You take treatment again after a time without it. Checkpoints by month are not "
        "made for that. Your team plans your tests with you."
    ),
    "off_treatment": gettext_lazy(
        "Your record says that you are not taking a CML tablet at this time. So no months are counted."
    ),
    "over": gettext_lazy("Your first year is behind you. From here on, Timeline shows what comes next."),
}
ASK_AT_START: tuple[_StrOrPromise, ...] = (
    gettext_lazy("What are the goals of my treatment, and by when do we hope to reach them?"),
    gettext_lazy("How do I take my tablets, and what do I do when I miss one?"),
    gettext_lazy("Which side effects come early, and who do I call at night?"),
    gettext_lazy("When are my blood counts tested in the first weeks?"),
)
ASK_AT_CHECKPOINT: tuple[_StrOrPromise, ...] = (
    gettext_lazy("What is my number, and is it where you want me to be by now?"),
    gettext_lazy("What do we do if it is not?"),
    gettext_lazy("What can we do about the side effects I have?"),
)
ASK_BETWEEN: tuple[_StrOrPromise, ...] = (
    gettext_lazy("Is my number going down as you hoped?"),
    gettext_lazy("Is this a medicine I can stay with?"),
)
ASK_AT_LAST: tuple[_StrOrPromise, ...] = (
    gettext_lazy("What is my number, and what do we aim for from now on?"),
    gettext_lazy("How often is my blood tested from now on?"),
)


@dataclass(frozen=True)
class YearStep:
    """One stop on the way: `when` in weeks and dates, `goal` the plain fact, `bands` the guideline's words.

    `done` says when its test was taken; `is_next` marks the first stop whose time is not over and that has no
    test yet; `x` is its position on the drawing.
    """

    week: str
    when: str
    title: str
    goal: str
    bands: tuple[str, ...]
    asks: tuple[str, ...]
    done: str
    is_next: bool
    x: int


@dataclass(frozen=True)
class FirstYearPage:
    """The values for `first_year/first_year.html`. `why_none` is "" if there is a timetable."""

    lead: str
    why_none: str
    wants_medicine: bool
    is_without: bool
    steps: tuple[YearStep, ...]
    today_x: int | None
    guideline: str
    source: str


def first_year_page(assessment: Assessment) -> FirstYearPage:
    """The page for this assessment."""
    year, guideline = assessment.first_year, load_guideline(assessment.guideline)
    return FirstYearPage(
        lead=begins(assessment) or _since(year, assessment.today),
        why_none=_why_none(year.why_none, assessment) if year.why_none else "",
        wants_medicine=year.why_none == "no_medicine",
        is_without=year.why_none == "off_treatment",
        steps=tuple(_steps(year, assessment)),
        today_x=_today_x(year, assessment.today),
        guideline=str(words.guideline_name(assessment.guideline)),
        source=_(guideline.source.source),
    )


def _why_none(code: str, assessment: Assessment) -> str:
    """Why there is no timetable, naming what in the record says that it does not apply to them."""
    if code == "not_made_for" and assessment.not_made_for:
        return str(words.NOT_FOR_THESE[assessment.not_made_for])
    return str(WHY_NONE[code])


def _since(year: FirstYear, today: date) -> str:
    if not year.steps or year.starts_on is None:
        return ""
    return _("You started %(medicine)s on %(day)s. This is week %(week)s.") % {
        "medicine": medicine_words(year.medicine),
        "day": dates.long_date(year.starts_on),
        "week": week_of(year.starts_on, today),
    }


def _steps(year: FirstYear, assessment: Assessment) -> Iterator[YearStep]:
    """The first day, then every test of the year."""
    if not year.steps or year.starts_on is None:
        return
    waiting = (step for step in year.steps if step.tested_on is None and step.by >= assessment.today)
    upcoming = next(waiting, None) if year.begun else None
    yield _first_day(year.starts_on, year, assessment)
    for step in year.steps:
        yield _step(step, year, assessment, is_next=step is upcoming)


def _first_day(start: date, year: FirstYear, assessment: Assessment) -> YearStep:
    return YearStep(
        week=_("Week %(week)s") % {"week": week_of(start, start)},
        when=dates.day_and_month(start, today=assessment.today),
        title=_("Your first day of %(medicine)s") % {"medicine": medicine_words(year.medicine)},
        goal=_first_number(assessment),
        bands=(),
        asks=tuple(str(ask) for ask in ASK_AT_START),
        done=_("started") if year.begun else "",
        is_next=not year.begun,
        x=_x(start, year),
    )


def _first_number(assessment: Assessment) -> str:
    """The person's own start; on a later medicine the last number before it,
    which is where that one began."""
    later = _last_before_a_later_medicine(assessment)
    if later is not None:
        return _("The last number before it: %(value)s, on %(day)s.") % {
            "value": numbers.result_value(later.result),
            "day": dates.short_date(later.collected_on),
        }
    start = assessment.baseline
    if start is None:
        return _(
            "A test before the first tablet gives your starting number. Later numbers are compared with it."
        )
    return _("Your starting number is %(value)s.") % {
        "value": numbers.value_on(start.collected_on, assessment)
    }


def _last_before_a_later_medicine(assessment: Assessment) -> JudgedResult | None:
    """The newest blood test up to day one, if the timetable is not the first medicine's; else None."""
    start, lines = assessment.first_year.starts_on, assessment.lines
    if start is None or not lines or lines[0].started_on == start:
        return None
    return find_newest(row for row in assessment.results if row.collected_on <= start)


def _step(step: Step, year: FirstYear, assessment: Assessment, *, is_next: bool) -> YearStep:
    start = year.starts_on or step.due_on
    return YearStep(
        week=_("Week %(week)s") % {"week": week_of(start, step.due_on)},
        when=_("about %(day)s; a test from %(span)s counts")
        % {
            "day": dates.day_and_month(step.due_on, today=assessment.today),
            "span": dates.span(step.from_, step.by, today=assessment.today),
        }
        if step.bands
        else _("about %(day)s") % {"day": dates.day_and_month(step.due_on, today=assessment.today)},
        title=_("The %(month)s-month checkpoint") % {"month": step.month}
        if step.bands
        else _("A test at month %(month)s") % {"month": step.month},
        goal=_goal(step),
        bands=tuple(_bands(step, assessment.guideline)),
        asks=tuple(str(ask) for ask in _asks(step, year)),
        done=_done(step, assessment),
        is_next=is_next,
        x=_x(step.due_on, year),
    )


def _goal(step: Step) -> str:
    if step.target_percent is None:
        return _("No checkpoint of its own. It shows if your number keeps falling.")
    return _("The usual goal: %(goal)s or less.") % {"goal": numbers.rounded_percent(step.target_percent)}


def _bands(step: Step, guideline: str) -> Iterator[str]:
    """Each of the guideline's own ranges with its own word, quoted and attributed."""
    for band in step.bands:
        if band.category is not None:
            yield f"{band_range(band)}. {quote(guideline, band.category.name)}"


def _asks(step: Step, year: FirstYear) -> tuple[_StrOrPromise, ...]:
    if step is year.steps[-1]:
        return ASK_AT_LAST
    return ASK_AT_CHECKPOINT if step.bands else ASK_BETWEEN


def _done(step: Step, assessment: Assessment) -> str:
    if step.tested_on is None:
        return ""
    facts = {
        "day": dates.short_date(step.tested_on),
        "value": numbers.value_on(step.tested_on, assessment),
    }
    return _("tested on %(day)s: %(value)s") % facts


def _x(day: date, year: FirstYear) -> int:
    """The x of the day on the line from the first day to the last stop."""
    start, last = year.starts_on or day, year.steps[-1].due_on
    return MARGIN + round((WIDTH - 2 * MARGIN) * (day - start).days / (last - start).days)


def _today_x(year: FirstYear, today: date) -> int | None:
    if not year.steps or year.starts_on is None or today < year.starts_on:
        return None
    return _x(today, year)
