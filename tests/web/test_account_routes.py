"""Every address for signing in: who gets what with and without mail, hosted and at home. A new one without
a row here fails. Who else gets what, by every method, is in roles.toml with all other routes."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from cmlguide.web.frame import home
from tests.factories import make_user
from tests.hosting import HOSTED, WITH_MAIL, apply
from tests.routes import account_address, account_routes
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
WORDS = "four small green words"

# Signed out, the owner, hosted without mail; then the home user with and without a passphrase. "in": asked to
# sign in first. "on": redirected to another page (to Timeline, to the sign-in page, to the account page).
ROWS = {
    "account_login": (200, "on", "on", "on", "on"),
    "account_logout": ("on", 200, 200, 200, 200),
    "account_reauthenticate": ("in", 200, 200, 200, 404),
    "account_change_password": ("in", 200, 200, 200, "on"),
    "account_signup": (200, "on", "on", 404, 404),
    "account_inactive": (200, 200, 200, 404, 404),
    "account-recover": (200, 200, 200, 404, 404),
    "account-sheet": ("in", 200, 200, 404, 404),
    "account-export": ("in", 200, 200, 404, 404),
    "account-erase": ("in", 200, 200, 404, 404),
    "account_email": ("in", 200, 404, 404, 404),
    "account_email_verification_sent": (200, 200, 404, 404, 404),
    "account_confirm_email": (200, 200, 404, 404, 404),
    "account_reset_password": (200, 200, 404, 404, 404),
    "account_reset_password_done": (200, 200, 404, 404, 404),
    "account_reset_password_from_key": (200, 200, 404, 404, 404),
    "account_reset_password_from_key_done": (200, 200, 404, 404, 404),
    "mfa_index": ("in", "on", "on", 404, 404),
    "mfa_authenticate": ("on", "on", "on", 404, 404),
    "mfa_reauthenticate": ("in", 200, 200, 404, 404),
    "mfa_activate_totp": ("in", "on", "on", 404, 404),  # it is on already
    "mfa_deactivate_totp": ("in", 200, 200, 404, 404),
    "mfa_view_recovery_codes": ("in", 200, 200, 404, 404),
    "mfa_generate_recovery_codes": ("in", 200, 200, 404, 404),
    "mfa_download_recovery_codes": ("in", 200, 200, 404, 404),
    "mfa_list_webauthn": ("in", 200, 200, 404, 404),
    "mfa_add_webauthn": ("in", 200, 200, 404, 404),
    "mfa_login_webauthn": ("on", "on", "on", 404, 404),
    "mfa_reauthenticate_webauthn": ("in", 200, 200, 404, 404),
    "mfa_edit_webauthn": ("in", 200, 200, 404, 404),
    "mfa_remove_webauthn": ("in", 200, 200, 404, 404),
}
OF_ALLAUTH_NOT_WANTED = (
    "/account/password/set/",
    "/account/login/code/confirm/",
    "/account/2fa/trust/",
    "/account/3rdparty/",
    "/account/2fa/webauthn/signup/",
    "/account/signup/passkey/",
)


def make_member(name):
    """Somebody with every way of signing in."""
    user = make_user(username=name, email=f"{name}@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "My phone", "credential": {}}
    )
    return user, key.pk


@pytest.fixture(autouse=True)
def _keys_of_no_device(monkeypatch):
    """A passkey in these rows is only a name: no device made it."""
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])


def seen(answer):
    if answer.status_code != 302:
        return answer.status_code
    return "in" if answer["Location"].startswith("/account/login/?next=") else "on"


def statuses(client, key=1):
    return {route.name: seen(client.get(account_address(route, key))) for route in account_routes()}


def column(number):
    return {name: row[number] for name, row in ROWS.items()}


def test_hosted_site_shows_each_page_to_whom_it_is_for(settings):
    apply(settings, WITH_MAIL)
    user, key = make_member("maria")

    assert statuses(Client()) == column(0)
    assert statuses(sign_in(user), key) == column(1)


def test_hosted_site_without_mail_has_no_page_about_mail(settings):
    apply(settings, HOSTED)
    user, key = make_member("maria")

    assert statuses(sign_in(user), key) == column(2)


def test_home_has_a_passphrase_or_nothing():
    user = home.home_user()
    without = Client()
    without.force_login(user)
    assert statuses(without) == column(4)

    user.set_password(WORDS)
    user.save()

    assert statuses(sign_in(user)) == column(3)


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_passkey_is_not_found(settings, name, method):
    apply(settings, HOSTED)
    _, key = make_member("maria")
    stranger, _ = make_member("erik")
    (route,) = [route for route in account_routes() if route.name == name]

    answer = getattr(sign_in(stranger), method)(account_address(route, key), {"name": "mine"})

    assert answer.status_code == 404
    assert Authenticator.objects.get(pk=key).data["name"] == "My phone"


@pytest.mark.parametrize("address", OF_ALLAUTH_NOT_WANTED)
def test_pages_of_allauth_nobody_needs_are_not_there(settings, address):
    apply(settings, WITH_MAIL)
    user, _ = make_member("maria")

    assert sign_in(user).get(address).status_code == 404


def test_what_changes_the_way_in_asks_for_a_fresh_proof(settings):
    """Else who finds a browser open could take the account over."""
    apply(settings, WITH_MAIL)
    user, key = make_member("maria")

    def is_asked(route):
        for method in ("get", "post"):
            client = Client()
            client.force_login(user)
            answer = getattr(client, method)(account_address(route, key))
            if answer.headers.get("Location", "").startswith("/account/reauthenticate/?"):
                return True
        return False

    asked = {route.name for route in account_routes() if is_asked(route)}

    assert asked == {
        "account_email",
        "account_change_password",  # asks for one of the two steps itself
        "account-export",
        "account-sheet",
        "account-erase",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
    }
