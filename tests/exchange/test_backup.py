import json

import pytest
from hypothesis import given, settings

from cmlguide.exchange.backup import BackupRead, read_backup, write_backup
from milestones.record import LARGEST_BYTES
from tests.exchange.histories import HISTORIES, SMALL


@settings(deadline=None, max_examples=50)
@given(HISTORIES)
def test_backup_gives_back_the_same_history(history):
    assert read_backup(write_backup(history)) == BackupRead(history)


def test_backup_keeps_zeros_at_the_end():
    assert b'"0.0030"' in write_backup(SMALL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_backup_takes_a_file_an_editor_saved_again(encoding):
    data = write_backup(SMALL).decode("utf-8").encode(encoding)

    assert read_backup(data) == BackupRead(SMALL)


@pytest.mark.parametrize(
    ("data", "beginning"),
    [
        (b"", "This file is empty."),
        (b" \n", "This file is empty."),
        (b" " * (LARGEST_BYTES + 1), "This file is larger than 8 MB"),
        (b"PK\x03\x04rest", "This is a spreadsheet or a zip file, not a record file."),
        (b"%PDF-1.7", "This is a PDF, not a record file."),
        (b"<html>", "This is a web page or an XML file, not a record file."),
        (b"hello", "This file is not a record file, or it was changed"),
        ("détecté".encode("latin-1"), "This file is not a record file, or it was changed"),
        (b"\xff\xfe\x00\xd8", "This file is not plain text."),
        (b"[" * 100_000, "This file is not a record file, or it was changed"),
        (b'{"a": NaN}', "This file is not a record file, or it was changed"),
        (b"[]", "This is not a record file of CML Guide."),
        (b'{"resourceType": "Bundle"}', "This is not a record file of CML Guide."),
        (
            b'{"format": "cmlguide-record", "version": 2}',
            "This file was made by a newer version of CML Guide.",
        ),
    ],
)
def test_read_backup_says_why_a_file_is_refused(data, beginning):
    read = read_backup(data)

    assert read.history is None
    assert read.problems[0].startswith(beginning)


def test_read_backup_names_every_bad_entry_and_keeps_nothing():
    bad = {"collected_on": "2026-02-30", "kind": "value", "value": "0,5", "unit": "percent_is"}
    good = {"collected_on": "2026-02-03", "kind": "not_detected"}
    data = json.dumps({"format": "cmlguide-record", "version": 1, "results": [good, bad]}).encode()

    read = read_backup(data)

    assert read.history is None
    assert [problem.split(":")[0] for problem in read.problems] == [
        "Result 2, collected on",
        "Result 2, value",
    ]


def test_read_backup_counts_the_rest_of_many_problems():
    rows = [{"collected_on": f"x{number}", "kind": "not_detected"} for number in range(60)]
    data = json.dumps({"format": "cmlguide-record", "version": 1, "results": rows}).encode()

    read = read_backup(data)

    assert len(read.problems) == 21
    assert read.problems[-1] == "And 40 more problems like these."
