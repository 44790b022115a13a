import pytest
from django.core.exceptions import ImproperlyConfigured

from cmlguide.cookies import cookie_name, read_idle_minutes


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
