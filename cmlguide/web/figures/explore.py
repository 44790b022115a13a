"""The same timeline as a figure for plotly.js: a plain dict, built only of what the drawing shows.

No colours stand here: a trace's `meta` and a shape's `name` name a token of tokens.css, and explore.js puts
the reader's own theme in. Tests pass the dict to `plotly.graph_objects.Figure`, which refuses a wrong key.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from textwrap import wrap
from typing import Any

from cmlguide.web.figures.layout import LAYOUTS, Frame, make_frame, named_bands
from cmlguide.web.figures.scales import ValueAxis, steps_down
from cmlguide.web.figures.ticks import month_ticks, wants_months
from cmlguide.web.figures.values import ChartData, Figure, Medicine, Point, Series
from cmlguide.web.presenters.chart import ChartWords

SYMBOLS = {"value": "circle-open", "below": "triangle-down-open", "above": "triangle-up-open"}
CEILING = timedelta(days=20)
LINE_LETTERS = 34
HOVER = "%{text}<extra></extra>"
LANES = "y3"  # the axis of medicines, the next test and tests without a number: places, not values


def plotly_figure(figure: Figure, words: ChartWords) -> dict[str, Any]:
    """`{"data": [...], "layout": {...}}` of a drawn figure: same points, same words, same scale."""
    data, plain = figure.data, figure.name.endswith("plain")
    frame = make_frame(data, LAYOUTS["wide"], words, plain=plain, top=0)
    lanes = _lane_names(data, words)
    return {
        "data": [
            *_series_traces(data.main, "y", "chart-other" if data.main_is_own else "chart-line"),
            *_series_traces(data.own, "y2", "chart-other"),
            *_lane_traces(data, words),
        ],
        "layout": {
            "title": {"text": figure.title},
            "hovermode": "closest",
            "dragmode": "zoom",
            "showlegend": False,
            "margin": {"l": 20, "r": 16, "t": 16, "b": 20},
            "xaxis": _x_axis(data, frame),
            **_y_axes(data, frame, lanes, words),
            "shapes": [*_bands(data, frame), *_goals(data), *_wobble(data), _today(data)],
            "annotations": _names(data, frame.value),
            "meta": {"months": _month_axis(data, frame, words)},
        },
    }


def _series_traces(series: Series, axis: str, token: str) -> list[dict[str, Any]]:
    """A line for each run, and one trace of all marks with their words."""
    if not series.points:
        return []
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": _days(run.points),
            "y": [float(point.percent) for point in run.points],
            "yaxis": axis,
            "hoverinfo": "skip",
            "line": {"width": 2},
            "meta": token,
        }
        for run in series.runs
        if len(run.points) > 1
    ]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": _days(series.points),
        "y": [float(point.percent) for point in series.points],
        "yaxis": axis,
        "text": [_in_lines(point.words) for point in series.points],
        "customdata": [point.words for point in series.points],
        "hovertemplate": HOVER,
        "marker": {"size": 11, "symbol": [_symbol(point) for point in series.points], "line": {"width": 2}},
        "meta": token,
        "name": "results",
    }
    return [*lines, marks]


def _symbol(point: Point) -> str:
    return "square-open" if point.marrow and point.shape == "value" else SYMBOLS[point.shape]


def _lane_names(data: ChartData, words: ChartWords) -> list[str]:
    """The rows under the curve, from the top."""
    names = [words.no_number()] if data.no_numbers else []
    names += [words.next_test_short()] if data.next_test else []
    return [*names, *dict.fromkeys(_plain(medicine.short) for medicine in data.medicines)]


def _lane_traces(data: ChartData, words: ChartWords) -> list[dict[str, Any]]:
    traces = []
    if data.no_numbers:
        days = [event.on for event in data.no_numbers]
        said = [event.words for event in data.no_numbers]
        traces.append(_marks(days, words.no_number(), said, "x-thin-open", "muted"))
    if data.next_test:
        span = data.next_test
        traces.append(
            _marks(
                [span.start, span.end],
                words.next_test_short(),
                [span.words] * 2,
                "diamond-open",
                "chart-tick",
            )
        )
    return traces + [_band(medicine) for medicine in data.medicines]


def _marks(days: Iterable[date], lane: str, said: list[str], symbol: str, token: str) -> dict[str, Any]:
    x = [day.isoformat() for day in days]
    marker = {"size": 10, "symbol": symbol, "line": {"width": 2}}
    mode = "lines+markers" if symbol == "diamond-open" else "markers"
    return {
        "type": "scatter",
        "mode": mode,
        "x": x,
        "y": [lane] * len(x),
        "yaxis": LANES,
        "text": [_in_lines(words) for words in said],
        "customdata": said,
        "hovertemplate": HOVER,
        "marker": marker,
        "meta": token,
    }


def _band(medicine: Medicine) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [medicine.start.isoformat(), medicine.end.isoformat()],
        "y": [_plain(medicine.short)] * 2,
        "yaxis": LANES,
        "text": [_in_lines(medicine.words)] * 2,
        "customdata": [medicine.words] * 2,
        "hovertemplate": HOVER,
        "line": {"width": 12},
        "meta": "medicine-band" if medicine.main else "medicine-alt-band",
    }


def _x_axis(data: ChartData, frame: Frame) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [frame.time.start.isoformat(), frame.time.end.isoformat()],
        "anchor": LANES if data.medicines or data.next_test or data.no_numbers else "y",
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
    }


def _month_axis(data: ChartData, frame: Frame, words: ChartWords) -> dict[str, Any] | None:
    """The time axis in months on today's clock (`first`: months are the better reading); None without one."""
    if data.clock_from is None:
        return None
    ticks = month_ticks(data, frame, words)
    return {
        "tickvals": [tick.on.isoformat() for tick in ticks],
        "ticktext": [tick.label for tick in ticks],
        "title": words.months(),
        "first": wants_months(data, frame),
    }


def _y_axes(data: ChartData, frame: Frame, lanes: Sequence[str], words: ChartWords) -> dict[str, Any]:
    """The scale of the curve, below it the lab's own scale, at the foot the lanes."""
    foot = min(0.4, 0.06 * len(lanes))
    own_top = foot + (0.22 if data.own.points else 0.0)
    axes: dict[str, Any] = {"yaxis": {**_value_axis(frame.value, words), "domain": [own_top + 0.02, 1]}}
    if data.own.points:
        axes["yaxis2"] = {
            "type": "log",
            "domain": [foot + 0.04, own_top - 0.02],
            "ticksuffix": "%",
            "automargin": True,
        }
        axes["yaxis2"] |= {"title": {"text": words.own_scale()}, "fixedrange": True}
    if lanes:
        axes["yaxis3"] = {
            "type": "category",
            "categoryarray": list(reversed(lanes)),
            "domain": [0, foot],
            "fixedrange": True,
            "showgrid": False,
            "automargin": True,
        }
    return axes


def _value_axis(value: ValueAxis, words: ChartWords) -> dict[str, Any]:
    gridlines = value.gridlines()
    ends = [value.low, value.high] if value.plain else [_powers(value.low), _powers(value.high)]
    return {
        "type": "linear" if value.plain else "log",
        "range": ends,
        "tickvals": [float(percent) for percent in gridlines],
        "ticktext": [words.percent(percent) for percent in gridlines],
        "zeroline": False,
        "automargin": True,
    }


def _powers(steps: float) -> float:
    """plotly counts powers of ten from 1%, the scale counts steps down from its top."""
    return steps_down(Decimal(1)) - steps


def _bands(data: ChartData, frame: Frame) -> list[dict[str, Any]]:
    """Warm to cool, as on the drawing; the outer two reach beyond what can be zoomed to."""
    borders = [level.percent for level in data.levels]
    if not borders:
        return []
    edges = [borders[0] * 1000, *borders, borders[-1] / 1000 if not frame.value.plain else Decimal(0)]
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": float(low),
            "y1": float(high),
            "layer": "below",
            "line": {"width": 0},
            "name": f"band-{index}",
        }
        for index, (high, low) in enumerate(itertools.pairwise(edges))
    ]


def _goals(data: ChartData) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "x0": (goal.on - CEILING).isoformat(),
            "x1": (goal.on + CEILING).isoformat(),
            "y0": float(goal.percent),
            "y1": float(goal.percent),
            "line": {"width": 3},
            "name": "chart-tick",
        }
        for goal in data.goals
    ]


def _wobble(data: ChartData) -> list[dict[str, Any]]:
    span = data.wobble
    if span is None or span.low is None or span.high is None:
        return []
    box = {
        "x0": span.start.isoformat(),
        "x1": span.end.isoformat(),
        "y0": float(span.low),
        "y1": float(span.high),
    }
    return [
        {
            "type": "rect",
            **box,
            "line": {"width": 0},
            "opacity": 0.14,
            "layer": "below",
            "name": "chart-wobble",
        }
    ]


def _today(data: ChartData) -> dict[str, Any]:
    day = data.today.isoformat()
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"width": 1, "dash": "dot"},
        "name": "muted",
    }


def _names(data: ChartData, value: ValueAxis) -> list[dict[str, Any]]:
    """The bands' names inside the plot's right edge, each just below its border."""
    return [
        {
            "text": band.level.name,
            "xref": "paper",
            "x": 1,
            "xanchor": "right",
            "y": float(band.level.percent) if value.plain else _powers(steps_down(band.level.percent)),
            "yanchor": "top",
            "showarrow": False,
        }
        for band in named_bands(data, value, LAYOUTS["wide"])
    ]


def _plain(words: str) -> str:
    """Words as plotly shows them letter by letter: it would read `<0.01%` as a tag."""
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _in_lines(words: str) -> str:
    """The same in lines that fit a phone."""
    return "<br>".join(_plain(line) for line in wrap(words, LINE_LETTERS))


def _days(points: Iterable[Point]) -> list[str]:
    return [point.on.isoformat() for point in points]
