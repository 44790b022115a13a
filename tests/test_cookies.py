import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from cmlguide.cookies import cookie_name, read_idle_minutes
from tests.factories import make_user
from tests.hosting import HOSTED, apply

WORDS = "four small green words"


def test_two_installations_at_home_keep_their_sign_ins_apart():
    names = {cookie_name("session", key, hosted=False) for key in ("one", "two")}

    assert len(names) == 2
    assert [name.startswith("cmlguide_session_") for name in names] == [True, True]


def test_hosted_cookie_is_bound_to_its_host():
    assert cookie_name("csrf", "any", hosted=True) == "__Host-cmlguide_csrf"


@pytest.mark.parametrize(("said", "minutes"), [("", 30), ("2", 2), ("1440", 1440)])
def test_idle_minutes(said, minutes):
    environment = {"CMLGUIDE_IDLE_MINUTES": said} if said else {}

    assert read_idle_minutes(environment) == minutes


@pytest.mark.parametrize("said", ["0", "1", "1441", "-5", "ten", "1.5", "\u00b2"])
def test_idle_minutes_that_would_lock_out_or_never_end_are_refused(said):
    with pytest.raises(ImproperlyConfigured, match="from 2 to 1440"):
        read_idle_minutes({"CMLGUIDE_IDLE_MINUTES": said})


@pytest.mark.django_db
def test_every_cookie_of_a_sign_in_is_for_no_script_and_no_other_site(settings):
    """ASVS 3.3.2, 3.3.4. Those of a waiting file and of the zone have tests beside their code."""
    apply(settings, HOSTED)
    make_user(username="maria", password=WORDS)
    client = Client()
    client.get("/account/login/")

    client.post("/account/login/", {"login": "maria", "password": WORDS})

    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.BROWSER_COOKIE_NAME)
    assert set(client.cookies) == set(names)
    for name in names:
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True,
            "Lax",
            "/",
            "",
        )
