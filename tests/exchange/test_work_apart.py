"""Heavy work runs in separate processes, limited in number and time, and no failure there harms the site."""

import os
import threading
from datetime import UTC, date, datetime

import pytest

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.paper.pdf import write_pdf
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.exchange.work_apart import (
    MOST_PIECES,
    BusyError,
    WorkApart,
    WorkFailedError,
    WorkStoppedError,
)
from tests.exchange.paper.test_pdf import sheet

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OPTIONS = Options(today=date(2026, 11, 22))
LETTER = b"Collected 2026-09-07\nBCR-ABL1 0.05 % IS\n"


@pytest.fixture(scope="module")
def apart():
    work = WorkApart(places=1, wait=0.2)
    yield work
    work.end()


def place_of(work):
    """What stands in the one place: a process, or None before it is needed."""
    (process,) = work._free.queue
    return process


def test_pdf_is_the_same_as_one_made_here(apart):
    assert apart.do("pdf", sheet("0.05%"), "a4", AT) == write_pdf(sheet("0.05%"), "a4", AT)


def test_preview_is_the_same_as_one_read_here(apart):
    read = apart.do("preview", LETTER, OPTIONS, "text")

    assert read == preview_file(LETTER, OPTIONS, "text")
    assert [str(row.value) for row in read.results] == ["0.05"]


def test_process_serves_again(apart):
    apart.do("preview", LETTER, OPTIONS)
    first = place_of(apart)._process.pid

    apart.do("preview", LETTER, OPTIONS)

    assert place_of(apart)._process.pid == first
    assert first != os.getpid()


def test_refusal_keeps_its_reason_and_the_process(apart):
    apart.do("preview", LETTER, OPTIONS)
    before = place_of(apart)

    with pytest.raises(FileRefusedError) as refused:
        apart.do("preview", b"\x89PNG", OPTIONS)

    assert refused.value.reason.code == "is_picture"
    assert place_of(apart) is before


def test_fault_is_told_by_its_places_and_not_by_its_words(apart):
    with pytest.raises(WorkFailedError) as failed:
        apart.do("preview", "0.05 is no bytes", OPTIONS)

    assert "reading.py" in "".join(failed.value.places_elsewhere)
    assert "0.05" not in "".join(failed.value.places_elsewhere)
    assert str(failed.value) == ""


def test_whoever_finds_all_busy_is_told_so(apart):
    held = apart._free.get()

    with pytest.raises(BusyError):
        apart.do("preview", LETTER, OPTIONS)

    apart._free.put(held)


def test_work_that_takes_too_long_ends_with_its_process_and_the_next_is_done():
    work = WorkApart(places=1, seconds=0)  # the clock strikes before the process has begun

    with pytest.raises(WorkStoppedError):
        work.do("preview", LETTER, OPTIONS)

    assert place_of(work) is None
    work.seconds = 60
    assert len(work.do("preview", LETTER, OPTIONS).results) == 1
    work.end()


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no memory of a process")
def test_work_that_takes_too_much_memory_ends_with_its_process():
    work = WorkApart(places=1, memory=60_000_000)

    with pytest.raises(WorkStoppedError):
        work.do("preview", bytes(60_000_000), OPTIONS)

    assert place_of(work) is None


def test_process_that_died_is_replaced(apart):
    apart.do("preview", LETTER, OPTIONS)
    place_of(apart)._process.kill()
    place_of(apart)._process.wait()

    with pytest.raises(WorkStoppedError):
        apart.do("preview", LETTER, OPTIONS)

    assert len(apart.do("preview", LETTER, OPTIONS).results) == 1


def test_process_is_replaced_after_many_pieces(apart):
    apart.do("preview", LETTER, OPTIONS)
    first = place_of(apart)
    first.pieces = MOST_PIECES - 1

    apart.do("preview", LETTER, OPTIONS)

    assert place_of(apart) is None
    assert first._process.poll() is not None


def test_as_many_work_side_by_side_as_there_are_places_and_end_leaves_none_behind():
    work = WorkApart(places=2, wait=60)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(len(work.do("preview", LETTER, OPTIONS).results)))
        for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    processes = [process._process for process in work._free.queue if process]
    work.end()

    assert found == [1, 1, 1, 1]
    assert 1 <= len(processes) <= 2
    assert None not in [process.poll() for process in processes]
