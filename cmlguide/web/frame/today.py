"""What day it is for a person. The only place outside the tests that reads the clock for a verdict."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cmlguide.records.models import Person
from cmlguide.records.zone import zone_name_of, zone_of
from cmlguide.web.frame.zone import zone_for_new_record

EARLIEST_ZONE = dt.timezone(dt.timedelta(hours=14))
"""Where a new day begins first (Line Islands, Kiribati: Pacific/Kiritimati in the time zone database)."""


def today_for(person: Person) -> dt.date:
    """Today's date where the person lives (see `zone_of`)."""
    return _today_in(zone_of(person))


def latest_today_for(person: Person) -> dt.date:
    """The latest day it can be for them: today or, if no zone is known, the latest date anywhere on Earth.

    So what was entered today is never said to be in the future.
    """
    return _today_in(zone_of(person) if zone_name_of(person) else EARLIEST_ZONE)


def today_here(request: HttpRequest) -> dt.date:
    """Today's date for whoever is looking, before there is a record."""
    return today_for(Person(time_zone=zone_for_new_record(request)))


def _today_in(zone: dt.tzinfo) -> dt.date:
    return settings.DEMO_TODAY or timezone.now().astimezone(zone).date()
