"""The command `cmlguide`, as a person runs it: in a process of its own."""

import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cmlguide import __version__, serving
from cmlguide.devtools.ports import free_ports

PATIENCE = 120
"""Seconds for a server to say what a test waits for, on a slow machine too."""


@pytest.fixture(autouse=True, scope="module")
def hear_ctrl_c():
    """What is started here reacts to Ctrl-C as in a terminal, even if the tests run in the background and
    inherit that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Server:
    """`cmlguide` running on a data folder of its own."""

    def __init__(self, data, port, *options, **environment):
        command = [sys.executable, "-m", "cmlguide.serving", "--port", str(port), *options]
        environment = {**os.environ, "CMLGUIDE_DATA": str(data), "PYTHONUNBUFFERED": "1", **environment}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        self.said = ""

    def wait_for(self, pattern):
        """The first line that matches, as a match object; the output so far is in `said`. A server that never
        says it is ended."""
        clock = threading.Timer(PATIENCE, self.process.kill)
        clock.start()
        try:
            for line in self.process.stdout:
                self.said += line
                if found := re.search(pattern, line):
                    return found
        finally:
            clock.cancel()
        raise AssertionError(self.said)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.said += self.process.communicate(timeout=PATIENCE)[0]
        return self.process.returncode


@pytest.fixture(scope="session")
def started_folder(tmp_path_factory):
    """A data folder as a first start leaves it: making one takes three seconds, a copy none."""
    folder = tmp_path_factory.mktemp("started") / "data"
    prepare_folder(folder)
    return folder


@pytest.fixture
def data(tmp_path, started_folder):
    """A data folder of the test's own, from an earlier start."""
    return shutil.copytree(started_folder, tmp_path / "data")


@pytest.fixture
def start(tmp_path):
    """A function that starts the site: on the folder of `data` where the test asks for that, else anew."""
    servers = []

    def start_one(*options, port=None, browser=False, **environment):
        options = options if browser else ("--no-browser", *options)
        servers.append(Server(tmp_path / "data", port or free_ports(2), *options, **environment))
        return servers[-1]

    yield start_one
    for server in servers:
        server.process.kill()
        server.process.wait()
        server.process.stdout.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory, started_folder):
    """A server that several tests ask, with the first line that names its address."""
    data = shutil.copytree(started_folder, tmp_path_factory.mktemp("running") / "data")
    server = Server(data, free_ports(1), "--no-browser")
    server.address = server.wait_for(r"http://localhost:(\d+)/open/\S+/")
    yield server
    server.process.kill()
    server.process.wait()
    server.process.stdout.close()


def wait_until(holds):
    """Wait until it holds; the assertion that follows then says what is missing."""
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)


PROTECT = (
    "; from cmlguide.web.frame import home; user = home.home_user(); "
    "user.set_password('four small green words'); user.save()"
)
"""After prepare(): set a passphrase on the installation."""


def prepare_folder(data, more=""):
    """What a start does before it serves."""
    code = f"from cmlguide import serving; serving.prepare(){more}"
    environment = {**os.environ, "CMLGUIDE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "cmlguide.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def get(url, cookie=""):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
    connection.request("GET", parts.path, headers={"Cookie": cookie})
    response = connection.getresponse()
    response.body = response.read().decode()
    connection.close()
    return response


@pytest.fixture
def browser(tmp_path):
    """A program in place of the browser, and the file where it notes what it was asked to open."""
    asked, program = tmp_path / "asked.txt", tmp_path / "browser.sh"
    program.write_text(f'#!/bin/sh\necho "$1" > "{asked}.new"\nmv "{asked}.new" "{asked}"\n')
    program.chmod(0o700)
    return f"{program} %s", asked


def test_link_signs_one_browser_in_and_stop_is_clean_on_a_terminal_without_a_screen(start, tmp_path, browser):
    command, asked = browser
    server = start(browser=True, BROWSER=command, DISPLAY="", WAYLAND_DISPLAY="")
    link = server.wait_for(r"http://localhost:\d+/open/\S+/").group()
    server.wait_for("To stop, press Ctrl-C")

    first = get(link)
    again = get(link)

    assert (first.status, first.headers["Location"]) == (302, "/")
    session = [cookie for cookie in first.headers.get_all("Set-Cookie") if "cmlguide_session_" in cookie]
    assert ["HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in session] == [True]
    assert again.status == 403
    assert "This link does not work any more" in again.body
    next_link = server.wait_for(r"A new link, for ten minutes: (http://localhost:\d+/open/\S+/)").group(1)
    assert get(next_link).status == 302
    assert server.stop() == 0
    assert server.said.endswith("\nCML Guide has stopped. Your record is saved.\n")
    assert (asked.exists(), (tmp_path / "data" / "open.html").exists()) == (False, False)
    assert stat.S_IMODE((tmp_path / "data" / "cmlguide.sqlite3").stat().st_mode) == 0o600


def test_browser_is_given_no_link_that_another_user_could_read(start, data, tmp_path, browser):
    command, asked = browser
    server = start(browser=True, BROWSER=command, DISPLAY=":7")
    link = server.wait_for(r"http://localhost:\d+/open/\S+/").group()
    server.wait_for("the link above by hand")
    wait_until(asked.exists)

    file = tmp_path / "data" / "open.html"
    assert asked.read_text() == f"{file.as_uri()}\n"
    assert f"url={link}" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    assert get(link).status == 302
    server.wait_for("A new link")
    assert not file.exists()


def test_browser_goes_to_the_start_page_where_a_passphrase_is_asked(start, data, tmp_path, browser):
    command, asked = browser
    prepare_folder(data, PROTECT)

    server = start(browser=True, BROWSER=command, DISPLAY=":7")
    address = server.wait_for(r"http://localhost:\d+/$").group()
    server.wait_for("To stop")
    wait_until(asked.exists)

    assert asked.read_text() == f"{address}\n"
    assert not (tmp_path / "data" / "open.html").exists()
    assert server.stop() == 0
    assert "/open/" not in server.said


def test_stop_takes_an_unused_opening_file_away(start, data, tmp_path, browser):
    server = start(browser=True, BROWSER=browser[0], DISPLAY=":7")
    server.wait_for("the link above by hand")
    wait_until(browser[1].exists)

    assert server.stop() == 0
    assert not (tmp_path / "data" / "open.html").exists()


def test_database_writes_are_safe_by_default(start, tmp_path):
    server = start()
    server.wait_for("To stop")
    server.stop()

    with sqlite3.connect(tmp_path / "data" / "cmlguide.sqlite3") as database:
        mode = database.execute("PRAGMA journal_mode").fetchone()
    database.close()

    assert mode == ("wal",)


def test_busy_port_gives_way_to_the_next_free_one(start, data):
    first = start()
    port = int(first.wait_for(r"localhost:(\d+)/").group(1))

    second = start(port=port)

    assert second.wait_for("in use").string == (
        f"Port {port} is in use by another program. Using port {port + 1} instead.\n"
    )
    assert second.wait_for(r"localhost:(\d+)/").group(1) == str(port + 1)


def test_forgotten_passphrase_is_removed_on_request(start, data):
    server = start("--forget-passphrase")

    server.wait_for("The passphrase is removed")
    server.wait_for("/open/")


def test_day_to_show_is_said(start, data):
    server = start(CMLGUIDE_TODAY="2026-11-22")

    assert server.wait_for("For show").string == (
        "For show: today is taken to be 2026-11-22 (CMLGUIDE_TODAY).\n"
    )


def test_other_host_name_is_refused_without_a_trace(running):
    port = int(running.address.group(1))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    connection.request("GET", "/", headers={"Host": "evil.example"})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()

    assert response.status == 400
    assert "evil.example" not in body
    assert "Traceback" not in body


def test_nothing_that_is_asked_for_or_sent_is_said_on_the_terminal(start, data):
    server = start()
    link = server.wait_for(r"http://localhost:(\d+)/open/\S+/")
    port = int(link.group(1))
    cookie = get(link.group()).headers["Set-Cookie"].partition(";")[0]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}

    connection.request("GET", "/Mira-Mark/?number=0.0717", headers={"Cookie": cookie, "Host": "localhost"})
    asked = connection.getresponse()
    asked.read()
    connection.request("POST", "/results/add/", "number=0.0717&lab=Mira-Mark", form)
    sent = connection.getresponse().status
    connection.close()

    assert (asked.status, sent, server.stop()) == (404, 403, 0)  # without the form's own token
    assert "status 404 on page unknown" in server.said
    assert [mark for mark in ("Mira-Mark", "0.0717") if mark in server.said] == []


def test_gigabyte_from_another_program_is_refused_with_little_memory(running):
    """Said at once where its size is stated; sent in pieces it is cut off at the size of an upload."""
    port = int(running.address.group(1))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest("POST", "/data/read/")
    connection.putheader("Content-Length", "1000000000")
    connection.endheaders()

    stated = connection.getresponse().status
    connection.close()
    sent = send_pieces(port, b"x" * 1_000_000, 1_000)

    assert stated == 413
    assert sent < 120
    assert most_memory_of(running.process.pid) < 400_000_000


def send_pieces(port, piece, count):
    """How many pieces of a body of unstated size were accepted before the other end closed the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(
            b"POST /data/read/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for sent in range(count):
            try:
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            except OSError:
                return sent
    return count


def most_memory_of(pid):
    """The most bytes the process ever used; 0 on systems that do not report it in a file."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1_000 for line in lines if line.startswith("VmHWM"))


def test_idle_connections_do_not_stop_the_site(running):
    link = running.address
    held = [socket.create_connection(("127.0.0.1", int(link.group(1)))) for _ in range(110)]

    answer = get(link.group())

    for one in held:
        one.close()
    assert answer.status == 302


def test_hosted_site_is_not_served_this_way(start):
    server = start(CMLGUIDE_HOSTS="guide.example")

    server.process.wait(timeout=PATIENCE)

    assert server.process.returncode == 1
    assert server.process.stdout.read() == (
        "CMLGUIDE_HOSTS is set: run a hosted site with gunicorn, as docs/security.md says.\n"
    )


def test_port_that_is_no_port_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        serving.read_options(["--port", "70000"])

    assert stop.value.code == 2
    assert capsys.readouterr().err.endswith("--port must be a number from 1 to 65535\n")


def test_version_is_said(capsys):
    with pytest.raises(SystemExit) as stop:
        serving.read_options(["--version"])

    assert stop.value.code == 0
    assert capsys.readouterr().out == f"CML Guide {__version__}\n"


def test_second_start_copies_nothing_again(start, tmp_path):
    first = start()
    first.wait_for("To stop")
    first.stop()
    stamp = tmp_path / "data" / "static" / "collected.txt"
    before = stamp.stat().st_mtime_ns

    start().wait_for("To stop")

    assert stamp.stat().st_mtime_ns == before


def test_folder_of_somebody_else_is_refused_in_a_line(start, tmp_path):
    """It used to delete the files in its `static/`."""
    folder = tmp_path / "data" / "static"
    folder.mkdir(parents=True)
    (folder / "site.css").write_text("mine")
    server = start()

    said = server.process.communicate(timeout=PATIENCE)[0]

    assert server.process.returncode == 1
    assert said.startswith(f"{tmp_path / 'data'} holds other files. Nothing in it was touched.")
    assert [file.name for file in sorted((tmp_path / "data").rglob("*"))] == ["static", "site.css"]


def test_record_that_vanished_is_said_and_its_backup_put_back(start, tmp_path):
    """A whole round: a first start, the loss, a start that refuses, one that puts back. Served files heal."""
    data = tmp_path / "data"
    first = start()
    first.wait_for("To stop")
    first.stop()
    for file in data.glob("cmlguide.sqlite3*"):
        file.unlink()
    lost = next((data / "static" / "css").glob("tokens.*.css"))
    lost.unlink()

    refused = start()
    said = refused.process.communicate(timeout=PATIENCE)[0]
    back = start("--put-back")
    back.wait_for("is put back")
    back.wait_for("To stop")

    assert refused.process.returncode == 1
    assert said.startswith(f"The record is missing: there is no file {data / 'cmlguide.sqlite3'} any more.\n")
    assert "--put-back\n" in said
    assert (data / "cmlguide.sqlite3").exists()
    assert lost.exists()


def test_browser_that_cannot_be_led_to_the_link_stops_nothing(monkeypatch, tmp_path, capsys):
    """The disk is full: the link stands on the terminal."""

    def fail(folder, link):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(serving, "write_opening_file", fail)

    serving.show_in_browser("http://localhost:8000/", "http://localhost:8000/open/x/")

    assert "Open the link above by hand." in capsys.readouterr().out
