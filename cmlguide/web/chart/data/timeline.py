"""What the timeline shows of one Assessment, in dates and percents. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

from django.utils.translation import get_language

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.diary_marks import diary_rows
from cmlguide.web.chart.data.goal_line import agreed_line, goal_line
from cmlguide.web.chart.data.road import beginning, is_road, road_goals
from cmlguide.web.chart.data.series import split_series
from cmlguide.web.chart.data.values import ChartData, Event, Goal, Level, Medicine, Point, Series, Span
from cmlguide.web.words.medicines import medicine_words
from milestones.assessment import Assessment
from milestones.doses import amount_words, mg_a_day
from milestones.history import History, Treatment
from milestones.lines import ONE_DAY, Line, is_tki, medicine_name, rows_as_read
from milestones.scale import EXACT, levels
from milestones.timing import add_months

PAUSED = "paused"
ROAD_END = timedelta(days=14)  # the last checkpoint's mark is not cut off
YEARS_BACK = 24  # months: what had to be reached before that is no question any more


def chart_data(assessment: Assessment, history: History) -> ChartData:
    """Everything the timeline of this assessment shows."""
    placed = split_series(assessment, history)
    scaled, own = placed.scaled, placed.own
    main_is_own = bool(own.points) and not scaled.points
    main, other = (own, Series()) if main_is_own else (scaled, own)
    clocks = {line.clock_from for line in assessment.lines}
    road = not main_is_own and is_road(main.points, assessment)
    goals = road_goals(assessment) if road else _goals(assessment)
    clock = assessment.line.clock_from if assessment.line else None
    return ChartData(
        today=assessment.today,
        main=main,
        own=other,
        main_is_own=main_is_own,
        newest=_newest(main, placed.depthless),
        lowest=_lowest(main, assessment),
        levels=() if main_is_own else _levels(get_language()),
        goals=() if main_is_own else goals,
        goal_line=None if main_is_own else goal_line(assessment, history),
        agreed=None if main_is_own else agreed_line(history),
        medicines=medicine_periods(history, assessment.lines, assessment.today),
        line_starts=_line_starts(assessment),
        no_numbers=placed.no_numbers,
        depthless=placed.depthless,
        wobble=None if main_is_own else _wobble(assessment),
        next_test=_next_test(assessment),
        clock_from=assessment.first_year.starts_on if road else clock,
        one_clock=road or len(clocks) == 1,
        diary=diary_rows(history, assessment.today),
        road=road,
        begins=beginning(assessment) if road else None,
    )


def _newest(main: Series, depthless: tuple[Event, ...]) -> Point | None:
    """The newest point; None if a later test has no height,
    because the point is then no longer the newest."""
    point = main.runs[-1].points[-1] if main.runs else None
    later = point is not None and any(event.on > point.on for event in depthless)
    return None if later else point


def _lowest(main: Series, assessment: Assessment) -> Point | None:
    """The measured point of the lowest result, where a later one is the newest."""
    low = assessment.lowest
    if low is None or not main.runs or main.runs[-1].points[-1].on == low.collected_on:
        return None
    points = (point for run in main.runs for point in run.points)
    return next((point for point in points if point.on == low.collected_on and not point.is_censored), None)


def first_and_last_day(data: ChartData) -> tuple[date, date]:
    """The first and last day with anything on the chart."""
    days = [data.today, *data.main.days, *data.own.days]
    days += [event.on for event in (*data.no_numbers, *data.depthless)]
    days += [goal.on + (ROAD_END if data.road else timedelta()) for goal in data.goals]
    stretches: list[Medicine | Span] = [*data.medicines, *([data.next_test] if data.next_test else [])]
    for stretch in stretches:
        days += [stretch.start, stretch.end]
    return data.since or min(days), max(days)


@cache
def _levels(_language: str | None) -> tuple[Level, ...]:
    """The bands of the scale, which are the same in every record; kept for each language."""
    return tuple(
        Level(level.code, words.level_name(level.code), words.at_most(level.percent_is), level.percent_is)
        for level in levels()
    )


def _goals(assessment: Assessment) -> tuple[Goal, ...]:
    ahead = next((point.month for point in assessment.checkpoints if point.status == "ahead"), None)
    return tuple(
        Goal(
            on=point.due_on,
            percent=point.target_percent,
            when=words.by_months(point.month),
            goal=words.at_most(point.target_percent),
            date_words=words.by_date(point.due_on, assessment.today) if point.month == ahead else "",
            matters=point.status != "already_met"
            and point.due_on > add_months(assessment.today, -YEARS_BACK),
        )
        for point in assessment.checkpoints
    )


def medicine_periods(history: History, lines: Sequence[Line], today: date) -> tuple[Medicine, ...]:
    """Each medicine's band up to today, and its pauses; one that starts later is not shown yet."""
    bands = (
        Medicine(
            start=row.started_on,
            end=max(row.started_on, min(row.stopped_on or today, today)),
            label=words.medicine(row),
            short=medicine_words(row.medicine),
            words=words.medicine_dates(row),
            main=is_tki(row),
            share=_share(row, history),
            step=_step(row, history),
        )
        for row in rows_as_read(history.treatments, today)
        if row.started_on <= today
    )
    return tuple(sorted((*bands, *_pauses(lines, today)), key=lambda band: band.start))


def _share(row: Treatment, history: History) -> Decimal:
    """The row's dose as a fraction of the person's highest dose of that medicine."""
    own = [mg_a_day(other.dose) for other in history.treatments if medicine_name(other) == medicine_name(row)]
    known, amount = [dose for dose in own if dose], mg_a_day(row.dose)
    return EXACT.divide(amount, max(known)) if amount and known else Decimal(1)


def _step(row: Treatment, history: History) -> str:
    """`300 mg`: what changed in a further row of the same medicine; "" for the first."""
    before = (other for other in history.treatments if other.started_on < row.started_on)
    again = any(medicine_name(other) == medicine_name(row) for other in before)
    return amount_words(row.dose) if again else ""


def _pauses(lines: Sequence[Line], today: date) -> Iterator[Medicine]:
    """The days without medicine between two rows of one line, and since a row that ended with a pause."""
    for line in lines:
        for row, after in pairwise(line.rows):
            if row.stopped_on and row.stopped_on + ONE_DAY < after.started_on:
                yield _pause(row, after.started_on)
    last = lines[-1].rows[-1] if lines else None
    if last and last.stopped_on and last.stop_reason == PAUSED and last.stopped_on < today:
        yield _pause(last, today)


def _pause(row: Treatment, end: date) -> Medicine:
    start = (row.stopped_on or row.started_on) + ONE_DAY
    return Medicine(
        start, end, "", medicine_words(row.medicine), words.pause(row, start, end), main=True, pause=True
    )


def _line_starts(assessment: Assessment) -> tuple[Event, ...]:
    """Where a second or later line of treatment begins."""
    return tuple(
        Event(line.started_on, words.line_start(line.number, line.medicine, line.started_on))
        for line in assessment.lines[1:]
        if line.started_on
    )


def _wobble(assessment: Assessment) -> Span | None:
    wobble = assessment.wobble
    if wobble is None:
        return None
    return Span(wobble.from_on, wobble.to_on, words.wobble(wobble.low, wobble.high), wobble.low, wobble.high)


def _next_test(assessment: Assessment) -> Span | None:
    due = assessment.next_test
    return None if due is None else Span(due.from_, due.by, words.next_test(due.from_, due.by, due.why))
