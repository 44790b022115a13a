"""What a guest sees around every page: whose record, which part of it, and the pages available."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from cmlguide.web.pages.medicines.page import MedicineLine, medicine_lines
from cmlguide.web.words import dates
from cmlguide.web.words.sharing import SECTION_PAGES, span_words

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import GuestLink
    from cmlguide.records.shared_part import SharedPart


@dataclass(frozen=True)
class GuestPlace:
    """One page that the link shows."""

    url: str
    label: _StrOrPromise
    current: bool


@dataclass(frozen=True)
class GuestFrame:
    """`name`: whose record, "" if it has no name; `span`: the days it shows, "" if none is left out."""

    name: str
    places: tuple[GuestPlace, ...]
    span: str


def guest_frame(link: GuestLink, here: str) -> GuestFrame:
    """The frame for the page whose route is `here`."""
    pages: list[tuple[str, _StrOrPromise]] = [
        ("shared-record", _("Timeline") if "results" in link.sections else _("Overview"))
    ]
    pages += [(f"shared-{code}", SECTION_PAGES[code]) for code in link.sections]
    places = tuple(GuestPlace(reverse(route, args=[link.pk]), label, route == here) for route, label in pages)
    return GuestFrame(link.person.name.strip(), places, span_words(link))


def guest_medicines(part: SharedPart, link: GuestLink, today: date) -> list[MedicineLine]:
    """The medicines; for one that extends beyond the link's dates only that is said, not since when."""
    return [_at_the_border(line, part, link) for line in medicine_lines(part.history.treatments, today)]


def _at_the_border(line: MedicineLine, part: SharedPart, link: GuestLink) -> MedicineLine:
    before, after = line.key in part.began_before, line.key in part.go_on_after and link.last_on
    if not before and not after:
        return line
    row = next(row for row in part.history.treatments if row.key == line.key)
    return replace(line, period=", ".join(_borders(row.started_on, row.stopped_on, before, bool(after))))


def _borders(start: date, end: date | None, before: bool, after: bool) -> Iterable[str]:
    said = _("already taken on %(day)s") if before else _("since %(day)s")
    yield said % {"day": dates.short_date(start)}
    if end is not None:
        said = _("still taken on %(day)s") if after else _("until %(day)s")
        yield said % {"day": dates.short_date(end)}
