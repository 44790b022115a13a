"""What is behind and over the explored curve: bands, levels, checkpoints, the wobble, today, names.

Plain plotly shapes and annotations; the `name` of each is a token of tokens.css.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData, GoalLine
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.scales import ValueAxis, steps_down
from cmlguide.web.chart.drawing.shapes import Figure, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

BOLD = {"weight": 700}


def shapes(data: ChartData, frame: Frame) -> list[dict[str, Any]]:
    """Every shape, back to front."""
    levels = [
        *_level_line(data.goal_line, frame.value, "longdashdot"),
        *_level_line(data.agreed, frame.value, "dot"),
    ]
    starts = [
        _upright(event.on, "y domain", {"width": 1, "dash": "dash"}, "medicine-ink")
        for event in (*data.line_starts, *([data.begins] if data.begins else []))
    ]
    today = _upright(data.today, "paper", {"width": 1.2, "dash": "dot"}, "muted")
    return [*_bands(data, frame), _ahead(data, frame), *levels, *_wobble(data), *starts, today]


def names(figure: Figure, frame: Frame) -> list[dict[str, Any]]:
    """The names of the bands, of the stressed level and of the one agreed on; the newest value; today."""
    data, value = figure.data, frame.value
    short = not frame.layout.roomy
    levels = [*_level_name(data.goal_line, value, short), *_level_name(data.agreed, value, short)]
    return [*_names(figure, frame), *levels, *_newest(data, frame), _today_name(data)]


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
            "name": "accent",
        }
    ]


def _level_name(goal: GoalLine | None, value: ValueAxis, short: bool) -> list[dict[str, Any]]:
    """The level's words, on its line at the left."""
    if goal is None:
        return []
    at_foot = not value.plain and goal.percent == 0
    y = 0.0 if at_foot else _height(goal.percent, value)
    ref = "y domain" if at_foot else "y"
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": ref, "y": y, "yanchor": "bottom"}
    return [_note(goal.short if short else goal.label, "accent", font=BOLD, **place)]


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
            "name": "chart-line",
        }
    ]


def _ahead(data: ChartData, frame: Frame) -> dict[str, Any]:
    """What makes the bands paler right of today, also where one moves on in time."""
    end = frame.time.end + (frame.time.end - frame.time.start)
    box = {"x0": data.today.isoformat(), "x1": end.isoformat(), "yref": "y domain", "y0": 0, "y1": 1}
    pale = {"line": {"width": 0}, "opacity": 0.62, "layer": "below", "name": "card"}
    return {"type": "rect", **box, **pale}


def _upright(day: date, yref: str, line: dict[str, Any], name: str) -> dict[str, Any]:
    x = day.isoformat()
    return {"type": "line", "x0": x, "x1": x, "yref": yref, "y0": 0, "y1": 1, "line": line, "name": name}


def _names(figure: Figure, frame: Frame) -> Iterator[dict[str, Any]]:
    """The bands' names and borders, each just below its border and where the drawing has it, clear of the
    curve."""
    texts = [shape for shape in figure.shapes if isinstance(shape, Text)]
    at = {(text.kind, text.content): text.x for text in texts}
    for level in figure.data.levels:
        y = _height(level.percent, frame.value)
        for kind, said, font in (("level-name", level.name, BOLD), ("level-goal", level.goal, {})):
            if (kind, said) in at:
                along = (at[kind, said] - frame.plot.left) / (frame.plot.right - frame.plot.left)
                place = {"xref": "paper", "x": round(max(0.0, along), 3), "xanchor": "left", "y": y}
                token = "ink" if font else "muted"
                yield _note(said, token, font=font, **place, yanchor="top")


def _newest(data: ChartData, frame: Frame) -> Iterator[dict[str, Any]]:
    """The newest value above its point, on the side that has more room; with its date where the drawing has
    it."""
    point = data.newest
    if point is not None:
        said = words.newest(point.label, point.on) if frame.layout.dates_on_labels else point.label
        side = "right" if frame.time.share(point.on) > 0.5 else "left"
        place = {"x": point.on.isoformat(), "xanchor": side, "y": _height(point.percent, frame.value)}
        yield _note(said.replace("<", "&lt;"), "ink", font=BOLD, **place, yanchor="bottom", yshift=10)


def _note(text: str, token: str, **place: Any) -> dict[str, Any]:
    """Words on the plot. No markup: plotly would give it styles that the page's policy refuses."""
    return {"text": text, **place, "showarrow": False, "name": token}


def _today_name(data: ChartData) -> dict[str, Any]:
    """The word above its line, so that the line does not run through it."""
    place = {"x": data.today.isoformat(), "yref": "paper", "y": 1, "yanchor": "bottom"}
    return _note(words.today(), "muted", **place)


def _height(percent: Decimal, value: ValueAxis) -> float:
    """Where a note stands on the axis: on a log axis plotly takes powers of ten."""
    return float(percent) if value.plain else powers(steps_down(percent))
