from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cmlguide.records import judged
from cmlguide.records.judged import history_of
from cmlguide.records.models import BloodCount, Visit
from cmlguide.web.frame.kept import KEY
from tests.factories import make_person, make_user
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hosted")]
WORDS = "four small green words"


@pytest.fixture
def maria():
    user = make_user(username="maria", password=WORDS)
    make_person(owner=user)
    return user


@pytest.fixture
def browser(maria):
    """Maria's browser, just used."""
    client = sign_in(maria)
    client.get("/more/")
    return client


@pytest.fixture
def later():
    """A clock that can be moved on."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield lambda **span: clock.shift(timedelta(**span))


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("minutes", "still"), [(29, True), (30, False), (31, False)])
def test_browser_that_nobody_uses_is_signed_out_after_half_an_hour(later, browser, minutes, still):
    later(minutes=minutes)

    answer = browser.get("/results/")

    assert is_signed_in(browser) is still
    assert answer.status_code == (200 if still else 302)


def test_sign_in_leads_back_to_the_page(later, browser):
    later(hours=1)
    sign_in_page = browser.get("/results/?page=1")["Location"]

    answer = browser.post(sign_in_page, {"login": "maria", "password": WORDS}, follow=True)

    assert answer.redirect_chain[-1][0] == "/results/?page=1"


def test_each_page_begins_the_half_hour_anew(later, browser):
    for _ in range(4):
        later(minutes=20)
        assert browser.get("/more/").status_code == 200


def test_nobody_stays_signed_in_over_a_day(later, browser):
    for _ in range(49):
        later(minutes=29)
        browser.get("/more/")
    after_most_of_a_day = is_signed_in(browser)

    later(minutes=20)
    browser.get("/more/")

    assert (after_most_of_a_day, is_signed_in(browser)) == (True, False)


def test_home_without_a_passphrase_signs_nobody_out_for_being_idle(later, settings):
    user = make_user()
    user.set_unusable_password()
    user.save()
    make_person(owner=user)
    client = Client()
    client.force_login(user)
    session = client.session
    session.set_expiry(settings.LINK_SESSION)  # as the printed link does
    session.save()
    client.get("/more/")

    later(days=3)

    assert client.get("/more/").status_code == 200


def test_what_was_sent_too_late_is_kept_and_goes_on_after_signing_in(later, browser):
    later(hours=1)
    form = {"place": "City clinic", "note": "ask about sleep"}
    sign_in_page = browser.post("/visits/add/", form)["Location"]
    assert not is_signed_in(browser)

    page = browser.post(sign_in_page, {"login": "maria", "password": WORDS}, follow=True).content.decode()

    assert "Nothing is lost" in page
    assert "<li>City clinic</li>" in page
    assert '<form method="post" action="/visits/add/">' in page
    assert '<input type="hidden" name="note" value="ask about sleep">' in page
    assert Visit.objects.count() == 0


def test_what_is_kept_is_not_readable_in_the_database(later, browser):
    later(hours=1)

    browser.post("/visits/add/", {"note": "ask about sleep"})

    assert "sleep" not in str(dict(browser.session))
    assert KEY in browser.session


def test_another_person_at_the_same_browser_does_not_get_it(later, browser):
    make_person(owner=make_user(username="erik", password=WORDS))
    later(hours=1)
    sign_in_page = browser.post("/visits/add/", {"note": "ask about sleep"})["Location"]

    page = browser.post(sign_in_page, {"login": "erik", "password": WORDS}, follow=True).content.decode()

    assert "ask about sleep" not in page
    assert KEY not in browser.session


def test_what_is_kept_goes_after_an_hour(later, browser):
    later(hours=1)
    sign_in_page = browser.post("/visits/add/", {"note": "ask about sleep"})["Location"]
    later(minutes=61)

    page = browser.post(sign_in_page, {"login": "maria", "password": WORDS}, follow=True).content.decode()

    assert "ask about sleep" not in page


@pytest.mark.parametrize("address", ["/account/password/change/", "/passphrase/"])
def test_passwords_are_never_kept(later, browser, address):
    later(hours=1)

    browser.post(address, {"oldpassword": WORDS, "password1": "x", "new_password1": "y"})

    assert browser.session[KEY]["forms"] == []


def test_second_tab_of_a_browser_that_was_signed_out_keeps_its_form_too(later, browser):
    later(hours=1)
    browser.post("/visits/add/", {"note": "first tab"})
    sign_in_page = browser.post("/visits/add/", {"note": "second tab"})["Location"]

    browser.post(sign_in_page, {"login": "maria", "password": WORDS})
    page = browser.get("/account/kept/").content.decode()

    assert ("first tab" in page, "second tab" in page) == (True, True)


def test_stranger_can_keep_nothing_here():
    client = Client()

    client.post("/visits/add/", {"note": "x" * 1000})

    assert dict(client.session) == {}


def test_what_is_kept_can_be_let_go(later, browser):
    later(hours=1)
    sign_in_page = browser.post("/visits/add/", {"note": "ask about sleep"})["Location"]
    browser.post(sign_in_page, {"login": "maria", "password": WORDS})

    browser.post("/account/kept/")

    assert KEY not in browser.session


def test_script_is_told_how_long_and_a_question_does_not_extend(later, browser):
    later(minutes=10)
    asked = [browser.get("/account/stay/").json()["left"] for _ in range(2)]

    extended = browser.post("/account/stay/").json()["left"]

    assert asked == [20 * 60, 20 * 60]
    assert extended == 30 * 60


def test_script_that_asks_too_late_hears_that_it_is_over(later, browser):
    later(hours=1)

    assert browser.get("/account/stay/").json() == {"left": 0}
    assert browser.post("/account/stay/").json() == {"left": 0}


def test_script_leaves_and_what_was_typed_stands_in_the_page_again(later, browser):
    later(hours=1)
    fields = '[["platelets", "187"], ["csrfmiddlewaretoken", "t"], ["password", "p"]]'
    left = browser.post("/account/leave/", {"page": "/blood-counts/add/", "fields": fields}).json()

    answer = browser.post(left["to"], {"login": "maria", "password": WORDS}, follow=True)
    again = browser.get("/blood-counts/add/").content.decode()

    assert answer.redirect_chain[-1][0] == "/blood-counts/add/"
    assert (
        '<script id="kept-fields" type="application/json">[["platelets", "187"]]</script>'
        in answer.content.decode()
    )
    assert "kept-fields" not in again  # handed over once
    assert BloodCount.objects.count() == 0


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "/account/", ""]
)
def test_script_cannot_be_made_to_lead_elsewhere(later, browser, page):
    left = browser.post("/account/leave/", {"page": page, "fields": '[["a", "b"]]'}).json()

    assert left["to"] == "/account/login/?next=%2Faccount%2Fkept%2F"
    assert browser.session[KEY]["forms"] == []


def test_broken_fields_are_no_error(browser):
    assert browser.post("/account/leave/", {"page": "/", "fields": "{"}).status_code == 200


def test_way_back_leads_to_no_other_host(browser):
    assert browser.get("/account/kept/?next=https://evil.example/")["Location"] == "/"


def test_htmx_is_sent_to_the_sign_in_page_whole(later, browser):
    later(hours=1)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/visits/add/"}

    answer = browser.post("/visits/add/", {"note": "ask about sleep"}, headers=headers)

    assert answer["HX-Redirect"].startswith("/account/login/?next=")


def test_pages_say_how_long_they_stay_only_where_that_holds(later, browser, person, client):
    person.owner.set_unusable_password()
    person.owner.save()
    client.force_login(person.owner)

    assert 'data-seconds="1800"' in browser.get("/more/").content.decode()
    assert "data-seconds" not in client.get("/more/").content.decode()


FORGET = '"cache", "storage"'


@pytest.mark.parametrize("address", ["/account/logout/", "/account/sessions/end/"])
def test_browser_lets_go_of_what_it_kept_at_every_sign_out(browser, address):
    """ASVS 14.3.1. Its cookies stay: one opens what was typed before an idle sign-out."""
    before = browser.get("/more/")
    history_of(make_person())

    answer = browser.post(address)

    assert judged._kept == {}  # what the process kept of a record goes too
    assert "Clear-Site-Data" not in before.headers
    assert (is_signed_in(browser), answer.headers["Clear-Site-Data"]) == (False, FORGET)
    assert "Clear-Site-Data" not in browser.get("/account/login/").headers


def test_what_was_typed_outlives_what_the_browser_lets_go_of(later, browser):
    later(hours=1)

    answer = browser.post("/visits/add/", {"visit_on": "12 12 2026", "place": "City"})

    assert answer.headers["Clear-Site-Data"] == FORGET
    signed_in = browser.post(answer["Location"], {"login": "maria", "password": WORDS}, follow=True)
    assert "City" in signed_in.text


def test_cookie_of_before_opens_nothing_after_a_sign_out(settings, browser):
    """ASVS 7.4.1: whoever copied the cookie is signed out as well."""
    copied = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post("/account/logout/")

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = copied

    assert thief.get("/more/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "address", ["/", "/results/", "/medicines/add/", "/learn/", "/account/", "/nowhere/"]
)
def test_way_out_stands_at_the_foot_of_every_page(browser, address):
    """ASVS 7.4.4."""
    footer = browser.get(address).text.partition("<footer")[2]

    assert '<a class="action-link" href="/account/logout/">Sign out</a>' in footer


def test_nothing_stands_there_for_whom_there_is_nothing_to_sign_out_of(settings, person, client):
    settings.HOME_MODE, settings.HOSTED = True, False
    person.owner.set_unusable_password()
    person.owner.save()
    client.force_login(person.owner)

    assert "/account/logout/" not in client.get("/results/").text


@pytest.mark.parametrize(("headers", "still"), [({}, True), ({"X-Warned": "yes"}, False)])
def test_what_a_page_reads_back_under_the_warning_is_no_sign_of_a_person(later, browser, headers, still):
    """The warning takes the focus out of a box, which reads back what was typed there."""
    later(minutes=29)
    browser.post("/blood-counts/read-back/", {"wbc": "4.6"}, headers={"HX-Request": "true", **headers})
    later(minutes=2)

    browser.get("/more/")

    assert is_signed_in(browser) is still
