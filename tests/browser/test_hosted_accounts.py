"""The account pages of a hosted site: made by allauth, drawn in the house style, under the strict policy."""

import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import expect

from cmlguide.records.models import BloodCount
from cmlguide.web.frame.signed_in_browsers import SEEN
from tests.browser.looking import DESK, PHONE, find_barriers, find_layout_faults, overflow, take_picture
from tests.factories import make_person, make_user
from tests.hosting import WITH_MAIL, apply
from tests.signing_in import app_code

MINUTE = 60 * 1000
STAY = "/account/stay/"
WORDS = "four small green words"
VISITOR = {
    "hosted-sign-in": "/account/login/",
    "hosted-sign-up": "/account/signup/",
    "hosted-reset": "/account/password/reset/",
    "hosted-reset-done": "/account/password/reset/done/",
    "hosted-reset-key": "/account/password/reset/key/1-guess/",
    "hosted-verify": "/account/confirm-email/",
    "hosted-confirm": "/account/confirm-email/guess/",
    "hosted-recover": "/account/recover/",
    "hosted-inactive": "/account/inactive/",
}
MEMBER = {
    "hosted-account": "/account/",
    "hosted-sessions": "/account/sessions/",
    "hosted-email": "/account/email/",
    "hosted-password": "/account/password/change/",
    "hosted-passkeys": "/account/2fa/webauthn/",
    "hosted-passkey-add": "/account/2fa/webauthn/add/",
    "hosted-app": "/account/2fa/totp/activate/",
    "hosted-codes-new": "/account/2fa/recovery-codes/generate/",
    "hosted-again": "/account/reauthenticate/",
    "hosted-sheet": "/account/sheet/",
    "hosted-erase": "/account/erase/",
    "hosted-file": "/account/file/account-export/",
    "hosted-sign-out": "/account/logout/",
}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def hosted(settings):
    apply(settings, WITH_MAIL)
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test's own server has no TLS


@pytest.fixture
def maria():
    user = make_user(username="maria", email="maria@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_person(owner=user)
    return user


def problems_of(window, pages):
    found = {}
    for name, address in pages.items():
        window.goto(address)
        found[name] = find_barriers(window)
        for size in (DESK, PHONE):
            window.set_viewport_size(size)
            found[name] += find_layout_faults(window, with_selects=False)
            found[name] += ["too wide"] if overflow(window) else []
    return found


def test_account_pages_have_no_barrier(open_window, maria):
    problems = problems_of(open_window(PHONE), VISITOR) | problems_of(open_window(PHONE, owner=maria), MEMBER)

    assert problems == {name: [] for name in VISITOR | MEMBER}


def sign_in(window):
    window.goto("/account/login/")
    window.get_by_label("User name or e-mail address").fill("maria@example.org")
    window.get_by_label("Password").fill(WORDS)
    window.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(window):
    window.goto("/account/logout/")
    window.get_by_role("button", name="Sign out").click()
    window.wait_for_url("**/account/login/")


def prove(window):
    window.get_by_label("Password").fill(WORDS)
    window.get_by_role("button", name="Continue").click()


def test_passkey_is_added_and_signs_in(open_window, maria):
    window = open_window(PHONE)
    device = window.context.new_cdp_session(window)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(window)
    window.wait_for_url(lambda url: "/account/" not in url)

    window.goto("/account/2fa/webauthn/add/")
    prove(window)
    window.get_by_label("A name for it").fill("My phone")
    window.get_by_role("button", name="Add it").click()
    window.wait_for_url("**/recovery-codes/")
    take_picture(window, "hosted-codes")
    sign_out(window)
    window.get_by_role("button", name="Sign in with a passkey").click()
    window.wait_for_url(lambda url: "/account/" not in url)
    window.goto("/account/2fa/webauthn/")
    take_picture(window, "hosted-passkeys-one")

    assert "My phone" in window.locator("main").inner_text()
    assert find_barriers(window) == []


def test_app_and_recovery_code_sign_in_and_the_secret_is_kept_encrypted(open_window, maria):
    window = open_window(PHONE)
    sign_in(window)
    window.wait_for_url(lambda url: "/account/" not in url)
    window.goto("/account/2fa/totp/activate/")
    prove(window)
    secret = window.locator("#authenticator_secret").inner_text()
    with time_machine.travel(timezone.now(), tick=False):  # a code of an app holds for half a minute at most
        window.locator("input[name=code]").fill(app_code(secret))
        window.get_by_role("button", name="Turn on").click()
        window.wait_for_url("**/recovery-codes/")
    recovery_code = window.locator(".sheet-codes li").first.inner_text()
    sign_out(window)

    sign_in(window)
    window.wait_for_url("**/2fa/authenticate/")
    take_picture(window, "hosted-second-step")
    barriers = find_barriers(window)
    window.locator("input[name=code]").fill(recovery_code)
    window.get_by_role("button", name="Sign in", exact=True).click()
    window.wait_for_url(lambda url: "/account/" not in url)
    window.goto("/account/")

    assert barriers == []
    assert "On. After the password" in window.locator("main").inner_text()
    assert "9 left" in window.locator("main").inner_text()
    assert [secret in str(row.data) for row in Authenticator.objects.filter(type="totp")] == [False]


def make_idle(window, settings, seconds):
    """Make it look as if nobody had used this browser for that many seconds."""
    (cookie,) = [one for one in window.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    session = SessionStore(cookie["value"])
    session[SEEN] = int(time.time()) - seconds
    session.save()


def extends(answer):
    """The answer to a key that was pressed, not to what the open warning asks each second."""
    return answer.url.endswith(STAY) and answer.request.method == "POST"


def answer_late(window):
    """Answer what the open warning asks next only while a key is pressed, and as before that."""
    held = []

    def hold(route):
        if route.request.method == "GET":
            held.append(route)
            return
        while held:
            held.pop().fulfill(json={"left": 60})
        route.continue_()

    window.route(f"**{STAY}", hold)
    window.clock.fast_forward(2_000)
    while not held:
        window.wait_for_timeout(20)


def test_idle_browser_is_warned_then_signed_out_and_what_was_typed_comes_back(open_window, maria, settings):
    window = open_window(DESK)
    sign_in(window)
    window.wait_for_url(lambda url: "/account/" not in url)
    window.clock.install()
    window.goto("/blood-counts/add/")
    window.locator("input[name=platelets]").fill("187")
    window.locator("input[name=wbc]").fill("4.6")
    expect(window.locator("[data-reads-back]")).to_contain_text("4.6")  # before make_idle, or it undoes that

    with window.expect_response(extends):
        window.clock.fast_forward(MINUTE)  # typing shows that somebody is there
    make_idle(window, settings, settings.SIGN_OUT_WHEN_IDLE - 60)
    window.clock.fast_forward(29 * MINUTE)
    window.get_by_role("dialog", name="Are you still there?").wait_for()
    take_picture(window, "idle-warning")
    barriers = find_barriers(window)
    answer_late(window)
    with window.expect_response(extends):  # or its answer writes over what make_idle says next
        window.keyboard.press("x")
    window.unroute(f"**{STAY}")
    window.locator("#idle").wait_for(state="hidden")
    make_idle(window, settings, settings.SIGN_OUT_WHEN_IDLE + 1)
    window.clock.fast_forward(31 * MINUTE)
    window.wait_for_url("**/account/login/**")
    signed_out = window.locator("main").inner_text()
    window.get_by_label("User name or e-mail address").fill("maria")
    window.get_by_label("Password").fill(WORDS)
    window.get_by_role("button", name="Sign in", exact=True).click()
    window.wait_for_url("**/blood-counts/add/")

    assert barriers == []
    assert "it comes back after you sign in" in signed_out
    assert "What you typed is back" in window.locator("#notices").inner_text()
    assert window.locator("input[name=platelets]").input_value() == "187"
    assert window.locator("input[name=wbc]").input_value() == "4.6"
    assert BloodCount.objects.count() == 0
