"""The traces of the explored figure: the curve's lines and marks, and the lanes below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from textwrap import wrap
from typing import Any

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData, DiaryRow, Goal, Medicine, Point, Run, Series

SYMBOLS = {
    "value": "circle",
    "below": "triangle-down",
    "above": "triangle-up",
}  # filled with the card's colour
DIARY_SYMBOLS = {"wedge": "triangle-up", "vee": "y-down-open", "pause": "hash-open", "dot": "circle"}
DIARY = "discuss"
LINE_LETTERS = 34
HOVER = "%{text}<extra></extra>"
LANES = "y3"  # the axis of medicines, the next test and tests without a number: rows, not values


def series_traces(series: Series, axis: str, token: str) -> list[dict[str, Any]]:
    """A line for each run, and one trace of all marks with their words."""
    if not series.points:
        return []
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": _days(points),
            "y": [float(point.percent) for point in points],
            "yaxis": axis,
            "hoverinfo": "skip",
            "line": {"width": 1.6, "dash": "dash"} if dashed else {"width": 2.4},
            "meta": token,
        }
        for run in series.runs
        for points, dashed in _pieces(run)
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
        "marker": {"size": 11, "symbol": [_symbol(point) for point in series.points], "line": {"width": 2.2}},
        "meta": token,
        "name": "results",
    }
    return [*lines, marks]


def _symbol(point: Point) -> str:
    return "square" if point.marrow and point.shape == "value" else SYMBOLS[point.shape]


def _pieces(run: Run) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The run in parts, and whether a part is dashed: one of its ends is only a limit."""
    for dashed, pairs in groupby(
        pairwise(run.points), lambda pair: pair[0].is_censored or pair[1].is_censored
    ):
        joined = list(pairs)
        yield (joined[0][0], *(second for _, second in joined)), dashed


def newest_ring(data: ChartData) -> list[dict[str, Any]]:
    """The second ring around the newest point."""
    if data.newest is None:
        return []
    marker = {"size": 20, "symbol": "circle-open", "line": {"width": 1.5}}
    place = {"x": _days((data.newest,)), "y": [float(data.newest.percent)], "hoverinfo": "skip"}
    token = "chart-other" if data.main_is_own else "chart-line"
    return [{"type": "scatter", "mode": "markers", **place, "marker": marker, "meta": token}]


def goal_traces(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    """The checkpoints: a short ceiling at each level, which says its words when one points at it."""
    shown = list(goals)
    if not shown:
        return []
    said = [goal.said for goal in shown]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [goal.on.isoformat() for goal in shown],
            "y": [float(goal.percent) for goal in shown],
            "text": [_in_lines(text) for text in said],
            "customdata": said,
            "hovertemplate": HOVER,
            "marker": {"size": 22, "symbol": "line-ew-open", "line": {"width": 3}},
            "meta": "accent",
        }
    ]


def lane_names(data: ChartData) -> list[str]:
    """The rows under the curve, from the top down."""
    names = [words.no_depth()] if data.depthless else []
    names += [words.no_number()] if data.no_numbers else []
    names += [words.next_test_short()] if data.next_test else []
    names += dict.fromkeys(_plain(medicine.short) for medicine in data.medicines)
    return [*names, *(_plain(row.name) for row in data.diary)]


def lane_traces(data: ChartData) -> list[dict[str, Any]]:
    traces = []
    if data.depthless:
        days = [event.on for event in data.depthless]
        said = [event.words for event in data.depthless]
        traces.append(_marks(days, words.no_depth(), said, "circle-open", "muted"))
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
                "accent",
            )
        )
    traces += [_band(medicine) for medicine in data.medicines if not medicine.pause]
    return traces + [trace for row in data.diary for trace in _diary(row)]


def _diary(row: DiaryRow) -> list[dict[str, Any]]:
    """A row of the diary: its marks, and a thin line for each run of days."""
    said = [mark.words for mark in row.marks]
    days, lane = [mark.start for mark in row.marks], _plain(row.name)
    marks = _marks(days, lane, said, DIARY_SYMBOLS[row.shape], DIARY)
    stretches = [mark for mark in row.marks if mark.end > mark.start]
    if not stretches:
        return [marks]
    ends = [day for mark in stretches for day in (mark.start.isoformat(), mark.end.isoformat(), None)]
    lines = {"type": "scatter", "mode": "lines", "x": ends, "y": [lane] * len(ends), "yaxis": LANES}
    return [{**lines, "hoverinfo": "skip", "line": {"width": 2}, "meta": DIARY}, marks]


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
        "text": [_in_lines(text) for text in said],
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
        "line": {"width": 16},
        "meta": "medicine-band" if medicine.main else "medicine-alt-band",
    }


def _plain(text: str) -> str:
    """Text escaped for plotly, which would read `<0.01%` as a tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _in_lines(text: str) -> str:
    """The same, broken into lines that fit a phone."""
    lines = [""]
    for word in text.split():
        if len(word) > LINE_LETTERS:
            return "<br>".join(_plain(line) for line in wrap(text, LINE_LETTERS))
        if len(lines[-1]) + len(word) >= LINE_LETTERS:  # textwrap takes ten times as long, for every result
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "<br>".join(_plain(line) for line in lines)


def _days(points: Iterable[Point]) -> list[str]:
    return [point.on.isoformat() for point in points]
