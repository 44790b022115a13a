"""The same timeline as a figure for plotly.js: a plain dict, built only from what the drawing shows.

It has no colours: a trace's `meta` and the `name` of a shape or a note refer to tokens of tokens.css, and
explore.js applies the reader's own theme. Tests pass the dict to `plotly.graph_objects.Figure`, which refuses
unknown keys.
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
from cmlguide.web.chart.explore.traces import goal_traces, lane_names, lane_traces, newest_ring, series_traces

TOP = 60  # px: the buttons stand above the plot, not on it
LANE, DATES, MONTHS = 0.06, 0.07, 0.1  # of the height: a row, the dates above the rows, and the word "months"


def plotly_figure(figure: Figure, narrow: Figure | None = None) -> dict[str, Any]:
    """`{"data": [...], "layout": {...}}` of a drawn figure: same points, same words, same scale.

    `narrow` is the same drawn for a phone: where its names stand, they stand in a narrow window.
    """
    data, plain = figure.data, figure.name.endswith("plain")
    frame = make_frame(data, LAYOUTS["wide"], plain=plain, top=0)
    lanes = lane_names(data)
    return {
        "data": [
            *series_traces(data.main, "y", "chart-other" if data.main_is_own else "chart-line"),
            *series_traces(data.own, "y2", "chart-other"),
            *newest_ring(data),
            *goal_traces(data.goals),
            *lane_traces(data),
        ],
        "layout": {
            "title": {"text": figure.title},
            "hovermode": "closest",
            "dragmode": "zoom",
            "showlegend": False,
            "margin": {"l": 20, "r": 16, "t": TOP, "b": 20},
            "xaxis": _x_axis(data, frame),
            **_y_axes(data, frame, lanes),
            "shapes": shapes(data, frame),
            "annotations": names(figure, frame),
            "meta": {
                "months": _month_axis(data, frame),
                "narrow": _narrow_names(narrow, plain),
                "buttons": words.explore_buttons(),
            },
        },
    }


def _narrow_names(figure: Figure | None, plain: bool) -> list[dict[str, Any]] | None:
    if figure is None:
        return None
    return names(figure, make_frame(figure.data, LAYOUTS["phone"], plain=plain, top=0))


def _x_axis(data: ChartData, frame: Frame) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [frame.time.start.isoformat(), frame.time.end.isoformat()],
        "anchor": "y2" if data.own.points else "y",  # between the curve and the rows, as in the drawing
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
    rows = min(0.4, LANE * len(lanes))
    foot = rows + (MONTHS if data.clock_from else DATES) if lanes else 0.0
    own_top = foot + (0.22 if data.own.points else 0.0)
    gap = 0.02 if data.own.points else 0.0
    axes: dict[str, Any] = {"yaxis": {**_value_axis(frame.value), "domain": [own_top + gap, 1]}}
    if data.own.points:
        axes["yaxis2"] = {
            "type": "log",
            "domain": [foot, own_top - 0.02],
            "ticksuffix": "%",
            "automargin": True,
        }
        axes["yaxis2"] |= {"title": {"text": words.own_scale()}, "fixedrange": True}
    if lanes:
        axes["yaxis3"] = {
            "type": "category",
            "categoryarray": list(reversed(lanes)),
            "domain": [0, rows],
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
