"""A request's line in the log says which page and what came of it, and nothing a person entered."""

import json
import logging

import pytest
from django.test import Client
from prometheus_client import REGISTRY

from cmlguide.web.frame.private_log import JsonLines
from tests.factories import make_result
from tests.hosting import add_outermost
from tests.signing_in import sign_in_and_look

pytestmark = pytest.mark.django_db
NAME = "2f1a0b7c9d8e4f5a6b7c8d9e0f1a2b3c"
# The numbers that no line may hold have four decimals: the time in each line has three, as in 12:00:40.051.


@pytest.fixture
def lines(settings, hosted):
    """The lines a collector is given, as JSON, newest last."""
    add_outermost(settings)
    settings.PROXIES = 1
    written = []

    class Collector(logging.Handler):
        def emit(self, record):
            written.append(json.loads(JsonLines().format(record)))

    handler, log = Collector(), logging.getLogger("cmlguide.request")
    log.addHandler(handler)
    level, log.level = log.level, logging.INFO
    yield written
    log.removeHandler(handler)
    log.setLevel(level)


def test_line_names_page_status_and_request_and_no_address(lines, person):
    result = make_result(person)
    client = sign_in_and_look(person.owner)
    lines.clear()

    answer = client.get(f"/results/{result.pk}/edit/?from=0.0741", headers={"X-Request-ID": NAME})

    (line,) = lines
    assert answer.headers["X-Request-ID"] == NAME
    assert set(line) == {"at", "level", "logger", "event", "request_id", "method", "route", "status", "ms"}
    assert {name: line[name] for name in ("event", "method", "route", "status", "request_id")} == {
        "event": "request",
        "method": "GET",
        "route": "result-edit",
        "status": 200,
        "request_id": NAME,
    }
    assert "0.0741" not in json.dumps(line)


@pytest.mark.parametrize("address", ["/shared/open/secret-token/", "/nowhere/Robin/0.0514/", "/wp-login.php"])
def test_no_part_of_an_address_reaches_the_log(lines, address):
    Client().get(address, headers={"host": "localhost"})

    assert [line["route"] for line in lines] in (["guest-open"], ["unknown"])
    assert not any(part in json.dumps(lines) for part in ("secret", "Robin", "0.0514", "wp-login"))


def test_invented_method_and_host_are_one_word_each(lines):
    Client().generic("CML 0.05%", "/")
    Client().get("/", headers={"host": "patient-robin.example"})

    assert [(line["method"], line["route"], line["status"]) for line in lines[-1:]] == [
        ("GET", "unknown", 400)
    ]
    assert lines[0]["method"] == "other"


def test_files_of_a_page_are_counted_and_not_logged(lines, settings, tmp_path):
    (tmp_path / "base.css").write_text("body { color: black }")
    settings.STATIC_ROOT = tmp_path
    before = counted(route="static", method="GET", status="200")

    Client().get("/static/base.css").close()

    assert lines == []
    assert counted(route="static", method="GET", status="200") == before + 1


def test_counts_are_by_page_method_and_status(lines, person):
    client = sign_in_and_look(person.owner)
    before = counted(route="more", method="GET", status="200")

    client.get("/more/")
    client.get("/more/")

    assert counted(route="more", method="GET", status="200") == before + 2


def counted(**labels):
    return REGISTRY.get_sample_value("cmlguide_requests_total", labels) or 0
