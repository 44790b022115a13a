"""The warning signs in words, in three groups by how soon to call. They are the same whatever the number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import numbers
from cmlguide.web.words.marks import with_degrees
from cmlguide.web.words.result.newest import Phone, phones
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import Person

NOW: Mapping[str, _StrOrPromise] = {
    "face_swelling": gettext_lazy("Swelling of your face, lips or throat"),
    "blisters": gettext_lazy("A rash with blisters, or skin that peels"),
    "vomiting_blood": gettext_lazy("Vomiting blood"),
    "chest_pain": gettext_lazy("Chest pain or pressure"),
    "very_hard_to_breathe": gettext_lazy("Very hard to breathe"),
    "one_sided_weakness": gettext_lazy(
        "Weakness on one side, a drooping face, trouble speaking, or sudden loss of sight"
    ),
    "fainting": gettext_lazy("Fainting with a racing or uneven heartbeat"),
    "bleeding": gettext_lazy("Bleeding that does not stop"),
    "black_stool": gettext_lazy("Black or bloody stool"),
    "bad_headache": gettext_lazy("A very bad headache, or being confused"),
    "self_harm": gettext_lazy("Thoughts of harming yourself. A crisis line can help too, day and night."),
}
TODAY: Mapping[str, _StrOrPromise] = {
    "fever": gettext_lazy(
        "A temperature of %(celsius)s °C (%(fahrenheit)s °F) or more, "
        "above all if your white cells (neutrophils) are low"
    ),
    "chills": gettext_lazy("Shaking chills"),
    "breath_cough_weight": gettext_lazy("New shortness of breath, a dry cough, or fast weight gain"),
    "swollen_calf": gettext_lazy("A swollen calf"),
    "cold_leg": gettext_lazy("A cold, painful or pale leg"),
    "belly_pain": gettext_lazy("Very bad belly pain"),
    "yellow_skin": gettext_lazy("Yellow skin or eyes, or dark urine"),
    "pills_not_kept": gettext_lazy("You cannot keep your pills down"),
    "pregnant": gettext_lazy("You are pregnant, or may be, while taking a CML tablet"),
}
SOON: Mapping[str, _StrOrPromise] = {
    "night_sweats": gettext_lazy("Night sweats that soak your clothes"),
    "weight_loss": gettext_lazy("Losing weight without trying"),
    "bone_pain": gettext_lazy("Bone pain"),
    "full_feeling": gettext_lazy("A full feeling under the left ribs"),
    "bruises": gettext_lazy("New bruises, or bleeding gums"),
}

SIGNS: Mapping[str, _StrOrPromise] = {**NOW, **TODAY, **SOON}


@dataclass(frozen=True)
class Group:
    """One group; `code` (now, today, soon) decides its look."""

    code: str
    title: str
    advice: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class WarningPage:
    """The three groups, the emergency number of the person's country ("" if unknown), the clinic's phones,
    and whether there is a number for the day but none for the night."""

    groups: tuple[Group, ...]
    emergency: str
    phones: tuple[Phone, ...]
    lacks_night_number: bool = False


def warning_page(person: Person | None) -> WarningPage:
    """The page for this person; without one (not signed in yet), only the signs."""
    if person is None:
        return WarningPage(tuple(_groups()), "", ())
    known = phones(person)
    lacks = bool(known) and not person.clinic_out_of_hours_phone.strip()
    return WarningPage(tuple(_groups()), emergency_number(person.country), known, lacks)


def groups_of(signs: Collection[str]) -> tuple[Group, ...]:
    """Only these signs (codes), in their groups, most urgent first; empty groups are left out."""
    return tuple(group for group in _groups(signs) if group.signs)


def emergency_number(country: str) -> str:
    """The ambulance number in a country (ISO code); "" if we do not know it."""
    rows = load_numbers("emergency_numbers")["number"]
    return next((row["dial"] for row in rows if country in row["countries"]), "")


def _groups(only: Collection[str] | None = None) -> Iterable[Group]:
    written = load_numbers("warning_signs")["fever"]
    fever = {name: numbers.from_file(written[name]) for name in ("celsius", "fahrenheit")}
    yield Group(
        "now",
        _("Call the emergency number now"),
        _("Do not wait, and do not drive yourself."),
        _said(NOW, fever, only),
    )
    yield Group(
        "today",
        _("Call your team the same day"),
        _("At night or on a weekend, use the after-hours number."),
        _said(TODAY, fever, only),
    )
    yield Group(
        "soon",
        _("Tell your team soon"),
        _("Call in the next few days. Do not wait for your next visit."),
        _said(SOON, fever, only),
    )


def _said(
    signs: Mapping[str, _StrOrPromise], fever: dict[str, str], only: Collection[str] | None
) -> tuple[str, ...]:
    return tuple(
        with_degrees(str(sign) % fever) for code, sign in signs.items() if only is None or code in only
    )
