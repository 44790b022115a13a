import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from cmlguide.records.models import Person
from cmlguide.records.zone import zone_name_of, zone_of


def someone(own="", here=""):
    person = Person(time_zone=own)
    person.zone_here = here
    return person


@pytest.mark.parametrize(
    ("own", "here", "computer", "name"),
    [
        ("Asia/Tokyo", "Europe/Berlin", "America/Lima", "Asia/Tokyo"),
        ("", "Europe/Berlin", "America/Lima", "Europe/Berlin"),
        ("", "", "America/Lima", "America/Lima"),
    ],
)
def test_zone_is_the_persons_own_else_that_of_who_looks_else_that_of_the_computer(
    settings, own, here, computer, name
):
    settings.COMPUTER_ZONE = computer

    assert zone_name_of(someone(own, here)) == name
    assert zone_of(someone(own, here)) == ZoneInfo(name)


@pytest.mark.parametrize("own", ["", "Mars/Olympus", "Europe", "../../etc/passwd"])
def test_zone_that_is_not_known_is_utc(own):
    assert zone_of(someone(own)) == dt.UTC
