"""Reads one row of a table: a wide row has one column per test, a long one is a single test."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.columns import unit_in
from cmlguide.exchange.csv_file.parse import Row
from cmlguide.exchange.csv_file.result_cell import ask_day, read_result
from cmlguide.exchange.csv_file.table_reading import ITEMS, RESULT_COLUMNS, TableReading
from cmlguide.exchange.preview.lab_count import read_count_number, read_lab_row, with_unit
from cmlguide.exchange.preview.lab_row import FoundCopies, LabRow
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Ask, Column, FoundCount, FoundMedicine, FoundResult, LeftOut
from cmlguide.exchange.terms.names import cml_medicine
from cmlguide.exchange.typed.date import TypedDate, read_date
from cmlguide.exchange.typed.number import read_count

Found = FoundResult | FoundCount | FoundCopies | FoundMedicine | LeftOut
DAYS_A_MONTH = Decimal("30.4375")
LONGEST_SPAN = 60_000


def read_row(row: Row, reading: TableReading) -> Iterator[Found]:
    """Everything found in one row."""
    width = len(reading.columns)
    if any(row.cells[width:]):
        yield LeftOut(f"row {row.number}", Reason("cells_too_many"))
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
                yield read_result(row, column, text, day, reading)
                return


def _count(row: Row, column: Column, item: str, day: TypedDate, reading: TableReading) -> Found:
    where, text = f"row {row.number}, {column.heading}", row.cell(column.number)
    unit = unit_in(column.heading)
    counted_in = unit or reading.options.units.get(item, "")
    number = read_count_number(text, counted_in, comma_is_decimal=reading.comma_is_decimal)
    if number is None:
        return LeftOut(where, Reason("not_one_number", {"text": shorten(text, 40)}))
    if day.date is None:
        written = reading.cell(row, "date")
        unclear = Reason("day_unclear", {"text": shorten(written, 40)}) if written else Reason("no_day")
        return LeftOut(where, unclear)
    return with_unit(FoundCount(where, text, day.date, item, number, None), unit, "", reading.options)


def _long(row: Row, reading: TableReading, day: TypedDate) -> Iterator[Found]:
    name, text = reading.cell(row, "test"), reading.cell(row, "value") or reading.cell(row, "result")
    code = reading.cell(row, "code")
    if not text:
        return
    unit = reading.cell(row, "unit")
    number = read_count_number(text, unit, comma_is_decimal=reading.comma_is_decimal)
    lab = LabRow(
        where=f"row {row.number}",
        text=name,
        loinc=(code,) if code else (),
        value=number,
        value_text="" if number is not None else text,
        unit=unit,
        collected_on=day.date,
        date_problem=day.problem,
        specimen=reading.cell(row, "specimen"),
        lab=reading.cell(row, "lab"),
        note=reading.cell(row, "note"),
        copies=read_count(reading.cell(row, "copies")).value,
    )
    found = read_lab_row(lab, reading.options)
    if isinstance(found, FoundResult):
        asks = tuple(ask for ask in found.asks if ask.code != day.problem)
        yield ask_day(replace(found, asks=asks), day, reading.cell(row, "date"))
    elif found is not None:
        yield found


def _medicine(row: Row, reading: TableReading) -> Iterator[Found]:
    written = reading.cell(row, "medicine")
    medicine = cml_medicine(written)
    if medicine is None:
        if written:
            yield LeftOut(f"row {row.number}", Reason("medicine_unknown", {"text": shorten(written, 40)}))
        return
    started, stopped = (_written_day(row, reading, meaning) for meaning in ("started", "stopped"))
    asks = () if started else (Ask(codes.ASK_STARTED),)
    dose = shorten(reading.cell(row, "dose"), 120)
    yield FoundMedicine(f"row {row.number}", written, medicine, started, stopped, dose, asks=asks)


def _written_day(row: Row, reading: TableReading, meaning: str) -> date | None:
    return read_date(reading.cell(row, meaning), reading.order, reading.options.today).date
