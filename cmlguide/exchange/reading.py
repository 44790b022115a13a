"""Reads any file into one preview: finds out what kind it is and which reader takes it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from cmlguide.exchange import backup
from cmlguide.exchange.ccda import formats as ccda
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file import formats as csv_file
from cmlguide.exchange.fhir import formats as fhir
from cmlguide.exchange.files.guarded import Guarded, read_guarded
from cmlguide.exchange.files.limits import LARGEST_ZIP, FileRefusedError, too_large
from cmlguide.exchange.health_card import reader as health_card
from cmlguide.exchange.inside import with_documents
from cmlguide.exchange.pasted_report.formats import PDF, TEXT
from cmlguide.exchange.preview.formats import Beginning, Format
from cmlguide.exchange.preview.values import Options, Preview

KINDS = ("csv", "fhir", "ccda", "text", "pdf")
"""What a caller may say a file is, instead of having it recognised."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0"
_JWE = re.compile(r"^[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*){2,4}$")
_HTML = re.compile(r"<(?:!doctype )?html", re.IGNORECASE)


def _is_empty(beginning: Beginning) -> bool:
    """Whether there is nothing but whitespace; checked without copying a large file."""
    return not beginning.data[:1024].strip() and not beginning.data.strip()


def _is_word(beginning: Beginning) -> bool:
    return beginning.zip_kind == "word" or beginning.data.startswith(_OLE)


NOT_READ: tuple[tuple[str, Callable[[Beginning], bool], Reason], ...] = (
    ("empty", _is_empty, Reason("file_empty")),
    ("word", _is_word, Reason("is_word")),
    ("zip", lambda beginning: bool(beginning.zip_kind), Reason("zip_without_record")),
    ("picture", lambda beginning: beginning.data.startswith(_PICTURES), Reason("is_picture")),
    (
        "fhir-xml",
        lambda one: one.is_xml and "http://hl7.org/fhir" in one.start[:5_000],
        Reason("is_fhir_xml"),
    ),
    ("html", lambda one: one.is_xml and bool(_HTML.search(one.start[:2_000])), Reason("is_web_page")),
    ("xml", lambda beginning: beginning.is_xml, Reason("xml_other")),
    ("jwe", lambda one: bool(_JWE.fullmatch(one.start.strip()[:5000].strip())), Reason("is_locked")),
)
"""Kinds that are known and not read: how each is told, and why. Asked after the formats but plain text."""
FORMATS: tuple[Format, ...] = (
    *health_card.FORMATS,
    *backup.FORMATS,
    *fhir.FORMATS,
    *ccda.FORMATS,
    PDF,
    *csv_file.FORMATS,
)
"""Every format, the pickier before the less picky. A new one is its room and its line here."""
BY_KIND = {one.kind: one for one in (*FORMATS, TEXT)}
REFUSED = {kind: why for kind, _, why in NOT_READ} | {"binary": Reason("is_binary")}


def preview_file(
    data: bytes, options: Options, kind: str | None = None, guarded: Guarded = read_guarded
) -> Preview:
    """The contents of the file. `kind` (KINDS) overrides what it looks like. Raises FileRefusedError."""
    if len(data) > LARGEST_ZIP:
        raise too_large(LARGEST_ZIP)
    found = _format_of(kind or recognise(data, options.name))
    if len(data) > found.most_bytes:
        raise too_large(found.most_bytes)
    try:
        preview = found.read(data, options)
        if preview.attachments:
            preview = with_documents(preview, options, _read_inside, guarded)
    except (RecursionError, MemoryError):
        raise FileRefusedError(Reason("built_oddly")) from None
    return replace(preview, sha256=hashlib.sha256(data).hexdigest())


def _format_of(kind: str) -> Format:
    if kind in REFUSED:
        raise FileRefusedError(REFUSED[kind])
    return BY_KIND[kind]


def _read_inside(data: bytes, options: Options) -> Preview:
    """The preview of a document inside a file (inside.py reads PDFs). Raises FileRefusedError."""
    kind = recognise(data)
    found = TEXT if kind == "csv" else _format_of(kind)
    if not found.inside:
        raise FileRefusedError(Reason("is_binary"))
    return found.read(data, options)


def recognise(data: bytes, name: str = "") -> str:
    """The kind of a file, judged by its contents; the name only tells a table from a letter."""
    beginning = Beginning(data, name)
    if _is_empty(beginning):
        return "empty"
    found = next((one.kind for one in FORMATS if one.fits(beginning)), None)
    refused = next((kind for kind, fits, _ in NOT_READ if fits(beginning)), None)
    if found == "csv" and refused:
        return refused
    return found or refused or ("text" if TEXT.fits(beginning) else "binary")
