import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory

from cmlguide.records.models import Person
from cmlguide.web.frame.today import latest_today_for, today_for, today_here


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Auckland", 23),
        ("Europe/Berlin", 22),
        ("America/Los_Angeles", 22),
        ("", 22),
        ("Mars/Olympus", 22),
        ("Europe", 22),
        ("../../etc/passwd", 22),
    ],
)
@time_machine.travel(dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.UTC), tick=False)
def test_day_is_the_persons_own(zone, day):
    assert today_for(Person(time_zone=zone)) == dt.date(2026, 11, day)


def test_day_for_show_replaces_today(settings):
    settings.DEMO_TODAY = dt.date(2020, 1, 2)

    assert today_for(Person()) == dt.date(2020, 1, 2)


@pytest.mark.parametrize(
    ("zone", "day"), [("", 23), ("Pacific/Auckland", 23), ("Europe/Berlin", 22), ("UTC", 22)]
)
@time_machine.travel(dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC), tick=False)
def test_latest_day_is_the_newest_on_earth_only_where_no_zone_is_known(zone, day):
    """At 11:00 UTC the 23rd is an hour old in Kiritimati (UTC+14) and just begins in Auckland (UTC+13)."""
    assert latest_today_for(Person(time_zone=zone)) == dt.date(2026, 11, day)


@pytest.mark.parametrize(("cookie", "day"), [("Pacific/Auckland", 23), ("Europe/Berlin", 22), ("", 22)])
@time_machine.travel(dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.UTC), tick=False)
def test_day_before_there_is_a_record_is_that_of_the_browser(cookie, day):
    request = RequestFactory().get("/")
    request.COOKIES = {"cmlguide_zone": cookie}

    assert today_here(request) == dt.date(2026, 11, day)
