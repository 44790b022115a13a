"""The numbers the engine works with: TOML files in which each number says where it comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
STATUSES = ("checked", "recalled", "own_choice")
SAYS_WHERE = ("status", "source", "checked_in")
# Lists of names and codes: they contain no numbers, so they need no source.
LISTS_OF_NAMES = ("medicine", "prompt")


class SourceMissing(ValueError):
    """A data file has a number that does not say where it comes from; `problems` lists each place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load_toml(path: Path) -> dict[str, Any]:
    """The tables of one TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def number_files(folder: Path) -> list[Path]:
    """Every file of numbers in a folder like `milestones/`, by name."""
    return sorted((folder / "numbers").glob("*.toml"))


def number_file(name: str) -> Path:
    """The file `milestones/numbers/<name>.toml`."""
    return FOLDER / "numbers" / f"{name}.toml"


@cache
def load_numbers(name: str) -> Mapping[str, Any]:
    """The tables of `milestones/numbers/<name>.toml`.

    Raises SourceMissing if a table lacks `status`, `source` or `checked_in`.
    """
    tables = load_toml(number_file(name))
    problems = find_unsourced(tables, name)
    if problems:
        raise SourceMissing(problems)
    return {key: table for key, table in tables.items() if key != "title"}


@cache
def load_decimal(name: str, table: str, key: str) -> Decimal:
    """One number of `milestones/numbers/<name>.toml`, exact."""
    return Decimal(load_numbers(name)[table][key])


def find_unsourced(tables: Mapping[str, Any], name: str) -> list[str]:
    """One sentence for each table of numbers without a valid status, source and checked_in."""
    return [problem for place, table in numbered_tables(tables, name) for problem in _lacks(place, table)]


def numbered_tables(tables: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(place, table) for every innermost table, e.g. ("windows.schedule.in_mmr", {...})."""
    for key, value in tables.items():
        if key in LISTS_OF_NAMES or isinstance(value, str):
            continue
        here = f"{place}.{key}"
        if isinstance(value, list):
            yield from ((f"{here}[{number}]", item) for number, item in enumerate(value))
        elif any(_is_table(inner) for inner in value.values()):
            yield from numbered_tables(value, here)
        else:
            yield here, value


def _is_table(value: Any) -> bool:
    """Whether the value is a table or a list of tables, not one number or a list of names."""
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def _lacks(place: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key in SAYS_WHERE:
        if not isinstance(table.get(key), str) or not table[key].strip():
            yield f"{place}: say {key}"
    if table.get("status") is not None and table["status"] not in STATUSES:
        yield f"{place}: status must be one of {', '.join(STATUSES)}"
