"""Hosted sites keep records in PostgreSQL: the record's own tests again, on a throwaway server."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture
def database_url():
    """A PostgreSQL for this test only, reached only by a socket; stopped and removed afterwards."""
    if not PROGRAMS and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL to test with: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="cmlguide-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, log = folder / "data", folder / "log"
    run("initdb", "-D", data, "-U", "cmlguide", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
    yield f"postgresql://cmlguide@/postgres?host={folder}&sslmode=disable&connect_timeout=9"
    run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def run(program, *arguments):
    """Run one of PostgreSQL's programs; they refuse root, so root runs them as another user."""
    command = [str(PROGRAMS[-1] / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_records_are_kept_in_postgresql_too(database_url):
    environment = {**os.environ, "CMLGUIDE_DATABASE_URL": database_url}
    environment.pop("PYTEST_XDIST_WORKER", None)

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests/records",
            "tests/web/frame/test_access.py",
            "tests/web/frame/test_sent_at_once.py",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:]
