"""A C-CDA document into a preview."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from cmlguide.exchange.ccda.rows import diagnosed_on, read_medicine, read_observation
from cmlguide.exchange.ccda.xml import HL7, child, parse_xml, text_of
from cmlguide.exchange.finish import finish
from cmlguide.exchange.lab_row import Found, read_lab_row
from cmlguide.exchange.limits import FileRefusedError
from cmlguide.exchange.preview import FoundCount, FoundMedicine, FoundResult, LeftOut, Options, Preview

SOURCE = "ccda"
NOT_CCDA = "This XML file is not a health record we can read (C-CDA)."


def read_ccda(data: bytes, options: Options) -> Preview:
    """The preview of a C-CDA document. Raises FileRefusedError."""
    root = parse_xml(data)
    if not root.tag.endswith("ClinicalDocument"):
        raise FileRefusedError(NOT_CCDA)
    found: list[Found | FoundMedicine] = []
    diagnosed = None
    for section in root.iter(f"{HL7}section"):
        title = text_of(child(section, "title")) or "section"
        found += list(_read_section(section, title, options))
        diagnosed = diagnosed or _diagnosis(section)
    return finish(_preview(found, diagnosed), options, SOURCE)


def _preview(found: list[Found | FoundMedicine], diagnosed: date | None) -> Preview:
    preview = Preview(
        SOURCE,
        tuple(row for row in found if isinstance(row, FoundResult)),
        tuple(row for row in found if isinstance(row, FoundCount)),
        tuple(row for row in found if isinstance(row, FoundMedicine)),
        left_out=tuple(row for row in found if isinstance(row, LeftOut)),
    )
    return replace(preview, diagnosed_on=diagnosed)


def _read_section(section: Element, title: str, options: Options) -> Iterator[Found | FoundMedicine]:
    for number, (holder, observation) in enumerate(_observations(section), 1):
        row = read_lab_row(read_observation(observation, holder, f"{title}, result {number}"), options)
        if row is not None:
            yield row
    for count, administration in enumerate(section.iter(f"{HL7}substanceAdministration"), 1):
        medicine = read_medicine(administration, f"{title}, medicine {count}")
        if medicine is not None:
            yield medicine


def _observations(section: Element) -> Iterator[tuple[Element | None, Element]]:
    """(panel or None, observation) of every observation directly in an entry or in a panel."""
    for entry in section.findall(f"{HL7}entry"):
        for observation in entry.findall(f"{HL7}observation"):
            yield None, observation
        for organizer in entry.iter(f"{HL7}organizer"):
            for component in organizer.findall(f"{HL7}component"):
                for observation in component.findall(f"{HL7}observation"):
                    yield organizer, observation


def _diagnosis(section: Element) -> date | None:
    days = (diagnosed_on(observation) for observation in section.iter(f"{HL7}observation"))
    return next((day for day in days if day), None)
