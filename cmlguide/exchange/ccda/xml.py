"""XML parsed without entities, and within limits of depth and size."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import DEEPEST_XML, MOST_XML_ELEMENTS, FileRefusedError

HL7 = "{urn:hl7-org:v3}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
TOO_LARGE = Reason("xml_too_large")


class _LimitedBuilder(TreeBuilder):
    """A tree builder that stops at the limits."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.elements = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST_XML or self.elements > MOST_XML_ELEMENTS:
            raise FileRefusedError(TOO_LARGE)
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse_xml(data: bytes) -> Element:
    """The root of the document. Raises FileRefusedError."""
    parser = DefusedXMLParser(target=_LimitedBuilder(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise FileRefusedError(Reason("xml_unsafe")) from None
    except ParseError as error:
        raise FileRefusedError(Reason("xml_broken_at", {"line": error.position[0]})) from None
    except (ValueError, LookupError):
        raise FileRefusedError(Reason("xml_broken")) from None
    return root


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant along a path of HL7 element names, or None."""
    for name in names:
        element = None if element is None else element.find(HL7 + name)
    return element


def attribute(element: Element | None, name: str) -> str:
    """The attribute's text, or ""."""
    return "" if element is None else element.get(name, "")


def text_of(element: Element | None) -> str:
    """All text inside the element on one line, or ""."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class Narrative:
    """The texts of a document that its entries refer to:
    `<reference value="#v1"/>` is the text with ID v1."""

    def __init__(self, root: Element | None = None) -> None:
        held = [] if root is None else [one for one in root.iter() if one.get("ID")]
        self._by_id = {one.get("ID", ""): one for one in held}

    def text_of(self, element: Element | None) -> str:
        """The element's own text, else the text it refers to, else ""."""
        said = text_of(element)
        if said or element is None:
            return said
        pointer = attribute(child(element, "reference"), "value")
        return text_of(self._by_id.get(pointer.removeprefix("#"))) if pointer.startswith("#") else ""
