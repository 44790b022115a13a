"""gunicorn, started as docs/hosting.md says: it answers, counts across its workers, and stops cleanly."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError, URLError

import pytest

from cmlguide.devtools.ports import free_ports
from tests.test_hosting import SAFE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="gunicorn runs on POSIX only")
ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "gunicorn", "-c", "python:cmlguide.gunicorn_config"]
PATIENCE = 60
OF_A_PROXY = {"Host": "guide.example", "X-Forwarded-Proto": "https"}


def environment(folder, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CMLGUIDE_")}
    hosted = {
        "CMLGUIDE_HOSTS": "guide.example",
        "CMLGUIDE_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "cmlguide.settings",
        "PROMETHEUS_MULTIPROC_DIR": str(folder / "figures"),
    }
    return kept | SAFE | hosted | more


@pytest.fixture
def nowhere():
    """A port that refuses, and that no other program can take meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and never listens
        yield taken.getsockname()[1]


@pytest.fixture
def site(tmp_path, nowhere):
    """A running site whose database is unreachable, with its ports and its log."""
    static = tmp_path / "data" / "static"
    static.mkdir(parents=True)
    (static / "staticfiles.json").write_text("{}")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "counter_9.db").write_bytes(b"of the run before")
    first = free_ports(2)
    ports = SimpleNamespace(web=first, figures=first + 1, log=tmp_path / "log")
    choices = {
        "CMLGUIDE_DATABASE_URL": f"postgresql://guide@127.0.0.1:{nowhere}/cml",
        "CMLGUIDE_BIND": f"127.0.0.1:{ports.web}",
        "CMLGUIDE_METRICS": f"127.0.0.1:{ports.figures}",
        "CMLGUIDE_PROCESSES": "2",
    }
    with ports.log.open("w") as log:
        ports.process = subprocess.Popen(COMMAND, cwd=ROOT, env=environment(tmp_path, **choices), stderr=log)
    yield ports
    ports.process.kill()
    ports.process.wait()


def ask(port, address):
    """Status and text; repeated until the site listens."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            asked = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers=OF_A_PROXY)
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - http, as above
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
        except (URLError, ConnectionError):  # nobody listens yet, or who did has just ended
            assert time.monotonic() < end
            time.sleep(0.1)


def counted(figures, name):
    return sum(float(value) for value in re.findall(rf"^{name}(?:{{.*}})? (\S+)$", figures, re.MULTILINE))


def test_site_answers_counts_across_workers_and_stops_cleanly(site):
    alive = [ask(site.web, "/healthz") for _ in range(9)]
    ready = ask(site.web, "/readyz")
    broken = [ask(site.web, "/account/login/")[0] for _ in range(9)]
    lost = ask(site.web, "/results/0.0517/")[0]  # more digits than the times in the log have
    status, figures = ask(site.figures, "/metrics")
    site.process.send_signal(signal.SIGTERM)
    code = site.process.wait(timeout=PATIENCE)

    assert set(alive) == {(200, "ok\n")}
    assert ready == (503, "not ready\n")
    assert (broken, lost) == ([500] * 9, 500)  # there is no database
    assert status == 200
    assert counted(figures, "cmlguide_requests_total") == 10  # whichever process answered
    assert 'cmlguide_ready_checks_total{found="database not reached"} 1.0' in figures
    assert code == 0
    with pytest.raises(URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{site.figures}/metrics", timeout=PATIENCE)
    lines = [json.loads(line) for line in site.log.read_text().splitlines()]
    assert {line["route"] for line in lines if line["event"] == "request"} == {"account_login", "unknown"}
    assert [line["missing"] for line in lines if line["event"] == "not ready"] == ["database not reached"]
    assert "0.0517" not in site.log.read_text()


def test_unsafe_start_is_one_line(tmp_path):
    done = subprocess.run(
        COMMAND,
        cwd=ROOT,
        env=environment(tmp_path, CMLGUIDE_SMTP_HOST=""),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "A hosted site does not start like this. CMLGUIDE_SMTP_HOST is not set:"
        " without mail nobody can get back in who forgot a password.\n"
    )


def test_metrics_wait_for_their_port_and_end_with_their_parent(tmp_path):
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "cmlguide.metrics_server", "127.0.0.1", str(port)],
        cwd=ROOT,
        env=environment(tmp_path, PROMETHEUS_MULTIPROC_DIR=str(tmp_path)),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    said = server.stderr.readline()
    taken.close()
    status, _ = ask(port, "/metrics")
    server.stdin.close()
    code = server.wait(timeout=PATIENCE)
    rest = server.stderr.read()
    server.stderr.close()

    assert said.startswith(f"Metrics wait for 127.0.0.1:{port}, which is not available (")
    assert (status, code, rest) == (200, 0, "")
