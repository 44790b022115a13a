"""The warning signs in words, in three groups by how soon to call. The same whatever the number is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.presenters.newest import Phone, phones
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import Person

NOW: tuple[_StrOrPromise, ...] = (
    gettext_lazy("Chest pain or pressure"),
    gettext_lazy("Very hard to breathe"),
    gettext_lazy("Weakness on one side, a drooping face, trouble speaking, or sudden loss of sight"),
    gettext_lazy("Fainting with a racing or uneven heartbeat"),
    gettext_lazy("Bleeding that does not stop"),
    gettext_lazy("Black or bloody stool"),
    gettext_lazy("A very bad headache, or being confused"),
    gettext_lazy("Thoughts of harming yourself. A crisis line can help too, day and night."),
)
TODAY: tuple[_StrOrPromise, ...] = (
    gettext_lazy(
        "A temperature of %(celsius)s °C (%(fahrenheit)s °F) or more, above all if your neutrophils are low"
    ),
    gettext_lazy("Shaking chills"),
    gettext_lazy("New shortness of breath, a dry cough, or fast weight gain"),
    gettext_lazy("A swollen calf"),
    gettext_lazy("A cold, painful or pale leg"),
    gettext_lazy("Very bad belly pain"),
    gettext_lazy("Yellow skin or eyes, or dark urine"),
    gettext_lazy("You cannot keep your pills down"),
    gettext_lazy("You are pregnant, or may be, while taking a CML tablet"),
)
SOON: tuple[_StrOrPromise, ...] = (
    gettext_lazy("Night sweats that soak your clothes"),
    gettext_lazy("Losing weight without trying"),
    gettext_lazy("Bone pain"),
    gettext_lazy("A full feeling under the left ribs"),
    gettext_lazy("New bruises, or bleeding gums"),
)


@dataclass(frozen=True)
class Group:
    """One group: `code` names its look (now, today, soon)."""

    code: str
    title: str
    advice: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class WarningPage:
    """The three groups, the emergency number of the person's country ("" if unknown), the clinic's phones."""

    groups: tuple[Group, ...]
    emergency: str
    phones: tuple[Phone, ...]


def warning_page(person: Person | None) -> WarningPage:
    """The page for this person; without one (not signed in yet) the signs alone."""
    emergency = emergency_number(person.country) if person else ""
    return WarningPage(tuple(_groups()), emergency, phones(person) if person else ())


def emergency_number(country: str) -> str:
    """The ambulance's number in a country (ISO code); "" where we do not know it."""
    rows = load_numbers("emergency_numbers")["number"]
    return next((row["dial"] for row in rows if country in row["countries"]), "")


def _groups() -> Iterable[Group]:
    fever = load_numbers("warning_signs")["fever"]
    yield Group(
        "now",
        _("Call the emergency number now"),
        _("Do not wait, and do not drive yourself."),
        _said(NOW, fever),
    )
    yield Group(
        "today",
        _("Call your team the same day"),
        _("At night or on a weekend, use the number for out of hours."),
        _said(TODAY, fever),
    )
    yield Group(
        "soon",
        _("Tell your team soon"),
        _("Call in the next few days. Do not wait for your next visit."),
        _said(SOON, fever),
    )


def _said(signs: Iterable[_StrOrPromise], fever: dict[str, str]) -> tuple[str, ...]:
    return tuple(str(sign) % fever for sign in signs)
