"""Reads a table in any layout into a preview."""

from collections.abc import Sequence
from dataclasses import replace

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.columns import IGNORED, find_header, guess_columns, name_columns
from cmlguide.exchange.csv_file.own import is_own_header, read_own_rows
from cmlguide.exchange.csv_file.parse import Row, parse_table
from cmlguide.exchange.csv_file.rows import Found, read_row
from cmlguide.exchange.csv_file.sheets import read_sheet_rows
from cmlguide.exchange.csv_file.table_reading import TableReading
from cmlguide.exchange.csv_file.wide_dates import upright
from cmlguide.exchange.files.guarded import Guarded, read_guarded
from cmlguide.exchange.files.limits import MOST_RESULTS, TOO_MUCH, FileRefusedError
from cmlguide.exchange.preview.day_order import ask_order, find_order
from cmlguide.exchange.preview.lab_count import read_count_number
from cmlguide.exchange.preview.lab_row import FoundCopies
from cmlguide.exchange.preview.one_sample import as_one_sample
from cmlguide.exchange.preview.people import EVERYONE, Person, ask_patient, group_people, is_settled
from cmlguide.exchange.preview.questions import ask
from cmlguide.exchange.preview.values import (
    Choice,
    Column,
    FoundCount,
    FoundMedicine,
    FoundResult,
    LeftOut,
    Options,
    Preview,
    Question,
)
from cmlguide.exchange.preview.whole_file import complete_preview

NO_TABLE = Reason("no_table")
SAYS_SOMETHING = (
    "result", "result_is", "result_raw", "other_transcript", "mr", "log", "value", "medicine", "wbc",
    "hemoglobin", "platelets", "neutrophils", "basophils", "eosinophils", "blasts",
)  # fmt: skip


def read_table_text(text: str, options: Options) -> Preview:
    """The preview of CSV text. Raises FileRefusedError."""
    return read_rows(parse_table(text), options, "csv")


def read_sheet(data: bytes, options: Options, guarded: Guarded = read_guarded) -> Preview:
    """The preview of a spreadsheet: its first sheet with a table we understand. Raises FileRefusedError."""
    source, sheets = read_sheet_rows(data, guarded)
    previews = [read_rows(rows, options, source) for rows in sheets if rows]
    found = next((preview for preview in previews if not preview.is_empty or preview.questions), None)
    return found or next(iter(previews), Preview(source, problems=(NO_TABLE,)))


def read_rows(rows: Sequence[Row], options: Options, source: str) -> Preview:
    """The preview of a table's rows."""
    header_at = find_header(rows)
    if header_at is not None and is_own_header(rows[header_at]):
        return complete_preview(read_own_rows(rows[header_at:], options), options, source)
    if header_at is None:
        rows = upright(rows)
        header_at = find_header(rows)
    if header_at is None:
        columns, body = guess_columns(rows, options), list(rows)
    else:
        columns, body = name_columns(rows[header_at], options), list(rows[header_at + 1 :])
    problem = _missing(columns)
    if problem:
        return Preview(source, columns=tuple(columns), problems=(problem,))
    return complete_preview(_read_body(columns, body, options, guessed=header_at is None), options, source)


def _missing(columns: list[Column]) -> Reason | None:
    meanings = {column.meaning for column in columns}
    if not meanings & set(SAYS_SOMETHING):
        return NO_TABLE if meanings <= {IGNORED} else Reason("no_results")
    if not meanings & {"date", "months", "days", "started", "medicine"}:
        return Reason("no_dates")
    return None


def _read_body(columns: list[Column], body: list[Row], options: Options, guessed: bool) -> Preview:
    columns = _dates_for_months(columns, body)
    people = [Person(one, one) for one in _patients(columns, body)]
    groups = group_people(people)
    if not is_settled(groups, options.patient):
        firsts = [one for one in people if groups[one.key] == one.key]
        question = ask_patient("which_person_of_table", firsts)
        return Preview("", questions=(question,), columns=tuple(columns))
    if len(set(groups.values())) > 1 and options.patient != EVERYONE:
        number = _column_of(columns, "patient")
        body = [row for row in body if groups.get(row.cell(number)) == options.patient]
    dates = [row.cell(_column_of(columns, "date")) for row in body]
    order = find_order(dates, options)
    unsure = frozenset(column.number for column in _unsure(columns, options))
    reading = TableReading.of(columns, body, options, order, unsure)
    found = _read_rows(body, reading)
    results, same_samples = _results(found, reading)
    questions = (*ask_order(dates, order, options), *_about_columns(columns, options, guessed))
    return Preview(
        "",
        tuple(results),
        tuple(one for one in found if isinstance(one, FoundCount)),
        tuple(one for one in found if isinstance(one, FoundMedicine)),
        questions=questions,
        left_out=(*(one for one in found if isinstance(one, LeftOut)), *same_samples),
        columns=tuple(columns),
    )


def _results(found: Sequence[Found], reading: TableReading) -> tuple[list[FoundResult], list[LeftOut]]:
    """The results; where each row is one test, several rows may be from one sample."""
    results = [one for one in found if isinstance(one, FoundResult)]
    if not (reading.columns_of("test") or reading.columns_of("code")):
        return results, []
    return as_one_sample(results, [one for one in found if isinstance(one, FoundCopies)])


def _read_rows(body: list[Row], reading: TableReading) -> list[Found]:
    found: list[Found] = []
    for row in body:
        found += read_row(row, reading)
        if len(found) > MOST_RESULTS:
            raise FileRefusedError(TOO_MUCH)
    return found


def _dates_for_months(columns: list[Column], body: list[Row]) -> list[Column]:
    """Treat a "month" column that contains `Jan 2025` rather than 0, 3, 6 as one of dates without days."""
    return [
        replace(column, meaning="date")
        if column.meaning in ("months", "days")
        and not any(_is_number(row.cell(column.number)) for row in body)
        else column
        for column in columns
    ]


def _is_number(cell: str) -> bool:
    return read_count_number(cell, "", comma_is_decimal=True) is not None


def _column_of(columns: list[Column], meaning: str) -> int | None:
    return next((column.number for column in columns if column.meaning == meaning), None)


def _patients(columns: list[Column], body: list[Row]) -> list[str]:
    """Each person the table names; a column that differs in every row numbers the rows, not people."""
    number = _column_of(columns, "patient")
    if number is None:
        return []
    named = [row.cell(number) for row in body if row.cell(number)]
    people = list(dict.fromkeys(named))
    return people if len(people) < len(named) or len(named) == 1 else []


def _about_columns(columns: list[Column], options: Options, guessed: bool) -> list[Question]:
    questions = []
    meanings = {column.meaning for column in columns}
    if "date" not in meanings and meanings & {"months", "days"} and options.start_on is None:
        counted = "counts_months" if "months" in meanings else "counts_days"
        questions.append(ask(codes.ASK_START_DATE, counted))
    unsure = [
        column for column in columns if column.number not in options.columns and _is_unsure(column, meanings)
    ]
    for column in unsure:
        words = "is_result_column_unnamed" if guessed else "is_result_column"
        choices = (Choice("result", Reason("yes")), Choice(IGNORED, Reason("no")))
        about = str(column.number)
        questions.append(ask(codes.ASK_COLUMN, words, choices, about=about, heading=column.heading))
    return questions


def _unsure(columns: list[Column], options: Options) -> list[Column]:
    """The columns read as results that the person has not confirmed as such."""
    meanings = {column.meaning for column in columns}
    return [one for one in columns if one.number not in options.columns and _is_unsure(one, meanings)]


def _is_unsure(column: Column, meanings: set[str]) -> bool:
    """Whether it is a bare "value" or "PCR" column without a test name,
    or was recognised only by its contents."""
    if column.meaning == "value":
        return not meanings & {"test", "code", "result", "result_is", "result_raw"}
    return column.meaning == "result" and "abl" not in column.heading.casefold()
