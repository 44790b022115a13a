"""How one table is read: its columns, the order of its dates, and whether its commas are decimal marks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cmlguide.exchange import codes
from cmlguide.exchange.csv_file.parse import Row
from cmlguide.exchange.preview.values import Column, Options
from cmlguide.exchange.typed.number import TypedResult, read_number
from cmlguide.exchange.typed.tokens import plain_line, tokens_of

RESULT_COLUMNS = ("result_is", "result", "result_raw", "other_transcript", "mr", "log")
"""Of several in one row, the first that is filled is taken."""
ITEMS = ("wbc", "hemoglobin", "platelets", "neutrophils", "basophils", "eosinophils", "blasts")


@dataclass(frozen=True)
class TableReading:
    """How the rows of one table are read. `unsure`: columns whose results the person must confirm."""

    columns: tuple[Column, ...]
    options: Options
    order: str | None
    comma_is_decimal: bool
    unsure: frozenset[int] = frozenset()

    @property
    def control_gene(self) -> str | None:
        """The control gene named in the heading of the copies: `ABL1 copies`."""
        headings = (plain_line(column.heading) for column in self.columns if column.meaning == "copies")
        tokens = (token for heading in headings for token in tokens_of(heading))
        return next((token.text for token in tokens if token.kind == "control_gene"), None)

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        body: Sequence[Row],
        options: Options,
        order: str | None,
        unsure: frozenset[int],
    ) -> "TableReading":
        """How to read a table: one cell such as `0,05` proves that its commas are decimal marks."""
        numbers = [
            column.number for column in columns if column.meaning in (*RESULT_COLUMNS, "value", *ITEMS)
        ]
        cells = (row.cell(number) for row in body for number in numbers)
        return cls(tuple(columns), options, order, any(_proves_comma(cell) for cell in cells), unsure)

    def cell(self, row: Row, meaning: str) -> str:
        """The row's text in the first non-empty column of that meaning, or ""."""
        return next(
            (row.cell(one.number) for one in self.columns if one.meaning == meaning and row.cell(one.number)),
            "",
        )

    def columns_of(self, meaning: str) -> list[Column]:
        """The columns of one meaning."""
        return [column for column in self.columns if column.meaning == meaning]

    def number(self, text: str) -> TypedResult:
        """A cell as a result; its comma is read as the rest of the column proves."""
        typed = read_number(text)
        if typed.question == codes.ASK_DECIMAL_COMMA and self.comma_is_decimal:
            return replace(typed, question=None, choices=())
        return typed


def _proves_comma(cell: str) -> bool:
    if "," not in cell:
        return False
    typed = read_number(cell)
    return typed.problem is None and typed.question != codes.ASK_DECIMAL_COMMA and "." not in cell
