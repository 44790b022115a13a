"""The same timeline as a figure for plotly.js: a plain dict, built only from what the drawing shows.

It has no colours: a trace's `meta` and a shape's `name` refer to tokens of tokens.css, and explore.js applies
the reader's own theme. Tests pass the dict to `plotly.graph_objects.Figure`, which refuses unknown keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData
from cmlguide.web.chart.drawing.layout import LAYOUTS, Frame, make_frame
from cmlguide.web.chart.drawing.scales import ValueAxis
from cmlguide.web.chart.drawing.shapes import Figure
from cmlguide.web.chart.drawing.ticks import month_ticks, wants_months
from cmlguide.web.chart.explore.shapes import names, powers, shapes
from cmlguide.web.chart.explore.traces import LANES, lane_names, lane_traces, series_traces


def plotly_figure(figure: Figure) -> dict[str, Any]:
    """`{"data": [...], "layout": {...}}` of a drawn figure: same points, same words, same scale."""
    data, plain = figure.data, figure.name.endswith("plain")
    frame = make_frame(data, LAYOUTS["wide"], plain=plain, top=0)
    lanes = lane_names(data)
    return {
        "data": [
            *series_traces(data.main, "y", "chart-other" if data.main_is_own else "chart-line"),
            *series_traces(data.own, "y2", "chart-other"),
            *lane_traces(data),
        ],
        "layout": {
            "title": {"text": figure.title},
            "hovermode": "closest",
            "dragmode": "zoom",
            "showlegend": False,
            "margin": {"l": 20, "r": 16, "t": 16, "b": 20},
            "xaxis": _x_axis(data, frame),
            **_y_axes(data, frame, lanes),
            "shapes": shapes(data, frame),
            "annotations": names(data, frame.value),
            "meta": {"months": _month_axis(data, frame)},
        },
    }


def _x_axis(data: ChartData, frame: Frame) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [frame.time.start.isoformat(), frame.time.end.isoformat()],
        "anchor": LANES
        if data.medicines or data.next_test or data.no_numbers or data.depthless or data.diary
        else "y",
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
    }


def _month_axis(data: ChartData, frame: Frame) -> dict[str, Any] | None:
    """The time axis in months on today's clock (`first`: months are easier to read); None without a clock."""
    if data.clock_from is None:
        return None
    ticks = month_ticks(data, frame)
    return {
        "tickvals": [tick.on.isoformat() for tick in ticks],
        "ticktext": [tick.label for tick in ticks],
        "title": words.months(),
        "first": wants_months(data, frame),
    }


def _y_axes(data: ChartData, frame: Frame, lanes: Sequence[str]) -> dict[str, Any]:
    """The scale of the curve, the lab's own scale below it, and the lanes at the bottom."""
    foot = min(0.4, 0.06 * len(lanes))
    own_top = foot + (0.22 if data.own.points else 0.0)
    axes: dict[str, Any] = {"yaxis": {**_value_axis(frame.value), "domain": [own_top + 0.02, 1]}}
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


def _value_axis(value: ValueAxis) -> dict[str, Any]:
    gridlines = value.gridlines()
    ends = [value.low, value.high] if value.plain else [powers(value.low), powers(value.high)]
    return {
        "type": "linear" if value.plain else "log",
        "range": ends,
        "tickvals": [float(percent) for percent in gridlines],
        "ticktext": [words.percent(percent) for percent in gridlines],
        "zeroline": False,
        "automargin": True,
    }
