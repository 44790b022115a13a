"""How many results fit on one side of paper beside everything else that prints there.

An estimate in points for US Letter, the shorter of the two sheets, with the sizes of static/css/summary.css;
a browser test prints both sheets and counts the sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

HEIGHT = 735.0
HEAD, HEADING, FOOT = 39.0, 22.4, 16.0
LINE, RULE, SMALL_LINE, ROW = 14.3, 16.0, 12.4, 14.1
DECIDED = 82.0
# Characters that surely fit on a line: the width over the widest usual letters.
WIDE, HALF = 86, 58
CHART_POINTS = 472 / 680  # printed width over the drawing's own
FEWEST, MOST = 3, 8


def rows_that_fit(
    *, questions: Iterable[str], since: Iterable[str], treatment: Iterable[str], chart_height: float
) -> int:
    """The number of table rows, 3 to 8, for the lines of text that print above and below the table."""
    asked = list(questions) or ["", "", ""]
    talk = sum(_lines(text, WIDE) * LINE + RULE for text in asked)
    told = sum(_lines(text, WIDE) * LINE for text in since)
    taken = sum(_lines(text, HALF) * SMALL_LINE for text in treatment)
    used = HEAD + 5 * HEADING + talk + told + chart_height * CHART_POINTS + max(taken, DECIDED) + FOOT + ROW
    return max(FEWEST, min(MOST, int((HEIGHT - used) // ROW)))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
