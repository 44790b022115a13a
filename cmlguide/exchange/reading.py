"""Any file into one preview: what kind it is, and which reader takes it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from cmlguide.exchange.backup import read_record_file
from cmlguide.exchange.ccda.reader import read_ccda, read_ccda_zip
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.columns import IGNORED, meaning_of
from cmlguide.exchange.csv_file.parse import DELIMITERS, OWN_BEGINNING
from cmlguide.exchange.csv_file.reader import read_sheet, read_table_text
from cmlguide.exchange.fhir.apple import read_apple
from cmlguide.exchange.fhir.reader import read_fhir
from cmlguide.exchange.files.guarded import Guarded, read_guarded
from cmlguide.exchange.files.limits import LARGEST_FILE, LARGEST_ZIP, FileRefusedError, too_large
from cmlguide.exchange.files.text_of import decode, looks_binary
from cmlguide.exchange.files.zips import kind_of_zip
from cmlguide.exchange.health_card.reader import looks_like_card, read_health_card
from cmlguide.exchange.inside import with_documents
from cmlguide.exchange.pasted_report.reader import read_pdf, read_report
from cmlguide.exchange.preview.values import Options, Preview
from cmlguide.exchange.typed.date import read_date
from milestones.record import FORMAT

KINDS = ("csv", "fhir", "ccda", "text", "pdf")
"""What a caller may say a file is, instead of having it recognised."""

_PROBLEM_KINDS = {
    "jwe": Reason("is_locked"),
    "html": Reason("is_web_page"),
    "xml": Reason("xml_other"),
    "fhir-xml": Reason("is_fhir_xml"),
    "word": Reason("is_word"),
    "zip": Reason("zip_without_record"),
    "picture": Reason("is_picture"),
    "binary": Reason("is_binary"),
    "empty": Reason("file_empty"),
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_HOLDS_A_VALUE = re.compile(r"[\s:=(][<>]?\d+(?:[.,]\d+)?(?=[\s%.,)]|$)|\d[./-]\d+[./-]\d")
_OWN_FORMAT = re.compile(rf'"format"\s*:\s*"{FORMAT}"')
_JWE = re.compile(r"^[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*){2,4}$")
_TABLE_NAMES = (".csv", ".tsv", ".tab")


def preview_file(
    data: bytes, options: Options, kind: str | None = None, guarded: Guarded = read_guarded
) -> Preview:
    """What the file holds. `kind` (KINDS) overrules what it looks like. Raises FileRefusedError."""
    if len(data) > LARGEST_ZIP:
        raise too_large(LARGEST_ZIP)
    recognised = kind or recognise(data, options.name)
    if recognised in _PROBLEM_KINDS:
        raise FileRefusedError(_PROBLEM_KINDS[recognised])
    if recognised != "apple" and len(data) > LARGEST_FILE:
        raise too_large(LARGEST_FILE)
    try:
        preview = _READERS[recognised](data, options)
        if preview.attachments:
            preview = with_documents(preview, options, _read_inside, guarded)
    except (RecursionError, MemoryError):
        raise FileRefusedError(Reason("built_oddly")) from None
    return replace(preview, sha256=hashlib.sha256(data).hexdigest())


READ_INSIDE = ("text", "fhir", "ccda", "csv", "health-card")
"""Kinds that are read when they stand inside another file; a PDF is too (inside.py)."""


def _read_inside(data: bytes, options: Options) -> Preview:
    """A document inside a file. Raises FileRefusedError."""
    kind = recognise(data)
    if kind in _PROBLEM_KINDS:
        raise FileRefusedError(_PROBLEM_KINDS[kind])
    if kind not in READ_INSIDE:
        raise FileRefusedError(Reason("is_binary"))
    return _READERS["text" if kind == "csv" else kind](data, options)


def recognise(data: bytes, name: str = "") -> str:
    """The kind of a file by what stands in it; the name only tells a table from a letter."""
    if not data[:1024].strip() and not data.strip():  # no second copy of a large file
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return kind_of_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "word" if name.casefold().endswith((".doc", ".dot")) else "xls"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    return "binary" if looks_binary(data) else _recognise_text(decode(data[:200_000]), name)


def _recognise_text(beginning: str, name: str) -> str:
    start = beginning.lstrip("\ufeff \t\r\n")
    if looks_like_card(start):
        return "health-card"
    if start.startswith(("{", "[")) and not name.casefold().endswith(_TABLE_NAMES):
        return "record" if _OWN_FORMAT.search(start) else "fhir"
    if start.startswith("<"):
        return _recognise_xml(start)
    if _JWE.fullmatch(start.strip()[:5000].strip()):
        return "jwe"
    return "csv" if _looks_like_table(beginning, name) else "text"


def _recognise_xml(start: str) -> str:
    if "ClinicalDocument" in start[:20_000]:
        return "ccda"
    if "http://hl7.org/fhir" in start[:5_000]:
        return "fhir-xml"
    return "html" if re.search(r"<(?:!doctype )?html", start[:2_000], re.IGNORECASE) else "xml"


def _looks_like_table(beginning: str, name: str) -> bool:
    """A table has one delimiter on most of its first lines, the same number of times."""
    if name.casefold().endswith(_TABLE_NAMES):
        return True
    if beginning.lstrip("\ufeff").startswith(OWN_BEGINNING):
        return True
    lines = [line for line in beginning.splitlines()[:40] if line.strip()]
    if len(lines) < 2:
        return False
    if any(_is_heading_line(line, delimiter) for line in lines[:10] for delimiter in DELIMITERS):
        return True
    for delimiter in (";", "\t", ","):
        counts = [line.count(delimiter) for line in lines]
        commonest = max(set(counts), key=counts.count)
        enough = 2 if delimiter == "," else 1
        dated = delimiter == "," and commonest == 1 and bool(read_date(lines[1].split(",")[0]).date)
        if (commonest >= enough or dated) and counts.count(commonest) >= 0.7 * len(lines):
            return True
    return False


def _text_reader(read: Callable[[str, Options], Preview]) -> Callable[[bytes, Options], Preview]:
    return lambda data, options: read(decode(data), options)


def _is_heading_line(line: str, delimiter: str) -> bool:
    """Two or more cells, all but few of them headings we know. What ends in a value is none: "Hb 12.1"."""
    cells = [cell for cell in line.split(delimiter) if cell.strip()]
    named = (cell for cell in cells if len(cell) <= 60 and not _HOLDS_A_VALUE.search(cell))
    known = sum(meaning_of(cell) != IGNORED for cell in named)
    return len(cells) >= 2 and known >= 2 and known >= len(cells) / 2


_READERS: dict[str, Callable[[bytes, Options], Preview]] = {
    "csv": _text_reader(read_table_text),
    "text": _text_reader(read_report),
    "fhir": _text_reader(read_fhir),
    "health-card": _text_reader(read_health_card),
    "record": read_record_file,
    "ccda": read_ccda,
    "ccda-zip": read_ccda_zip,
    "pdf": read_pdf,
    "apple": read_apple,
    "xlsx": read_sheet,
    "xls": read_sheet,
    "ods": read_sheet,
}
