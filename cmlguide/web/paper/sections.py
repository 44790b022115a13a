"""The sections of the page for the visit that can be switched off, in the order they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import Person

SECTIONS: Mapping[str, _StrOrPromise] = {
    "questions": _("What I most want to talk about"),
    "since": _("Since my last visit"),
    "chart": _("The chart"),
    "results": _("My results as a table"),
    "treatment": _("Treatment so far"),
    "goals": _("My goals, and what matters to me"),
    "decided": _("What we decided"),
}


@dataclass(frozen=True)
class SectionChoice:
    """One section and whether it prints."""

    code: str
    words: _StrOrPromise
    on: bool


def sections_of(person: Person) -> tuple[SectionChoice, ...]:
    """Every section, and whether the person left it switched on."""
    return tuple(
        SectionChoice(code, words, code not in person.summary_off) for code, words in SECTIONS.items()
    )
