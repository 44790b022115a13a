"""Reads a C-CDA document into a preview."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from xml.etree.ElementTree import Element

from cmlguide.exchange import codes
from cmlguide.exchange.ccda.documents import body_of, media_of, words_of
from cmlguide.exchange.ccda.medicines import read_medicine
from cmlguide.exchange.ccda.people import people_of
from cmlguide.exchange.ccda.rows import diagnosed_on, read_observation
from cmlguide.exchange.ccda.xml import HL7, TOO_LARGE, Narrative, attribute, child, parse_xml, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import MOST_XML_ELEMENTS, FileRefusedError
from cmlguide.exchange.files.zips import open_zip, read_entries
from cmlguide.exchange.preview.lab_count import read_lab_row
from cmlguide.exchange.preview.lab_row import Found, FoundCopies, is_about_bcr_abl
from cmlguide.exchange.preview.medicines import put_together
from cmlguide.exchange.preview.one_sample import as_one_sample
from cmlguide.exchange.preview.people import EVERYONE, Person, ask_patient, group_people, is_settled
from cmlguide.exchange.preview.rows import YES
from cmlguide.exchange.preview.values import (
    Attachment,
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
PLAN, FAMILY = "18776-5", "10157-6"
"""LOINC codes of the sections Plan of Treatment and Family History."""
Row = Found | FoundMedicine | Attachment


@dataclass(frozen=True)
class _Document:
    """What one document contains, and whom it is about."""

    people: tuple[Person, ...]
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
    narrative = Narrative(root)
    found: list[Row] = list(body_of(root, place))
    diagnosed = None
    for section in root.iter(f"{HL7}section"):
        if attribute(child(section, "code"), "code") == FAMILY:
            continue
        title = place + (text_of(child(section, "title")) or "section")
        found += list(_read_section(section, title, options, narrative))
        diagnosed = diagnosed or _diagnosis(section)
    return _Document(tuple(people_of(root)), tuple(found), diagnosed, sum(1 for _ in root.iter()))


def _preview(documents: list[_Document], options: Options) -> Preview:
    everyone = list({one.key: one for document in documents for one in document.people}.values())
    groups = group_people(everyone)
    if not is_settled(groups, options.patient):
        firsts = [one for one in everyone if groups[one.key] == one.key]
        return Preview(SOURCE, questions=(ask_patient("which_person", firsts),))
    several = len(set(groups.values())) > 1 and options.patient != EVERYONE
    mine = [
        one
        for one in documents
        if not several or not one.people or options.patient in {groups[person.key] for person in one.people}
    ]
    unsure = [one for one in mine if several and len({groups[person.key] for person in one.people}) != 1]
    rows = [row for one in mine for row in (map(_whose, one.rows) if one in unsure else one.rows)]
    days = (one.diagnosed_on for one in mine if one not in unsure and one.diagnosed_on)
    return complete_preview(_as_preview(rows, next(days, None)), options, SOURCE)


def _as_preview(rows: list[Row], diagnosed: date | None) -> Preview:
    results, same_samples = as_one_sample(
        [row for row in rows if isinstance(row, FoundResult)],
        [row for row in rows if isinstance(row, FoundCopies)],
    )
    medicines, twice = put_together([row for row in rows if isinstance(row, FoundMedicine)])
    return Preview(
        SOURCE,
        tuple(results),
        tuple(row for row in rows if isinstance(row, FoundCount)),
        tuple(medicines),
        left_out=(*(row for row in rows if isinstance(row, LeftOut)), *same_samples, *twice),
        diagnosed_on=diagnosed,
        attachments=tuple(row for row in rows if isinstance(row, Attachment)),
    )


def _whose(row: Row) -> Row:
    """A row of a document about several people: a result has to be confirmed, anything else is left out."""
    if isinstance(row, FoundResult):
        return with_ask(row, codes.ASK_CONFIRM, *YES)
    return row if isinstance(row, LeftOut) else LeftOut(row.where, Reason("whose_unsaid"))


def _read_section(section: Element, title: str, options: Options, narrative: Narrative) -> Iterator[Row]:
    told = False
    for number, (holders, observation) in enumerate(_observations(section), 1):
        lab = read_observation(observation, holders, f"{title}, result {number}", narrative)
        told = told or is_about_bcr_abl(lab)
        row = read_lab_row(lab, options)
        if row is not None:
            yield row
    in_plan = attribute(child(section, "code"), "code") == PLAN
    given = chain(section.iter(f"{HL7}substanceAdministration"), section.findall(f"{HL7}entry/{HL7}supply"))
    for count, administration in enumerate(given, 1):
        medicine = read_medicine(administration, f"{title}, medicine {count}", narrative, in_plan=in_plan)
        if medicine is not None:
            yield medicine
    yield from media_of(section, title)
    if not told:
        yield from words_of(section, title)


def _observations(section: Element) -> Iterator[tuple[list[Element], Element]]:
    """(elements that contain it, nearest first; observation)
    for every observation among the section's entries."""
    for entry in section.findall(f"{HL7}entry"):
        stack: list[tuple[Element, list[Element]]] = [(entry, [])]
        while stack:
            element, holders = stack.pop()
            if element.tag == f"{HL7}observation":
                yield holders, element
            holds = element.tag in (f"{HL7}organizer", f"{HL7}act", f"{HL7}procedure", f"{HL7}observation")
            inside = [element, *holders] if holds else holders
            stack += [(inner, inside) for inner in reversed(list(element)) if inner.tag not in _OUTSIDE]


_OUTSIDE = (f"{HL7}section", f"{HL7}text", f"{HL7}value", f"{HL7}author", f"{HL7}participant")


def _diagnosis(section: Element) -> date | None:
    days = (diagnosed_on(observation) for observation in section.iter(f"{HL7}observation"))
    return next((day for day in days if day), None)
