"""The paper a person prints on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmlguide.records.models import Person

LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE")
"""Where paper is Letter, not A4. Source: Unicode CLDR, paperSize."""


def paper_of(person: Person) -> str:
    """The usual paper size where the person lives."""
    return "us-letter" if person.country in LETTER_COUNTRIES else "a4"
