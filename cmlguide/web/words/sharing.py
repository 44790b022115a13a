"""Sharing in words: roles, sections, how long access lasts, who made a change, which page was seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cmlguide.records.hands import hands_of
from cmlguide.records.zone import zone_of
from cmlguide.web.words import dates

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.hands import Hand
    from cmlguide.records.models import GuestLink, Person

ROLES: Mapping[str, _StrOrPromise] = {
    "view": pgettext_lazy("permission", "Read"),
    "edit": pgettext_lazy("permission", "Read and change"),
}
SECTIONS: Mapping[str, _StrOrPromise] = {
    "results": gettext_lazy("Results and the chart"),
    "medicines": gettext_lazy("CML medicines"),
    "counts": gettext_lazy("Blood counts"),
    "tests": gettext_lazy("Bone marrow and mutations"),
    "summary": gettext_lazy("My page for the visit, as it prints"),
}
SECTION_PAGES: Mapping[str, _StrOrPromise] = {
    "results": gettext_lazy("Results"),
    "medicines": gettext_lazy("Medicines"),
    "counts": gettext_lazy("Blood counts"),
    "tests": gettext_lazy("Other tests"),
    "summary": gettext_lazy("Page for the visit"),
}
PAGES: Mapping[str, _StrOrPromise] = {
    "timeline": gettext_lazy("Timeline"),
    "timeline-explore": gettext_lazy("Timeline, to explore"),
    "first-year": gettext_lazy("The first year"),
    "without-treatment": gettext_lazy("Time without treatment"),
    "prepare": gettext_lazy("Prepare"),
    "summary": gettext_lazy("Page for the visit"),
    "ask-lab": gettext_lazy("Ask your lab"),
    "result-list": gettext_lazy("Results"),
    "result-show": gettext_lazy("One result"),
    "count-list": gettext_lazy("Blood counts"),
    "marrow-list": gettext_lazy("Bone marrow"),
    "mutation-list": gettext_lazy("Mutations"),
    "medicine-list": gettext_lazy("Medicines"),
    "diary-list": gettext_lazy("Diary"),
    "diary-all": gettext_lazy("The whole diary"),
    "other-list": gettext_lazy("Other medicines and allergies"),
    "goal-list": gettext_lazy("Goals"),
    "visit-list": gettext_lazy("Visits"),
    "waiting-list": gettext_lazy("Waiting for a result"),
    "data": gettext_lazy("Your data"),
    "import-letter": gettext_lazy("A kept letter"),
    "record-export": gettext_lazy("Everything, saved as a file"),
    "export-csv": gettext_lazy("Results, saved as a table"),
    "export-fhir": gettext_lazy("Record, saved for other software"),
    "export-text": gettext_lazy("Page for the visit, saved as text"),
    "export-pdf": gettext_lazy("Page for the visit, saved as PDF"),
    "export-calendar": gettext_lazy("Dates, saved for a calendar"),
    "export-everything": gettext_lazy("Everything and the letters, saved as a file"),
    "more": gettext_lazy("More"),
    "about-me": gettext_lazy("About me"),
    "pocket-card": gettext_lazy("Pocket card"),
    "my-year": gettext_lazy("My year"),
    "shared-record": gettext_lazy("First page of the link"),
    "shared-results": gettext_lazy("Results"),
    "shared-medicines": gettext_lazy("Medicines"),
    "shared-counts": gettext_lazy("Blood counts"),
    "shared-tests": gettext_lazy("Bone marrow and mutations"),
    "shared-summary": gettext_lazy("Page for the visit"),
}


def lasts_words(lasts: timedelta) -> str:
    """`7 days`."""
    return ngettext("%(days)s day", "%(days)s days", lasts.days) % {"days": lasts.days}


def name_of(person: Person) -> str:
    """Whose record it is, as shown to somebody else."""
    return person.name.strip() or _("someone who gave no name")


def moment(at: datetime, zone: tzinfo) -> str:
    """`12 Nov 2026, 14:05`, in the person's time zone."""
    here = at.astimezone(zone)
    return f"{dates.short_date(here.date())}, {here:%H:%M}"


def hands_in(person: Person) -> dict[tuple[str, str], str]:
    """`Entered by Ana on 12 Nov 2026`, keyed by noun and key,
    for rows that somebody else entered or changed."""
    if settings.HOME_MODE:  # nobody else can open it there
        return {}
    zone = zone_of(person)
    return {
        row: _hand(hand, dates.short_date(hand.at.astimezone(zone).date()))
        for row, hand in hands_of(person).items()
    }


def _hand(hand: Hand, day: str) -> str:
    said = _("Entered by %(name)s on %(day)s") if hand.entered else _("Changed by %(name)s on %(day)s")
    return said % {"name": hand.name or _("a helper"), "day": day}


def span_words(link: GuestLink) -> str:
    """`from 1 Jan 2025 to 30 Jun 2026`; "" if no day is left out."""
    first, last = _day(link.first_on), _day(link.last_on)
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s on") % {"first": first}
    return _("up to %(last)s") % {"last": last} if last else ""


def _day(day: date | None) -> str:
    return dates.short_date(day) if day else ""
