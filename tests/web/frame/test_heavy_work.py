"""PDFs and reading files: a limited number for each account on a hosted site, then a kind word and a time."""

import html
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.work_apart import PLACES, WorkApart
from cmlguide.web.frame import heavy_work as work
from cmlguide.web.frame import work as doing
from cmlguide.web.words.files import say
from tests.routes import address, routes

AT_NOON = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)  # 30 seconds into a stretch of ten minutes
HEAVY = {"carried-file", "import-read", "import-show", "file-answer", "record-open"}
FILES = ("pdf", "text", "csv", "fhir", "calendar", "everything")


@pytest.fixture(autouse=True)
def hosted(db, settings, monkeypatch):
    settings.HOME_MODE, settings.HOSTED = False, True
    monkeypatch.setattr(work, "PIECES", 2)


@pytest.fixture
def noon():
    with time_machine.travel(AT_NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True, scope="module")
def processes():
    """Those beside this one that the tests below start."""
    yield
    doing.work_apart().end()


def export(client):
    return client.get("/data/page.pdf")


def test_share_of_an_account_is_bounded_and_comes_back(signed_in, noon):
    first = [export(signed_in).status_code for _ in range(2)]

    refused = export(signed_in)

    assert first == [200, 200]
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "570")
    assert "Try again in about 10 minutes." in refused.content.decode()
    noon.shift(570)
    assert export(signed_in).status_code == 200


def test_one_account_takes_nothing_from_another(signed_in, stranger, noon):
    for _ in range(3):
        export(signed_in)

    assert export(stranger).status_code == 200


def test_all_kinds_of_work_count_together(signed_in, noon):
    export(signed_in)
    signed_in.post("/data/read/", {"text": "BCR-ABL1 0.05 % IS"})

    assert export(signed_in).status_code == 429


def test_too_many_at_once_wait_a_moment(signed_in, person, noon):
    with work._a_share_of(f"user-{person.owner.pk}"), work._a_share_of(f"user-{person.owner.pk}"):
        refused = export(signed_in)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    assert "Try again in about 1 minute." in refused.content.decode()


def test_work_that_is_done_or_failed_runs_no_more(person, noon, monkeypatch):
    monkeypatch.setattr(work, "PIECES", 9)
    for _ in range(work.AT_ONCE):
        with pytest.raises(ValueError, match="broken"), work._a_share_of("user-1"):
            raise ValueError("broken")

    with work._a_share_of("user-1"):
        ran = True

    assert ran is True


def test_place_of_a_process_that_died_is_free_after_a_while(noon, monkeypatch):
    monkeypatch.setattr(work, "PIECES", 9)
    with ExitStack() as died:  # they end with the test: left to the garbage collector, one that ends during
        for _ in range(work.AT_ONCE):  # another test's query waits for that query, and that query for it
            died.enter_context(work._a_share_of("user-1"))
        with pytest.raises(work.TooMuchWork), work._a_share_of("user-1"):
            pass

        noon.shift(work.LONGEST + 1)

        with work._a_share_of("user-1"):
            ran = True
    assert ran is True


def test_somebody_without_an_account_has_the_share_of_their_address():
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/")
    request.user = type("Nobody", (), {"pk": None})()

    assert work._account(request) == "from-192.0.2.1"


def test_at_home_nothing_is_counted(settings, signed_in, noon):
    settings.HOME_MODE, settings.HOSTED = True, False

    assert {export(signed_in).status_code for _ in range(4)} == {200}


def test_which_pages_count(signed_in, noon, monkeypatch):
    monkeypatch.setattr(work, "PIECES", 0)

    files = {f"export-{file}" for file in FILES} | {"record-export"}
    answers = {name: signed_in.get(reverse(name)).status_code for name in files}  # before what signs out
    for route in routes():
        answers.setdefault(route.name, signed_in.post(address(route)).status_code)

    assert {name for name, status in answers.items() if status == 429} == HEAVY | files


def test_sign_in_comes_before_the_count():
    assert Client().get("/data/page.pdf").headers["Location"].startswith("/account/login/")


def test_one_account_cannot_keep_all_processes_busy():
    assert work.AT_ONCE < PLACES


def taken(work):
    """Take every place away, as others' work does."""
    return [work._free.get() for _ in range(work._free.qsize())]


def test_who_finds_all_processes_busy_reads_when_to_come_back(signed_in, monkeypatch):
    full = WorkApart(wait=0)
    taken(full)
    monkeypatch.setattr(doing, "work_apart", lambda: full)

    answers = [export(signed_in), signed_in.post("/data/read/", {"text": "BCR-ABL1 0.05 % IS"})]

    assert [(one.status_code, one.headers["Retry-After"]) for one in answers] == [(503, "20")] * 2
    assert "Please try again in half a minute." in answers[0].content.decode()


def test_pdf_that_takes_too_long_is_given_up(signed_in, monkeypatch):
    monkeypatch.setattr(doing, "work_apart", lambda: WorkApart(seconds=0))

    assert export(signed_in).status_code == 503


def test_file_that_takes_too_long_is_refused_in_words(signed_in, monkeypatch):
    monkeypatch.setattr(doing, "work_apart", lambda: WorkApart(seconds=0))

    answer = signed_in.post("/data/read/", {"text": "BCR-ABL1 0.05 % IS"})

    assert answer.status_code == 422
    assert say(Reason("takes_too_long")) in html.unescape(answer.content.decode())


def test_place_is_free_again_after_a_busy_answer(signed_in, monkeypatch):
    full = WorkApart(wait=0)
    held = taken(full)
    monkeypatch.setattr(doing, "work_apart", lambda: full)
    export(signed_in)
    for one in held:
        full._free.put(one)

    assert export(signed_in).status_code == 200
    full.end()


def test_at_home_no_process_is_started(settings, signed_in, monkeypatch):
    settings.HOME_MODE, settings.HOSTED = True, False
    monkeypatch.setattr(doing, "work_apart", lambda: pytest.fail("a process was started"))

    assert export(signed_in).status_code == 200
