"""The portable backup: gzip'ed lines of JSON, one for each row, which either database can read.

    {"cmlguide-backup": 1, "made_at": ..., "migrations": [["records", "0013_..."], ...], ...}
    {"table": "records_person", "columns": ["id", ...]}
    [1, ...]
    {"tables": {"records_person": [1, "<digest of its rows>"]}, "sha256": "<digest of all lines above>"}

The last line is what makes it whole: a file that was cut short has none, and one that was changed another.
After it stands the seal, an empty gzip member that carries the digest of every byte before it: gzip can spell
the same lines in two ways, and a file in which a byte has changed is refused even if it reads the same.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from cmlguide.backups.refusals import BackupRefusedError

FORMAT = "cmlguide-backup"
VERSION = 1
GZIP = b"\x1f\x8b"
SEAL_FIELD = b"CG" + (32).to_bytes(2, "little")  # an extra field of RFC 1952: a SHA-256
SEAL_HEAD = GZIP + b"\x08\x04" + bytes(4) + b"\x00\xff" + (36).to_bytes(2, "little") + SEAL_FIELD
SEAL_END = b"\x03\x00" + bytes(8)
PART = 1 << 20  # how much is read at a time, in bytes
SEAL_LENGTH = len(SEAL_HEAD) + hashlib.sha256().digest_size + len(SEAL_END)


@dataclass
class TableDigest:
    """How many rows a table has, and what stands for all of them in their order."""

    rows: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.digest.update(line + b"\n")

    def summary(self) -> list[Any]:
        return [self.rows, self.digest.hexdigest()]


class Sealing:
    """Passes bytes on to `output` and can write the seal of all of them."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._digest = output, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()

    def seal(self) -> None:
        self._output.write(SEAL_HEAD + self._digest.digest() + SEAL_END)


class BackupWriter:
    """Writes the lines in their order; nothing counts before `end`."""

    def __init__(self, output: IO[bytes], header: dict[str, Any]) -> None:
        self._output = Sealing(output)
        self._zip = gzip.GzipFile(fileobj=self._output, mode="wb", compresslevel=6, mtime=0, filename="")
        self._digest = hashlib.sha256()
        self.tables: dict[str, list[Any]] = {}
        self._write({FORMAT: VERSION, **header})

    def table(self, name: str, columns: list[str], lines: Iterable[bytes]) -> None:
        """One table with all its rows."""
        self._write({"table": name, "columns": columns})
        digest = TableDigest()
        for line in lines:
            digest.add(line)
            self._line(line)
        self.tables[name] = digest.summary()

    def end(self) -> None:
        """Say that this is all."""
        last = {"tables": self.tables, "sha256": self._digest.hexdigest()}
        self._zip.write(_json(last) + b"\n")
        self._zip.close()
        self._output.seal()

    def _write(self, value: dict[str, Any]) -> None:
        self._line(_json(value))

    def _line(self, line: bytes) -> None:
        self._digest.update(line + b"\n")
        self._zip.write(line + b"\n")


@dataclass(frozen=True)
class Table:
    """A table in a backup: its name, its columns and its rows as lines, to be read before the next one."""

    name: str
    columns: list[str]
    lines: Iterator[bytes]


class BackupReader:
    """A backup that was read once from end to end and found whole.

    Raises BackupRefusedError: "not-a-backup", "not-whole", or "newer" for a later kind of file.
    """

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.header, self.tables = _check(source)

    def each_table(self) -> Iterator[Table]:
        """The tables in the order of the file."""
        lines = iter(_lines(self._source))
        next(lines)
        ahead = next(lines)
        while (head := json.loads(ahead)).keys() == {"table", "columns"}:
            rows = _Rows(lines)
            yield Table(head["table"], head["columns"], iter(rows))
            for _unread in rows:
                pass
            ahead = rows.after


class _Rows:
    """The lines up to the next that is no row; that one stands in `after`."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self.after = b""

    def __iter__(self) -> Iterator[bytes]:
        while not self.after:
            line = next(self._lines)
            if line.startswith(b"["):
                yield line
            else:
                self.after = line


def _check(source: IO[bytes]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    source.seek(0)
    if source.read(2) != GZIP:
        raise BackupRefusedError("not-a-backup")
    try:
        sealed = _is_sealed(source)
        header, last, digest, tables = _read_through(source)
        kind = header.get(FORMAT)
        if kind is None:
            raise BackupRefusedError("not-a-backup")
        if kind != VERSION:
            raise BackupRefusedError("newer")
        if not sealed or last != {"tables": tables, "sha256": digest}:
            raise BackupRefusedError("not-whole")
    except (OSError, EOFError, zlib.error, ValueError, AttributeError, KeyError, TypeError) as fault:
        raise BackupRefusedError("not-whole") from fault
    return header, tables


def _is_sealed(source: IO[bytes]) -> bool:
    """Whether the file ends with the digest of every byte before the seal."""
    left = source.seek(0, io.SEEK_END) - SEAL_LENGTH
    if left < 0:
        return False
    source.seek(0)
    digest = hashlib.sha256()
    while part := source.read(min(left, PART)):
        digest.update(part)
        left -= len(part)
    return source.read() == SEAL_HEAD + digest.digest() + SEAL_END


def _read_through(source: IO[bytes]) -> tuple[Any, Any, str, dict[str, list[Any]]]:
    """The first line, the last, the digest of all but the last, and of each table."""
    digest, before, counted = hashlib.sha256(), b"", TableDigest()
    tables: dict[str, TableDigest] = {}
    header: Any = None
    for line in _lines(source):
        if before:
            digest.update(before + b"\n")
        if header is None:
            header = json.loads(line)
        elif line.startswith(b"["):
            counted.add(line)
        elif "table" in (head := json.loads(line)):
            counted = tables[head["table"]] = TableDigest()
        before = line
    return (
        header,
        json.loads(before),
        digest.hexdigest(),
        {name: table.summary() for name, table in tables.items()},
    )


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    source.seek(0)
    with gzip.GzipFile(fileobj=source, mode="rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                raise EOFError
            yield line[:-1]


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
