"""What a browser says about its time zone is used only if it names a place."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from cmlguide.cookies import zone_cookie_name
from cmlguide.data_folder import SITE_FILES
from cmlguide.web.frame.zone import zone_for_new_record, zone_of_browser


def request_with(cookie):
    request = RequestFactory().get("/")
    request.COOKIES = {settings.ZONE_COOKIE_NAME: cookie} if cookie else {}
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


def test_hosted_cookie_is_bound_to_its_host_and_the_script_knows_both_names():
    """ASVS 3.3.1, 3.3.3. The script has to write the very names the site reads."""
    names = (zone_cookie_name(hosted=True), zone_cookie_name(hosted=False))

    assert names == ("__Host-cmlguide_zone", "cmlguide_zone")
    script = (SITE_FILES / "static" / "js" / "zone.js").read_text("utf-8")
    assert f'["{names[0]}", "; Secure"] : ["{names[1]}", ""]' in script
    assert "Path=/; SameSite=Lax" in script
