"""Medicines, marrow tests, mutations and signs as rows of our own CSV, written and read without loss."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cmlguide.exchange.preview.entries import entries_of, found_entry
from cmlguide.exchange.preview.values import FoundEntry, FoundMedicine
from milestones.history import STOP_REASONS, BloodCount, History, Marrow, Mutation

COLUMNS = (
    "name", "dose", "stopped_on", "stop_reason", "keep_clock", "tki", "ph_positive", "metaphases",
    "fish_percent", "karyotype", "resistance", "immature_granulocytes", "spleen_felt",
)  # fmt: skip
TEXTS = ("name", "dose", "karyotype")
MEDICINE = "medicine"
_FLAGS = {"yes": True, "no": False, "": None}
_TESTS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "marrow": (Marrow, ("ph_positive", "metaphases", "fish_percent", "karyotype")),
    "mutation": (Mutation, ("name", "resistance")),
    "signs": (BloodCount, ("immature_granulocytes", "spleen_felt")),
}
"""What stands in the column "test" -> (the entry, its facts besides the day)."""


def _flag(text: str) -> bool | None:
    if text not in _FLAGS:
        raise ValueError(text)
    return _FLAGS[text]


_READ: Mapping[str, Callable[[str], Any]] = {
    "ph_positive": lambda text: int(text) if text else None,
    "metaphases": lambda text: int(text) if text else None,
    "fish_percent": lambda text: Decimal(text) if text else None,
    "karyotype": str,
    "name": str,
    "resistance": _flag,
    "immature_granulocytes": _flag,
    "spleen_felt": _flag,
}


def entry_rows(history: History) -> list[dict[str, str]]:
    """The rows for everything except results and the numbers of blood counts."""
    rows = []
    for row in history.treatments:
        facts = {
            "name": row.medicine, "dose": row.dose, "stopped_on": row.stopped_on,
            "stop_reason": row.stop_reason, "keep_clock": row.keep_clock, "tki": row.tki,
        }  # fmt: skip
        rows.append(_row(row.started_on, MEDICINE, facts))
    for _, entry in entries_of(history):
        test = next(test for test, (kind, _) in _TESTS.items() if isinstance(entry, kind))
        day = entry.found_on if isinstance(entry, Mutation) else entry.collected_on
        rows.append(_row(day, test, {name: getattr(entry, name) for name in _TESTS[test][1]}))
    return rows


def _row(day: date, test: str, facts: Mapping[str, Any]) -> dict[str, str]:
    cells = {name: _cell(fact) for name, fact in facts.items()}
    return {"date": day.isoformat(), "date_precision": "day", "test": test, **cells}


def _cell(fact: Any) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, Decimal):
        return format(fact, "f")
    return "" if fact is None else str(fact)


def is_entry(test: str) -> bool:
    """Whether the column "test" says that the row is one of these entries."""
    return test == MEDICINE or test in _TESTS


def read_entry(where: str, cells: Mapping[str, str], day: date) -> FoundMedicine | FoundEntry:
    """The row's medicine or entry. Raises ValueError,
    KeyError or ArithmeticError for a row edited beyond repair."""
    if cells["test"] == MEDICINE:
        return _medicine(where, cells, day)
    kind, names = _TESTS[cells["test"]]
    facts = {name: _READ[name](cells.get(name, "")) for name in names}
    return found_entry(kind(day, **facts), where)


def _medicine(where: str, cells: Mapping[str, str], day: date) -> FoundMedicine:
    stopped, reason = cells.get("stopped_on"), cells.get("stop_reason") or None
    ended = date.fromisoformat(stopped) if stopped else None
    if not cells["name"].strip() or reason not in (None, *STOP_REASONS) or (ended and ended < day):
        raise ValueError(cells["name"])
    return FoundMedicine(
        where=where,
        raw=f"{cells['name']} {cells.get('dose', '')}".strip(),
        medicine=cells["name"],
        started_on=day,
        stopped_on=ended,
        dose=cells.get("dose", ""),
        stop_reason=reason,
        keep_clock=_flag(cells.get("keep_clock", "")),
        tki=_flag(cells.get("tki", "")),
    )
