"""Choosing a language: kept with the account, and in a cookie for who is not signed in."""

from decimal import Decimal

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import translation

from tests.factories import make_blood_count, make_result, make_user
from tests.pseudo_language import MIRRORED, PSEUDO, accent, speaking
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PLAIN = {"language": "", "paper_language": ""}


@pytest.fixture
def two_languages():
    """A site in two made-up languages; a browser that asks for neither gets the first."""
    with speaking(PSEUDO, MIRRORED), translation.override(None):
        yield


def language_of(answer):
    return answer.text.partition('<html lang="')[2].partition('"')[0]


def test_with_one_language_nothing_is_offered(signed_in, settings):
    settings.LANGUAGES = [("en", "English")]
    assert "language-link" not in signed_in.get("/").text
    assert 'action="/language/choose/"' not in signed_in.get("/start/").text


def test_each_language_is_offered_by_its_own_name(settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    page = Client().get("/warning-signs/", headers={"accept-language": "de"}).text
    assert 'value="en" lang="en">English</button>' in page
    assert 'value="de" lang="de" aria-current="true">Deutsch</button>' in page


def test_browser_is_followed_first(two_languages):
    answer = Client().get("/warning-signs/", headers={"accept-language": "ar-xb,en;q=0.5"})
    assert language_of(answer) == MIRRORED
    assert answer.headers["Content-Language"] == MIRRORED
    assert "Accept-Language" in answer.headers["Vary"]


def test_who_is_not_signed_in_chooses_by_a_button_with_the_languages_own_name(two_languages):
    client = Client()
    page = client.get("/warning-signs/").text
    assert f'name="language" value="{MIRRORED}" lang="{MIRRORED}"' in page

    answer = client.post("/language/choose/", {"language": MIRRORED, "next": "/warning-signs/"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/warning-signs/")
    kept = answer.cookies[site.LANGUAGE_COOKIE_NAME]
    assert (kept.value, kept["httponly"], kept["samesite"]) == (MIRRORED, True, "Lax")
    assert language_of(client.get("/warning-signs/")) == MIRRORED


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""])
def test_button_leads_nowhere_else(two_languages, page):
    answer = Client().post("/language/choose/", {"language": MIRRORED, "next": page})
    assert answer.headers["Location"] == "/"


def test_unknown_language_is_not_found(two_languages):
    assert Client().post("/language/choose/", {"language": "tlh"}).status_code == 404


def test_choice_is_kept_with_the_account_and_counts_in_every_browser(two_languages):
    user = make_user()
    sign_in(user).post("/language/", {**PLAIN, "language": MIRRORED})

    answer = sign_in(user).get("/language/")

    assert language_of(answer) == MIRRORED
    assert f'<option value="{MIRRORED}" selected>' in answer.text


def test_choice_can_be_taken_back(two_languages):
    user = make_user(language=MIRRORED)
    client = sign_in(user)

    client.post("/language/", PLAIN)

    assert language_of(client.get("/language/")) == PSEUDO


def test_language_that_is_not_offered_any_more_is_passed_over(two_languages):
    assert language_of(sign_in(make_user(language="tlh")).get("/language/")) == PSEUDO


def test_page_for_the_doctor_may_be_in_another_language(two_languages, person):
    make_result(person)
    client = sign_in(person.owner)
    client.post("/language/", {"language": PSEUDO, "paper_language": MIRRORED})

    page, text = client.get("/summary/").text, client.get("/data/page.txt")

    assert language_of(client.get("/summary/")) == PSEUDO
    assert f'<main id="content" class="paper" tabindex="-1" lang="{MIRRORED}" dir="rtl">' in page
    assert text.headers["Content-Language"] == PSEUDO
    assert accent("What we decided").partition("~")[0] in text.text


def test_what_cannot_be_chosen_is_refused(two_languages):
    client = sign_in(make_user())
    assert client.post("/language/", {**PLAIN, "language": "tlh"}).status_code == 422


def test_units_are_chosen_by_what_letters_look_like(person):
    make_blood_count(person, neutrophils=Decimal("0.9"))
    client = sign_in(person.owner)
    page = client.get("/language/").text
    for option in ("5.4 x 10⁹/L", "5.4 x 10³/µL", "5,400 per µL", "13.2 g/dL", "132 g/L"):
        assert f">{option}</option>" in page, option

    client.post("/language/", {**PLAIN, "cell_unit": "/uL", "hemoglobin_unit": "g/L"})

    assert '<option value="/uL" selected>' in client.get("/language/").text
    counts = client.get("/blood-counts/").text
    assert ("900 per µL" in counts, "132 g/L" in counts, "10⁹" in counts) == (True, True, False)
    assert client.post("/language/", {**PLAIN, "cell_unit": "furlong"}).status_code == 422
