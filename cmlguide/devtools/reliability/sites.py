"""A whole site in processes of its own, on a folder and a database made for it: at home, and hosted.

with home_site() as site: ...        waitress and SQLite, as `manage.py serve`
with hosted_site() as site: ...      gunicorn and PostgreSQL, as docs/hosting.md runs it
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cmlguide.data_folder import BACKUPS, NOTE
from cmlguide.devtools.ports import free_ports
from cmlguide.devtools.reliability.visitor import GONE, Visitor
from cmlguide.devtools.throwaway_postgresql import OnDisk, Server, throwaway_postgresql

ROOT = Path(__file__).parents[3]
PEOPLE = "cmlguide.devtools.reliability.people"
AT_ANOTHER_TIME = "cmlguide.devtools.reliability.at_another_time"
OBEY = "-dac_override,-dac_read_search"
LONGEST_START = 120
"""Seconds."""
DURABLE: dict[str, str] = {"max_connections": "60", "log_min_error_statement": "panic"}
"""PostgreSQL as an operator runs it: nothing is acknowledged before it is on the disk."""
HOSTED = {
    "CMLGUIDE_HOSTS": "localhost",
    "CMLGUIDE_PROXIES": "1",
    "CMLGUIDE_SMTP_HOST": "localhost",
    "CMLGUIDE_OPERATOR": "A proof",
}


class Site:
    """One installation. `start`, `kill` and `stop` are about its serving processes, not about its data."""

    name = ""
    run_by: Sequence[str] = ()
    """What the command begins with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_ports(1)
        self.process: subprocess.Popen[bytes] | None = None
        self.day: date | None = None
        """What the clock of its processes shows when they start; None: what it is."""

    def command(self) -> Sequence[str]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        raise NotImplementedError

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database holds, asked past the site."""
        raise NotImplementedError

    def check_database(self) -> None:
        """Raises AssertionError unless the database says that it is whole."""
        raise NotImplementedError

    def empty_database(self) -> None:
        """Away with all tables; it stands."""
        raise NotImplementedError

    def open_records(self, count: int) -> list[dict[str, str]]:
        """New people with a record, each as the cookies of their browser; makes the database ready."""
        people: list[dict[str, str]] = json.loads(self.run_module(PEOPLE, str(count)))
        return people

    def run_module(self, name: str, *arguments: str) -> bytes:
        """What a module of this package writes, run in this site's settings."""
        command = [sys.executable, "-m", name, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self._all(), check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own words
        return done.stdout

    def megabytes(self) -> int:
        """The memory of all its processes; what they share is counted once (PSS)."""
        kilobytes = 0
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, ValueError):
                if self.process and os.getpgid(int(process.name)) == self.process.pid:
                    lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
                    kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return kilobytes // 1000

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One of manage.py's commands on this site."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(  # noqa: S603 - our own words
            command, cwd=ROOT, env=self._all(), check=False, capture_output=True, text=True
        )

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The same, without waiting for its end."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.Popen(  # noqa: S603 - our own words
            command, cwd=ROOT, env=self._all(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def visitor(self, cookies: Mapping[str, str]) -> Visitor:
        return Visitor(self.port, cookies)

    def start(self) -> None:
        """Start it and wait until it answers."""
        if not (self.folder / "data" / "static").exists():
            shutil.copytree(_served_files(), self.folder / "data" / "static")
        log = (self.folder / "serving.log").open("ab")
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            self._whole_command(), cwd=ROOT, env=self._all(), stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        self._wait_until_it_answers()

    def _whole_command(self) -> list[str]:
        python, as_module, *rest = self.command()
        day = [AT_ANOTHER_TIME, self.day.isoformat()] if self.day else []
        return [*self.run_by, python, as_module, *day, *rest]

    def kill(self) -> None:
        """End all its processes as a power cut would: none gets time to do anything."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.process.wait()
        self.process = None

    def _wait_until_it_answers(self) -> None:
        ends = time.monotonic() + LONGEST_START
        while time.monotonic() < ends:
            if self.process is None or self.process.poll() is not None:
                break
            with contextlib.suppress(*GONE), Visitor(self.port, {}, seconds=5) as visitor:
                visitor.get("/help/")
                return
            time.sleep(0.05)
        raise RuntimeError(f"The site does not start: {self.said()[-2000:]}")

    def said(self) -> str:
        """All that its processes wrote."""
        return (self.folder / "serving.log").read_text(encoding="utf-8", errors="replace")

    def _all(self) -> dict[str, str]:
        ours = ("CMLGUIDE_", "DJANGO_", "PYTEST_", "COV_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**inherited, "DJANGO_SETTINGS_MODULE": "cmlguide.settings", **self.environment()}


class HomeSite(Site):
    """One person's computer: waitress and SQLite."""

    name = "SQLite"
    # Root may write everywhere, unless it gives that up: a folder that nobody may write to is one here too.
    run_by = () if os.geteuid() else ("setpriv", f"--bounding-set={OBEY}", f"--inh-caps={OBEY}", "--")

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "cmlguide.serving", "--no-browser", "--port", str(self.port)]

    def environment(self) -> Mapping[str, str]:
        return {"CMLGUIDE_DATA": str(self.folder / "data")}

    @property
    def database(self) -> Path:
        return self.folder / "data" / "cmlguide.sqlite3"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as database:
            return database.execute(sql).fetchall()

    def empty_database(self) -> None:
        folder = self.database.parent
        for file in (*folder.glob(f"{self.database.name}*"), folder / NOTE):
            file.unlink(missing_ok=True)
        shutil.rmtree(folder / BACKUPS, ignore_errors=True)  # by either it is known to have held a record

    def check_database(self) -> None:
        said = self.rows("PRAGMA integrity_check") + self.rows("PRAGMA foreign_key_check")
        if said != [("ok",)]:
            raise AssertionError(f"The database is damaged: {said}")


class HostedSite(Site):
    """An organisation's server: gunicorn and PostgreSQL."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, server: Server) -> None:
        super().__init__(folder)
        self.server = server
        self.secret_key = secrets.token_urlsafe(60)

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "gunicorn", "-c", "python:cmlguide.gunicorn_config"]

    def environment(self) -> Mapping[str, str]:
        return {
            **HOSTED,
            "CMLGUIDE_DATA": str(self.folder / "data"),
            "CMLGUIDE_DATABASE_URL": self.server.url,
            "CMLGUIDE_SECRET_KEY": self.secret_key,
            "CMLGUIDE_BIND": f"127.0.0.1:{self.port}",
            "CMLGUIDE_METRICS": "off",  # two of these sites may run on one computer
        }

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        import psycopg  # here: a home installation has no driver for PostgreSQL

        with psycopg.connect(f"{self.server.url}", autocommit=True) as database:
            return database.execute(sql.encode()).fetchall()

    def empty_database(self) -> None:
        import psycopg

        with psycopg.connect(self.server.url, autocommit=True) as database:
            database.execute("DROP SCHEMA public CASCADE")
            database.execute("CREATE SCHEMA public")

    def check_database(self) -> None:
        """Every table is read in full, by its rows and by its indexes (amcheck)."""
        import psycopg

        with psycopg.connect(self.server.url, autocommit=True) as database:
            database.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
            database.execute(
                "SELECT bt_index_check(index => i.indexrelid, heapallindexed => true)"
                " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE a.amname = 'btree' AND n.nspname = 'public' AND i.indisvalid"
            )


@contextlib.contextmanager
def home_site(on_disk: OnDisk = contextlib.nullcontext) -> Iterator[HomeSite]:
    """A home installation that was never started; removed afterwards. `on_disk` takes its folder."""
    with _folder() as folder, on_disk(folder):
        site = HomeSite(folder)
        try:
            yield site
        finally:
            site.kill()


@contextlib.contextmanager
def hosted_site(
    settings: Mapping[str, str] = DURABLE, on_disk: OnDisk = contextlib.nullcontext
) -> Iterator[HostedSite]:
    """A hosted one on a PostgreSQL of its own; ended and removed afterwards. `on_disk` takes the database's
    folder."""
    with throwaway_postgresql(settings, on_disk) as server, _folder() as folder:
        site = HostedSite(folder, server)
        try:
            yield site
        finally:
            site.kill()


SITES: dict[str, Callable[[], contextlib.AbstractContextManager[Site]]] = {
    "sqlite": home_site,
    "postgresql": hosted_site,
}


@cache
def _served_files() -> Path:
    """The static files as every site serves them: compressing them takes longer than all else of a start."""
    folder = Path(tempfile.mkdtemp(prefix="cmlguide-static-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    site = HomeSite(folder)
    site.run_module("cmlguide.devtools.reliability.static_files")
    return folder / "data" / "static"


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cmlguide-proof-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
