"""What a browser says about its time zone is used only if it names a place."""

import pytest
from django.test import RequestFactory

from cmlguide.web.frame.zone import COOKIE, zone_for_new_record, zone_of_browser


def request_with(cookie):
    request = RequestFactory().get("/")
    request.COOKIES = {COOKIE: cookie} if cookie else {}
    return request


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("Pacific/Auckland", "Pacific/Auckland"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("UTC", ""),
        ("Etc/UTC", ""),
        ("Europe/Atlantis", ""),
        ("../../etc/passwd", ""),
        ("Europe/" + "a" * 100, ""),
        ("", ""),
    ],
)
def test_zone_of_browser_is_a_place_or_nothing(cookie, zone):
    assert zone_of_browser(request_with(cookie)) == zone


def test_new_record_takes_the_browsers_zone_before_the_computers(settings):
    settings.COMPUTER_ZONE = "Europe/Berlin"

    zones = [zone_for_new_record(request_with(cookie)) for cookie in ("Pacific/Auckland", "UTC", "")]

    assert zones == ["Pacific/Auckland", "Europe/Berlin", "Europe/Berlin"]
