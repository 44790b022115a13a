import io
import zipfile
from datetime import date

import pytest

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.files.record_zip import (
    ZippedLetter,
    is_record_zip,
    read_letters_in,
    read_record_in,
    write_record_zip,
)
from tests.exchange.made_files import zipped

DAY = date(2026, 11, 22)
LETTERS = (ZippedLetter(DAY, True, b"%PDF-1.7 a"), ZippedLetter(DAY, False, b"Collected 5 Jan 2026"))


def test_record_and_letters_come_back_as_they_were():
    packed = write_record_zip(b"{}", LETTERS, {"page.txt": b"for people"})

    assert is_record_zip(packed) is True
    assert read_record_in(packed, 100) == b"{}"
    assert read_letters_in(packed) == LETTERS
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == [
        "record.json",
        "page.txt",
        "letters/letter-2026-11-22-1.pdf",
        "letters/letter-2026-11-22-2.txt",
    ]


@pytest.mark.parametrize("data", [b"", b"{}", zipped({"other.json": b"{}"})], ids=["empty", "json", "zip"])
def test_other_files_are_no_record_zip(data):
    assert is_record_zip(data) is False


def test_record_larger_than_it_may_be_is_refused():
    packed = write_record_zip(b"0" * 101, (), {})

    with pytest.raises(FileRefusedError, match="zip_too_much"):
        read_record_in(packed, 100)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letters/letter-2026-02-30-1.pdf", b"%PDF-1.7"),
        ("letters/letter-2026-11-22-1.pdf", b"<html>"),
        ("letters/letter-2026-11-22-1.txt", b"%PDF-1.7"),
        ("letters/../letter-2026-11-22-1.pdf", b"%PDF-1.7"),
        ("letter-2026-11-22-1.pdf", b"%PDF-1.7"),
        ("letters/letter-2026-11-22-1.exe", b"MZ"),
    ],
)
def test_what_is_no_kept_letter_is_not_read(name, content):
    assert read_letters_in(zipped({"record.json": b"{}", name: content})) == ()


def test_letters_that_unpack_to_too_much_are_refused():
    many = {f"letters/letter-2026-11-22-{number}.txt": b"a" * 30_000_000 for number in range(1, 5)}

    with pytest.raises(FileRefusedError, match="zip_too_much"):
        read_letters_in(zipped(many))
