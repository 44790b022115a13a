import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cmlguide.records.actions.examples import show_example
from cmlguide.records.models import User
from cmlguide.web.frame import home
from tests.factories import make_person, make_result, make_user
from tests.home_link import fresh_link

pytestmark = pytest.mark.django_db
WORDS = "four small green words"


@pytest.fixture(autouse=True)
def link_of_now():
    fresh_link()


@pytest.fixture
def told():
    """What was printed in the terminal about new links; afterwards the link is valid again."""
    paths = []
    home.link.when_renewed(paths.append)
    yield paths
    home.link.when_renewed(lambda path: None)
    home.link.renew_if_ended()


@pytest.fixture
def at_home():
    """A browser signed in as the one user of a home installation."""
    client = Client()
    client.force_login(home.home_user())
    return client


def test_link_signs_in_once():
    client = Client()
    path = home.link.path()

    first = client.get(path)
    again = Client().get(path)

    assert (first.status_code, first.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(home.home_user().pk)
    assert again.status_code == 403
    assert home.link.path() != path


def test_wrong_token_opens_nothing_and_spends_nothing():
    path = home.link.path()

    answer = Client().get("/open/guess/")

    assert answer.status_code == 403
    assert home.link.path() == path


def test_signed_in_browser_spends_the_link_too(at_home):
    path = home.link.path()

    answer = at_home.get(path)
    elsewhere = Client().get(path)

    assert answer.headers["Location"] == "/"
    assert elsewhere.status_code == 403
    assert home.link.path() != path


def test_renewed_link_is_told(told):
    Client().get(home.link.path())

    assert told == [home.link.path()]


def test_link_with_a_passphrase_leads_to_sign_in_and_is_spent():
    user = home.home_user()
    user.set_password(WORDS)
    user.save()
    client, path = Client(), home.link.path()

    answer = client.get(path)

    assert answer.headers["Location"] == "/account/login/"
    assert "_auth_user_id" not in client.session
    assert home.link.path() != path


def test_link_that_has_ended_opens_nothing_and_a_new_one_is_told(told):
    path = home.link.path()

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=10, seconds=1)):
        late = Client().get(path)
        new = Client().get(told[0])

    assert (late.status_code, new.status_code) == (403, 302)
    assert "This link does not work any more" in late.content.decode()


def test_page_for_those_without_a_link_has_a_new_one_shown_once_the_last_has_ended(told):
    Client().get("/account/login/")
    before = list(told)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)):
        Client().get("/account/login/")
        Client().get("/account/login/")
        now = home.link.path()

    assert (before, told) == ([], [now])


def test_home_user_is_one():
    assert home.home_user() == home.home_user()
    assert User.objects.count() == 1
    assert home.has_passphrase() is False


def test_passphrase_is_set_and_the_browser_stays_in(at_home):
    answer = at_home.post("/passphrase/", {"new_password1": WORDS, "new_password2": WORDS})

    assert answer.headers["Location"] == "/"
    assert home.home_user().check_password(WORDS) is True
    assert at_home.get("/passphrase/").headers["Location"] == reverse("account_change_password")


@pytest.mark.parametrize(
    ("first", "second", "problem", "field"),
    [
        ("", "", "Enter a passphrase.", "new_password1"),
        (WORDS, "other words", "The two are not the same. Enter the same passphrase twice.", "new_password2"),
        ("short", "short", "at least 10 characters", "new_password1"),
    ],
)
def test_passphrase_that_will_not_do_is_said_at_its_field(at_home, first, second, problem, field):
    answer = at_home.post("/passphrase/", {"new_password1": first, "new_password2": second})

    assert answer.status_code == 422
    wrong = answer.context["form"]
    assert problem in str(wrong[field].errors)
    summary = answer.text.partition('tabindex="-1" autofocus>')[2]
    assert summary.partition('<li><a href="#')[2].startswith(f"id_{field}")
    assert home.has_passphrase() is False


def test_passphrase_pages_are_only_at_home(at_home, settings):
    settings.HOME_MODE = False

    assert at_home.get("/passphrase/").status_code == 404
    assert at_home.post("/passphrase/not-now/").status_code == 404
    assert at_home.get("/open/token/").status_code == 404


def test_passphrase_is_offered_once_something_was_saved_and_below_it(at_home):
    person = make_person(owner=home.home_user())
    offer = "Do you want a passphrase"

    empty = at_home.get("/").content.decode()
    make_result(person, "0.5")
    before = at_home.get("/").content.decode()
    at_home.post("/passphrase/not-now/")
    after = at_home.get("/").content.decode()

    assert (offer in empty, offer in after) == (False, False)
    assert before.index('<span class="number">0.5%</span>') < before.index(offer)


def test_passphrase_is_not_offered_for_an_example(at_home, today):
    show_example(owner=home.home_user(), kind="doing_well", today=today)

    assert "Do you want a passphrase" not in at_home.get("/").content.decode()


def test_passphrase_is_not_offered_where_one_is_set():
    owner = make_user(username="protected")
    make_person(owner=owner)
    client = Client()
    client.force_login(owner)

    assert "Do you want a passphrase" not in client.get("/").content.decode()


def test_forgotten_passphrase_brings_the_link_back():
    user = home.home_user()
    user.set_password(WORDS)
    user.save()

    home.forget_passphrase()

    assert home.has_passphrase() is False
