"""The same timeline as a figure for plotly.js: a plain dict, built only of what the drawing shows.

No colours stand here: a trace's `meta` and a shape's `name` name a token of tokens.css, and explore.js puts
the reader's own theme in. Tests pass the dict to `plotly.graph_objects.Figure`, which refuses a wrong key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from cmlguide.web.figures.explore_traces import LANES, lane_names, lane_traces, series_traces
from cmlguide.web.figures.layout import LAYOUTS, Frame, make_frame, named_bands
from cmlguide.web.figures.scales import ValueAxis, steps_down
from cmlguide.web.figures.ticks import month_ticks, wants_months
from cmlguide.web.figures.values import ChartData, Figure
from cmlguide.web.presenters.chart import ChartWords

CEILING = timedelta(days=20)


def plotly_figure(figure: Figure, words: ChartWords) -> dict[str, Any]:
    """`{"data": [...], "layout": {...}}` of a drawn figure: same points, same words, same scale."""
    data, plain = figure.data, figure.name.endswith("plain")
    frame = make_frame(data, LAYOUTS["wide"], words, plain=plain, top=0)
    lanes = lane_names(data, words)
    return {
        "data": [
            *series_traces(data.main, "y", "chart-other" if data.main_is_own else "chart-line"),
            *series_traces(data.own, "y2", "chart-other"),
            *lane_traces(data, words),
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
        for index, (high, low) in enumerate(pairwise(edges))
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
