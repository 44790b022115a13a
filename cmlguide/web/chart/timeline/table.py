"""The table version of the timeline: the same results as in the drawing, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData, DiaryMark
from cmlguide.web.words import dates


class TableRow(NamedTuple):
    """One result as in the drawing. `value` is as reported; `words` describe the whole row."""

    on: date
    value: str
    level: str
    lab: str
    words: str
    key: str = ""

    @property
    def day(self) -> str:
        return dates.short_date(self.on)


@dataclass(frozen=True)
class DiaryLine:
    """One mark in the diary's rows: its day, kind, and what happened, with the days if there were more."""

    on: date
    kind: str
    words: str

    @property
    def day(self) -> str:
        return dates.short_date(self.on)


def diary_lines(data: ChartData) -> tuple[DiaryLine, ...]:
    """A line for every mark in the diary's rows, newest first."""
    lines = [DiaryLine(mark.start, row.name, _told(mark)) for row in data.diary for mark in row.marks]
    return tuple(sorted(lines, key=lambda line: line.on, reverse=True))


def _told(mark: DiaryMark) -> str:
    return mark.title if mark.start == mark.end else mark.words


def table_rows(data: ChartData) -> tuple[TableRow, ...]:
    """A row for every mark in the drawing, including tests without a number."""
    rows = [
        TableRow(point.on, point.label, point.level, point.lab, point.words, point.key)
        for point in (*data.main.points, *data.own.points)
    ]
    rows += [TableRow(event.on, event.label, "", "", event.words) for event in data.no_numbers]
    rows += [
        TableRow(event.on, event.label, words.no_depth(), event.lab, event.words) for event in data.depthless
    ]
    return tuple(sorted(rows, key=lambda row: row.on, reverse=True))
