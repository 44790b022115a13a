"""What is known about the person, to read: three parts, each with a form of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cmlguide.records.zone import zone_name_of
from cmlguide.web.pages.about_me.form import AboutMeForm
from cmlguide.web.words import choices, dates, numbers

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import Person

LABELS = {"born_year": _("Year of birth")}  # its form says "Or only the year"
UNKNOWN = "unknown"  # "I do not know" is an answer, but nothing to read


@dataclass(frozen=True)
class Part:
    """A few facts that belong together: `code` as in the route `about-me-<code>`."""

    code: str
    title: _StrOrPromise
    fields: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address of the part's form."""
        return reverse(f"about-me-{self.code}")


PARTS: Mapping[str, Part] = {
    part.code: part
    for part in (
        Part(
            "cml",
            _("My CML"),
            ("diagnosed_on", "phase", "transcript", "transcript_name", "risk_score", "transplant_on"),
        ),
        Part(
            "care",
            _("My care, and who to call"),
            (
                "clinic_day_phone",
                "clinic_out_of_hours_phone",
                "pharmacy_phone",
                "guideline",
                "agreed_percent_is",
                "agreed_on",
                "planned_test_on",
            ),
        ),
        Part("person", _("Me"), ("name", "born_on", "born_year", "country", "time_zone", "date_order")),
    )
}


@dataclass(frozen=True)
class Known:
    """One fact to read; `said` is "" where nothing is noted."""

    label: _StrOrPromise
    said: str


@dataclass(frozen=True)
class ReadPart:
    """A part with its facts."""

    part: Part
    facts: tuple[Known, ...]


def read_parts(person: Person) -> tuple[ReadPart, ...]:
    """Every part with what is noted."""
    return tuple(ReadPart(part, tuple(_facts(person, part))) for part in PARTS.values())


def _facts(person: Person, part: Part) -> Iterator[Known]:
    for name in part.fields:
        if name == ("born_year" if person.born_on or not person.born_year else "born_on"):
            continue  # one of the two says it
        label = LABELS.get(name) or AboutMeForm.base_fields[name].label or ""
        yield Known(
            label, _said(name, zone_name_of(person) if name == "time_zone" else getattr(person, name))
        )


def _said(name: str, value: Any) -> str:
    if name == "guideline":
        return str(dict(choices.guideline_choices()).get(value, value))
    if value in (None, "", UNKNOWN):
        return ""
    if isinstance(value, date):
        return dates.long_date(value)
    if isinstance(value, Decimal):
        return numbers.percent(value)
    return str(_choices(name).get(value, value))


def _choices(name: str) -> Mapping[str, _StrOrPromise]:
    known: Mapping[str, Any] = {
        "phase": choices.PHASES,
        "transcript": choices.TRANSCRIPTS,
        "date_order": choices.DATE_ORDERS,
    }
    return dict(choices.country_choices()) if name == "country" else known.get(name, {})
