"""Every word on the timeline chart: in the drawing, its description, plotly's hover texts and the key.

It formats and decides nothing. All are functions, so that each is in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.diary.entries import entry_days, entry_title
from cmlguide.web.words.medicines import medicine_words, with_dose

if TYPE_CHECKING:
    from cmlguide.records.models import DiaryEntry
    from cmlguide.web.chart.data.values import ChartData, DiaryRow, Goal
    from milestones.history import Treatment
    from milestones.verdicts import JudgedResult


def title() -> str:
    return _("Your BCR::ABL1 results over time")


def percent(value: Decimal) -> str:
    """The percent of a level or a gridline."""
    return _percent(value, get_language())


@lru_cache(maxsize=256)
def _percent(value: Decimal, _language: str | None) -> str:
    """Kept, because each width has the same steps in its gutter, its goals and its lines."""
    return _say_percent(value)


def _say_percent(value: Decimal) -> str:
    return numbers.rounded_percent(value) if value else "0%"


def at_most(value: Decimal) -> str:
    return _("%(percent)s or less") % {"percent": percent(value)}


def level_name(code: str) -> str:
    return str(words.LEVELS[code])


def by_months(month: int) -> str:
    return ngettext("by %(month)s month", "by %(month)s months", month) % {"month": month}


def by_date(day: date, today: date) -> str:
    return _("next, by %(day)s") % {"day": near_date(day, today)}


def road_goal(goal: Goal) -> str:
    return _("%(when)s (%(day)s): %(goal)s") % {
        "when": goal.when,
        "day": goal.date_words,
        "goal": goal.goal,
    }


def begins(medicine: str, day: date, today: date) -> str:
    return _("%(medicine)s starts, %(day)s") % {"medicine": medicine, "day": near_date(day, today)}


def road_ahead() -> str:
    return _(
        "This is the road ahead: the usual goal at each checkpoint of the first year. Not everyone gets "
        "there by that day. Your team looks at each test with you."
    )


def near_date(day: date, today: date) -> str:
    return (
        dates.short_day_and_month(day) if abs((day - today).days) < dates.NEAR_DAYS else dates.short_date(day)
    )


@dataclass(frozen=True)
class ResultWords:
    """The words of each result in one language: a long record has hundreds, and asking for the language takes
    longer than saying a number or a date in it."""

    language: str | None
    colon: str
    lab: str
    marrow: str

    def value(self, judged: JudgedResult) -> str:
        """`0.11%`, as `numbers.result_value`."""
        result = judged.result
        if result.kind == "value" and result.unit == "percent_is" and result.value is not None:
            return numbers.percent_in(result.value, self.language)
        return numbers.result_value(result)

    def level(self, judged: JudgedResult) -> str:
        """`MMR`; "" where the level is not known or there is none."""
        unsaid = judged.level in ("not_scored", "none") or words.is_depthless(judged)
        return "" if unsaid else words.level_word_in(judged.level, self.language)

    def whole(self, judged: JudgedResult, value: str, level: str) -> str:
        """`12 Nov 2026: 0.11%, MMR. Lab: City. Bone marrow.`: the same wherever a point is described. `value`
        and `level` are what the two above say."""
        result = judged.result
        day = self.colon % {"label": dates.short_date_in(judged.collected_on, self.language)}
        said = f"{day} {value}, {level}." if level else f"{day} {value}."
        if result.kind == "not_detected" and result.limit is None:
            said += _as_sentence(numbers.depth_note(judged))
        if result.lab:
            said += f" {self.lab % {'lab': result.lab}}"
        return f"{said} {self.marrow}" if result.specimen == "marrow" else said


def _as_sentence(note: str) -> str:
    return f" {note[:1].upper()}{note[1:]}." if note else ""


def result_words() -> ResultWords:
    """The words of results in the reader's language."""
    return _result_words(get_language())


@cache
def _result_words(language: str | None) -> ResultWords:
    return ResultWords(language, marks.colon_form(), _("Lab: %(lab)s."), _("From bone marrow."))


def newest(label: str, day: date) -> str:
    return f"{label} · {dates.short_date(day)}"


def lab_change(before: str, after: str) -> str:
    return _("Another lab: %(before)s, then %(after)s") % {"before": before, "after": after}


def line_start(number: int, medicine: str, day: date) -> str:
    return _("%(medicine)s starts, %(day)s") % {
        "medicine": medicine_words(medicine),
        "day": dates.short_date(day),
    }


def medicine(row: Treatment) -> str:
    return with_dose(row.medicine, row.dose)


def medicine_dates(row: Treatment) -> str:
    name, start = medicine(row), dates.short_date(row.started_on)
    if row.stopped_on is None:
        return _("%(name)s since %(start)s") % {"name": name, "start": start}
    return _("%(name)s, %(start)s to %(end)s") % {
        "name": name,
        "start": start,
        "end": dates.short_date(row.stopped_on),
    }


def pause(row: Treatment, start: date, end: date) -> str:
    return _("%(name)s not taken, %(start)s to %(end)s") % {
        "name": medicine_words(row.medicine),
        "start": dates.short_date(start),
        "end": dates.short_date(end),
    }


def wobble(low: Decimal, high: Decimal) -> str:
    return _("The test's own wobble: %(low)s to %(high)s") % {
        "low": _say_percent(low),
        "high": _say_percent(high),
    }


def next_test(first: date, last: date, why: str) -> str:
    said = (
        _("Your next test, as planned: %(when)s")
        if why == "planned"
        else _("Usual time for the next test: %(when)s")
    )
    return said % {"when": dates.span(first, last)}


def next_test_short(*, is_over: bool = False) -> str:
    """The name of the bar; `is_over`: the usual time has passed without a test."""
    return _("test was due") if is_over else _("next test")


def lowest(value: str) -> str:
    return _("lowest %(value)s") % {"value": value}


def today() -> str:
    return _("today")


def start() -> str:
    return _("start")


def explore_buttons() -> dict[str, str]:
    """The names of plotly.js's own buttons, by the English ones it looks them up with."""
    return {
        "Zoom": _("Choose a part to enlarge"),
        "Pan": _("Move the chart"),
        "Zoom in": _("Larger"),
        "Zoom out": _("Smaller"),
        "Reset axes": _("The whole chart"),
        "Download plot as a PNG": _("Save as a picture"),
    }


def months() -> str:
    return _("months")


def own_scale() -> str:
    return _("lab's own scale")


def without_name() -> str:
    """Before the levels that have no room for their name: `Not named above: CCyR level 1% or less`."""
    return _("Not named above:")


def no_number() -> str:
    return _("no number")


def no_depth() -> str:
    return _("not found, depth not said")


def diary_row(code: str) -> str:
    return _DIARY_ROWS[code]()


def diary_entry(entry: DiaryEntry) -> str:
    """`2 doses missed, 3 Nov 2026`."""
    return f"{entry_title(entry)}, {entry_days(entry)}"


def tick_month(day: date) -> str:
    return dates.short_month_and_year(day)


def tick_year(day: date) -> str:
    return f"{day.year:04d}"


def key(sign: str) -> str:
    return _KEY[sign]()


def description(data: ChartData, *, plain: bool) -> str:
    """The chart in a few sentences, for people who cannot or do not want to look at it."""
    return " ".join(filter(None, (_scale_words(data, plain), *_story(data), *_time_words(data))))


_KEY = {
    "ring": lambda: _("a result"),
    "down": lambda: _("only a limit is known: the number is below the open triangle"),
    "up": lambda: _("above what the test can measure"),
    "square": lambda: _("from bone marrow"),
    "limit": lambda: _("how deep that test could see"),
    "line-limit": lambda: _("one end of this part is only a limit"),
    "medicine-pause": lambda: _("not taken in that time"),
    "line-start": lambda: _("another CML medicine starts"),
    "begins": lambda: _("your CML medicine starts"),
    "bar": lambda: _("another lab from here on"),
    "goal": lambda: _("a checkpoint: this level or lower by then"),
    "my-goal": lambda: _("the level of your goal, or the usual goal now"),
    "agreed": lambda: _("the level you agreed on with your team"),
    "wobble": lambda: _("how far the last number could move from the test alone"),
    "next-test": lambda: _("usual time for the next test"),
    "no-depth": lambda: _("found nothing, or too little to measure; the report does not say how deep it saw"),
    "cross": lambda: _("a test without a number"),
    "wedge": lambda: _("doses missed"),
    "vee": lambda: _("doses not kept down"),
    "pause": lambda: _("doses paused by the team"),
    "dot": lambda: _("side effects"),
    "own": lambda: _("on the lab's own scale: not to be compared with the others"),
    "today": lambda: _("today"),
}


_DIARY_ROWS = {
    "missed": lambda: _("missed doses"),
    "not_kept_down": lambda: _("doses not kept down"),
    "paused_by_team": lambda: _("paused by the team"),
    "side_effect": lambda: _("side effects"),
}


def _scale_words(data: ChartData, plain: bool) -> str:
    if data.main_is_own:
        return _("These results are on the lab's own scale, so no levels are drawn.")
    if plain:
        return _("A plain scale from 0%. It shows large falls well and hides small changes near zero.")
    return _("Each step down is ten times less.")


def _story(data: ChartData) -> list[str]:
    """First, lowest and newest result, in this order, without repeats."""
    blood = [point for point in data.main.points if not point.marrow]
    if not blood:
        return [_("There is no result with a number yet.")]
    count = len(data.main.points)
    said = [ngettext("%(count)s result.", "%(count)s results.", count) % {"count": count}]
    lowest = min(blood, key=lambda point: (point.percent, point.on))
    newest = data.newest or blood[-1]
    later = [event for event in data.depthless if event.on > newest.on]
    if blood[0] not in (lowest, newest):
        said.append(_("First: %(words)s") % {"words": blood[0].words})
    if lowest is not newest or later:
        said.append(_("Lowest on the chart: %(words)s") % {"words": lowest.words})
    said.append(_("Newest: %(words)s") % {"words": later[-1].words if later else newest.words})
    said += _depthless_words(data)
    if data.own.points:
        said.append(_("Results on the lab's own scale are drawn apart."))
    return said


def _depthless_words(data: ChartData) -> list[str]:
    """How many tests are in the lane below because they have no height."""
    count = len(data.depthless)
    said = ngettext(
        "%(count)s test found nothing, or too little to measure, and its report does not say how "
        "deep it saw. It is shown below the chart.",
        "%(count)s tests found nothing, or too little to measure, and their reports do not say how "
        "deep they saw. They are shown below the chart.",
        count,
    )
    return [said % {"count": count}] if count else []


def _time_words(data: ChartData) -> list[str]:
    said = [f"{data.begins.words}."] if data.begins else []
    said += [line.words for line in (data.goal_line, data.agreed) if line]
    said += [
        _("Checkpoint %(when)s: %(goal)s.") % {"when": goal.when, "goal": goal.goal} for goal in data.goals
    ]
    said += [road_ahead()] if data.road else []
    said += [f"{medicine.words}." for medicine in data.medicines]
    said += [_diary_words(row) for row in data.diary]
    said += [f"{data.next_test.words}."] if data.next_test else []
    return said


def _diary_words(row: DiaryRow) -> str:
    """How many diary entries are under the chart, and the newest."""
    count = len(row.marks)
    said = ngettext(
        "From the diary, %(row)s: %(count)s line. Newest: %(newest)s.",
        "From the diary, %(row)s: %(count)s lines. Newest: %(newest)s.",
        count,
    )
    return said % {"row": row.name, "count": count, "newest": row.marks[-1].words}
