"""A published guideline as data: rows, categories and their severities. Loads and checks one TOML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from milestones.scale import Interval
from milestones.severity import Severity
from milestones.sourced import FOLDER, SAYS_WHERE, STATUSES, load_numbers, load_toml

VERDICTS = (Severity.ON_TRACK, Severity.DISCUSS, Severity.SOON)
SILENT = "silent"
DEFAULT_GUIDELINE = "eln-2020"


class GuidelineRefused(ValueError):
    """A guideline file that must not be used; `problems` lists why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """Where a row of numbers comes from: the paper, and the table that was actually read."""

    status: str
    source: str
    checked_in: str


@dataclass(frozen=True)
class Category:
    """A guideline's own word for a result, and how serious we take it to be; `failing`: failure or red."""

    name: str
    severity: Severity
    failing: bool = False
    severity_for_goal: tuple[tuple[str, Severity], ...] = ()

    def severity_with(self, goal: str) -> Severity:
        """The severity for a person with this goal."""
        return next((severity for named, severity in self.severity_for_goal if named == goal), self.severity)


@dataclass(frozen=True)
class Band:
    """A range of %IS: above `above`, up to and including `at_most` (None: unbounded).
    Category None: silent."""

    category: Category | None
    above: Decimal
    at_most: Decimal | None

    def may_hold(self, interval: Interval) -> bool:
        """Whether the true value may be in this band."""
        if self.at_most is not None and interval.is_above(self.at_most):
            return False
        return interval.high is None or interval.high > self.above or (interval.high == 0 == self.above)


@dataclass(frozen=True)
class Confirmation:
    """The category for a second value above `above`, so many days after the first one in this row."""

    above: Decimal
    category: Category
    from_days: int
    to_days: int


@dataclass(frozen=True)
class Checkpoint:
    """One row of a guideline; `month` None: not for a single month; `any_time`:
    it also judges all later ones."""

    name: str
    month: int | None
    any_time: bool
    bands: tuple[Band, ...]
    source: Source
    confirmed: Confirmation | None = None

    def on_track_percent(self, goal: str) -> Decimal:
        """The highest %IS in the row's on-track bands, for this goal."""
        if goal not in self._on_track:
            spans = [
                band
                for band in self.bands
                if band.category and band.category.severity_with(goal) is Severity.ON_TRACK
            ]
            self._on_track[goal] = max(band.at_most for band in spans if band.at_most is not None)
        return self._on_track[goal]

    @cached_property
    def _on_track(self) -> dict[str, Decimal]:
        """A cache by goal, because every result of a record asks for it."""
        return {}


@dataclass(frozen=True)
class Guideline:
    """One published guideline in one version."""

    id: str
    title: str
    source: Source
    newer: str
    categories: tuple[Category, ...]
    rows: tuple[Checkpoint, ...]

    @cached_property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The rows that stand for a month, in order."""
        return tuple(row for row in self.rows if row.month is not None)

    @cached_property
    def any_time_row(self) -> Checkpoint:
        """The row that judges every later result."""
        return next(row for row in self.rows if row.any_time)

    @cached_property
    def confirmations(self) -> Mapping[str, Confirmation | None]:
        """What a second value confirms, by the name of the first value's row."""
        return {row.name: row.confirmed for row in self.rows}


def list_guidelines() -> tuple[Guideline, ...]:
    """All guidelines, by id."""
    return tuple(load_guideline(path.stem) for path in sorted((FOLDER / "guidelines").glob("*.toml")))


@cache
def guideline_ids() -> tuple[str, ...]:
    """The ids of all guidelines."""
    return tuple(sorted(path.stem for path in (FOLDER / "guidelines").glob("*.toml")))


@cache
def load_guideline(guideline_id: str) -> Guideline:
    """The guideline with this id.

    Raises KeyError if there is none, GuidelineRefused if its file must not be used.
    """
    if guideline_id not in guideline_ids():
        raise KeyError(guideline_id)
    return read_guideline_file(FOLDER / "guidelines" / f"{guideline_id}.toml")


def read_guideline_file(path: Path) -> Guideline:
    """The guideline in the file. Raises GuidelineRefused with every problem found."""
    tables = load_toml(path)
    problems = list(find_problems(tables))
    if problems:
        raise GuidelineRefused([f"{path.name}: {problem}" for problem in problems])
    categories = {row["name"]: _category(row) for row in tables["category"]}
    return Guideline(
        id=tables["id"],
        title=tables["title"],
        source=_source(tables),
        newer=tables.get("newer", ""),
        categories=tuple(categories.values()),
        rows=tuple(_row(row, categories) for row in tables["row"]),
    )


def _source(table: Mapping[str, Any]) -> Source:
    return Source(table["status"], table["source"], table["checked_in"])


def _category(table: Mapping[str, Any]) -> Category:
    return Category(
        table["name"],
        Severity(table["severity"]),
        table.get("failing", False),
        tuple((goal, Severity(word)) for goal, word in table.get("severity_for_goal", {}).items()),
    )


def _row(table: Mapping[str, Any], categories: Mapping[str, Category]) -> Checkpoint:
    again = table.get("confirmed")
    return Checkpoint(
        name=table["name"],
        month=table.get("month"),
        any_time=table.get("any_time", False),
        bands=tuple(_band(band, categories) for band in table["bands"]),
        source=_source(table),
        confirmed=again
        and Confirmation(
            Decimal(again["above"]), categories[again["category"]], again["from_days"], again["to_days"]
        ),
    )


def _band(table: Mapping[str, Any], categories: Mapping[str, Category]) -> Band:
    at_most = table.get("at_most")
    return Band(
        categories.get(table["category"]),
        Decimal(table.get("above", "0")),
        None if at_most is None else Decimal(at_most),
    )


def find_problems(tables: Mapping[str, Any]) -> Iterator[str]:
    """Everything that prevents a guideline's tables from being used, one sentence each."""
    for key in ("id", "title", *SAYS_WHERE):
        if not str(tables.get(key, "")).strip():
            yield f"say {key}"
    yield from _category_problems(tables.get("category", []))
    rows = tables.get("row", [])
    if sum(bool(row.get("any_time")) for row in rows) != 1:
        yield "exactly one row must be any_time"
    names = {row.get("name") for row in tables.get("category", [])} | {SILENT}
    for row in rows:
        yield from (f"row {row.get('name', '?')}: {problem}" for problem in _row_problems(row, names))


def _category_problems(categories: list[Mapping[str, Any]]) -> Iterator[str]:
    if not categories:
        yield "name the categories"
    for row in categories:
        for severity in (row.get("severity"), *row.get("severity_for_goal", {}).values()):
            if severity not in VERDICTS:
                yield f"category {row.get('name', '?')}: severity must be one of {', '.join(VERDICTS)}"


def _row_problems(row: Mapping[str, Any], names: set[str | None]) -> Iterator[str]:
    for key in ("name", *SAYS_WHERE):
        if not str(row.get(key, "")).strip():
            yield f"say {key}"
    if "status" in row and row["status"] not in STATUSES:
        yield f"status must be one of {', '.join(STATUSES)}"
    if row.get("month") is None and not row.get("any_time"):
        yield "say month, or any_time"
    if row.get("month") is not None and row["month"] not in checkpoint_months():
        yield f"windows.toml has no checkpoint for month {row['month']}"
    for band in row.get("bands", []):
        if band.get("category") not in names:
            yield f"band of an unknown category {band.get('category')!r}"
    yield from _span_problems(row.get("bands", []))


def checkpoint_months() -> tuple[int, ...]:
    """The months for which there is a window."""
    return tuple(window["month"] for window in load_numbers("windows")["checkpoint"])


def _border(text: Any) -> Decimal:
    if not isinstance(text, str):  # a TOML number would already be rounded
        raise TypeError
    return Decimal(text)


def _span_problems(bands: list[Mapping[str, Any]]) -> Iterator[str]:
    """Bands from low to high must touch: a gap must be an explicit silent band, an overlap is refused."""
    try:
        spans = [(_border(band.get("above", "0")), band.get("at_most")) for band in bands]
        edges = sorted(
            ((low, None if high is None else _border(high)) for low, high in spans), key=lambda edge: edge[0]
        )
    except (InvalidOperation, TypeError):
        yield "a border is not a number in quotes"
        return
    if not edges or edges[0][0] != 0 or edges[-1][1] is not None:
        yield "bands must run from 0 upwards without an end"
    for (_, high), (low, _) in pairwise(edges):
        if high is None or high > low:
            yield f"bands overlap above {low}"
        elif high < low:
            yield f"gap from {high} to {low}: mark it as a silent band"
