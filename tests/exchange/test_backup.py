import json

import pytest
from hypothesis import given, settings

from cmlguide.exchange.backup import BackupRead, read_backup, write_backup
from cmlguide.exchange.codes import Reason
from milestones.record import LARGEST_BYTES
from tests.exchange.histories import HISTORIES, SMALL
from tests.exchange.made_files import zipped


@settings(deadline=None, max_examples=50)
@given(HISTORIES)
def test_backup_gives_back_the_same_history(history):
    assert read_backup(write_backup(history)) == BackupRead(history)


def test_backup_keeps_zeros_at_the_end():
    assert b'"0.0030"' in write_backup(SMALL)


def test_backup_is_read_out_of_a_zip_and_is_no_larger_there():
    large = zipped({"record.json": b" " * (LARGEST_BYTES + 1)})

    assert read_backup(zipped({"record.json": write_backup(SMALL), "page.txt": b""})) == BackupRead(SMALL)
    assert [problem.code for problem in read_backup(large).problems] == ["zip_too_much"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_backup_takes_a_file_an_editor_saved_again(encoding):
    data = write_backup(SMALL).decode("utf-8").encode(encoding)

    assert read_backup(data) == BackupRead(SMALL)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "record_empty"),
        (b" \n", "record_empty"),
        (b" " * (LARGEST_BYTES + 1), "record_too_large"),
        (b"PK\x03\x04rest", "zip_broken"),
        (zipped({"other.json": b"{}"}), "record_is_zip"),
        (b"%PDF-1.7", "record_is_pdf"),
        (b"<html>", "record_is_web_page"),
        (b"hello", "record_not_json"),
        ("détecté".encode("latin-1"), "record_not_json"),
        (b"\xff\xfe\x00\xd8", "record_not_text"),
        (b"[" * 100_000, "record_not_json"),
        (b'{"a": NaN}', "record_not_json"),
        (b"[]", "record_not_ours"),
        (b'{"resourceType": "Bundle"}', "record_not_ours"),
        (b'{"format": "cmlguide-record", "version": 2}', "record_newer"),
    ],
)
def test_read_backup_says_why_a_file_is_refused(data, code):
    read = read_backup(data)

    assert (read.history, [problem.code for problem in read.problems]) == (None, [code])


@pytest.mark.parametrize("version", [True, "1", 0, None])
def test_read_backup_names_a_version_that_was_never_used(version):
    data = json.dumps({"format": "cmlguide-record", "version": version}).encode()

    (problem,) = read_backup(data).problems

    assert (problem.code, problem.values["place"]) == ("record_entry", "version")


def test_read_backup_names_every_bad_entry_and_keeps_nothing():
    bad = {"collected_on": "2026-02-30", "kind": "value", "value": "0,5", "unit": "percent_is"}
    good = {"collected_on": "2026-02-03", "kind": "not_detected"}
    data = json.dumps({"format": "cmlguide-record", "version": 1, "results": [good, bad]}).encode()

    read = read_backup(data)

    assert read.history is None
    assert [problem.values for problem in read.problems] == [
        {"place": "results[1].collected_on", "said": '"2026-02-30" is not a date: write it like 2026-09-07'},
        {"place": "results[1].value", "said": '"0,5" is not a number: write 0.5'},
    ]


def test_read_backup_counts_the_rest_of_many_problems():
    rows = [{"collected_on": f"x{number}", "kind": "not_detected"} for number in range(60)]
    data = json.dumps({"format": "cmlguide-record", "version": 1, "results": rows}).encode()

    read = read_backup(data)

    assert len(read.problems) == 21
    assert read.problems[-1] == Reason("record_more", {"count": 40})
