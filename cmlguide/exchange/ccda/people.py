"""Whose document it is: the people a C-CDA document names as its patients."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from cmlguide.exchange.ccda.xml import HL7, attribute, child, text_of
from cmlguide.exchange.preview.people import Person


def people_of(root: Element) -> Iterator[Person]:
    """Each patient of the document, by name and birth date,
    because two hospitals number a person differently."""
    for target in root.findall(f"{HL7}recordTarget"):
        yield _person(target)


def _person(target: Element) -> Person:
    role = child(target, "patientRole")
    patient = child(role, "patient")
    name = _name(child(patient, "name"))
    day = attribute(child(patient, "birthTime"), "value")[:8]
    born = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else ""
    numbers = [] if role is None else role.findall(f"{HL7}id")
    known = frozenset(
        f"{one.get('root')}|{one.get('extension')}"
        for one in numbers
        if one.get("root") and one.get("extension")
    )
    if not name:
        number = attribute(child(role, "id"), "extension") or attribute(child(role, "id"), "root")
        return Person(number, number, born, known)
    return Person(f"{name} {born}".strip().casefold(), name, born, known)


def _name(element: Element | None) -> str:
    """Given and family names in that order; a name written as one text is kept as it is."""
    if element is None:
        return ""
    parts = [*element.findall(f"{HL7}given"), *element.findall(f"{HL7}family")]
    said = " ".join(text_of(part) for part in parts).strip() if parts else text_of(element)
    return said[:100]
