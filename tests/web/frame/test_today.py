import datetime as dt

import pytest
import time_machine

from cmlguide.records.models import Person
from cmlguide.web.frame.today import today_for


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
