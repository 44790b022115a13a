"""Documents inside a C-CDA document: a PDF as its body or attached to a result, and text-only sections."""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from cmlguide.exchange.ccda.xml import HL7, attribute, child, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Attachment, LeftOut
from cmlguide.exchange.terms.names import names_bcr_abl

LINE_ENDS = frozenset(
    f"{HL7}{name}" for name in ("br", "tr", "item", "paragraph", "caption", "list", "table", "thead", "tbody")
)


def body_of(root: Element, place: str) -> Iterator[Attachment | LeftOut]:
    """The body when it is not XML: the document itself is a PDF, a scan or a text."""
    for body in root.iter(f"{HL7}nonXMLBody"):
        yield from _held(child(body, "text"), f"{place}document", text_of(child(root, "title")))


def media_of(section: Element, title: str) -> Iterator[Attachment | LeftOut]:
    """The documents attached to the entries of a section."""
    media = [*section.iter(f"{HL7}observationMedia"), *section.iter(f"{HL7}observation")]
    for number, one in enumerate(media, 1):
        value = child(one, "value")
        if (
            value is not None
            and attribute(value, "mediaType")
            and attribute(value, "representation") == "B64"
        ):
            yield from _held(value, f"{title}, document {number}", title)


def _held(element: Element | None, where: str, title: str) -> Iterator[Attachment | LeftOut]:
    kind = attribute(element, "mediaType")
    named = shorten(" ".join(word for word in (title, kind) if word) or "?", 80)
    written = "" if element is None else "".join(element.itertext())
    if not written.strip():
        yield LeftOut(where, Reason("part_elsewhere", {"text": named}))
    elif attribute(element, "representation") != "B64":
        yield Attachment(where, named, written.encode("utf-8", "replace"))
    else:
        try:
            yield Attachment(where, named, b64decode("".join(written.split()), validate=True))
        except (binascii.Error, ValueError):
            yield LeftOut(where, Reason("part_unread", {"text": named, "why": Reason("is_binary")}))


def words_of(section: Element, title: str) -> Iterator[Attachment | LeftOut]:
    """The text of a section about BCR::ABL1, when none of its entries covers it."""
    text = "\n".join(_lines(child(section, "text")))
    if names_bcr_abl(text[:20_000]):
        yield LeftOut(title, Reason("part_in_words", {"text": shorten(text, 80)}))
        yield Attachment(title, "text/plain", text.encode("utf-8", "replace"))


def _lines(element: Element | None) -> Iterator[str]:
    """The text of a narrative, one line for each paragraph and each row of a table."""
    if element is None:
        return
    pieces: list[str] = []
    _collect(element, pieces)
    for line in "".join(pieces).split("\n"):
        told = " ".join(line.split())
        if told:
            yield told


def _collect(element: Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for inner in element:
        _collect(inner, pieces)
        pieces.append("\n" if inner.tag in LINE_ENDS else " ")
        pieces.append(inner.tail or "")
