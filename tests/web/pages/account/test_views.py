import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from cmlguide.records.actions.accounts import note_account_event
from cmlguide.records.models import AccountEvent
from cmlguide.web.frame import home
from cmlguide.web.frame.signed_in_browsers import NO_ADDRESS
from tests.factories import make_person, make_user
from tests.signing_in import prove_now, sign_in

pytestmark = pytest.mark.django_db
WORDS = "four small green words"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


@pytest.fixture
def maria():
    user = make_user(username="maria", email="maria@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_person(owner=user)
    return user


def browser_of(name, login="maria"):
    """A browser that calls itself `name`, signed in with the form."""
    client = Client(headers={"user-agent": name})
    client.post("/account/login/", {"login": login, "password": WORDS})
    return client


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_all_that_belongs_to_signing_in_is_reached_from_more(hosted_with_mail, maria):
    client = sign_in(maria)
    more, page = (client.get(address).content.decode() for address in ("/more/", "/account/"))

    assert 'href="/account/"' in more
    for address in (
        "/account/password/change/",
        "/account/email/",
        "/account/2fa/webauthn/",
        "/account/2fa/totp/activate/",
        "/account/sheet/",
        "/account/sessions/",
        "/account/export/",
        "/account/erase/",
        "/account/logout/",
    ):
        assert f'href="{address}"' in page


def test_without_a_mail_server_no_address_is_asked_for(hosted, maria):
    assert 'href="/account/email/"' not in sign_in(maria).get("/account/").content.decode()


@pytest.mark.parametrize("passphrase", [True, False])
def test_at_home_there_is_only_the_passphrase_or_the_way_to_set_one(passphrase):
    user = home.home_user()
    if passphrase:
        user.set_password(WORDS)
        user.save()
    make_person(owner=user)

    page = sign_in(user).get("/account/").content.decode()

    assert ('href="/account/password/change/"' in page, 'href="/account/sessions/"' in page) == (
        passphrase,
    ) * 2
    assert ('href="/passphrase/"' in page) is not passphrase
    assert [word for word in ("/2fa/", "/sheet/", "erase", "e-mail") if word in page] == []


def test_browsers_that_are_signed_in_are_listed_without_an_address(hosted, maria):
    browser_of("curl/8")
    client = browser_of(FIREFOX)

    page = client.get("/account/sessions/").content.decode()

    assert "Firefox on Windows (this one)" in page
    assert page.count("/end/") == 3  # one each, and everywhere
    assert set(UserSession.objects.values_list("ip", flat=True)) == {NO_ADDRESS}


def test_one_browser_is_signed_out(hosted, maria):
    other, client = browser_of("other"), browser_of("mine")
    row = UserSession.objects.get(session_key=other.session.session_key)

    client.post(f"/account/sessions/{row.pk}/end/")

    assert (is_signed_in(other), is_signed_in(client)) == (False, True)


def test_signing_out_the_browser_one_sits_at_leads_to_the_sign_in_page(hosted, maria):
    client = browser_of("mine")
    row = UserSession.objects.get(session_key=client.session.session_key)

    answer = client.post(f"/account/sessions/{row.pk}/end/")

    assert answer["Location"] == "/account/login/"
    assert not is_signed_in(client)


def test_sign_out_everywhere_is_everywhere(hosted, maria):
    other, client = browser_of("other"), browser_of("mine")

    answer = client.post("/account/sessions/end/", follow=True)

    assert (is_signed_in(other), is_signed_in(client)) == (False, False)
    assert "You are signed out everywhere." in answer.content.decode()


def test_strangers_browser_is_not_found(hosted, maria):
    make_user(username="erik", password=WORDS)
    erik = browser_of("erik's", "erik")
    row = UserSession.objects.get(session_key=erik.session.session_key)

    answer = browser_of("mine").post(f"/account/sessions/{row.pk}/end/")

    assert answer.status_code == 404
    assert is_signed_in(erik)


def test_new_browser_is_told_to_the_others_and_by_mail_and_the_known_one_is_not(hosted_with_mail, maria):
    at_home = browser_of("mine")
    AccountEvent.objects.all().delete()
    mail.outbox.clear()

    at_home.post("/account/logout/")
    at_home.post("/account/login/", {"login": "maria", "password": WORDS})
    quiet = (AccountEvent.objects.count(), len(mail.outbox))
    browser_of(FIREFOX)
    at_home.post("/account/logout/")
    at_home.post("/account/login/", {"login": "maria", "password": WORDS})
    page = at_home.get("/").content.decode()

    assert quiet == (0, 0)
    assert "Something changed in your account. Was it you?" in page
    assert "Firefox on Windows" in at_home.get("/account/").content.decode()
    assert [letter.subject for letter in mail.outbox] == ["New sign-in to your account"]
    assert mail.outbox[0].to == ["maria@example.org"]


def test_who_says_it_was_me_is_not_asked_again(hosted, maria):
    note_account_event(user=maria, code="new_browser", browser=FIREFOX)
    client = sign_in(maria)
    before = client.get("/more/").content.decode()

    client.post("/account/seen/")

    assert "Was it you?" in before
    assert "Was it you?" not in client.get("/more/").content.decode()
    assert AccountEvent.objects.filter(seen=False).count() == 0


def test_changed_password_ends_the_other_browsers_and_is_told(hosted_with_mail, maria):
    other, client = browser_of("other"), browser_of("mine")
    AccountEvent.objects.all().delete()
    mail.outbox.clear()

    new = {"oldpassword": WORDS, "password1": "six tall blue ladders", "password2": "six tall blue ladders"}
    client.post("/account/password/change/", new)

    assert (is_signed_in(other), is_signed_in(client)) == (False, True)
    assert [letter.subject for letter in mail.outbox] == ["Your password was changed"]
    assert AccountEvent.objects.first().code == "password_changed"
    assert "Was it you?" not in client.get("/more/").content.decode()  # this browser did it


def test_mails_say_nothing_about_health_and_hold_no_address_of_a_network(hosted_with_mail, maria):
    browser_of(FIREFOX)
    letter = mail.outbox[-1]

    text = f"{letter.subject} {letter.body}".lower()

    assert [word for word in ("cml", "leuk", "health", "record", "127.0.0.1") if word in text] == []


def test_passphrase_at_home_has_its_browsers_too():
    user = home.home_user()
    user.set_password(WORDS)
    user.save()
    make_person(owner=user)
    client = browser_of(FIREFOX, "home")

    assert "Firefox on Windows (this one)" in client.get("/account/sessions/").content.decode()


def test_home_without_a_passphrase_has_no_list_of_browsers():
    client = Client()
    client.force_login(home.home_user())

    assert client.get("/account/sessions/").status_code == 404
    assert client.post("/account/sessions/end/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/record.json", "/data/results.csv", "/data/fhir.json", "/account/export/"]
)
def test_file_is_given_after_a_fresh_proof_only(hosted, maria, address):
    client = Client()
    client.force_login(maria)

    asked = client.get(address)
    ready = client.post(asked["Location"], {"password": WORDS})
    page = client.get(ready["Location"]).content.decode()

    assert asked["Location"].startswith("/account/reauthenticate/?next=%2Faccount%2Ffile%2F")
    assert f'href="{address}" download' in page
    assert client.get(address)["Content-Disposition"].startswith("attachment")


def test_page_for_the_visit_needs_no_proof(hosted, maria):
    client = Client()
    client.force_login(maria)

    assert client.get("/data/page.txt").status_code == 200


def test_delete_all_is_asked_again_and_then_done(hosted, maria):
    client = Client()
    client.force_login(maria)

    asked = client.post("/data/delete/", {"word": "DELETE"})
    kept = maria.people.count()
    back = client.post(asked["Location"], {"password": WORDS})
    client.post(back["Location"], {"word": "DELETE"})

    assert asked["Location"] == "/account/reauthenticate/?next=%2Fdata%2Fdelete%2F"
    assert back["Location"] == "/data/delete/"
    assert (kept, maria.people.count()) == (1, 0)


def test_carried_file_is_asked_for_again_and_its_passphrase_is_kept_nowhere(hosted, maria):
    client = Client()
    client.force_login(maria)

    asked = client.post("/data/carry/", {"passphrase": "my very own phrase"})

    assert asked["Location"].startswith("/account/reauthenticate/?next=")
    assert "my very own phrase" not in str(dict(client.session))


def test_proof_grows_old(hosted, maria, settings):
    client = sign_in(maria)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

    assert client.get("/record.json").status_code == 302


def test_home_without_a_passphrase_asks_for_no_proof():
    user = home.home_user()
    make_person(owner=user)
    client = Client()
    client.force_login(user)

    assert client.get("/record.json").status_code == 200


def test_only_known_files_are_offered(hosted, maria):
    client = sign_in(maria)
    prove_now(client)

    assert client.get("/account/file/delete-everything/").status_code == 404
