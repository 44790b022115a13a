"""Which day it is for a person. The only place outside the tests that reads the clock for a judgement."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from cmlguide.records.models import Person


def today_for(person: Person) -> dt.date:
    """Today's date where the person lives (their time zone; UTC when they named none or an unknown one)."""
    if settings.DEMO_TODAY:
        return settings.DEMO_TODAY
    return timezone.now().astimezone(zone_of(person)).date()


def zone_of(person: Person) -> dt.tzinfo:
    try:
        return ZoneInfo(person.time_zone or "UTC")
    except (ValueError, OSError, KeyError):  # unknown: KeyError; a folder of the zone files: OSError
        return dt.UTC
