"""Whose document it is: the people a C-CDA document names as its patients."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from cmlguide.exchange.ccda.xml import HL7, attribute, child, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.questions import ask_patient, name_person
from cmlguide.exchange.preview.values import Preview


def people_of(root: Element) -> dict[str, Reason]:
    """Key -> name of each patient of the document, by name and birth date: two hospitals number one twice."""
    return dict(_person(target) for target in root.findall(f"{HL7}recordTarget"))


def _person(target: Element) -> tuple[str, Reason]:
    role = child(target, "patientRole")
    patient = child(role, "patient")
    name = _name(child(patient, "name"))
    day = attribute(child(patient, "birthTime"), "value")[:8]
    born = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else ""
    if not name:
        number = attribute(child(role, "id"), "extension") or attribute(child(role, "id"), "root")
        return number, name_person(number, "")
    return f"{name} {born}".strip().casefold(), name_person(name, born)


def _name(element: Element | None) -> str:
    """Given and family names in that order; a name written as one text as it is."""
    if element is None:
        return ""
    parts = [*element.findall(f"{HL7}given"), *element.findall(f"{HL7}family")]
    said = " ".join(text_of(part) for part in parts).strip() if parts else text_of(element)
    return said[:100]


def ask_person(documents: Iterable[Mapping[str, Reason]], source: str, chosen: str | None) -> Preview | None:
    """The question which person the reader is, where the documents name several; None when settled."""
    people = {key: name for document in documents for key, name in document.items()}
    if len(people) < 2 or chosen in people:
        return None
    question = ask_patient("which_person", people)
    return Preview(source, questions=(question,))
