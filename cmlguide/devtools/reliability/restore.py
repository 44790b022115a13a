"""A backup of many people, put back on either database: every row is what it was."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from cmlguide.devtools.reliability.sites import SITES, Site

WHOLE = "cmlguide.devtools.reliability.whole_records"
DIGESTS = "cmlguide.devtools.reliability.row_digests"
FILE = "site.cmlbackup"

Rows = Mapping[str, Mapping[str, str]]
"""A digest for each row, by table and number."""


@dataclass(frozen=True)
class Restored:
    """One backup put back; all of its rows were equal."""

    made_on: str
    put_back_on: str
    people: int
    rows: int
    letters: int
    deleted: int
    changes: int
    megabytes: float


def restore_everywhere(people: int, seed: int, say: Callable[[str], None]) -> list[Restored]:
    """A backup from each database put back on each; AssertionError with a sentence where a row differs."""
    return [one for database in SITES for one in restore_from(database, tuple(SITES), people, seed, say)]


def restore_from(
    database: str, others: Sequence[str], people: int, seed: int, say: Callable[[str], None]
) -> list[Restored]:
    """A backup from one database put back on each of `others`."""
    done = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        with SITES[database]() as original:
            original.open_records(0)
            original.run_module(WHOLE, str(people), str(seed))
            run(original, "backup", str(file))
            rows, deleted = read_rows(original), _count_deleted(original)
        for other in others:
            done.append(_put_back(file, original.name, SITES[other], rows, deleted))
            say(f"{original.name} put back on {done[-1].put_back_on}: {done[-1].rows:,} rows, all equal")
    return done


def _put_back(
    file: Path,
    made_on: str,
    make_site: Callable[[], AbstractContextManager[Site]],
    rows: Rows,
    deleted: int,
) -> Restored:
    with make_site() as site:
        site.open_records(0)
        run(site, "restore", str(file))
        if wrong := list(find_differences(rows, read_rows(site))):
            raise AssertionError(f"{made_on} put back on {site.name}: {'; '.join(wrong[:5])}.")
        site.check_database()
        return Restored(
            made_on=made_on,
            put_back_on=site.name,
            people=len(rows["records_person"]),
            rows=sum(map(len, rows.values())),
            letters=len(rows["records_letter"]),
            deleted=deleted,
            changes=len(rows["records_change"]),
            megabytes=file.stat().st_size / 1e6,
        )


def run(site: Site, *command: str) -> str:
    """What one of manage.py's commands says on that site; AssertionError where it fails."""
    done = site.run(*command)
    if done.returncode:
        raise AssertionError(f"{command[0]} on {site.name} failed: {done.stderr[-500:]}")
    return done.stdout


def read_rows(site: Site) -> Rows:
    rows: Rows = json.loads(site.run_module(DIGESTS))
    return rows


def _count_deleted(site: Site) -> int:
    return int(site.rows("SELECT count(*) FROM records_result WHERE deleted_at IS NOT NULL")[0][0])


def find_differences(before: Rows, after: Rows) -> Iterator[str]:
    """A sentence for each table that is not the same, by the number of the first such row."""
    for table in sorted(before.keys() | after.keys()):
        was, now = before.get(table, {}), after.get(table, {})
        lost, more = sorted(was.keys() - now.keys()), sorted(now.keys() - was.keys())
        other = sorted(number for number in was.keys() & now.keys() if was[number] != now[number])
        for what, numbers in (("are gone", lost), ("are new", more), ("differ", other)):
            if numbers:
                yield f"{len(numbers)} rows of {table} {what}, the first is {numbers[0]}"


def write_rows(done: list[Restored]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| made on | put back on | people | rows, all equal | letters | deleted results | changes | file |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in done:
        counts = (one.people, one.rows, one.letters, one.deleted, one.changes)
        figures = " | ".join(f"{count:,}" for count in counts)
        yield f"| {one.made_on} | {one.put_back_on} | {figures} | {one.megabytes:.1f} MB |"
