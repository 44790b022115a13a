"""Zip files (a phone's export, a spreadsheet), opened within limits on entries and bytes."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import LARGEST_UNPACKED, MOST_ZIP_ENTRIES, FileRefusedError

RECORD = "record.json"
"""What the backup file is called in a zip of a whole record (record_zip.py)."""
_BROKEN = Reason("zip_broken")
_BOMB = Reason("zip_too_much")


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip, checked for its number of entries. Raises FileRefusedError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileRefusedError(_BROKEN) from None
    if len(archive.infolist()) > MOST_ZIP_ENTRIES:
        raise FileRefusedError(_BOMB)
    return archive


def kind_of_zip(data: bytes) -> str:
    """record, apple, xlsx, ods, word, ccda-zip or zip, by the names inside. Raises FileRefusedError."""
    names = open_zip(data).namelist()
    if RECORD in names:
        return "record"
    if any("clinical-records/" in name or name.endswith("apple_health_export/export.xml") for name in names):
        return "apple"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "word"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    return "ccda-zip" if any(name.casefold().endswith(".xml") for name in names) else "zip"


def read_entries(
    archive: zipfile.ZipFile, names: list[str], most: int = LARGEST_UNPACKED
) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the entries. Raises FileRefusedError when they unpack to more than `most` bytes."""
    left = most
    for name in names:
        info = archive.getinfo(name)
        if info.file_size > left:
            raise FileRefusedError(_BOMB)
        content = _read_entry(archive, info)
        left -= len(content)
        yield name, content


def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The entry's bytes; zipfile never returns more than the stated size, and checks the CRC."""
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError, ValueError):
        raise FileRefusedError(_BROKEN) from None


def repack(
    data: bytes, most: int = LARGEST_UNPACKED, changes: Mapping[str, Callable[[bytes], bytes]] | None = None
) -> bytes:
    """The same zip with correct sizes, safe to pass to another program. Raises FileRefusedError.

    `changes` maps an entry's name to a function that converts its bytes.
    """
    archive = open_zip(data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as clean:
        for name, content in read_entries(archive, list(dict.fromkeys(archive.namelist())), most):
            change = (changes or {}).get(name)
            clean.writestr(name, change(content) if change else content)
    return packed.getvalue()
