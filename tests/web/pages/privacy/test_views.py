"""Privacy: at home nothing leaves; on a hosted site who keeps what, where and how long, and how to leave."""

from datetime import date

import pytest
from django.test import Client

from cmlguide.hosting import Operator
from cmlguide.web.frame.consent import VERSION

pytestmark = pytest.mark.django_db
OPERATOR = Operator("Leukemia Friends", "Germany", "privacy@example.org", backup_days=14, log_days=7)


@pytest.fixture
def hosted(settings):
    settings.HOME_MODE, settings.HOSTED, settings.OPERATOR = False, True, OPERATOR


def text_of(client):
    return " ".join(client.get("/privacy/").content.decode().split())


def test_at_home_it_says_that_nothing_leaves_and_where_the_record_is(settings, signed_in):
    text = text_of(signed_in)

    assert "Nothing leaves this computer" in text
    assert f"<code>{settings.DATA_FOLDER}</code>" in text
    assert "can be put back for 30 days" in text
    assert "Your agreement" not in text


def test_folder_is_told_to_nobody_else(settings):
    assert str(settings.DATA_FOLDER) not in text_of(Client())


def test_hosted_it_names_who_where_and_how_long(hosted, settings):
    text = text_of(Client())

    assert "This site is run by Leukemia Friends. Its computers are in Germany." in text
    assert "Write to privacy@example.org" in text
    assert "Emergency copies: 14 days." in text
    assert "The server's notes: 7 days." in text
    assert str(settings.DATA_FOLDER) not in text


def test_what_the_operator_did_not_say_is_not_made_up(hosted, settings):
    settings.OPERATOR = Operator()

    text = text_of(Client())

    assert "This site does not yet say who runs it. Ask before you enter anything." in text
    assert "Emergency copies: ask the people who run this site." in text
    assert "Its computers are in" not in text


def test_own_agreement_is_shown_with_the_way_to_take_it_back(hosted, signed_in, person):
    person.owner.consent_version, person.owner.consented_on = VERSION, date(2026, 11, 2)
    person.owner.save()

    text = text_of(signed_in)

    assert f"Version {VERSION} of this page. You agreed to it on 2 November 2026." in text
    assert "I agree" not in text
    assert 'href="/data/delete/"' in text or 'href="/account/erase/"' in text


def test_earlier_agreement_is_asked_anew_and_noted(hosted, signed_in, person):
    person.owner.consent_version, person.owner.consented_on = "2020-01", date(2020, 1, 2)
    person.owner.save()
    assert "You agreed to an earlier version on 2 January 2020." in text_of(signed_in)

    signed_in.post("/privacy/agree/")

    person.owner.refresh_from_db()
    assert person.owner.consent_version == VERSION
    assert "I agree" not in text_of(signed_in)


def test_at_home_there_is_nothing_to_agree_to(signed_in):
    assert signed_in.post("/privacy/agree/").status_code == 404


@pytest.mark.parametrize("page", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_it_is_reached_from_where_one_signs_in(hosted, page):
    assert 'href="/privacy/"' in Client().get(page).content.decode()


def test_it_is_reached_from_more(signed_in):
    assert 'href="/privacy/"' in signed_in.get("/more/").content.decode().split("<footer")[0]
