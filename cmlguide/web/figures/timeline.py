"""The timeline, drawn for one width: an Assessment becomes placed shapes. Back to front."""

from __future__ import annotations

from dataclasses import replace

from cmlguide.web.figures import backdrop, curve
from cmlguide.web.figures.chart_data import chart_data
from cmlguide.web.figures.lanes import make_lanes
from cmlguide.web.figures.layout import LAYOUTS, OWN_HEIGHT, Frame, Layout, make_frame
from cmlguide.web.figures.placing import ASCENT, Box, Obstacles, best_place, text_box
from cmlguide.web.figures.scales import own_log_axis
from cmlguide.web.figures.strip import make_strip
from cmlguide.web.figures.ticks import TICK_GAP, time_axis
from cmlguide.web.figures.values import ChartData, Figure, KeyEntry, Line, Mark, Rect, Shape, Text
from cmlguide.web.presenters.chart import ChartWords
from milestones.assessment import Assessment
from milestones.history import History

KEY_ORDER = ("down", "up", "square", "limit", "bar", "goal", "wobble", "diamond", "cross", "own")
RELUCTANCE = 0.12  # a label far from its point may be taken for another point's
NEXT_TEST_UP = 12  # the open marker's place above the axis: it stands for a day, not for a value


def timeline_figure(
    assessment: Assessment, history: History, *, width: str, scale: str = "log", words: ChartWords
) -> Figure:
    """The timeline for `width` (wide, medium, phone or paper) on the log or the plain scale."""
    return draw_timeline(chart_data(assessment, history, words), width=width, scale=scale, words=words)


def draw_timeline(data: ChartData, *, width: str, scale: str = "log", words: ChartWords) -> Figure:
    """The same from data already at hand, for those who draw more than one width."""
    layout, plain = LAYOUTS[width], scale == "plain"
    strip = make_strip(data.goals, make_frame(data, layout, words, plain=plain, top=0).time, layout)
    frame = make_frame(data, layout, words, plain=plain, top=strip.height)
    above = tuple(_lower(shape, strip.height) for shape in strip.shapes)
    plot = _plot(data, frame, words)
    below, bottom = _below(data, frame, words)
    shapes = (*plot, *above, *time_axis(data, frame, words, bottom), *below)
    return Figure(
        name=f"{width}-{scale}",
        width=layout.width,
        height=round(bottom + 4, 1),
        font_size=layout.font,
        title=words.title(),
        description=words.description(data, plain=plain),
        shapes=shapes,
        key=_key(shapes, words),
        data=data,
    )


def _plot(data: ChartData, frame: Frame, words: ChartWords) -> tuple[Shape, ...]:
    """Everything inside the plot and the names beside it, back to front."""
    layout = frame.layout
    dot = curve.dot_size(len(data.main.points), frame.time, layout.dot)
    around = curve.obstacles(data.main, frame.time, frame.value, dot, _uprights(data, frame))
    taken: list[Box] = []
    labels = [
        *_newest_label(data, frame, words, dot, around, taken),
        *_next_test(data, frame, words, around, taken),
    ]
    names = (
        backdrop.names_beside(data, frame)
        if layout.names_beside
        else backdrop.names_inside(data, frame, taken, around)
    )
    return (
        *backdrop.bands(data, frame),
        *backdrop.wobble(data, frame),
        *backdrop.gridlines(frame, words, "own-grid" if data.main_is_own else "grid"),
        *backdrop.line_starts(data, frame),
        *backdrop.ceilings(data, frame),
        *curve.draw_series(data.main, frame.time, frame.value, dot, data.main_is_own),
        *([curve.newest_ring(data.newest, frame.time, frame.value, dot)] if data.newest else []),
        *names,
        *labels,
    )


def _uprights(data: ChartData, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The upright lines a label had better not stand across."""
    days = [data.today, *(event.on for event in data.line_starts)]
    return [(frame.time.x(day), frame.plot.top, frame.time.x(day), frame.plot.bottom) for day in days]


def _newest_label(
    data: ChartData, frame: Frame, words: ChartWords, dot: float, around: Obstacles, taken: list[Box]
) -> list[Shape]:
    """The newest value beside its ring, where it covers least."""
    point = data.newest
    if point is None:
        return []
    reach, size = dot + curve.RING + 2, frame.layout.font
    taken.append(curve.point_box(point, frame.time, frame.value, reach - 2))
    content = words.newest(point.label, point.on, with_date=frame.layout.dates_on_labels)
    x, y = frame.time.x(point.on), frame.value.y(point.percent)
    room = Box(frame.plot.left + 2, frame.plot.top + 1, frame.plot.right - 2, frame.plot.bottom - 1)
    up, down, level = y - reach - 0.3 * size, y + reach + size, y + 0.36 * size
    candidates = [
        Text(x + shift, base, content, "value", anchor)
        for far in (0, 14, 30, 48)
        for base, shift, anchor in (
            (up - far, 0, "middle"),
            (up - far, reach, "end"),
            (up - far, 0, "end"),
            (up - far, -reach, "start"),
            (down + far, 0, "middle"),
            (down + far, reach, "end"),
            (down + far, 0, "end"),
            (down + far, -reach, "start"),
            (level, reach + 3 + far, "start"),
            (level, -reach - 3 - far, "end"),
        )
    ]
    found = best_place(candidates, size, room, taken, around, RELUCTANCE)
    if found is None:
        return []
    taken.append(text_box(found[0], size))
    return [found[0]]


def _next_test(
    data: ChartData, frame: Frame, words: ChartWords, around: Obstacles, taken: list[Box]
) -> list[Shape]:
    """The usual time of the next test: an open marker with its stretch, and its name if there is room."""
    span = data.next_test
    if span is None:
        return []
    first, last = frame.time.x(span.start), frame.time.x(span.end)
    middle = (first + last) / 2
    reach = [
        Box(min(first, middle - 6), y - 6, max(last, middle + 6), y + 6)
        for y in (frame.plot.bottom - NEXT_TEST_UP, frame.plot.top + 3 * NEXT_TEST_UP)
    ]
    place = next((box for box in reach if not any(box.overlaps(other, 1) for other in taken)), reach[-1])
    y = (place.top + place.bottom) / 2
    marker = Mark("diamond", middle, y, 5, "next-test", span.words)
    taken.append(place)
    room = Box(frame.plot.left, frame.plot.top, frame.plot.right - 1, frame.plot.bottom)
    base, name = y - 13, words.next_test_short()
    candidates = [
        Text(middle, base, name, "next-name", "middle"),
        Text(frame.plot.right - 3, base, name, "next-name", "end"),
        Text(min(first, middle - 6) - 4, y + 4, name, "next-name", "end"),
    ]
    found = best_place(candidates, frame.layout.font, room, taken, around)
    shapes: list[Shape] = [Line(first, y, last, y, "next-span", span.words), marker]
    if found and found[1] < backdrop.TOO_CROWDED:
        taken.append(text_box(found[0], frame.layout.font))
        shapes.append(found[0])
    return shapes


def _below(data: ChartData, frame: Frame, words: ChartWords) -> tuple[tuple[Shape, ...], float]:
    """Under the time axis: tests without a number, results on another scale, medicines; and its end."""
    layout = frame.layout
    y = frame.plot.bottom + TICK_GAP + layout.line + 4
    shapes: list[Shape] = []
    if data.no_numbers:
        shapes += _no_numbers(data, frame, words, y)
        y += layout.line + 5
    if data.own.points:
        shapes += _own_panel(data, frame, words, y)
        y += layout.step * OWN_HEIGHT + 8
    lanes = make_lanes(data.medicines, frame, y)
    return (*shapes, *lanes.shapes), lanes.bottom


def _no_numbers(data: ChartData, frame: Frame, words: ChartWords, top: float) -> list[Shape]:
    """A row of crosses, named where there is room."""
    layout = frame.layout
    y = top + layout.line / 2
    marks = [
        Mark("cross", frame.time.x(event.on), y, 4, "no-number", event.words) for event in data.no_numbers
    ]
    candidates = [
        Text(marks[-1].x + 10, top + ASCENT * layout.font, words.no_number(), "row-name"),
        Text(marks[0].x - 10, top + ASCENT * layout.font, words.no_number(), "row-name", "end"),
    ]
    taken = [Box(mark.x - 5, y - 5, mark.x + 5, y + 5) for mark in marks]
    found = best_place(
        candidates, layout.font, Box(0, top - 1, layout.width, top + layout.line + 4), taken, Obstacles()
    )
    return [*marks, *([found[0]] if found else [])]


def _own_panel(data: ChartData, frame: Frame, words: ChartWords, top: float) -> list[Shape]:
    """Results off the International Scale: a small panel with an axis of its own, on the same dates."""
    height = frame.layout.step * OWN_HEIGHT
    percents = tuple(point.percent for point in data.own.points if point.percent > 0)
    value = own_log_axis(percents, top, height)
    panel = replace(frame, value=value, plot=Box(frame.plot.left, top, frame.plot.right, top + height))
    dot = curve.dot_size(len(data.own.points), frame.time, frame.layout.dot)
    around = curve.obstacles(data.own, frame.time, value, dot)
    name, size = words.own_scale(), frame.layout.font
    high, low = top + 2 + ASCENT * size, top + height - 5
    places = (
        (frame.plot.left + 6, "start"),
        (frame.plot.right - 6, "end"),
        ((frame.plot.left + frame.plot.right) / 2, "middle"),
    )
    candidates = [Text(x, y, name, "row-name", anchor) for y in (high, low) for x, anchor in places]
    found = best_place(candidates, size, panel.plot, (), around)
    return [
        Rect(frame.plot.left, top, frame.time.x(data.today) - frame.plot.left, height, "own-panel"),
        *_thinned(backdrop.gridlines(panel, words, "own-grid"), frame.layout),
        *curve.draw_series(data.own, frame.time, value, dot, own=True),
        *([found[0]] if found else []),
    ]


def _thinned(shapes: tuple[Shape, ...], layout: Layout) -> list[Shape]:
    """Gridlines whose labels would touch lose every label that stands too near the one above it."""
    kept: list[Shape] = []
    last = None
    for shape in shapes:
        if isinstance(shape, Text):
            if last is not None and shape.y - last < layout.line:
                continue
            last = shape.y
        kept.append(shape)
    return kept


def _lower(shape: Shape, by: float) -> Shape:
    """The strip's shapes come with the plot's top at 0."""
    if isinstance(shape, Line):
        return replace(shape, y1=shape.y1 + by, y2=shape.y2 + by)
    return replace(shape, y=shape.y + by) if isinstance(shape, Text) else shape


def _key(shapes: tuple[Shape, ...], words: ChartWords) -> tuple[KeyEntry, ...]:
    """What each sign of this drawing means; signs that do not stand in it are not explained."""
    seen = {shape.shape for shape in shapes if isinstance(shape, Mark)}
    kinds = {shape.kind for shape in shapes}
    seen |= {kind for kind in ("limit", "goal", "wobble") if kind in kinds}
    seen |= {"own"} & ({"own"} if "own-panel" in kinds else set())
    return tuple(KeyEntry(sign, words.key(sign)) for sign in KEY_ORDER if sign in seen)
