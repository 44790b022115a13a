"""A PostgreSQL of a run's own: reached by a socket in a temporary folder only, and gone when the run ends.

For the tests and for `manage.py prove`. Nothing here touches a PostgreSQL that runs on this computer.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

OnDisk = Callable[[Path], contextlib.AbstractContextManager[Any]]
USER = "cmlguide"
DATABASE = "postgres"
LONGEST_START = 60
"""Seconds."""
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: what is written need not outlive a power cut."""

SORTED_AS_PEOPLE_DO = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")
"""As most servers are set up: letters before capitals, signs passed over. SQLite sorts by code points, and a
page that hangs on either order is found by the tests."""


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl: Debian's newest, else where the shell finds them; None without."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Server:
    """One PostgreSQL in a folder of its own. It says nothing of what is in its databases."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.settings = {"unix_socket_directories": str(folder), "listen_addresses": "", **settings}

    @property
    def url(self) -> str:
        """What CMLGUIDE_DATABASE_URL takes."""
        return f"postgresql://{USER}@/{DATABASE}?host={self.folder}&sslmode=disable&connect_timeout=9"

    def make(self) -> None:
        """Make its folder, empty, owned by whoever its programs run as."""
        if _is_root():
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-U", USER, "--auth=trust", "--encoding=UTF8", *SORTED_AS_PEOPLE_DO, "--no-sync")

    def start(self) -> None:
        """Start it and wait until it answers. After a kill its other processes take a moment to notice."""
        ends = time.monotonic() + LONGEST_START
        while True:
            try:
                return self._start_once()
            except subprocess.CalledProcessError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.1)

    def _start_once(self) -> None:
        options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self._run("pg_ctl", "-l", str(self.folder / "log"), "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop it at once; the next start finds what was committed."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """End its first process as a power cut would: it gets no time to write anything."""
        os.kill(self._process(), signal.SIGKILL)

    def is_running(self) -> bool:
        try:
            os.kill(self._process(), 0)
        except (OSError, ValueError):
            return False
        return True

    def refuse_writes(self, refuse: bool) -> None:
        """Have it refuse every write from now on, as a server that only follows another one does; or not."""
        folder = find_programs()
        assert folder is not None  # noqa: S101 - it was started by its programs
        environment = {**os.environ, "PGOPTIONS": "-c default_transaction_read_only=off"}
        said = f"ALTER SYSTEM SET default_transaction_read_only = {'on' if refuse else 'off'}"
        command = [str(folder / "psql"), "-h", str(self.folder), "-U", USER, "-d", DATABASE, "-q"]
        subprocess.run(  # noqa: S603 - our own words
            [*command, "-c", said, "-c", "SELECT pg_reload_conf()"],
            check=True,
            env=environment,
            stdout=subprocess.DEVNULL,
        )

    def _process(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; it refuses root, so root runs it as its own user."""
        folder = find_programs()
        if folder is None:
            raise FileNotFoundError("PostgreSQL is not installed here: apt install postgresql")
        command = [str(folder / program), "-D", str(self.folder / "data"), *arguments]
        if _is_root():
            command = ["runuser", "-u", "postgres", "--", *command]
        quiet = subprocess.DEVNULL  # not a pipe: the server would keep it open
        subprocess.run(command, check=True, cwd="/", stdout=quiet, stderr=quiet)  # noqa: S603 - our own words


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextlib.contextmanager
def throwaway_postgresql(
    settings: Mapping[str, str] = QUICK, on_disk: OnDisk = contextlib.nullcontext
) -> Iterator[Server]:
    """A started server with `settings`; stopped and removed at the end, whatever happened. `on_disk` takes
    its folder before anything is written there."""
    server = Server(Path(tempfile.mkdtemp(prefix="cmlguide-pg-")), settings)
    try:
        with on_disk(server.folder):
            try:
                server.make()
                server.start()
                yield server
            finally:
                with contextlib.suppress(subprocess.CalledProcessError, FileNotFoundError):
                    server.stop()
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)
