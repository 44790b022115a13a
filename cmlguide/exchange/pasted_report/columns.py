"""The columns of a table inside a letter: what the heading says about each, and its rows as statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cmlguide.exchange.typed.statement import ROLES, WORDS, Statement
from cmlguide.exchange.typed.statements import read_statements
from cmlguide.exchange.typed.tokens import Token

_VALUES = frozenset({"number", *WORDS})
_UNITS = frozenset({"percent", "scale", "percent_scale", "open", "close"})
_FEWEST = 2
_NAMES = ROLES | {"percent_scale", "percent", "collected", "other_day", "born", "blood", "marrow"}


@dataclass(frozen=True)
class Columns:
    """The labels of each column, from the left; `dated` is the column with the day, if any."""

    labels: tuple[frozenset[str], ...]
    genes: tuple[str, ...]

    @property
    def subject(self) -> frozenset[str]:
        """What the heading says about the table as a whole."""
        named = frozenset(label for labels in self.labels for label in labels)
        return named & {"gene", "scale"}

    def rows(self, tokens: Sequence[Token]) -> tuple[Statement, ...] | None:
        """The statements of a row; None when the line does not belong to this table."""
        cells = _cells(tokens)
        if len(cells) < _FEWEST or not any(token.kind in (*_VALUES, "day") for token in tokens):
            return None
        if len(cells) > len(self.labels) + 1:
            return None
        labels, genes = self._aligned(cells)
        first = (
            _labels(cells[0])
            if not any(token.kind in (*_VALUES, "day") for token in cells[0])
            else frozenset()
        )
        found: list[Statement] = []
        for cell, column, gene in zip(cells, labels, genes, strict=True):
            own = [token for token in cell if token.kind != "day"]
            if found and own and {token.kind for token in own} <= _UNITS:
                found[-1] = _of_column(found[-1], _labels(own), "")
            context = self._context(column, first)
            found += [_of_column(read, column, gene) for read in read_statements(own, context)]
        return tuple(found)

    def _aligned(self, cells: Sequence[Sequence[Token]]) -> tuple[list[frozenset[str]], list[str]]:
        """The cells matched to their columns: a row may start with a name that the heading leaves out."""
        missing = len(cells) - len(self.labels)
        labels: list[frozenset[str]] = [frozenset()] * max(0, missing) + list(self.labels)
        genes = [""] * max(0, missing) + list(self.genes)
        return labels[: len(cells)], genes[: len(cells)]

    def _context(self, column: frozenset[str], first: frozenset[str]) -> frozenset[str]:
        """The column's labels, completed by the row's own name where the column does not say."""
        general = not column & (ROLES - {"result", "gene"})
        return column | first if general else column

    def goes_on(self, tokens: Sequence[Token], columns: "Columns | None") -> bool:
        """Whether a second line of heading follows the first."""
        return columns is not None and len(columns.labels) == len(self.labels)

    def joined(self, other: "Columns | None") -> "Columns | None":
        """Two lines of one heading as one."""
        if other is None:
            return self
        return Columns(
            tuple(a | b for a, b in zip(self.labels, other.labels, strict=True)),
            tuple(a or b for a, b in zip(self.genes, other.genes, strict=True)),
        )


def columns_of(tokens: Sequence[Token]) -> Columns | None:
    """The columns that a heading line describes: two or more cells with names and no value."""
    cells = _cells(tokens)
    if len(cells) < _FEWEST or any(token.kind in (*_VALUES, "day", "colon") for token in tokens):
        return None
    labels = tuple(_labels(cell) for cell in cells)
    named = [label for label in labels if label & (_NAMES - {"blood"})]
    if len(named) < _FEWEST or (
        len(cells) == _FEWEST and not any(label & {"range", "gene", "scale", "result"} for label in labels)
    ):
        return None
    return Columns(labels, tuple(_gene(cell) for cell in cells))


def _cells(tokens: Sequence[Token]) -> list[list[Token]]:
    cells: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "cell":
            cells.append([])
        else:
            cells[-1].append(token)
    return [cell for cell in cells if cell]


def _labels(cell: Sequence[Token]) -> frozenset[str]:
    kinds = {token.kind for token in cell}
    found = kinds & _NAMES
    return frozenset(found | ({"percent", "scale"} if "percent_scale" in kinds else set()))


def _gene(cell: Sequence[Token]) -> str:
    for token in cell:
        if token.kind == "control_gene":
            return token.text
        if token.kind == "gene":
            return "BCR::ABL1"
    return ""


def _of_column(read: Statement, column: frozenset[str], gene: str) -> Statement:
    """A cell's value, labelled by its column."""
    read = replace(
        read,
        gene=read.gene or gene,
        on_scale=read.on_scale or "scale" in column,
        percent=read.percent or "percent" in column,
        clean=True,
    )
    if "copies" in column and read.kind in _VALUES:
        return replace(read, role="target_copies" if gene in ("", "BCR::ABL1") else "control_copies")
    if column & {"raw"} and "scale" not in column and read.kind in WORDS:
        return replace(read, role="other")
    if column & {"log", "mr"} and read.kind in WORDS:
        return replace(read, role="other")
    return read
