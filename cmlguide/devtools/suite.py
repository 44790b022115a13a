"""`manage.py test`: the whole suite on SQLite, and what asks a database once more on PostgreSQL.

python3 manage.py test                           both, as continuous integration does
python3 manage.py test --database sqlite         the first of them alone
python3 manage.py test --database postgresql     the second alone; any pytest arguments may follow
python3 manage.py test tests/web -k undo         pytest's own arguments: on SQLite alone
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cmlguide.devtools.throwaway_postgresql import find_programs, throwaway_postgresql

ROOT = Path(__file__).parents[2]
# The folders in their order: the long files come first, and no process waits for one at the end. A test that
# ends its process, as one that waits for ever does (pyproject.toml), is not begun again by nine others.
TOGETHER = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0")
AGAIN = (*TOGETHER, "-q", "-m", "database and not browser")
"""A browser sees the same pages on either database, and what asks neither cannot tell them apart."""
WITHOUT = "Not tested on PostgreSQL: it is not installed here (on Debian or Ubuntu: apt install postgresql)."
DATABASES = ("sqlite", "postgresql")
SQLITE = DATABASES[:1]
ONE_DATABASE = "CMLGUIDE_TEST_DATABASE"
"""Set to sqlite where something else takes PostgreSQL on, as `.ci/run` has another Python do."""


def main(arguments: Sequence[str]) -> int:
    """Run the tests and give pytest's exit code, of both runs the worse one."""
    databases, rest = _read(arguments)
    if databases == ("postgresql",):
        return _on_postgresql(rest or AGAIN)
    if databases == ("sqlite",):
        return pytest.main(list(rest or TOGETHER))
    # PostgreSQL first: the last line is then the closing line of the whole suite.
    again = _repeat_on_postgresql()
    code = pytest.main(list(TOGETHER))
    if again:
        print("FAILED on PostgreSQL: see the first of the two runs above.", flush=True)
    return code or again


def _read(arguments: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Which databases, and what goes to pytest. Whoever asks for certain tests means the quick database."""
    if arguments[:1] == ["--database"]:
        chosen = arguments[1] if len(arguments) > 1 else ""
        if chosen not in DATABASES:
            sys.exit(f"--database takes one of: {', '.join(DATABASES)}.")
        return (chosen,), list(arguments[2:])
    if arguments:
        return SQLITE, list(arguments)
    return (SQLITE if os.environ.get(ONE_DATABASE) == "sqlite" else DATABASES), []


def _repeat_on_postgresql() -> int:
    if find_programs() is None and not os.environ.get("CI"):
        print(WITHOUT, flush=True)
        return 0
    return _on_postgresql(AGAIN)


def _on_postgresql(arguments: Sequence[str]) -> int:
    if find_programs() is None:
        sys.exit(WITHOUT)
    print("== on PostgreSQL", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    with throwaway_postgresql() as server:
        environment = {**os.environ, "CMLGUIDE_TEST_DATABASE_URL": server.url}
        return subprocess.call(command, cwd=ROOT, env=environment)  # noqa: S603 - our own words
