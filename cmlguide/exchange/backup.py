"""The backup file: everything about one person as one JSON file (the record's format), written and read.

It is read either whole, as a record of its own, or as a preview whose entries can be added to an existing
record. It may be inside the zip of a whole record (files/record_zip.py).
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import LARGEST_ZIP, FileRefusedError
from cmlguide.exchange.files.record_zip import is_record_zip, read_record_in
from cmlguide.exchange.preview.counts import found_counts
from cmlguide.exchange.preview.entries import entries_of, found_entry
from cmlguide.exchange.preview.formats import Beginning, Format
from cmlguide.exchange.preview.rows import record_problem
from cmlguide.exchange.preview.values import RESULT_FACTS, FoundMedicine, FoundResult, Options, Preview
from cmlguide.exchange.preview.whole_file import complete_preview
from milestones.fields import Unreadable
from milestones.history import History, Result, Treatment
from milestones.json_text import read_json
from milestones.record import FORMAT, LARGEST_BYTES, VERSION, RecordProblems, read_tables, write_record

SOURCE = "record"
_OWN_FORMAT = re.compile(rf'"format"\s*:\s*"{FORMAT}"')
MOST_PROBLEMS = 20
"""Shown to a person; the rest is counted."""

_SIGNATURES = (
    (b"PK\x03\x04", Reason("record_is_zip")),
    (b"%PDF", Reason("record_is_pdf")),
    (b"\xd0\xcf\x11\xe0", Reason("record_is_office")),
    (b"\x89PNG", Reason("record_is_picture")),
    (b"\xff\xd8\xff", Reason("record_is_picture")),
    (b"<", Reason("record_is_web_page")),
)


@dataclass(frozen=True)
class BackupRead:
    """The history in a backup file, or None with the `problems` that stop it."""

    history: History | None
    problems: tuple[Reason, ...] = ()


def read_backup(data: bytes) -> BackupRead:
    """The contents of a backup file, or of the zip that contains one. All or nothing: a single problem means
    no history. Never raises."""
    try:
        if is_record_zip(data):
            data = read_record_in(data, LARGEST_BYTES)
    except FileRefusedError as refused:
        return _refused(refused.reason)
    if len(data) > LARGEST_BYTES:
        return _refused(Reason("record_too_large", {"megabytes": LARGEST_BYTES // 1_000_000}))
    if not data.strip():
        return _refused(Reason("record_empty"))
    other = next((reason for signature, reason in _SIGNATURES if data.startswith(signature)), None)
    return _refused(other) if other else _read(data)


def _read(data: bytes) -> BackupRead:
    try:
        tables = read_json(_as_utf8(data), LARGEST_BYTES)
    except UnicodeDecodeError:
        return _refused(Reason("record_not_text"))
    except Unreadable:
        return _refused(Reason("record_not_json"))
    refusal = _not_ours(tables)
    if refusal:
        return _refused(refusal)
    try:
        return BackupRead(read_tables(tables))
    except RecordProblems as error:
        return BackupRead(None, tuple(_first_of(record_problem(problem) for problem in error.problems)))


def _not_ours(tables: Any) -> Reason | None:
    """Why this JSON is not a record file this program can read, or None."""
    if not isinstance(tables, dict) or tables.get("format") != FORMAT:
        return Reason("record_not_ours")
    version = tables.get("version")
    newer = isinstance(version, int) and not isinstance(version, bool) and version > VERSION
    return Reason("record_newer") if newer else None


def _refused(reason: Reason) -> BackupRead:
    return BackupRead(None, (reason,))


def _as_utf8(data: bytes) -> bytes | str:
    """The bytes as UTF-8: an editor may have saved the file as UTF-16,
    which starts with a byte order mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data


def _first_of(reasons: Iterable[Reason]) -> list[Reason]:
    every: list[Reason] = []
    for reason in reasons:
        if reason not in every[:MOST_PROBLEMS]:
            every.append(reason)
    if len(every) <= MOST_PROBLEMS:
        return every
    return [*every[:MOST_PROBLEMS], Reason("record_more", {"count": len(every) - MOST_PROBLEMS})]


def write_backup(history: History) -> bytes:
    """The history as a backup file; read_backup(write_backup(history)).history == history."""
    return write_record(history).encode("utf-8")


def read_record_file(data: bytes, options: Options) -> Preview:
    """The preview of a backup file. Raises FileRefusedError with its first problem."""
    read = read_backup(data)
    if read.history is None:
        raise FileRefusedError(read.problems[0])
    history = read.history
    found = Preview(
        SOURCE,
        tuple(found_result(row, f"result {n}") for n, row in enumerate(history.results, 1)),
        tuple(
            one
            for n, row in enumerate(history.blood_counts, 1)
            for one in found_counts(row, f"blood count {n}")
        ),
        tuple(_medicine(row, f"medicine {n}") for n, row in enumerate(history.treatments, 1)),
        tuple(found_entry(row, where) for where, row in entries_of(history)),
    )
    return complete_preview(found, options, SOURCE)


def found_result(row: Result, where: str) -> FoundResult:
    """A result from a record as a found row, with nothing to ask."""
    number = row.value if row.value is not None else row.limit
    return FoundResult(
        where=where,
        raw=row.as_reported or f"{row.kind} {'' if number is None else format(number, 'f')}".strip(),
        comparator={"less_than": "<", "above_limit": ">"}.get(row.kind),
        **{name: getattr(row, name) for name in RESULT_FACTS},
    )


def _medicine(row: Treatment, where: str) -> FoundMedicine:
    names = ("medicine", "started_on", "stopped_on", "dose", "stop_reason", "keep_clock", "tki")
    return FoundMedicine(where, row.medicine, **{name: getattr(row, name) for name in names})


def _is_record(beginning: Beginning) -> bool:
    return beginning.zip_kind == "record" or (beginning.is_json and bool(_OWN_FORMAT.search(beginning.start)))


FORMATS = (Format("record", _is_record, read_record_file, most_bytes=LARGEST_ZIP),)
