"""A C-CDA document into a preview."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from cmlguide.exchange import codes
from cmlguide.exchange.ccda.people import ask_person, people_of
from cmlguide.exchange.ccda.rows import diagnosed_on, read_medicine, read_observation
from cmlguide.exchange.ccda.xml import HL7, TOO_LARGE, child, parse_xml, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import MOST_XML_ELEMENTS, FileRefusedError
from cmlguide.exchange.files.zips import open_zip, read_entries
from cmlguide.exchange.preview.lab_row import Found, read_lab_row
from cmlguide.exchange.preview.rows import YES
from cmlguide.exchange.preview.values import (
    FoundCount,
    FoundMedicine,
    FoundResult,
    LeftOut,
    Options,
    Preview,
    with_ask,
)
from cmlguide.exchange.preview.whole_file import complete_preview

SOURCE = "ccda"
NO_RECORD = Reason("zip_without_record")
LARGEST_DOCUMENTS = 40_000_000
Row = Found | FoundMedicine


@dataclass(frozen=True)
class _Document:
    """What one document holds, and about whom."""

    people: dict[str, Reason]
    rows: tuple[Row, ...]
    diagnosed_on: date | None
    elements: int


def read_ccda(data: bytes, options: Options) -> Preview:
    """The preview of a C-CDA document. Raises FileRefusedError."""
    return _preview([_read_document(data, "", options)], options)


def read_ccda_zip(data: bytes, options: Options) -> Preview:
    """The preview of a portal's zip of C-CDA documents, as if they were one. Raises FileRefusedError."""
    archive = open_zip(data)
    names = sorted(name for name in archive.namelist() if name.casefold().endswith(".xml"))
    documents: list[_Document] = []
    for name, content in read_entries(archive, names, LARGEST_DOCUMENTS):
        if b"ClinicalDocument" not in content[:20_000]:
            continue
        documents.append(_read_document(content, f"{name.rsplit('/', 1)[-1]}, ", options))
        if sum(one.elements for one in documents) > MOST_XML_ELEMENTS:
            raise FileRefusedError(TOO_LARGE)
    if not documents:
        raise FileRefusedError(NO_RECORD)
    return _preview(documents, options)


def _read_document(data: bytes, place: str, options: Options) -> _Document:
    root = parse_xml(data)
    if not root.tag.endswith("ClinicalDocument"):
        raise FileRefusedError(Reason("xml_other"))
    found: list[Row] = []
    diagnosed = None
    for section in root.iter(f"{HL7}section"):
        title = place + (text_of(child(section, "title")) or "section")
        found += list(_read_section(section, title, options))
        diagnosed = diagnosed or _diagnosis(section)
    return _Document(people_of(root), tuple(found), diagnosed, sum(1 for _ in root.iter()))


def _preview(documents: list[_Document], options: Options) -> Preview:
    asked = ask_person([one.people for one in documents], SOURCE, options.patient)
    if asked:
        return asked
    several = len({key for one in documents for key in one.people}) > 1
    mine = [one for one in documents if not several or not one.people or options.patient in one.people]
    unsure = [one for one in mine if several and len(one.people) != 1]
    found = [row for one in mine for row in (map(_whose, one.rows) if one in unsure else one.rows)]
    days = (one.diagnosed_on for one in mine if one not in unsure and one.diagnosed_on)
    preview = Preview(
        SOURCE,
        tuple(row for row in found if isinstance(row, FoundResult)),
        tuple(row for row in found if isinstance(row, FoundCount)),
        tuple(row for row in found if isinstance(row, FoundMedicine)),
        left_out=tuple(row for row in found if isinstance(row, LeftOut)),
        diagnosed_on=next(days, None),
    )
    return complete_preview(preview, options, SOURCE)


def _whose(row: Row) -> Row:
    """A row of a document about several people: a result is confirmed, the rest left out."""
    if isinstance(row, FoundResult):
        return with_ask(row, codes.ASK_CONFIRM, *YES)
    return row if isinstance(row, LeftOut) else LeftOut(row.where, Reason("whose_unsaid"))


def _read_section(section: Element, title: str, options: Options) -> Iterator[Row]:
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
