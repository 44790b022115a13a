import pytest
from django.test import Client

from cmlguide.web.frame import accounts, home
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WORDS = "four small green words"


@pytest.fixture
def protected():
    """The home user, with a passphrase set."""
    user = home.home_user()
    user.set_password(WORDS)
    user.save()
    return user


def test_sign_in_without_a_passphrase_says_how_to_open():
    answer = Client().get("/account/login/")

    assert answer.status_code == 403
    assert "Open CML Guide with its link" in answer.content.decode()


def test_sign_in_without_a_passphrase_sends_a_signed_in_browser_on(signed_in):
    assert signed_in.get("/account/login/").headers["Location"] == "/"


def test_passphrase_signs_in(protected):
    client = Client()

    answer = client.post("/account/login/", {"login": "home", "password": WORDS})

    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(protected.pk)


def test_wrong_passphrase_is_refused(protected):
    client = Client()

    client.post("/account/login/", {"login": "home", "password": "wrong words here"})

    assert "_auth_user_id" not in client.session


def test_guessing_is_slowed_down(protected):
    client = Client()
    for guess in range(10):
        client.post("/account/login/", {"login": "home", "password": f"wrong words {guess}"})

    client.post("/account/login/", {"login": "home", "password": WORDS})

    assert "_auth_user_id" not in client.session


def test_sign_in_page_at_home_asks_for_the_passphrase_only(protected):
    page = Client().get("/account/login/").content.decode()

    assert 'type="hidden" name="login" value="home"' in page
    assert "Passphrase" in page
    assert "Make an account" not in page


@pytest.mark.parametrize("login", ["maria", "maria@example.org"])
def test_hosted_sign_in_takes_username_or_email(settings, login):
    settings.HOME_MODE, settings.HOSTED = False, True
    make_user(username="maria", email="maria@example.org", password=WORDS)
    client = Client()

    client.post("/account/login/", {"login": login, "password": WORDS})

    assert "_auth_user_id" in client.session


def test_hosted_site_makes_accounts(settings):
    settings.HOME_MODE, settings.HOSTED = False, True
    client = Client()

    client.post(
        "/account/signup/", {"username": "maria", "password1": WORDS, "password2": WORDS, "consent": "on"}
    )

    assert "_auth_user_id" in client.session


def test_nobody_signs_up_at_home():
    page = Client().get("/account/signup/")

    assert "No sign-up needed" in page.content.decode()


def test_signing_out_says_how_to_come_back(signed_in, person):
    person.owner.set_unusable_password()
    person.owner.save()
    signed_in.force_login(person.owner)

    assert "open the newest link" in signed_in.get("/account/logout/").content.decode()

    person.owner.set_password(WORDS)
    person.owner.save()
    signed_in.force_login(person.owner)

    assert "You can sign in again at any time." in signed_in.get("/account/logout/").content.decode()


def test_signing_out_asks_first(signed_in):
    page = signed_in.get("/account/logout/")
    assert "Sign out of this browser?" in page.content.decode()

    signed_in.post("/account/logout/")

    assert "_auth_user_id" not in signed_in.session


def test_two_step_secret_is_not_stored_in_clear():
    adapter = accounts.MfaAdapter()

    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_two_step_secret_survives_a_new_site_key(settings):
    stored = accounts.MfaAdapter().encrypt("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert accounts.MfaAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    "page", ["/account/2fa/", "/account/password/change/", "/account/2fa/totp/activate/"]
)
def test_account_pages_carry_no_inline_code(page):
    user = make_user(username="maria", password=WORDS)
    client = Client()
    client.force_login(user)

    text = client.get(page, follow=True).content.decode()

    assert "<h1>" in text
    assert 'style="' not in text
    assert "<style" not in text
