import re

import pytest
from django.test import Client

from cmlguide.records.actions.accounts import make_recovery_key
from cmlguide.records.models import AccountEvent, User
from tests.factories import make_person, make_user
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hosted")]
WORDS, NEW = "four small green words", "six tall blue ladders"


@pytest.fixture
def maria():
    user = make_user(username="maria", password=WORDS)
    make_person(owner=user)
    return user


def recover(key, *, login="maria", new=NEW, again=None):
    form = {"login": login, "key": key, "password1": new, "password2": again or new}
    return Client().post("/account/recover/", form)


def signs_in(password):
    client = Client()
    client.post("/account/login/", {"login": "maria", "password": password})
    return "_auth_user_id" in client.session


def test_who_signs_up_without_mail_gets_a_name_and_a_sheet_that_brings_them_back():
    client = Client()
    client.post("/account/signup/", {"password1": WORDS, "password2": WORDS, "consent": "on"}, follow=True)
    name = User.objects.get().username

    page = client.post("/account/sheet/").content.decode()
    key = re.search(r"(?:[A-Z2-9]{4}-){5}[A-Z2-9]{4}", page)[0]
    answer = recover(key, login=name)

    assert re.fullmatch(r"(?:[a-z]{4}-){2}[a-z]{4}", name)
    assert name in page
    assert answer["Location"] == "/account/login/"
    assert User.objects.get().check_password(NEW)


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda key: key.replace("-", " "), lambda key: key.replace("-", "")]
)
def test_key_is_read_as_people_type_it(maria, typed):
    assert recover(typed(make_recovery_key(user=maria))).status_code == 302
    assert signs_in(NEW)


def test_key_works_once(maria):
    key = make_recovery_key(user=maria)
    recover(key)

    assert recover(key, new="one more set of words").status_code == 422
    assert signs_in(NEW)


def test_new_sheet_ends_the_old_one(maria):
    old, new = make_recovery_key(user=maria), make_recovery_key(user=maria)

    assert (recover(old).status_code, recover(new).status_code) == (422, 302)


def test_sheet_is_kept_as_a_hash_only(maria):
    key = make_recovery_key(user=maria)

    assert key.replace("-", "") not in User.objects.get(pk=maria.pk).recovery_key


@pytest.mark.parametrize("form", [{"login": "erik"}, {"new": "short"}, {"again": "other"}])
def test_wrong_form_changes_nothing_and_spends_nothing(maria, form):
    key = make_recovery_key(user=maria)

    assert recover(key, **form).status_code == 422
    assert signs_in(WORDS)
    assert recover(key).status_code == 302


def test_weak_password_does_not_tell_that_the_key_was_right(maria):
    pages = [recover(key, new="short").content.decode() for key in (make_recovery_key(user=maria), "AAAA")]

    assert ["do not match" in page for page in pages] == [False, False]


def test_guessing_is_slowed_down(maria):
    key = make_recovery_key(user=maria)

    statuses = [recover("AAAA-BBBB").status_code for _ in range(6)]

    assert (statuses, recover(key).status_code) == ([422] * 5 + [429], 429)


def test_recovery_ends_every_session_and_is_noted(maria):
    client = sign_in(maria)
    client.get("/more/")

    recover(make_recovery_key(user=maria))

    assert client.get("/more/").status_code == 302
    assert AccountEvent.objects.first().code == "recovered"


def test_closed_account_is_not_recovered(maria):
    key = make_recovery_key(user=maria)
    maria.is_active = False
    maria.save()

    assert recover(key).status_code == 422


def test_sheet_asks_for_a_fresh_proof(maria):
    client = Client()
    client.force_login(maria)

    assert client.get("/account/sheet/")["Location"].startswith("/account/reauthenticate/")
    assert client.post("/account/sheet/")["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get(pk=maria.pk).recovery_key == ""
