"""Tables on paper: an empty column is left out, and a cell whose text does not say what it is carries its
name, for narrow screens, where a row becomes a list of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cmlguide.web.paper.result_lines import ResultLine
from cmlguide.web.words.counts import ON_PAPER, paper_heading

SHORTEST_TO_BREAK = 9  # letters


@dataclass(frozen=True)
class Cell:
    """The text of a cell; `name` if the text alone does not say what it is."""

    text: str
    name: str

    @property
    def keeps_together(self) -> bool:
        """Whether it is too short to be split over two lines: a number of copies, a month, a level."""
        return len(self.text) <= SHORTEST_TO_BREAK


@dataclass(frozen=True)
class PaperTable:
    """The headings and the rows; the first cell of each names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def results_table(lines: Iterable[ResultLine]) -> PaperTable:
    """Results as reported; a heading names the scale, or ABL1, only if every number is on it."""
    kept = tuple(lines)
    columns = result_columns(kept)
    return _table(columns, [line.cells for line in kept], named=(columns[1], columns[-1]))


def result_columns(lines: Collection[ResultLine]) -> tuple[str, ...]:
    """The headings of the cells of these lines."""
    number = _("BCR::ABL1 IS") if all(line.on_scale for line in lines) else _("BCR::ABL1")
    copies = _("ABL1 copies") if all(line.on_abl1 for line in lines) else _("Control gene copies")
    return _("Taken"), _("Month"), number, _("MR"), _("Level"), _("Lab"), copies


def counts_table(rows: Sequence[Sequence[str]]) -> PaperTable:
    """Blood counts: the day, the usual numbers, and what else a count says."""
    names = tuple(paper_heading(item) for item in ON_PAPER)
    return _table((_("Taken"), *names, _("Also")), rows, named=names)


def _table(columns: tuple[str, ...], rows: Sequence[Sequence[str]], *, named: Collection[str]) -> PaperTable:
    kept = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in rows)]
    return PaperTable(
        tuple(columns[place] for place in kept),
        tuple(tuple(_cell(row[place], columns[place], named) for place in kept) for row in rows),
    )


def _cell(text: str, column: str, named: Collection[str]) -> Cell:
    return Cell(text, column if text and column in named else "")
