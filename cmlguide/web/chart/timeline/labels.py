"""The words next to the newest result and the next test: each takes the free place that covers least."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData, GoalLine
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.placing import ACROSS, ASCENT, DESCENT, Box, Obstacles, best_place, text_box
from cmlguide.web.chart.drawing.placing_along import Places, best_along
from cmlguide.web.chart.drawing.shapes import Rect, Shape, Text
from cmlguide.web.chart.drawing.text_width import shorten, text_width
from cmlguide.web.chart.timeline import curve
from cmlguide.web.chart.timeline.backdrop import TOO_CROWDED, goal_height

AT_ITS_POINT = 60  # a label further from its point reads as another's
EDGE = 6  # a label that ends before today's line
NEXT_TOO_CROWDED = 2
RELUCTANCE = 0.12  # a label far from its point may be read as another point's
LONGEST_LABEL = 0.6  # of the plot's width
GOAL_PLACES = 30
OVER_POINTS = 8  # higher, the words clear the points of a curve that runs along their line
NEXT_TEST = 5  # the height of its bar on the axis: it stands for days, not for a value
NEXT_TEST_LEAST = 8  # its width, at the least


def place_labels(
    data: ChartData, frame: Frame, dot: float, around: Obstacles
) -> tuple[list[Shape], list[Box]]:
    """The words for the newest result, the goal and the next test, and the boxes they take: the newest first,
    or the goal first if it would otherwise find no place."""
    ring = [curve.point_box(data.newest, frame.time, frame.value, dot + curve.RING)] if data.newest else []
    taken = list(ring)
    newest = newest_label(data, frame, dot, around, taken)
    goal = goal_name(data, frame, around, taken)
    if data.newest and not goal:
        taken = list(ring)
        goal = goal_name(data, frame, around, taken)
        newest = newest_label(data, frame, dot, around, taken)
    agreed = agreed_name(data, frame, around, taken)
    lowest = lowest_label(data, frame, dot, around, taken)
    begins = begins_name(data, frame, around, taken)
    named = [*newest, *goal, *agreed, *lowest, *begins]
    return [*named, *next_test(data, frame, around, taken)], taken


def newest_label(
    data: ChartData, frame: Frame, dot: float, around: Obstacles, taken: list[Box]
) -> list[Shape]:
    """The newest value next to its ring, where it covers least."""
    point = data.newest
    if point is None:
        return []
    reach, size = dot + curve.RING + 2, frame.layout.font
    room = Box(frame.plot.left + 2, frame.plot.top, frame.plot.right - 2, frame.plot.bottom)
    x, y = frame.time.x(point.on), frame.value.y(point.percent)
    today, best = _today_line(data, frame), None
    blocked = [*taken, today, *_goal_line(data, frame)]
    for off, content in product((blocked, taken), _newest_words(data, frame)):
        places = _places_around(frame, content, reach, x, y, today.left - EDGE)
        found = best_place(places, size, room, off, around, RELUCTANCE)
        if found is not None and (best is None or found[1] < best[1]):
            best = found
        if best is not None and best[1] < TOO_CROWDED:
            break
    if best is None:
        return []
    taken.append(text_box(best[0], size))
    return [best[0]]


def _goal_line(data: ChartData, frame: Frame) -> list[Box]:
    """The stressed level, which a number should not be placed on: its dashes would read as a minus sign."""
    y = goal_height(data, frame)
    return [] if y is None else [Box(frame.plot.left, y - 1, frame.plot.right, y + 1)]


def _foot(frame: Frame) -> list[Box]:
    """The line at 0% of a plain scale, which stands a little above its edge."""
    y = frame.value.y(Decimal(0))
    return [Box(frame.plot.left, y - 1, frame.plot.right, y + 1)] if frame.value.plain else []


def _today_line(data: ChartData, frame: Frame) -> Box:
    """The line for today, which no words should cross."""
    x = frame.time.x(data.today)
    return Box(x - 1, frame.plot.top, x + 1, frame.plot.bottom)


def _newest_words(data: ChartData, frame: Frame) -> list[str]:
    """What the newest label may say, longest first: with its date if there is room, else cut."""
    if data.newest is None:
        return []
    label = data.newest.label
    dated = [words.newest(label, data.newest.on)] if frame.layout.dates_on_labels else []
    room = (frame.plot.right - frame.plot.left) * LONGEST_LABEL
    value = label.split(", ")[0]  # without "not found", which its open triangle also says
    return [*dated, label, value, shorten(label, room, frame.layout.font, bold=True)]


def _places_around(
    frame: Frame, content: str, reach: float, x: float, y: float, edge: float
) -> Iterator[Text]:
    """The places for a label around a ring at (x, y), nearest first; some end at `edge`."""
    size = frame.layout.font
    up, down, level = y - reach - DESCENT * size, y + reach + ASCENT * size, y + 0.36 * size
    edge = edge if edge - x < AT_ITS_POINT else x
    return (
        Text(x + shift, base, content, "value", anchor)
        for far in (0, 14, 30, 48)
        for base, shift, anchor in (
            (up - far, 0, "middle"),
            (up - far, reach, "end"),
            (up - far, edge - x, "end"),
            (up - far, 0, "end"),
            (up - far, -reach, "start"),
            (down + far, 0, "middle"),
            (down + far, reach, "end"),
            (down + far, edge - x, "end"),
            (down + far, 0, "end"),
            (down + far, -reach, "start"),
            (level, reach + 3 + far, "start"),
            (level, -reach - 3 - far, "end"),
        )
    )


def goal_name(data: ChartData, frame: Frame, around: Obstacles, taken: list[Box]) -> list[Shape]:
    """The goal's words on its line, above or below it, where they cover least; the line is always named if
    any place is free."""
    goal, y = data.goal_line, goal_height(data, frame)
    return [] if goal is None or y is None else _on_its_line(goal, y, data, frame, around, taken)


def agreed_name(data: ChartData, frame: Frame, around: Obstacles, taken: list[Box]) -> list[Shape]:
    """The words for the level agreed on, likewise on its line."""
    agreed = data.agreed
    if agreed is None or not frame.value.holds(agreed.percent):
        return []
    return _on_its_line(agreed, frame.value.y(agreed.percent), data, frame, around, taken)


def _on_its_line(
    goal: GoalLine, y: float, data: ChartData, frame: Frame, around: Obstacles, taken: list[Box]
) -> list[Shape]:
    size = frame.layout.font
    room = Box(frame.plot.left + 2, frame.plot.top, frame.plot.right - 2, frame.plot.bottom)
    step = (room.right - room.left) / GOAL_PLACES
    lefts = [room.left + step * index for index in range(GOAL_PLACES)]
    above, below = y - 2 - DESCENT * size, y + 2 + ASCENT * size
    places = Places(lefts, (above, below, above - OVER_POINTS), size)
    off, best = [*taken, _today_line(data, frame)], None
    for content in (goal.label, goal.short) if frame.layout.roomy else (goal.short,):
        # The short words only where they cover less of the curve than the long ones.
        most = math.inf if best is None else best[1]
        best = best_along(content, "my-goal-name", places, room, off, around, most) or best
        if best is not None and best[1] == 0:
            break
    if best is None:
        return []
    taken.append(text_box(best[0], size))
    return [best[0]]


def lowest_label(
    data: ChartData, frame: Frame, dot: float, around: Obstacles, taken: list[Box]
) -> list[Shape]:
    """`lowest 0.019%` at its point, where it covers nothing."""
    point, size = data.lowest, frame.layout.font
    if point is None or not frame.layout.roomy:
        return []
    x, y = frame.time.x(point.on), frame.value.y(point.percent)
    said, under = words.lowest(point.label), y + dot + 3 + ASCENT * size
    places = [
        Text(x, under, said, "lowest", "middle"),
        Text(x, y - dot - 3 - DESCENT * size, said, "lowest", "middle"),
    ]
    room = Box(frame.plot.left + 2, frame.plot.top, frame.plot.right - 2, frame.plot.bottom)
    found = best_place(places, size, room, [*taken, _today_line(data, frame)], around, most=1)
    if found is None:
        return []
    taken.append(text_box(found[0], size))
    return [found[0]]


def begins_name(data: ChartData, frame: Frame, around: Obstacles, taken: list[Box]) -> list[Shape]:
    """`imatinib starts, 25 Nov` beside its line, low in the plot and between two gridlines."""
    event, size = data.begins, frame.layout.font
    if event is None:
        return []
    lines = [frame.value.y(percent) for percent in frame.value.gridlines()]
    x, between = frame.time.x(event.on) + ACROSS + 2, zip(lines[-3:], lines[-2:], strict=False)
    room = Box(frame.plot.left + 2, frame.plot.top, frame.plot.right - 2, frame.plot.bottom)
    places = [
        Text(x, (above + under) / 2 + 0.36 * size, event.label, "next-name") for above, under in between
    ]
    found = best_place(places, size, room, taken, around, most=1)
    if found is None:
        return []
    taken.append(text_box(found[0], size))
    return [found[0]]


def next_test(data: ChartData, frame: Frame, around: Obstacles, taken: list[Box]) -> list[Shape]:
    """The usual time of the next test: a bar on the axis, and its name if there is room."""
    span = data.next_test
    if span is None:
        return []
    first, last = frame.time.x(span.start), frame.time.x(span.end)
    left = min(first, frame.plot.right - NEXT_TEST_LEAST)
    width = max(last - left, NEXT_TEST_LEAST)
    top = frame.plot.bottom - NEXT_TEST
    bar = Rect(left, top, width, NEXT_TEST, "next-test", span.words, round=2.5)
    taken.append(Box(left, top, left + width, frame.plot.bottom))
    size = frame.layout.font
    name = words.next_test_short(is_over=span.end < data.today)
    half = text_width(name, size) / 2
    room = Box(frame.plot.left, frame.plot.top, frame.plot.right - 1, frame.plot.bottom)
    today, across = _today_line(data, frame), [*_foot(frame), *_goal_line(data, frame)]
    middle = min(left + width / 2, frame.plot.right - 2 - half)
    candidates = [
        Text(x, under - 3 - DESCENT * size, name, "next-name", anchor)
        for under in (top, *(line.top for line in across))
        for x, anchor in ((middle, "middle"), (today.right + ACROSS, "start"))
    ]
    found = best_place(candidates, size, room, [*taken, today, *across], around, RELUCTANCE)
    if found is None or found[1] >= NEXT_TOO_CROWDED:
        return [bar]
    taken.append(text_box(found[0], size))
    return [bar, found[0]]
