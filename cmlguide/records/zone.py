"""The time zone a person lives in, which decides what day it is for them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

from cmlguide.records.models import Person


def zone_of(person: Person) -> dt.tzinfo:
    """Their own zone, else that of whoever is looking, else that of this computer; UTC when none is known."""
    return _named(zone_name_of(person)) or dt.UTC


def zone_of_computer() -> dt.tzinfo:
    """The zone of this computer at home; UTC when it is not known."""
    return _named(settings.COMPUTER_ZONE) or dt.UTC


def zone_name_of(person: Person) -> str:
    """The name of that zone; "" when none is known, and then the person is asked."""
    return person.time_zone or person.zone_here or settings.COMPUTER_ZONE


def _named(name: str) -> dt.tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # unknown: KeyError; a folder of the zone files: OSError
        return None
