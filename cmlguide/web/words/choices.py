"""The choices for facts about the person: guideline, goal, phase, transcript, country, time zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from cmlguide.web.words import engine as words
from cmlguide.web.words.letters import without_accents
from milestones.guideline import list_guidelines

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Choices = list[tuple[str, "_StrOrPromise"]]

GOALS: Mapping[str, _StrOrPromise] = {
    "unset": gettext_lazy("I have not decided, or we have not talked about it"),
    "long_term_control": gettext_lazy("Living well with CML on treatment"),
    "treatment_free_remission": gettext_lazy("Trying to live without treatment one day, if my team agrees"),
}
TRANSCRIPTS: Mapping[str, _StrOrPromise] = {
    "unknown": gettext_lazy("I do not know"),
    "typical": gettext_lazy("The usual type: e13a2 or e14a2 (also b2a2, b3a2, p210)"),
    "atypical": gettext_lazy("Another type, like e1a2 (p190) or e19a2 (p230)"),
}
PHASES: Mapping[str, _StrOrPromise] = {
    "unknown": gettext_lazy("I do not know"),
    "chronic": gettext_lazy("Chronic phase (most people)"),
    "accelerated": gettext_lazy("Accelerated phase"),
    "blast": gettext_lazy("Blast phase"),
}
DATE_ORDERS: Mapping[str, _StrOrPromise] = {
    "dmy": gettext_lazy("Day, month, year: 3 7 2026"),
    "mdy": gettext_lazy("Month, day, year: 7 3 2026"),
    "ymd": gettext_lazy("Year, month, day: 2026 7 3"),
}


def guideline_choices() -> Choices:
    """The guidelines on offer, "not sure" first."""
    unsure = _("Not sure. Then we use %(name)s, the one that asks earlier.") % {
        "name": words.guideline_name("eln-2020")
    }
    return [("", unsure), *((row.id, words.guideline_name(row.id)) for row in list_guidelines())]


def country_choices() -> Choices:
    """ISO codes with the countries' names in the reader's language, in its order."""
    return [("", _("Not chosen")), *_countries(get_language())]


@cache
def _countries(_language: str | None) -> tuple[tuple[str, str], ...]:
    named = ((code, pgettext("country", code), name) for code, name in country_codes().items())
    shown = ((code, name if translated == code else translated) for code, translated, name in named)
    return tuple(sorted(shown, key=lambda row: without_accents(row[1]).casefold()))  # Österreich stands at O


@cache
def country_codes() -> Mapping[str, str]:
    """Each ISO code and its English name, as the time zone database has them."""
    text = resources.files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: name for code, _tab, name in rows}


def time_zone_choices() -> Choices:
    """Time zones by place, after "not chosen"."""
    return [("", _("Not chosen")), ("UTC", _("World time (UTC)")), *_time_zones()]


def zones_of_country(country: str, year: int) -> Choices:
    """The time zones of a country by its ISO code: only the usual one if all its clocks agree that year, as
    in Germany; empty for no country."""
    zones = _zones_by_country().get(country, ())
    clocks = {tuple(_offset(zone, year, month) for month in (1, 7)) for zone in zones}
    return [(zone, _place_of(zone)) for zone in (zones if len(clocks) > 1 else zones[:1])]


def _offset(zone: str, year: int, month: int) -> timedelta | None:
    return datetime(year, month, 1, tzinfo=ZoneInfo(zone)).utcoffset()


def _place_of(zone: str) -> str:
    return zone.replace("_", " ")


@cache
def _zones_by_country() -> Mapping[str, tuple[str, ...]]:
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    zones: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _where, name = line.split("\t")[:3]
            zones[country] = (*zones.get(country, ()), name)
    return zones


@cache
def _time_zones() -> Choices:
    """All time zones except the odd technical ones."""
    places = (
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    )
    return [(name, _place_of(name)) for name in sorted(places)]


def plain_choices(field: Any) -> Iterable[tuple[Any, Any]]:
    """The choices of a field. Those found when they are asked for come as they are: they are pairs already,
    and Django looks at the shape of each of hundreds."""
    found: Callable[[], Iterable[tuple[Any, Any]]] | None = getattr(field.choices, "func", None)
    return found() if found else field.choices
