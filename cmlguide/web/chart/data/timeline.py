"""One Assessment as what the timeline shows, in dates and percents. Nothing is judged here."""

from __future__ import annotations

from datetime import date

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.diary_marks import diary_rows
from cmlguide.web.chart.data.goal_line import agreed_line, goal_line
from cmlguide.web.chart.data.series import split_series
from cmlguide.web.chart.data.values import ChartData, Event, Goal, Level, Medicine, Series, Span
from milestones.assessment import Assessment
from milestones.history import History
from milestones.lines import is_tki
from milestones.scale import levels


def chart_data(assessment: Assessment, history: History) -> ChartData:
    """Everything the timeline of this assessment shows."""
    scaled, own, no_numbers = split_series(assessment, history)
    main_is_own = bool(own.points) and not scaled.points
    main, other = (own, Series()) if main_is_own else (scaled, own)
    clocks = {line.clock_from for line in assessment.lines}
    return ChartData(
        today=assessment.today,
        main=main,
        own=other,
        main_is_own=main_is_own,
        newest=main.runs[-1].points[-1] if main.runs else None,
        levels=() if main_is_own else _levels(),
        goals=() if main_is_own else _goals(assessment),
        goal_line=None if main_is_own else goal_line(assessment, history),
        agreed=None if main_is_own else agreed_line(history),
        medicines=_medicines(assessment, history),
        line_starts=_line_starts(assessment),
        no_numbers=no_numbers,
        wobble=None if main_is_own else _wobble(assessment),
        next_test=_next_test(assessment),
        clock_from=assessment.line.clock_from if assessment.line else None,
        one_clock=len(clocks) == 1,
        diary=diary_rows(history, assessment.today),
    )


def first_and_last_day(data: ChartData) -> tuple[date, date]:
    """The first and the last day anything of the chart stands on."""
    days = [data.today, *(point.on for point in (*data.main.points, *data.own.points))]
    days += [event.on for event in data.no_numbers]
    days += [goal.on for goal in data.goals]
    stretches: list[Medicine | Span] = [*data.medicines, *([data.next_test] if data.next_test else [])]
    for stretch in stretches:
        days += [stretch.start, stretch.end]
    return min(days), max(days)


def _levels() -> tuple[Level, ...]:
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
        )
        for point in assessment.checkpoints
    )


def _medicines(assessment: Assessment, history: History) -> tuple[Medicine, ...]:
    """Each medicine's band up to today; one that begins later is not shown yet."""
    today = assessment.today
    return tuple(
        Medicine(
            start=row.started_on,
            end=max(row.started_on, min(row.stopped_on or today, today)),
            label=words.medicine(row),
            short=row.medicine,
            words=words.medicine_dates(row),
            main=is_tki(row),
        )
        for row in history.treatments
        if row.started_on <= today
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
