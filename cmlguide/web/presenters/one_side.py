"""How many results fit on one side of paper beside everything else that prints there.

An estimate in points for US Letter, the shorter of the two sheets, with the sizes of static/css/summary.css;
a browser test prints both sheets and counts the sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

HEIGHT = 744.0
TITLE, HEADING, GAPS = 20.0, 19.6, 10.0
LINE, RULE, SMALL_LINE, FOOT_LINE, ROW = 14.3, 16.0, 12.4, 11.8, 14.1
DECIDED = 82.0
# Characters that surely fit on a line: the width over the widest usual letters.
WIDE, TOLD, HALF, SMALL = 84, 94, 56, 104
CHART_POINTS = 472 / 680  # printed width over the drawing's own
FEWEST, WANTED, MOST = 3, 6, 8


@dataclass(frozen=True)
class Sheet:
    """What prints on the sheet whatever the table holds. `chart_height` in the drawing's own units.

    `off`: parts switched off: questions, since, chart, results, below (the last two columns).
    """

    who: str
    questions: Sequence[str]
    since: Sequence[str]
    foot: str
    chart_height: float
    off: Collection[str] = ()


def fit_on_one_side(sheet: Sheet, treatments: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], int]:
    """(treatment lines, table rows): the first of `treatments`, longest first, that leaves room for 6 rows.

    Where none does, the first that leaves 3; else the last of them and the fewest rows.
    """
    rows = [rows_that_fit(sheet, lines) for lines in treatments]
    enough = [index for least in (WANTED, FEWEST) for index, left in enumerate(rows) if left >= least]
    chosen = enough[0] if enough else len(rows) - 1
    return treatments[chosen], max(FEWEST, rows[chosen])


def rows_that_fit(sheet: Sheet, treatment: Iterable[str]) -> int:
    """The number of table rows, at most 8, that fit between the lines of text above and below the table."""
    taken = sum(_lines(text, HALF) * SMALL_LINE for text in treatment)
    heights = {
        "questions": sum(_lines(text, WIDE) * LINE + RULE for text in sheet.questions or ("", "", "")),
        "since": sum(_lines(text, TOLD) * SMALL_LINE for text in sheet.since),
        "chart": sheet.chart_height * CHART_POINTS,
        "results": ROW,
        "below": max(taken, DECIDED),
    }
    ends = TITLE + _lines(sheet.who, WIDE) * LINE + _lines(sheet.foot, SMALL) * FOOT_LINE + GAPS
    used = ends + sum(HEADING + height for name, height in heights.items() if name not in sheet.off)
    return max(0, min(MOST, int((HEIGHT - used) // ROW)))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
