"""`manage.py bench`: how long judging a record and serving each page takes, and how many SQL queries."""

from __future__ import annotations

import platform
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cmlguide.devtools.made_up import make_history
from cmlguide.devtools.performance import measure_in_chromium, write_performance
from cmlguide.garbage import look_rarely
from cmlguide.records.actions.records import open_record
from cmlguide.records.judged import assess_person, forget_records, history_of
from cmlguide.records.models import Person, User
from milestones.assess import assess
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline

SIZES = (12, 60, 400, 1000)
RUNS = 5
# The hashed names of static files are looked up in a file that only `serve` creates.
PLAIN_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PAGES = (
    "timeline",
    "result-list",
    "result-show",
    "result-add",
    "medicine-list",
    "prepare",
    "summary",
    "about-me",
    "more",
    "help",
    "warning-signs",
)
WRITTEN_TO = Path(__file__).parents[4] / "docs" / "bench.md"
NOTE = """# How fast it is

Written by `python3 manage.py bench --write` on {day} with Python {python}, Django {django} and {database}.

Each figure is the processor time of the quickest of {runs} runs, after one to warm up, so that other programs
on the machine do not count. Pages come through Django's test client: the site's own work, without network.
The records are made up: one result after another over years, every seventh too low to find.

The first line of a page is for a record that stayed as it was since another page of it was opened; the second
for the first page after a change, when the whole record is read, judged and drawn anew. Queries are those of
the second.

"""


@dataclass(frozen=True)
class Measurement:
    """What was measured with how many results: milliseconds, SQL queries, kilobytes of the response."""

    what: str
    results: int
    milliseconds: float
    queries: int | None = None
    kilobytes: float | None = None


class Command(BaseCommand):
    """Measures on a temporary database; the one in use is neither read nor changed."""

    requires_system_checks = ()  # some of them open the database in use, and so create it
    help = "Measure judging and every page with records of 12, 60, 400 and 1000 results."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="also write the figures to docs/bench.md")
        parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many results")
        parser.add_argument(
            "--chromium", action="store_true", help="in a browser instead (with --write: docs/performance.md)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["chromium"]:
            self.stdout.write(write_performance(measure_in_chromium(), keep=options["write"]))
            return
        look_rarely()  # as both servers do
        sizes = [int(size) for size in options["sizes"].split(",")]
        table = list(write_table(measure_all(sizes)))
        self.stdout.write("\n".join(table))
        if options["write"]:
            WRITTEN_TO.write_text(_note() + "\n".join(table) + "\n", encoding="utf-8")


def measure_all(sizes: list[int]) -> list[Measurement]:
    """Every measurement for each size, on a database of its own that is deleted afterwards."""
    in_use = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with override_settings(STORAGES=PLAIN_STORAGES), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No directory at", UserWarning)  # the same missing file
            return [line for size in sizes for line in _measure(size, timezone.now().date())]
    finally:
        connection.creation.destroy_test_db(in_use, verbosity=0)


def _measure(size: int, today: date) -> Iterator[Measurement]:
    user = User.objects.create_user(username=f"bench{size}")
    person = open_record(owner=user, history=make_history(size, today))
    history, guideline = history_of(person), load_guideline(DEFAULT_GUIDELINE)
    yield Measurement("assess()", size, _time(lambda: assess(history, guideline, today)))
    judge = lambda: assess_person(person, today)  # noqa: E731
    yield Measurement("assess_person()", size, _time(_anew(judge)), _count_queries(judge))
    yield from _measure_pages(size, user, person)


def _measure_pages(size: int, user: User, person: Person) -> Iterator[Measurement]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    for name, address in _addresses(person):
        get = lambda address=address: client.get(address)  # noqa: E731
        answer = get()
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {address} answered {answer.status_code}")
        yield Measurement(name, size, _time(get), _count_queries(_anew(get)), len(answer.content) / 1000)
        yield Measurement(f"{name}, after a change", size, _time(_anew(get)))


def _addresses(person: Person) -> Iterator[tuple[str, str]]:
    """Name and address of each existing page."""
    newest = person.results.kept().last()
    for name in PAGES:
        try:
            yield name, reverse(name, args=[newest.pk] if name == "result-show" and newest else [])
        except NoReverseMatch:
            continue


def _anew(do: Callable[[], object]) -> Callable[[], object]:
    """The same where the record is read and judged anew, as after each change of it."""

    def forget_and_do() -> None:
        forget_records()
        do()

    return forget_and_do


def _time(do: Callable[[], object]) -> float:
    """The processor time of the fastest of RUNS runs in milliseconds, after one run to warm up."""
    do()
    return min(_time_once(do) for _ in range(RUNS)) * 1000


def _time_once(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


def _count_queries(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def write_table(lines: list[Measurement]) -> Iterator[str]:
    """The measurements as a table: one row for each thing measured, a pair of columns for each size."""
    sizes = sorted({line.results for line in lines})
    yield "| what | " + " | ".join(f"{size} results" for size in sizes) + " |"
    yield "|---" * (len(sizes) + 1) + "|"
    for what in dict.fromkeys(line.what for line in lines):
        own = {line.results: line for line in lines if line.what == what}
        cells = (_cell(own[size]) if size in own else "" for size in sizes)
        yield f"| {what} | " + " | ".join(cells) + " |"


def _cell(line: Measurement) -> str:
    parts = [f"{line.milliseconds:.1f} ms"]
    if line.queries is not None:
        parts.append("1 query" if line.queries == 1 else f"{line.queries} queries")
    if line.kilobytes is not None:
        parts.append(f"{line.kilobytes:.0f} kB")
    return ", ".join(parts)


def _note() -> str:
    return NOTE.format(
        day=timezone.now().date().isoformat(),
        python=platform.python_version(),
        django=django.get_version(),
        database=connection.display_name,
        runs=RUNS,
    )
