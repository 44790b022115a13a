"""What is behind and over the explored curve: bands, levels, checkpoints, the wobble, today, names.

Plain plotly shapes and annotations; a shape's `name` is a token of tokens.css.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from cmlguide.web.chart.data.values import ChartData, GoalLine
from cmlguide.web.chart.drawing.layout import LAYOUTS, Frame, named_bands
from cmlguide.web.chart.drawing.scales import ValueAxis, steps_down

CEILING = timedelta(days=20)


def shapes(data: ChartData, frame: Frame) -> list[dict[str, Any]]:
    """Every shape, back to front."""
    levels = [
        *_level_line(data.goal_line, frame.value, "longdashdot"),
        *_level_line(data.agreed, frame.value, "dot"),
    ]
    return [*_bands(data, frame), *levels, *_goals(data), *_wobble(data), _today(data)]


def names(data: ChartData, value: ValueAxis) -> list[dict[str, Any]]:
    """The names of the bands, of the stressed level and of the one agreed on."""
    return [*_names(data, value), *_level_name(data.goal_line, value), *_level_name(data.agreed, value)]


def powers(steps: float) -> float:
    """The steps down from 100% as plotly's powers of ten, which count from 1%."""
    return steps_down(Decimal(1)) - steps


def _bands(data: ChartData, frame: Frame) -> list[dict[str, Any]]:
    """Warm to cool, as in the drawing; the outer two reach beyond the zoom limits."""
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


def _level_line(goal: GoalLine | None, value: ValueAxis, dash: str) -> list[dict[str, Any]]:
    """The stressed level, or the one agreed on, across the whole plot."""
    if goal is None:
        return []
    at_foot = not value.plain and goal.percent == 0
    y, ref = (0.0, "y domain") if at_foot else (float(goal.percent), "y")
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": ref,
            "y0": y,
            "y1": y,
            "line": {"width": 2.5, "dash": dash},
            "name": "chart-tick",
        }
    ]


def _level_name(goal: GoalLine | None, value: ValueAxis) -> list[dict[str, Any]]:
    """The level's words, on its line at the left."""
    if goal is None:
        return []
    at_foot = not value.plain and goal.percent == 0
    y = 0.0 if at_foot else float(goal.percent) if value.plain else powers(steps_down(goal.percent))
    ref = "y domain" if at_foot else "y"
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": ref, "y": y, "yanchor": "bottom"}
    return [{"text": goal.label, **place, "showarrow": False}]


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
            "y": float(band.level.percent) if value.plain else powers(steps_down(band.level.percent)),
            "yanchor": "top",
            "showarrow": False,
        }
        for band in named_bands(data, value, LAYOUTS["wide"])
    ]
