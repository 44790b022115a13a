"""How a result was judged, in plain words: its row, every comparison, each rule that held or nearly did.

The engine's Explanation gives codes and numbers; here each gets its words and its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.guidelines import band_range, category_words
from cmlguide.web.words.result import findings as finding_words
from milestones.explain import CANNOT_TELL, NO, YES, explain, explain_judged
from milestones.explain_rules import NEAR
from milestones.guideline import load_guideline
from milestones.rounding import round_to_figures
from milestones.scale import EXACT

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.explain import ExplainedResult, Explanation
    from milestones.explain_rules import ExplainedRule, Number, Point
    from milestones.guideline import Checkpoint, Source
    from milestones.history import History, Result
    from milestones.judgement import Judgement
    from milestones.timing import Window

# Whether the result is in this part of the row: shape and word.
ANSWERS: Mapping[str, tuple[str, _StrOrPromise]] = {
    YES: ("●", gettext_lazy("here")),
    NO: ("○", gettext_lazy("not here")),
    CANNOT_TELL: ("◐", gettext_lazy("not clear")),
}

# What each rule of the trend asks, as a short name.
RULES: Mapping[str, _StrOrPromise] = {
    "rise_from_previous": gettext_lazy("Higher than last time"),
    "rise_from_lowest": gettext_lazy("Higher than your lowest results"),
    "two_rises": gettext_lazy("Two rises in a row"),
    "mmr_lost": gettext_lazy("Above MMR after it had been reached"),
    "slow_climb_in_mmr": gettext_lazy("A climb, still in MMR"),
    "above_1_after_mmr": gettext_lazy("Well above MMR after it had been reached"),
    "mmr_lost_confirmed": gettext_lazy("Above MMR on two tests in a row"),
    "tenfold_above_lowest": gettext_lazy("Far above your lowest result"),
    "above_10_after_6_months": gettext_lazy("Still high after six months"),
    "above_mmr_off_treatment": gettext_lazy("Above MMR without treatment"),
    "mmr_not_regained": gettext_lazy("Above MMR some months after treatment started again"),
    "deep_rise_off_treatment": gettext_lazy("A rise without treatment"),
    "recovering": gettext_lazy("In the first months back on treatment"),
    "steady_level": gettext_lazy("A level that stays the same"),
    "within_wobble": gettext_lazy("A change inside the test's wobble"),
    "falling": gettext_lazy("Lower than last time"),
    "both_deep": gettext_lazy("Two very low results"),
}

# What each number in the trend's rules means; a fold is "times as high".
NUMBERS: Mapping[str, _StrOrPromise] = {
    "wobble.from_percent_is": gettext_lazy("from %(percent)s up"),
    "wobble.fold": gettext_lazy("the test itself can move it less than %(times)s times"),
    "between_laboratories.fold": gettext_lazy("two labs can differ by less than %(times)s times"),
    "edge_of_wobble.from_fold": gettext_lazy("from %(times)s times as high"),
    "edge_of_wobble.fold_squared": gettext_lazy("up to about %(root)s times as high"),
    "unstated_depth.results_in_a_row": gettext_lazy("for %(times)s tests in a row"),
    "mmr_not_regained.above_percent_is": gettext_lazy("above %(percent)s"),
    "mmr_not_regained.results_in_a_row": gettext_lazy("on %(times)s tests in a row"),
    "deep_rise_off_treatment.fold": gettext_lazy("%(times)s times as high or more"),
    "deep_rise_off_treatment.above_percent_is": gettext_lazy("or above %(percent)s"),
    "deep_rise_off_treatment.within_days": gettext_lazy("within %(times)s days of the stop"),
    "recovering.above_percent_is": gettext_lazy("above %(percent)s"),
    "steady_level.results_in_a_row": gettext_lazy("on %(times)s tests in a row or more"),
    "steady_level.months": gettext_lazy("over %(times)s months or more"),
    "steady_level.above_percent_is": gettext_lazy("above %(percent)s"),
    "steady_level.fold": gettext_lazy("each within %(times)s times of the newest"),
    "steady_level.gap_months": gettext_lazy("with no gap over %(times)s months"),
    "steady_level.at_most_percent_is": gettext_lazy("at %(percent)s or less where MMR was never reached"),
    "steady_level.at_most_percent_is_after_mmr": gettext_lazy("at %(percent)s or less where it was"),
    "quiet.at_most_percent_is": gettext_lazy("not where both are %(percent)s or less"),
    "rise_from_lowest.fold_squared": gettext_lazy("about %(root)s times as high or more"),
    "two_rises.fold": gettext_lazy("%(times)s times as high or more in total"),
    "mmr_lost.above_percent_is": gettext_lazy("above %(percent)s"),
    "slow_climb_in_mmr.fold": gettext_lazy("%(times)s times as high or more"),
    "slow_climb_in_mmr.at_most_percent_is": gettext_lazy("while at %(percent)s or less"),
    "above_1_after_mmr.above_percent_is": gettext_lazy("above %(percent)s"),
    "mmr_lost_confirmed.above_percent_is": gettext_lazy("above %(percent)s"),
    "mmr_lost_confirmed.results_in_a_row": gettext_lazy("on %(times)s tests in a row"),
    "tenfold_above_lowest.fold": gettext_lazy("%(times)s times as high or more"),
    "tenfold_above_lowest.above_percent_is": gettext_lazy("and above %(percent)s"),
    "above_10_after_6_months.above_percent_is": gettext_lazy("above %(percent)s"),
    "above_10_after_6_months.from_month": gettext_lazy("from month %(times)s"),
    "above_mmr_off_treatment.above_percent_is": gettext_lazy("above %(percent)s"),
    "above_mmr_off_treatment.clear_results_in_a_row": gettext_lazy(
        "until %(times)s tests in a row are lower"
    ),
}


@dataclass(frozen=True)
class BandLine:
    """One part of the row: its range, the guideline's own word, and whether the result is in it."""

    range: str
    category: str
    shape: str
    answer: _StrOrPromise


@dataclass(frozen=True)
class RuleLine:
    """One rule: its name, what it compared, and its numbers, each group with its source."""

    name: _StrOrPromise
    compared: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HowWeGotThis:
    """Everything behind one result. `steps` are always visible; the rest may be empty.

    `held` are the rules that held, `near` those that would have held with a number `near_times` as high.
    """

    steps: tuple[str, ...]
    row: str
    bands: tuple[BandLine, ...]
    row_source: str
    points: tuple[tuple[str, str], ...]
    held: tuple[RuleLine, ...]
    near: tuple[RuleLine, ...]
    near_times: str
    events: tuple[str, ...]


def how_we_got_this(
    result: Result, history: History, assessment: Assessment, judgement: Judgement | None = None
) -> HowWeGotThis | None:
    """How this result was judged; None if it is dated after today, because it does not count yet. With the
    `judgement` of the whole history it is not judged again."""
    day = result.collected_on
    if day > assessment.today:
        return None
    explanation = (
        explain_judged(history, judgement, day)
        if judgement
        else explain(history, load_guideline(assessment.guideline), day)
    )
    one = next(row for row in explanation.results if row.judged.result.key == result.key)
    return HowWeGotThis(
        steps=tuple(_steps(one)),
        row=_row(one, explanation),
        bands=tuple(_bands(one)),
        row_source=source_words(one.row.source) if one.row else "",
        points=tuple(_points(explanation)),
        held=tuple(_rule(rule, explanation) for rule in explanation.rules if rule.holds),
        near=tuple(_rule(rule, explanation) for rule in explanation.rules if not rule.holds),
        near_times=numbers.plain(NEAR),
        events=tuple(finding_words.sentence(row, assessment) for row in explanation.events),
    )


def _steps(one: ExplainedResult) -> Iterable[str]:
    """How the result was read, which row applied, and what was special about it."""
    interval = one.judged.interval
    if interval is None:
        return
    yield _read_as(interval.low, interval.high)
    if one.row is not None and one.window is not None and one.judged.months is not None:
        yield _month(one.row, one.window, one.judged.months)
    if one.judged.capped:
        yield _("It came a little early for this checkpoint, so it is never more than worth asking about.")
    if one.confirmed is not None:
        before = one.confirmed
        yield _("It is above %(percent)s for the second time: the test before was %(days)s days earlier.") % {
            "percent": numbers.percent(before.rule.above),
            "days": before.days,
        }


def _read_as(low: Decimal, high: Decimal | None) -> str:
    if high is None:
        return _("We read this result as more than %(low)s.") % {"low": numbers.rounded_percent(low)}
    if low == high:
        return _("We read this result as %(value)s.") % {"value": numbers.rounded_percent(low)}
    span = {"low": numbers.rounded_percent(low), "high": numbers.rounded_percent(high)}
    return _("We read this result as somewhere from %(low)s to %(high)s.") % span


def _month(row: Checkpoint, window: Window, months: Decimal) -> str:
    """`It was taken in month 12. The 12-month checkpoint counts from month 10.5 on.`"""
    return _("It was taken in month %(month)s. The %(row)s counts from month %(from)s on.") % {
        "month": dates.month_on_treatment(months),
        "row": words.ROWS.get(row.name, row.name),
        "from": numbers.plain(window.judged_from),
    }


def _row(one: ExplainedResult, explanation: Explanation) -> str:
    if one.row is None:
        return ""
    name = words.ROWS.get(one.row.name, one.row.name)
    return _("%(guideline)s, %(row)s") % {
        "guideline": words.guideline_name(explanation.guideline),
        "row": name,
    }


def _bands(one: ExplainedResult) -> Iterable[BandLine]:
    if one.row is None:
        return
    for band, comparison in zip(one.row.bands, one.comparisons, strict=True):
        shape, answer = ANSWERS[comparison.answer]
        yield BandLine(band_range(band), category_words(comparison.category), shape, answer)


def _points(explanation: Explanation) -> Iterable[tuple[str, str]]:
    """The tests that day's newest one was compared with, as (what it is, its value and date)."""
    named = (
        (_("This test"), explanation.newest),
        (_("The test before"), explanation.previous),
        (_("The lowest before"), explanation.lowest),
        (_("The second lowest before"), explanation.second_lowest),
    )
    if explanation.previous is not None:
        yield from ((name, _point(point)) for name, point in named if point is not None)


def _rule(rule: ExplainedRule, explanation: Explanation) -> RuleLine:
    return RuleLine(RULES[rule.code], _compared(rule, explanation), tuple(_numbers(rule.numbers)))


def _compared(rule: ExplainedRule, explanation: Explanation) -> str:
    """`0.11% on 12 Nov 2026 beside 0.074% on 7 Sep 2026: 1.5 times as high`."""
    newest, other = explanation.newest, rule.compared_with
    if newest is None:
        return ""
    if other is None:
        return _point(newest)
    beside = _("%(newest)s compared with %(other)s") % {"newest": _point(newest), "other": _point(other)}
    if not rule.fold:
        return beside
    return marks.labelled(beside, _fold(rule.fold, newest, other))


def _fold(fold: Decimal, newest: Point, other: Point) -> str:
    at_least = newest.low != newest.high or other.low != other.high
    if fold < 1:
        return numbers.times_less(1 / fold, at_least=at_least)
    return numbers.times_as_high(fold, at_least=at_least)


def _numbers(used: Iterable[Number]) -> Iterable[tuple[str, str]]:
    """The numbers a rule used, grouped by source: (what they say, their source)."""
    by_source: dict[Source, list[str]] = {}
    for number in used:
        if number.value == 0:  # "from 0% up" includes every number
            continue
        by_source.setdefault(number.source, []).append(number_words(number))
    yield from ((_(", ").join(said), source_words(source)) for source, said in by_source.items())


def number_words(number: Number) -> str:
    """One number of trend.toml in words: `above 0.1%`, `10 times as high or more`."""
    root = round_to_figures(number.value.sqrt(EXACT), 2) if number.key == "fold_squared" else number.value
    return str(NUMBERS[f"{number.table}.{number.key}"]) % {
        "percent": numbers.percent(number.value),
        "times": numbers.plain(number.value),
        "root": numbers.plain(root),
    }


def source_words(source: Source) -> str:
    """Where a number comes from; our own choices are named as ours."""
    if source.status == "own_choice":
        return _("Our own choice: %(source)s") % {"source": _(source.source)}
    return _("Source: %(source)s · read in %(place)s") % {
        "source": _(source.source),  # collected from the data files by cmlguide/devtools/catalogues.py
        "place": source.checked_in,
    }


def _point(point: Point) -> str:
    return _("%(value)s on %(day)s") % {
        "value": _span(point.low, point.high),
        "day": dates.short_date(point.collected_on),
    }


def _span(low: Decimal, high: Decimal | None) -> str:
    """`0.11%`; `0.0032% or less`; `more than 55%`; `from 0.001% to 0.01%`."""
    if high is None:
        return _("more than %(low)s") % {"low": numbers.rounded_percent(low)}
    if low == high:
        return numbers.rounded_percent(low)
    if low == 0:
        return _("%(high)s or less") % {"high": numbers.rounded_percent(high)}
    return _("from %(low)s to %(high)s") % {
        "low": numbers.rounded_percent(low),
        "high": numbers.rounded_percent(high),
    }
