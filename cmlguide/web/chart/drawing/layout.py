"""The widths a timeline is drawn for, and the positions of its parts in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.timeline import first_and_last_day
from cmlguide.web.chart.data.values import ChartData, Level
from cmlguide.web.chart.drawing.placing import LINE_HEIGHT, Box
from cmlguide.web.chart.drawing.scales import TimeAxis, ValueAxis, log_axis, own_log_axis, plain_axis
from cmlguide.web.chart.drawing.text_width import text_width


@dataclass(frozen=True)
class Layout:
    """The sizes for one width, in the drawing's units: one screen pixel each, or more when enlarged.

    `step` is the height of a ten-fold step; `roomy` allows the longer of two words; `names_beside` puts the
    bands' names right of the plot, else they stand in their bands. The drawing reaches further left than
    the words of its card, which begin at `words_from`.
    """

    name: str
    width: float
    font: float
    step: float
    dot: float
    names_beside: bool
    dates_on_labels: bool
    roomy: bool = True
    words_from: float = 0

    @property
    def line(self) -> float:
        """The height of one line of text."""
        return self.font * LINE_HEIGHT

    @property
    def own_height(self) -> float:
        """The height of the panel for results on a scale of their own: on paper, less."""
        return self.step * (1.3 if self.name.startswith("paper") else 2.0)


# Where names stand beside the bands on screen, a ten-fold step is two lines of them tall.
LAYOUTS = {
    "wide": Layout("wide", 740, 13, 48, 5.5, names_beside=False, dates_on_labels=True),
    "medium": Layout("medium", 560, 13, 40, 5, names_beside=True, dates_on_labels=True),
    "phone": Layout(
        "phone", 300, 13, 36, 4.4, names_beside=False, dates_on_labels=False, roomy=False, words_from=15
    ),
    # As wide as the side of A4: there its 13 are the 9 points that are the least on paper.
    "paper": Layout("paper", 752, 13, 23, 4.6, names_beside=True, dates_on_labels=True),
    # The same where the side has room to spare: the steps of ten are easier to see.
    "paper-tall": Layout("paper-tall", 752, 13, 32, 4.6, names_beside=True, dates_on_labels=True),
    "paper-tallest": Layout("paper-tallest", 752, 13, 40, 4.6, names_beside=True, dates_on_labels=True),
    # The same in large print, where the 13 are 12 points.
    "paper-large": Layout("paper-large", 560, 13, 26, 4.6, names_beside=True, dates_on_labels=True),
}

STRIP_GAP = 7
SPARE = 0.2  # of a line: how far a name may reach out of its band
PLAIN_HEIGHT = 5.3  # tenfold steps: a plain picture is as tall as the usual log one
PLAIN_LEAST = 26  # of such a step: below it the labels of a plain scale would touch
MIN_FUTURE = 0.055  # of the time axis, right of today
SHORTEST_DAYS = 120


@dataclass(frozen=True)
class Frame:
    """The axes of one drawing and the box of its plot."""

    layout: Layout
    time: TimeAxis
    value: ValueAxis
    plot: Box

    @property
    def right_edge(self) -> float:
        return self.layout.width

    def lowered(self, by: float) -> Frame:
        """The same frame, moved down."""
        value = replace(self.value, top=self.value.top + by, bottom=self.value.bottom + by)
        plot = self.plot._replace(top=self.plot.top + by, bottom=self.plot.bottom + by)
        return replace(self, value=value, plot=plot)


def make_frame(data: ChartData, layout: Layout, *, plain: bool, top: float) -> Frame:
    """The frame of a drawing whose plot begins at `top`."""
    value = _value_axis(data, layout, plain, top)
    left = gutter(value, layout)
    right = layout.width - _names_width(data, value, layout)
    start, end = time_span(*first_and_last_day(data), data.today)
    return Frame(layout, TimeAxis(start, end, left, right), value, Box(left, value.top, right, value.bottom))


def gutter(value: ValueAxis, layout: Layout) -> float:
    """The width of the widest label left of the plot."""
    labels = [words.percent(percent) for percent in value.gridlines()]
    return max(text_width(label, layout.font) for label in [*labels, words.months()]) + 8


def _value_axis(data: ChartData, layout: Layout, plain: bool, top: float) -> ValueAxis:
    percents = data.main.reach
    if plain:
        return plain_axis(percents, top, max(layout.step, PLAIN_LEAST) * PLAIN_HEIGHT)
    if data.main_is_own:
        return own_log_axis(percents, top, layout.step * PLAIN_HEIGHT)
    return log_axis(percents, top, layout.step)


@dataclass(frozen=True)
class NamedBand:
    """A level's band on the drawing; `lines` of text fit into it."""

    level: Level
    top: float
    bottom: float
    lines: tuple[tuple[str, str], ...]


def named_bands(data: ChartData, value: ValueAxis, layout: Layout) -> tuple[NamedBand, ...]:
    """The bands at least about as tall as their name, top down; with the level's border if both fit."""
    bands = []
    for index, level in enumerate(data.levels):
        top = value.y(level.percent)
        bottom = value.y(data.levels[index + 1].percent) if index + 1 < len(data.levels) else value.bottom
        lines = ((level.name, "level-name"), (level.goal, "level-goal"))
        fitting = int((bottom - top) / layout.line + SPARE)
        if fitting:
            bands.append(
                NamedBand(level, top, bottom, lines[: min(fitting, 2 if layout.names_beside else 1)])
            )
    return tuple(bands)


def _names_width(data: ChartData, value: ValueAxis, layout: Layout) -> float:
    """The room right of the plot for the bands' names, if they are next to it."""
    bands = named_bands(data, value, layout) if layout.names_beside else ()
    widths = [
        text_width(text, layout.font, kind == "level-name") for band in bands for text, kind in band.lines
    ]
    return max(widths) + 16 if widths else 6


def time_span(first: date, last: date, today: date) -> tuple[date, date]:
    """First to last day with a margin on both sides, and always some blank paper right of today."""
    days = max((last - first).days, SHORTEST_DAYS)
    last = max(
        last + timedelta(days=round(days * 0.02)), today + timedelta(days=round(days * MIN_FUTURE) + 1)
    )
    return first - timedelta(days=round(days * 0.03) + 1), max(last, first + timedelta(days=SHORTEST_DAYS))
