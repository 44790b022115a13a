"""How a case of letters and numbers is written: what it must be read as, compared with what the reader made
of it.

A case is a table in one of the `.toml` files here. A letter's `results` are exactly the rows that must be
found, in any order; a field that a row leaves out must be empty. `above` and `below` are percent on the
International Scale, as the engine reads the row. The rest is explained in the function that checks it.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cmlguide.exchange import codes
from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.exchange.typed.number import TypedResult, read_number
from milestones.history import Result
from milestones.scale import read_interval

TODAY = date(2026, 11, 26)
DAY_CODES = {code for name, code in vars(codes).items() if name.startswith("DATE_")} | {
    codes.ASK_DAY_OR_MONTH
}
FIELDS = (
    "collected_on", "kind", "value", "limit", "unit", "level", "copies", "control_gene", "conversion_factor",
)  # fmt: skip
NUMBERS = ("value", "limit", "conversion_factor")
SLACK = Decimal("0.02")
Row = Mapping[str, Any]


def cases(name: str, table: str) -> list[dict[str, Any]]:
    """The cases in one file next to this module."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))[table]


def _code(reason: codes.Reason) -> str:
    return reason.code


def read_letter(text: str) -> dict[str, Any]:
    """The preview of a letter as the command shows it; if no table is found in it, it is read as text."""
    options = Options(today=TODAY, name="letter.txt")
    shown = preview_json(preview_file(text.encode("utf-8"), options), _code)
    if shown["results"] or shown["source"] == "text":
        return shown
    as_text = preview_json(preview_file(text.encode("utf-8"), options, "text"), _code)
    return as_text if any(row["collected_on"] for row in as_text["results"]) else shown


def faults_of_letter(case: Row, shown: Row) -> list[str]:
    """What in the preview differs from the case; empty if nothing does."""
    rows = shown["results"]
    if case.get("nothing"):
        return [] if not rows and shown["problems"] else [f"nothing expected, found {rows}"]
    if "asks" in case:
        return _faults_of_asking(case, shown)
    wanted = [case["results"], *([case["or_results"]] if "or_results" in case else [])]
    found = [_unmatched(rows, one) for one in wanted]
    return [] if [] in found else found[0]


def _faults_of_asking(case: Row, shown: Row) -> list[str]:
    rows, faults = shown["results"], []
    for row in rows:
        asked = set(row["asks"]) - {codes.ASK_CONFIRM} - DAY_CODES
        if not asked & set(case.get("ask_codes", asked)):
            faults.append(f"asks nothing: {row}")
        faults += [f"must not appear: {row}" for never in case.get("never", ()) if _has(row, never)]
    if not rows and not shown["left_out"] and not shown["questions"]:
        faults.append("nothing found, nothing asked, nothing left out")
    return faults


def _has(row: Row, some: Row) -> bool:
    return all(_same(name, row.get(name), wanted) for name, wanted in some.items())


def _unmatched(rows: list[Row], wanted: list[Row]) -> list[str]:
    """Rows that match no wanted row, and wanted rows that were not found."""
    left, faults = list(wanted), []
    for row in rows:
        match = next((one for one in left if not faults_of_row(row, one)), None)
        if match is None:
            near = [faults_of_row(row, one) for one in left]
            faults.append(f"not wanted: {_short(row)} {min(near, key=len, default='')}")
        else:
            left.remove(match)
    return faults + [f"not found: {one}" for one in left if not one.get("optional")]


def _short(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in (*FIELDS, "asks") if row[name]}


def faults_of_row(row: Row, wanted: Row) -> list[str]:
    """The names of the fields that differ from the wanted ones."""
    ignored = set(wanted.get("ignore", ()))
    placed = "above" in wanted or "below" in wanted
    names = [name for name in FIELDS if name not in ignored]
    if placed:
        names = [
            name
            for name in names
            if name not in ("kind", "value", "limit", "unit", "level") or name in wanted
        ]
    wrong = [
        name for name in names if not _same(name, row[name], wanted.get(name)) and not _or(name, row, wanted)
    ]
    if row["specimen"] != wanted.get("specimen", "blood"):
        wrong.append("specimen")
    if "comparator" in wanted and row["comparator"] != wanted["comparator"]:
        wrong.append("comparator")
    missing = set(wanted.get("asks", ())) - set(row["asks"])
    if row["value"] and row["unit"] is None and not {codes.ASK_SCALE, codes.ASK_ZERO} & set(row["asks"]):
        missing.add(codes.ASK_SCALE)
    if placed and not _lies(_interval(row), wanted):
        wrong.append("above or below")
    return wrong + sorted(missing)


def _or(name: str, row: Row, wanted: Row) -> bool:
    """Accept a question about the day, or about the scale, if the case allows it."""
    if name == "collected_on" and wanted.get("or_day_asked"):
        return row[name] is None and bool(DAY_CODES & set(row["asks"]))
    if name == "unit" and wanted.get("or_asks_scale"):
        return row[name] is None and codes.ASK_SCALE in row["asks"]
    return False


def _same(name: str, found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is None and wanted is None
    return Decimal(found) == Decimal(wanted) if name in NUMBERS else found == wanted


def _interval(row: Row) -> tuple[Decimal, Decimal | None]:
    numbers = {name: None if row[name] is None else Decimal(row[name]) for name in ("value", "limit")}
    facts = {name: row[name] for name in ("kind", "unit", "level")}
    read = read_interval(Result(TODAY, **facts, **numbers))
    assert read is not None
    return read.low, read.high


def _lies(interval: tuple[Decimal, Decimal | None], wanted: Row) -> bool:
    low, high = interval
    if "above" in wanted:
        return high is None and _near(low, Decimal(wanted["above"]))
    return low == 0 and high is not None and _near(high, Decimal(wanted["below"]))


def _near(found: Decimal, wanted: Decimal) -> bool:
    return abs(found / wanted - 1) <= SLACK


def faults_of_number(case: Row) -> list[str]:
    """Where the reading of the typed text by `read_number` differs from the case."""
    read = read_number(case["typed"])
    refused = case.get("refused")
    if read.problem:
        right = refused is True or read.problem in (refused or ()) or case.get("or_refused")
        return [] if right else [f"refused: {read.problem}"]
    if "reads" not in case:
        return [f"not refused: {read}"]
    return [f"{name} of {read}" for name in _wrong_of_number(read, case["reads"])]


def _wrong_of_number(read: TypedResult, wanted: Row) -> list[str]:
    row = {name: getattr(read, name, None) for name in (*FIELDS, "comparator")}
    placed = "above" in wanted or "below" in wanted
    names = ("kind", "value", "limit", "unit", "level")
    wrong = [
        name
        for name in names
        if (name in wanted or not (placed or "any_kind" in wanted))
        and not _same(name, row[name], wanted.get(name))
    ]
    if "any_kind" in wanted and read.kind not in wanted["any_kind"]:
        wrong.append("kind")
    if placed and not _lies(_interval(row), wanted):
        wrong.append("above or below")
    if read.question not in wanted.get("question", (None,)):
        wrong.append("question")
    return wrong
