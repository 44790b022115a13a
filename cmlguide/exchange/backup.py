"""The backup file: everything of one person as one JSON file (the record's format), and back."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from milestones.history import History
from milestones.record import LARGEST_BYTES, RecordProblems, read_record, write_record

MOST_PROBLEMS = 20
"""Shown to a person; the rest is counted."""

_PLACE = re.compile(
    r"^(?P<noun>results|treatments|blood_counts|marrow|mutations)\[(?P<index>\d+)\](?:\.(?P<key>\w+))?: "
)
_NOUNS = {
    "results": "Result",
    "treatments": "Medicine",
    "blood_counts": "Blood count",
    "marrow": "Marrow test",
    "mutations": "Mutation",
}
_SIGNATURES = (
    (b"PK\x03\x04", "a spreadsheet or a zip file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<", "a web page or an XML file"),
)


@dataclass(frozen=True)
class BackupRead:
    """The history in a backup file, or None with the `problems` that stop it, as sentences for a person."""

    history: History | None
    problems: tuple[str, ...] = ()


def read_backup(data: bytes) -> BackupRead:
    """What a backup file holds. All or nothing: with one problem no history is given. Never raises."""
    if len(data) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1_000_000
        return _refused(
            f"This file is larger than {limit} MB, so it cannot be a record file. Choose another file."
        )
    if not data.strip():
        return _refused("This file is empty. Choose the file you saved from “Your data”.")
    other = next((name for signature, name in _SIGNATURES if data.startswith(signature)), None)
    if other:
        return _refused(
            f"This is {other}, not a record file. Choose the .json file you saved from “Your data”."
        )
    return _read(data)


def _read(data: bytes) -> BackupRead:
    try:
        return BackupRead(read_record(_as_utf8(data)))
    except UnicodeDecodeError:
        return _refused("This file is not plain text. Choose the .json file you saved from “Your data”.")
    except RecordProblems as error:
        return BackupRead(None, tuple(_first_of([_say(problem) for problem in error.problems])))


def _refused(sentence: str) -> BackupRead:
    return BackupRead(None, (sentence,))


def _as_utf8(data: bytes) -> bytes | str:
    """An editor may have saved the file as UTF-16, which always begins with its mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data


def _say(problem: str) -> str:
    """`results[3].value: "0,5" is ...` as `Result 4, value: "0,5" is ...`; whole-file problems as help."""
    if "not JSON" in problem or "UTF-8" in problem or "nested" in problem:
        return f"This file is not a record file, or it was changed and cannot be read ({problem})."
    if problem.startswith("version:") and "newer" in problem:
        return "This file was made by a newer version of CML Guide. Update it, then open the file again."
    if problem.startswith(("format:", "the file must hold")):
        return "This is not a record file of CML Guide. Choose the .json file you saved from “Your data”."
    return _PLACE.sub(_place_in_words, problem)


def _place_in_words(match: re.Match[str]) -> str:
    key = f", {match['key'].replace('_', ' ')}" if match["key"] else ""
    return f"{_NOUNS[match['noun']]} {int(match['index']) + 1}{key}: "


def _first_of(sentences: Iterable[str]) -> list[str]:
    every = list(dict.fromkeys(sentences))
    if len(every) <= MOST_PROBLEMS:
        return every
    return [*every[:MOST_PROBLEMS], f"And {len(every) - MOST_PROBLEMS} more problems like these."]


def write_backup(history: History) -> bytes:
    """The history as a backup file; read_backup(write_backup(history)).history == history."""
    return write_record(history).encode("utf-8")
