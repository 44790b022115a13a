"""The labels of the time axis: months on treatment, or dates; always at true distances."""

from __future__ import annotations

from datetime import date

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.placing import ASCENT, DESCENT, Box, text_box
from cmlguide.web.chart.drawing.shapes import Line, Shape, Text, Tick
from cmlguide.web.chart.drawing.text_width import text_width
from milestones.timing import add_months

STEPS = (1, 3, 6, 12, 24, 36, 60, 120, 240)  # months
LONGEST_IN_MONTHS = 36  # a longer course is read in years
AIR = 12
MOST_LABELS = 13
GAP = 6
TODAY_AIR = 5  # extra room around "today", or a month's number next to it would be read with it
TICK_GAP = 9  # clears the lowest label of the scale


def time_axis(data: ChartData, frame: Frame, today_bottom: float) -> tuple[Shape, ...]:
    """Ticks, labels under the plot, the unit in the gutter, and the line for today down to `today_bottom`."""
    size, bottom = frame.layout.font, frame.plot.bottom
    baseline = bottom + TICK_GAP + ASCENT * size
    today = frame.time.x(data.today)
    by_month = wants_months(data, frame)
    under = baseline + DESCENT * size + 2
    shapes: list[Shape] = [
        Line(today, frame.plot.top, today, bottom, "today", words.today()),
        *([Line(today, under, today, today_bottom, "today")] if today_bottom > under else []),
    ]
    taken: list[Box] = []
    if by_month:
        unit = Text(frame.plot.left - 8, baseline, words.months(), "tick", "end")
        shapes.append(unit)
        taken.append(text_box(unit, size))
    shapes += _label(Text(today, baseline, words.today(), "today-name", "middle"), taken, frame)
    box = taken[-1]
    taken[-1] = box._replace(left=box.left - TODAY_AIR, right=box.right + TODAY_AIR)
    ticks = month_ticks(data, frame) if by_month else date_ticks(data, frame)
    for tick in ticks:
        x = frame.time.x(tick.on)
        shapes.append(Line(x, bottom, x, bottom + 4, "tick-mark"))
        shapes += _label(Text(x, baseline, tick.label, "tick", "middle"), taken, frame)
    return tuple(shapes)


def wants_months(data: ChartData, frame: Frame) -> bool:
    """Whether months on treatment are easier to read: one clock, and not too many years of it."""
    clock = data.clock_from
    return clock is not None and data.one_clock and frame.time.end <= add_months(clock, LONGEST_IN_MONTHS)


def month_ticks(data: ChartData, frame: Frame) -> tuple[Tick, ...]:
    """Months on treatment from the start, as close together as their labels allow; empty without a clock."""
    if data.clock_from is None:
        return ()
    step = _step(data.clock_from, frame, text_width("00", frame.layout.font))
    ticks = [Tick(data.clock_from, words.start())]
    months = step
    while (day := add_months(data.clock_from, months)) <= frame.time.end:
        ticks.append(Tick(day, str(months)))
        months += step
    return tuple(tick for tick in ticks if tick.on >= frame.time.start)  # a shorter span begins later


def date_ticks(data: ChartData, frame: Frame) -> tuple[Tick, ...]:
    """The first of months or years, as close together as their labels allow."""
    first = frame.time.start
    widest = text_width(words.tick_month(first), frame.layout.font)
    step = _step(first, frame, widest)
    if step >= 12:
        return _year_ticks(frame)
    day = date(first.year, 1, 1)
    ticks = []
    while day <= frame.time.end:
        if day >= first:
            ticks.append(Tick(day, words.tick_month(day)))
        day = add_months(day, step)
    return tuple(ticks)


def _year_ticks(frame: Frame) -> tuple[Tick, ...]:
    first, last = frame.time.start, frame.time.end
    step = _step(first, frame, text_width("0000", frame.layout.font)) // 12 or 1
    years = [
        year for year in range(first.year, last.year + 1) if year % step == 0 and date(year, 1, 1) >= first
    ]
    return tuple(Tick(date(year, 1, 1), words.tick_year(date(year, 1, 1))) for year in years)


def _step(start: date, frame: Frame, label: float) -> int:
    """The smallest step in months at which labels of that width do not touch."""
    width = frame.time.right - frame.time.left
    day_width = width / max(1, (frame.time.end - frame.time.start).days)
    least = max(label + AIR, width / MOST_LABELS)
    for months in STEPS:
        if (add_months(start, months) - start).days * day_width >= least:
            return months
    return STEPS[-1]


def _label(text: Text, taken: list[Box], frame: Frame) -> list[Shape]:
    """The label if its place is free, kept inside the drawing and off the unit;
    nothing if it would overlap."""
    size = frame.layout.font
    half = text_width(text.content, size) / 2
    first_free = taken[0].right + GAP if taken and text.x > taken[0].right else 0.0
    x = min(max(text.x, first_free + half), frame.right_edge - half)
    held = text._replace(x=x)
    box = text_box(held, size)
    if abs(x - text.x) > half or any(box.overlaps(other, GAP - 0.1) for other in taken):
        return []
    taken.append(box)
    return [held]
