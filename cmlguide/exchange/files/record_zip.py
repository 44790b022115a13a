"""A whole record as one zip: the backup file, the kept letters, and the other files to take along."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cmlguide.exchange.files.limits import LARGEST_UNPACKED
from cmlguide.exchange.files.zips import RECORD, open_zip, read_entries

_LETTER = re.compile(r"letters/letter-(\d{4}-\d{2}-\d{2})-\d{1,4}\.(pdf|txt)", re.ASCII)
MOST_LETTERS = 1_000


@dataclass(frozen=True)
class ZippedLetter:
    """A letter that was kept, and the day it was imported."""

    brought_in_on: date
    is_pdf: bool
    content: bytes


def write_record_zip(backup: bytes, letters: Iterable[ZippedLetter], others: Mapping[str, bytes]) -> bytes:
    """The zip. `others` are its remaining files by name, meant for people and not read back."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(RECORD, backup)
        for name, content in others.items():
            archive.writestr(name, content)
        for number, letter in enumerate(letters, 1):
            ending = "pdf" if letter.is_pdf else "txt"
            archive.writestr(
                f"letters/letter-{letter.brought_in_on.isoformat()}-{number}.{ending}", letter.content
            )
    return packed.getvalue()


def is_record_zip(data: bytes) -> bool:
    """Whether this is a zip that contains a backup file. Raises FileRefusedError for a broken zip."""
    return data.startswith(b"PK\x03\x04") and RECORD in open_zip(data).namelist()


def read_record_in(data: bytes, most: int) -> bytes:
    """The backup file in the zip, up to `most` bytes. Raises FileRefusedError."""
    ((_, content),) = read_entries(open_zip(data), [RECORD], most)
    return content


def read_letters_in(data: bytes) -> tuple[ZippedLetter, ...]:
    """The letters in the zip, in the order of the numbers in their names. Raises FileRefusedError."""
    archive = open_zip(data)
    named = [name for name in dict.fromkeys(archive.namelist()) if _LETTER.fullmatch(name)][:MOST_LETTERS]
    return tuple(
        letter
        for name, content in read_entries(archive, named, LARGEST_UNPACKED)
        if (letter := _letter(name, content))
    )


def _letter(name: str, content: bytes) -> ZippedLetter | None:
    """The letter; None for an impossible date, or for a .pdf that is not a PDF."""
    match = _LETTER.fullmatch(name)
    try:
        day = date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
    is_pdf = name.endswith(".pdf")
    if day is None or is_pdf != content.startswith(b"%PDF-"):
        return None
    return ZippedLetter(day, is_pdf, content)
