"""One row of a table into what it holds: a wide row with a column a test, or a long one with a test a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.cell_units import to_kept_unit
from cmlguide.exchange.csv_file.columns import unit_in
from cmlguide.exchange.csv_file.parse import Row
from cmlguide.exchange.found import from_typed, shorten
from cmlguide.exchange.lab_names import cml_medicine, mentions_marrow
from cmlguide.exchange.lab_row import LabRow, read_lab_row, unknown_unit
from cmlguide.exchange.measures import UnreadableNumberError, read_decimal
from cmlguide.exchange.preview import (
    Ask,
    Choice,
    Column,
    FoundCount,
    FoundMedicine,
    FoundResult,
    LeftOut,
    Options,
    with_ask,
)
from cmlguide.exchange.typed_date import TypedDate, read_date
from cmlguide.exchange.typed_number import TypedResult, read_count, read_number
from cmlguide.exchange.typed_text import plain_text

Found = FoundResult | FoundCount | FoundMedicine | LeftOut
RESULT_COLUMNS = ("result_is", "result", "result_raw", "mr", "log")
"""Of several in one row, the first that is filled is taken."""
ITEMS = ("wbc", "hemoglobin", "platelets", "neutrophils", "basophils", "eosinophils", "blasts")
UNITS = {"result_is": "percent_is", "result_raw": "ratio_percent", "mr": "mr", "log": "log_reduction"}
DAYS_A_MONTH = Decimal("30.4375")
LONGEST_SPAN = 60_000
_TRUE = ("1", "1.0", "yes", "true", "y", "x")


@dataclass(frozen=True)
class TableReading:
    """How the rows of one table are read."""

    columns: tuple[Column, ...]
    options: Options
    order: str | None
    comma_is_decimal: bool

    @classmethod
    def of(
        cls, columns: Sequence[Column], body: Sequence[Row], options: Options, order: str | None
    ) -> "TableReading":
        """The reading of a table: one cell such as `0,05` proves that its commas are decimal marks."""
        numbers = [
            column.number for column in columns if column.meaning in (*RESULT_COLUMNS, "value", *ITEMS)
        ]
        cells = (row.cell(number) for row in body for number in numbers)
        return cls(tuple(columns), options, order, any(_proves_comma(cell) for cell in cells))

    def cell(self, row: Row, meaning: str) -> str:
        """The row's text in the first filled column of that meaning, or ""."""
        return next(
            (row.cell(one.number) for one in self.columns if one.meaning == meaning and row.cell(one.number)),
            "",
        )

    def columns_of(self, meaning: str) -> list[Column]:
        """The columns of one meaning."""
        return [column for column in self.columns if column.meaning == meaning]

    def number(self, text: str) -> TypedResult:
        """A cell as a result, its comma read as the column proves."""
        typed = read_number(text)
        if typed.question == codes.ASK_DECIMAL_COMMA and self.comma_is_decimal:
            return replace(typed, question=None, choices=())
        return typed


def _proves_comma(cell: str) -> bool:
    if "," not in cell:
        return False
    typed = read_number(cell)
    return typed.problem is None and typed.question != codes.ASK_DECIMAL_COMMA and "." not in cell


def read_row(row: Row, reading: TableReading) -> Iterator[Found]:
    """All that one row holds."""
    width = len(reading.columns)
    if any(row.cells[width:]):
        yield LeftOut(f"row {row.number}", "This row has more cells than the table has columns.")
        return
    if reading.columns_of("medicine") and not reading.columns_of("date"):
        yield from _medicine(row, reading)
        return
    day = _day(row, reading)
    if reading.columns_of("test") or reading.columns_of("code"):
        yield from _long(row, reading, day)
    else:
        yield from _wide(row, reading, day)


def _day(row: Row, reading: TableReading) -> TypedDate:
    written = reading.cell(row, "date")
    if written or reading.columns_of("date"):
        return read_date(written, reading.order, reading.options.today)
    for meaning, days in (("months", DAYS_A_MONTH), ("days", Decimal(1))):
        counted = reading.number(reading.cell(row, meaning)).value
        start = reading.options.start_on
        if counted is not None and start is not None and counted * days < LONGEST_SPAN:
            return TypedDate(date=start + timedelta(days=round(counted * days)))
    return TypedDate(problem=codes.DATE_MISSING)


def _wide(row: Row, reading: TableReading, day: TypedDate) -> Iterator[Found]:
    yield from _wide_result(row, reading, day)
    for item in ITEMS:
        for column in reading.columns_of(item):
            if row.cell(column.number):
                yield _count(row, column, item, day, reading)


def _wide_result(row: Row, reading: TableReading, day: TypedDate) -> Iterator[Found]:
    for meaning in (*RESULT_COLUMNS, "value"):
        for column in reading.columns_of(meaning):
            text = row.cell(column.number)
            if text:
                yield _result(row, column, text, day, reading)
                return


def _result(row: Row, column: Column, text: str, day: TypedDate, reading: TableReading) -> Found:
    where = f"row {row.number}, {column.heading}" if column.heading else f"row {row.number}"
    typed = _as_column_says(reading.number(text), text, column.meaning)
    if _is_true(reading.cell(row, "upper_limit")) and typed.kind == "value" and typed.value:
        typed = TypedResult("less_than", limit=typed.value, unit=typed.unit, comparator="<")
    place = FoundResult(
        where=where,
        raw=shorten(text),
        collected_on=day.date,
        unit=None,
        specimen="marrow" if mentions_marrow(reading.cell(row, "specimen")) else "blood",
        lab=shorten(reading.cell(row, "lab"), 100),
        note=shorten(reading.cell(row, "note"), 500),
        copies=read_count(reading.cell(row, "copies")).value,
        conversion_factor=_factor(reading.cell(row, "conversion_factor")),
    )
    found = from_typed(_with_limit(place, typed, row, reading), typed, reading.options)
    if typed.kind == "not_detected" and found.limit is None:
        found = _with_limit(found, typed, row, reading)
    return _ask_day(found, day)


def _as_column_says(typed: TypedResult, text: str, meaning: str) -> TypedResult:
    """A bare number under "MR" is an MR; under "% IS" it is on the scale. What the cell itself says wins."""
    if (
        meaning == "mr"
        and typed.problem is None
        and typed.unit is None
        and typed.kind in ("value", "less_than", "above_limit")
    ):
        return read_number(f"MR {text}")
    unit = UNITS.get(meaning)
    has_number = typed.value is not None or typed.limit is not None
    if typed.problem or typed.unit or unit in (None, "mr") or not has_number:
        return typed
    return replace(typed, unit=unit)


def _with_limit(found: FoundResult, typed: TypedResult, row: Row, reading: TableReading) -> FoundResult:
    if typed.kind != "not_detected" or typed.limit is not None:
        return found
    limit = reading.number(reading.cell(row, "limit"))
    number = limit.value if limit.value is not None else limit.limit
    if not number or limit.unit == "mr":
        return found
    return replace(found, limit=number, unit=limit.unit or "percent_is")


def _ask_day(found: FoundResult, day: TypedDate) -> FoundResult:
    if day.problem is None:
        return found
    choices = tuple(Choice(one.isoformat(), f"{one.day} {one:%B %Y}") for one in day.choices)
    return with_ask(found, day.problem, *choices)


def _factor(text: str) -> Decimal | None:
    number = read_number(text).value
    return number if number else None


def _is_true(text: str) -> bool:
    return text.strip().casefold() in _TRUE


def _count(row: Row, column: Column, item: str, day: TypedDate, reading: TableReading) -> Found:
    where, text = f"row {row.number}, {column.heading}", row.cell(column.number)
    number = read_plain(text, reading.comma_is_decimal)
    if number is None:
        return LeftOut(where, f"This is not one clear number: “{shorten(text, 40)}”.")
    if day.date is None:
        return LeftOut(where, codes.CODES[day.problem or codes.DATE_MISSING])
    unit = unit_in(column.heading) or reading.options.units.get(item, "")
    if not unit:
        return FoundCount(where, text, day.date, item, number, None)
    kept = to_kept_unit(item, number, unit)
    return (
        FoundCount(where, text, day.date, item, *kept) if kept else LeftOut(where, unknown_unit(item, unit))
    )


def read_plain(text: str, comma_is_decimal: bool) -> Decimal | None:
    """A number and nothing else; None when its comma may mean thousands, or for anything more."""
    try:
        number, other = read_decimal(plain_text(text))
    except UnreadableNumberError:
        return None
    except ArithmeticError:
        return None
    return number if other is None or comma_is_decimal else None


def _long(row: Row, reading: TableReading, day: TypedDate) -> Iterator[Found]:
    name, text = reading.cell(row, "test"), reading.cell(row, "value") or reading.cell(row, "result")
    code = reading.cell(row, "code")
    if not text:
        return
    number = read_plain(text, reading.comma_is_decimal)
    lab = LabRow(
        where=f"row {row.number}",
        text=name,
        loinc=(code,) if code else (),
        value=number,
        value_text="" if number is not None else text,
        unit=reading.cell(row, "unit"),
        collected_on=day.date,
        date_problem=day.problem,
        specimen=reading.cell(row, "specimen"),
        lab=reading.cell(row, "lab"),
        note=reading.cell(row, "note"),
        copies=read_count(reading.cell(row, "copies")).value,
    )
    found = read_lab_row(lab, reading.options)
    if isinstance(found, FoundResult):
        yield _ask_day(replace(found, asks=tuple(ask for ask in found.asks if ask.code != day.problem)), day)
    elif found is not None:
        yield found


def _medicine(row: Row, reading: TableReading) -> Iterator[Found]:
    written = reading.cell(row, "medicine")
    medicine = cml_medicine(written)
    if medicine is None:
        if written:
            yield LeftOut(f"row {row.number}", f"“{shorten(written, 40)}” is not a CML tablet we know.")
        return
    started, stopped = (_written_day(row, reading, meaning) for meaning in ("started", "stopped"))
    asks = () if started else (Ask(codes.ASK_STARTED),)
    dose = shorten(reading.cell(row, "dose"), 120)
    yield FoundMedicine(f"row {row.number}", written, medicine, started, stopped, dose, asks=asks)


def _written_day(row: Row, reading: TableReading, meaning: str) -> date | None:
    return read_date(reading.cell(row, meaning), reading.order, reading.options.today).date
