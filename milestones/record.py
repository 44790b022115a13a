"""A History as the JSON of a record file, read and written. Every problem of a file is found at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from milestones import fields as read
from milestones.guideline import guideline_ids
from milestones.history import (
    GOALS,
    KINDS,
    LEVELS,
    METHODS,
    PHASES,
    SPECIMENS,
    STOP_REASONS,
    TRANSCRIPTS,
    UNITS,
    BloodCount,
    History,
    Marrow,
    Mutation,
    PersonFacts,
    Result,
    Treatment,
)
from milestones.json_text import read_json

FORMAT = "cmlguide-record"
VERSION = 1
# More than 20,000 results; a larger file is not a record, and reading it would only use up memory.
LARGEST_BYTES = 8_000_000
MOST_ENTRIES = 50_000
LARGEST_MR = 1000


class RecordProblems(ValueError):
    """A record file that cannot be read; `problems` says what to correct, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


PERSON: Mapping[str, read.Reader] = {
    "transcript": read.read_one_of(*TRANSCRIPTS),
    "goal": read.read_one_of(*GOALS),
    "guideline": read.read_one_of(*guideline_ids()),
    "phase": read.read_one_of(*PHASES),
    "diagnosed_on": read.read_day,
    "born_year": read.read_year,
    "transplant_on": read.read_day,
    "planned_test_on": read.read_day,
    "agreed_percent_is": read.read_positive,
    "agreed_on": read.read_day,
}
TREATMENT: Mapping[str, read.Reader] = {
    "medicine": read.read_name,
    "dose": read.read_text,
    "started_on": read.read_day,
    "stopped_on": read.read_day,
    "stop_reason": read.read_one_of(*STOP_REASONS),
    "keep_clock": read.read_flag,
    "tki": read.read_flag,
}
RESULT: Mapping[str, read.Reader] = {
    "collected_on": read.read_day,
    "kind": read.read_one_of(*KINDS),
    "value": read.read_number,
    "unit": read.read_one_of(*UNITS),
    "limit": read.read_number,
    "level": read.read_one_of(*LEVELS),
    "copies": read.read_count,
    "control_gene": read.read_text,
    "conversion_factor": read.read_positive,
    "specimen": read.read_one_of(*SPECIMENS),
    "method": read.read_one_of(*METHODS),
    "quantifies_to": read.read_positive,
    "lab": read.read_text,
    "note": read.read_text,
    "as_reported": read.read_text,
    "checked_against_letter": read.read_flag,
    "baseline": read.read_flag,
}
BLOOD_COUNT: Mapping[str, read.Reader] = {
    "collected_on": read.read_day,
    **dict.fromkeys(
        (
            "wbc",
            "neutrophils",
            "hemoglobin",
            "platelets",
            "basophils_percent",
            "eosinophils_percent",
            "blasts_percent",
        ),
        read.read_not_negative,
    ),
    "immature_granulocytes": read.read_flag,
    "spleen_felt": read.read_flag,
}
MARROW: Mapping[str, read.Reader] = {
    "collected_on": read.read_day,
    "ph_positive": read.read_count,
    "metaphases": read.read_count,
    "fish_percent": read.read_not_negative,
    "karyotype": read.read_text,
}
MUTATION: Mapping[str, read.Reader] = {
    "found_on": read.read_day,
    "name": read.read_text,
    "resistance": read.read_flag,
}
# What each kind of result must have; a limit also needs its unit.
NEEDED = {
    "value": ("value", "unit"),
    "less_than": ("limit", "unit"),
    "above_limit": ("limit", "unit"),
    "level": ("level",),
}
Check = Callable[[Mapping[str, Any]], Iterator[str]]


def _check_result(row: Mapping[str, Any]) -> Iterator[str]:
    if row.get("kind") == "below_quantification" and row.get("value") is not None:
        yield ".value: a result below quantification has no value: write its limit, or mend the kind"
    for key in NEEDED.get(row.get("kind", "value"), ()):
        if row.get(key) is None:
            yield f".{key}: missing: a result of kind {row.get('kind', 'value')} needs it"
    if row.get("limit") is not None and row.get("unit") is None and row.get("kind") not in NEEDED:
        yield ".unit: missing: say the unit of the limit"
    for key in ("value", "limit"):
        if row.get(key) is not None:
            yield from _check_number(key, row[key], row.get("unit"))


def _check_number(key: str, number: Decimal, unit: str | None) -> Iterator[str]:
    if unit in ("mr", "log_reduction"):
        if abs(number) > LARGEST_MR:
            yield f'.{key}: "{read.write_number(number)}" is not an MR: write it like 4.5'
    elif number <= 0:
        yield f'.{key}: must be more than 0: for "not detected" use kind "not_detected"'


def _check_treatment(row: Mapping[str, Any]) -> Iterator[str]:
    started, stopped = row.get("started_on"), row.get("stopped_on")
    if started and stopped and stopped < started:
        yield f".stopped_on: {stopped} is before the start on {started}: check both dates"


def _check_marrow(row: Mapping[str, Any]) -> Iterator[str]:
    positive, cells = row.get("ph_positive"), row.get("metaphases")
    if positive is not None and cells is not None and positive > cells:
        yield f".ph_positive: {positive} of {cells} cells cannot be: check both numbers"


def _no_check(row: Mapping[str, Any]) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True)
class Noun:
    """One list of the file: its entries' class, a reader for each key, and the check of a whole entry."""

    model: type
    readers: Mapping[str, read.Reader]
    check: Check = _no_check

    @property
    def required(self) -> tuple[str, ...]:
        """The keys an entry must have."""
        return tuple(
            spec.name
            for spec in fields(self.model)
            if spec.default is MISSING and spec.default_factory is MISSING
        )


NOUNS: Mapping[str, Noun] = {
    "treatments": Noun(Treatment, TREATMENT, _check_treatment),
    "results": Noun(Result, RESULT, _check_result),
    "blood_counts": Noun(BloodCount, BLOOD_COUNT),
    "marrow": Noun(Marrow, MARROW, _check_marrow),
    "mutations": Noun(Mutation, MUTATION),
}


def read_record(text: str | bytes) -> History:
    """The history in a record file.

    Raises RecordProblems with every problem, each with its place, like
    `results[3].value: "0,5" is not a number: write 0.5`.
    """
    try:
        tables = read_json(text, LARGEST_BYTES)
    except read.Unreadable as error:
        raise RecordProblems([str(error)]) from None
    return read_tables(tables)


def read_tables(tables: Any) -> History:
    """The history in a record that is already JSON values. Raises RecordProblems."""
    problems = list(_check_heading(tables))
    if problems:
        raise RecordProblems(problems)
    facts = {} if tables.get("person") is None else tables["person"]
    person, problems = _read_entry(facts, "person", Noun(PersonFacts, PERSON))
    lists: dict[str, list[Any]] = {}
    for name, noun in NOUNS.items():
        lists[name], found = _read_list(tables.get(name), name, noun)
        problems += found
    if problems:
        raise RecordProblems(problems)
    known = {"format", "version", "person", *NOUNS}
    extra = {key: value for key, value in tables.items() if key not in known}
    return History(person, **{name: tuple(rows) for name, rows in lists.items()}, extra=extra)


def _check_heading(tables: Any) -> Iterator[str]:
    if not isinstance(tables, dict):
        yield 'the file must hold one record: {"format": "cmlguide-record", ...}'
        return
    if tables.get("format") != FORMAT:
        yield f'format: {read.quote(tables.get("format"))} is not "{FORMAT}": this is not a record file'
    version = tables.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        yield f"version: {read.quote(version)} must be the whole number {VERSION}"
    elif version > VERSION:
        yield f"version: {read.quote(version)} is newer than this program reads ({VERSION}): update it first"
    elif version < VERSION:
        yield f"version: {read.quote(version)} was never used: it must be {VERSION}"


def _read_list(rows: Any, name: str, noun: Noun) -> tuple[list[Any], list[str]]:
    if rows is None:
        return [], []
    if not isinstance(rows, list):
        return [], [f"{name}: must be a list"]
    if len(rows) > MOST_ENTRIES:
        return [], [f"{name}: more than {MOST_ENTRIES} entries: this is not a record file"]
    read_rows = [_read_entry(row, f"{name}[{number}]", noun) for number, row in enumerate(rows)]
    return [entry for entry, _ in read_rows], [problem for _, found in read_rows for problem in found]


def _read_entry(row: Any, place: str, noun: Noun) -> tuple[Any, list[str]]:
    """The entry (None if it has problems) and its problems."""
    if not isinstance(row, dict):
        return None, [f"{place}: must be an entry in braces"]
    values: dict[str, Any] = {}
    problems = [f"{place}.{key}: missing" for key in noun.required if row.get(key) is None]
    for key, reader in noun.readers.items():
        if row.get(key) is None:
            continue
        try:
            values[key] = reader(row[key])
        except read.Unreadable as error:
            problems.append(f"{place}.{key}: {error}")
    if not problems:
        problems = [f"{place}{problem}" for problem in noun.check(values)]
    if problems:
        return None, problems
    return noun.model(
        **values, extra={key: value for key, value in row.items() if key not in noun.readers}
    ), []


def write_record(history: History) -> str:
    """The history as a record file: read_record(write_record(history)) == history."""
    return json.dumps(write_tables(history), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_tables(history: History) -> dict[str, Any]:
    """The history as JSON values, in the order of the format."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "person": _write_entry(history.person, PERSON, with_defaults=True),
        **{
            name: [_write_entry(row, noun.readers) for row in getattr(history, name)]
            for name, noun in NOUNS.items()
        },
        **history.extra,
    }


def _write_entry(
    entry: Any, readers: Mapping[str, read.Reader], with_defaults: bool = False
) -> dict[str, Any]:
    """The entry's keys; those with a default value are left out unless asked for."""
    defaults = {spec.name: spec.default for spec in fields(entry)}
    kept = {
        key: _write_value(getattr(entry, key))
        for key in readers
        if with_defaults or key == "kind" or getattr(entry, key) != defaults[key]
    }
    return {**kept, **entry.extra}


def _write_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return read.write_number(value)
    return value.isoformat() if isinstance(value, date) else value
