"""How many results fit on one side of paper beside everything else that prints there.

An estimate in points for US Letter, the shorter of the two sheets, with the sizes of static/css/summary.css;
a browser test prints both sheets and counts the sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

HEIGHT = 735.0
TITLE, HEADING, GAPS = 20.0, 22.4, 10.0
LINE, RULE, SMALL_LINE, FOOT_LINE, ROW = 14.3, 16.0, 12.4, 11.8, 14.1
DECIDED = 82.0
# Characters that surely fit on a line: the width over the widest usual letters.
WIDE, HALF, SMALL = 84, 58, 104
CHART_POINTS = 472 / 680  # printed width over the drawing's own
FEWEST, MOST = 3, 8


@dataclass(frozen=True)
class Sheet:
    """What prints on the sheet whatever the table holds. `chart_height` in the drawing's own units."""

    who: str
    questions: Sequence[str]
    since: Sequence[str]
    foot: str
    chart_height: float


def fit_on_one_side(sheet: Sheet, treatments: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], int]:
    """(treatment lines, table rows): the first of `treatments`, longest first, that leaves enough rows.

    Where none does, the last of them and the fewest rows.
    """
    rows = [rows_that_fit(sheet, lines) for lines in treatments]
    chosen = next((index for index, left in enumerate(rows) if left >= FEWEST), len(rows) - 1)
    return treatments[chosen], max(FEWEST, rows[chosen])


def rows_that_fit(sheet: Sheet, treatment: Iterable[str]) -> int:
    """The number of table rows, at most 8, that fit between the lines of text above and below the table."""
    talk = sum(_lines(text, WIDE) * LINE + RULE for text in sheet.questions or ("", "", ""))
    told = sum(_lines(text, WIDE) * LINE for text in sheet.since)
    taken = sum(_lines(text, HALF) * SMALL_LINE for text in treatment)
    ends = TITLE + _lines(sheet.who, WIDE) * LINE + _lines(sheet.foot, SMALL) * FOOT_LINE + GAPS
    chart = sheet.chart_height * CHART_POINTS
    used = ends + 5 * HEADING + talk + told + chart + max(taken, DECIDED) + ROW
    return max(0, min(MOST, int((HEIGHT - used) // ROW)))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
