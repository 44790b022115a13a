"""Behind the curve: bands, gridlines, the wobble, the checkpoints' ceilings, later lines of treatment."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData, Goal, Level
from cmlguide.web.chart.drawing.layout import Frame, named_bands
from cmlguide.web.chart.drawing.placing import ASCENT, DESCENT, Box, Obstacles, best_place, text_box
from cmlguide.web.chart.drawing.placing_along import Places, best_along
from cmlguide.web.chart.drawing.shapes import Line, Rect, Shape, Text
from cmlguide.web.chart.drawing.text_width import text_width

LEAST_BAND = 0.01  # a lower band is not drawn
STRIP = 5  # of each band, beyond the veil: it leads the eye to the name beside it
OFF_LINE, BESIDE = 2, 8  # how far a checkpoint's words stand from its gridline, and from its ceiling
CEILING = 15  # half of a ceiling's length; less on a phone
NAME_PLACES = 24
TOO_CROWDED = 3  # a name that would cover more of the curve is left out
NAME_HEIGHTS = 4  # how many heights within its band are tried for a name
RAISED = 0.3  # of a letter: so far its capitals stay below the line above, where no other height is free


def bands(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """Warm to cool from the top down; what is still to come lies under a veil."""
    plot, value = frame.plot, frame.value
    today = frame.time.x(data.today)
    if not data.levels:
        return (Rect(plot.left, plot.top, today - plot.left, plot.bottom - plot.top, "own-panel"),)
    edges = [plot.top, *(value.y(level.percent) for level in data.levels), plot.bottom]
    end = plot.right + (STRIP if frame.layout.names_beside else 0)
    tints = (
        Rect(plot.left, top, end - plot.left, bottom - top, f"band-{index}")
        for index, (top, bottom) in enumerate(itertools.pairwise(edges))
        if bottom - top > LEAST_BAND
    )
    return (*tints, Rect(today, plot.top, plot.right - today, plot.bottom - plot.top, "ahead"))


def gridlines(frame: Frame, kind: str = "grid") -> tuple[Shape, ...]:
    """Each step of the scale, with its percent in the gutter."""
    plot, size = frame.plot, frame.layout.font
    shapes: list[Shape] = []
    for percent in frame.value.gridlines():
        y = frame.value.y(percent)
        shapes.append(Line(plot.left, y, plot.right, y, kind))
        shapes.append(Text(plot.left - 8, y + size * 0.36, words.percent(percent), "tick", "end"))
    return tuple(shapes)


def level_edges(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """A line where a band ends between two steps of the scale: in grey, its tint alone would be lost."""
    plot, value = frame.plot, frame.value
    steps = value.gridlines()
    between = [
        level.percent for level in data.levels if level.percent not in steps and value.holds(level.percent)
    ]
    return (
        ()
        if value.plain
        else tuple(
            Line(plot.left, value.y(percent), plot.right, value.y(percent), "level-edge")
            for percent in between
        )
    )


def wobble(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """The test's own wobble: from the value compared with to the newest date, as tall as the rule allows."""
    span = data.wobble
    if span is None or span.low is None or span.high is None:
        return ()
    left, right = frame.time.x(span.start), frame.time.x(span.end)
    top, bottom = frame.value.y(span.high), frame.value.y(max(span.low, Decimal(0)))
    return (Rect(left, top, max(2.0, right - left), bottom - top, "wobble", span.words, round=3),)


def ceilings(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """A short tick at each checkpoint's level."""
    plot = frame.plot
    half = CEILING if frame.layout.roomy else CEILING * 0.7
    shapes: list[Shape] = []
    for goal in (goal for goal in data.goals if frame.value.holds(goal.percent)):
        x, y = frame.time.x(goal.on), frame.value.y(goal.percent)
        ends = max(plot.left, x - half), min(plot.right, x + half)
        shapes.append(Line(ends[0], y, ends[1], y, "goal", goal.said))
    return tuple(shapes)


def goal_words(
    data: ChartData, frame: Frame, around: Obstacles, taken: list[Box]
) -> tuple[list[Shape], list[Goal]]:
    """Each checkpoint's words beside its ceiling where they cover nothing, and the goals without room there.
    On paper, where a line is dear, only those that matter."""
    if not (frame.layout.roomy or data.road):
        return [], [goal for goal in data.goals if goal.date_words]  # the one ahead: room is dear
    size = frame.layout.font
    room = Box(frame.plot.left + 2, frame.plot.top, frame.plot.right - 2, frame.plot.bottom)
    shapes: list[Shape] = []
    left_over = []
    for goal in data.goals:
        holds, said = frame.value.holds(goal.percent), _goal_label(goal, data, frame)
        places = _around_ceiling(goal, said, frame)
        found = best_place(places, size, room, taken, around, most=1) if holds else None
        if found:
            shapes.append(found[0])
            taken.append(text_box(found[0], size))
        elif goal.matters or (holds and not frame.layout.name.startswith("paper")):
            left_over.append(goal)
    return shapes, left_over


def _goal_label(goal: Goal, data: ChartData, frame: Frame) -> str:
    """On the road each has its day; on a phone there is room for the level, and the axis has the month."""
    if data.road:
        return words.road_goal(goal) if frame.layout.roomy else goal.goal
    return ", ".join(filter(None, (goal.said, goal.date_words)))


def _around_ceiling(goal: Goal, said: str, frame: Frame) -> Iterator[Text]:
    """The places of a checkpoint's words: never on its gridline, which would strike them out on paper."""
    x, y, size = frame.time.x(goal.on), frame.value.y(goal.percent), frame.layout.font
    above, under = y - OFF_LINE - DESCENT * size, y + OFF_LINE + ASCENT * size
    yield Text(x + CEILING + BESIDE, above, said, "goal-when")
    yield Text(x - CEILING - BESIDE, above, said, "goal-when", "end")
    end = min(CEILING, frame.plot.right - 3 - x)
    for base in (above, under):
        for shift, anchor in ((0, "middle"), (-CEILING, "start"), (end, "end")):
            yield Text(x + shift, base, said, "goal-when", anchor)


def goal_height(data: ChartData, frame: Frame) -> float | None:
    """The y of the stressed level (0: at the foot); None if the picture does not reach it."""
    goal = data.goal_line
    if goal is None or not (goal.percent == 0 or frame.value.holds(goal.percent)):
        return None
    return frame.value.y(goal.percent)


def my_goal(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """The level that matters now, across the whole plot: the strongest of its level lines."""
    goal, y = data.goal_line, goal_height(data, frame)
    if goal is None or y is None:
        return ()
    return (Line(frame.plot.left, y, frame.plot.right, y, "my-goal", goal.words),)


def agreed(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """The level agreed on with the team, across the whole plot, if the picture reaches it."""
    line = data.agreed
    if line is None or not frame.value.holds(line.percent):
        return ()
    y = frame.value.y(line.percent)
    return (Line(frame.plot.left, y, frame.plot.right, y, "agreed", line.words),)


def line_starts(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """A thin vertical line where a later line of treatment begins, or the first is going to."""
    starts = [(event, "line-start") for event in data.line_starts]
    starts += [(data.begins, "begins")] if data.begins else []
    plot = frame.plot
    return tuple(
        Line(frame.time.x(event.on), plot.top, frame.time.x(event.on), plot.bottom, kind, event.words)
        for event, kind in starts
    )


def names_beside(data: ChartData, frame: Frame) -> tuple[Shape, ...]:
    """The bands' names right of the plot, each in the middle of its band or just under the previous name."""
    size, line = frame.layout.font, frame.layout.line
    shapes: list[Shape] = []
    free = 0.0
    for band in named_bands(data, frame.value, frame.layout):
        top = max(free, (band.top + band.bottom - line * len(band.lines)) / 2)
        free = top + line * len(band.lines)
        shapes += [
            Text(frame.plot.right + 12, top + line * index + ASCENT * size, text, kind)
            for index, (text, kind) in enumerate(band.lines)
        ]
    return tuple(shapes)


def names_inside(data: ChartData, frame: Frame, taken: list[Box], curve: Obstacles) -> tuple[Shape, ...]:
    """The bands' names inside the bands, where they cover least; they avoid whatever is taken."""
    size = frame.layout.font
    shapes: list[Shape] = []
    room = _room_for_names(data, frame)
    step = (room.right - room.left) / NAME_PLACES
    lefts = [room.left + 2 + step * index for index in range(NAME_PLACES)]
    for band in named_bands(data, frame.value, frame.layout):
        low, high = band.bottom - 2 - DESCENT * size, band.top + 1 + ASCENT * size
        rise = (low - high) / (NAME_HEIGHTS - 1)
        baselines = [low - rise * index for index in range(NAME_HEIGHTS)] if rise > 0 else [(low + high) / 2]
        near, places = curve.within(band.top, band.bottom), Places(lefts, baselines, size)
        raised = Places(lefts, [high - RAISED * size], size)
        name, whole = band.level.name, f"{band.level.name} {band.level.goal}"
        tries = [(name, places, near, TOO_CROWDED), (name, raised, curve, TOO_CROWDED)]
        for said, where, around, most in [(whole, places, near, 1), *tries] if frame.layout.roomy else tries:
            found = best_along(said, "level-name", where, room, taken, around, most=most)
            if found:
                shapes += _name_and_goal(found[0], band.level, size)
                taken.append(text_box(found[0], size))
                break
    return tuple(shapes)


def _room_for_names(data: ChartData, frame: Frame) -> Box:
    """Up to today, or after it where no name fits before; on the road, where the picture is what is to come,
    after treatment has begun."""
    plot, today = frame.plot, frame.time.x(data.today)
    widest = max((text_width(level.name, frame.layout.font, bold=True) for level in data.levels), default=0)
    if not data.road and today - plot.left > widest + 12:
        return Box(plot.left + 2, plot.top, today - 2, plot.bottom)
    begins = frame.time.x(data.begins.on) if data.begins else today
    return Box(max(today, begins) + 2, plot.top, plot.right - 2, plot.bottom)


def without_name(data: ChartData, frame: Frame, names: tuple[Shape, ...]) -> tuple[Level, ...]:
    """The levels whose band is in the picture, but not its name."""
    named = {shape.content for shape in names if isinstance(shape, Text) and shape.kind == "level-name"}
    edges = [*(frame.value.y(level.percent) for level in data.levels), frame.plot.bottom]
    seen = zip(data.levels, itertools.pairwise(edges), strict=True)
    return tuple(
        level for level, (top, bottom) in seen if bottom - top > LEAST_BAND and level.name not in named
    )


def _name_and_goal(placed: Text, level: Level, size: float) -> list[Text]:
    """The name, and the border behind it in plain type where both stand there."""
    if placed.content == level.name:
        return [placed]
    after = placed.x + text_width(f"{level.name} ", size, bold=True)
    return [placed._replace(content=level.name), Text(after, placed.y, level.goal, "level-goal")]
