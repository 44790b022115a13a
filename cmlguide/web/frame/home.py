"""Home mode: one person's own computer. A browser signs in by a printed one-time link, or by a passphrase."""

from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cmlguide.data_folder import CHECKOUT
from cmlguide.records.models import User
from cmlguide.start_command import start_command
from cmlguide.web.frame import known_browser
from cmlguide.web.frame.faults import CANNOT_WRITE
from cmlguide.web.frame.guests import last_opened
from cmlguide.web.frame.one_time_link import link
from cmlguide.web.frame.passphrase_form import PassphraseForm
from cmlguide.web.frame.sign_in_forms import HOME_USERNAME

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOT_NOW = "passphrase_not_now"


def home_user() -> User:
    """The only user of a home installation, created on first use without a passphrase."""
    return User.objects.filter(username=HOME_USERNAME).first() or User.objects.create_user(HOME_USERNAME)


def has_passphrase() -> bool:
    """Whether this home installation asks for a passphrase."""
    return home_user().has_usable_password()


def forget_passphrase() -> None:
    """Go back to the printed link, for somebody who can start the program but forgot the passphrase."""
    user = home_user()
    user.set_unusable_password()
    user.save(update_fields=["password"])


@login_not_required
@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign this browser in with the printed link, which any use spends: somebody else may have seen it.

    If a passphrase is set, it only leads to the sign-in page.
    """
    only_at_home()
    opens = link.use(token)
    if has_passphrase():
        return redirect("timeline" if request.user.is_authenticated else "account_login")
    if opens:
        with suppress(*CANNOT_WRITE):  # the day of the last sign-in, on a disk that takes nothing more
            login(request, home_user(), backend=BACKEND)
        request.session.set_expiry(settings.LINK_SESSION)
    elif not request.user.is_authenticated:
        return show_how_to_open(request, tried=True)
    return redirect("timeline")


def show_how_to_open(request: HttpRequest, *, tried: bool = False) -> HttpResponse:
    """What to do when this browser is not signed in and there is no passphrase to ask for.

    If the last link has expired, this prints a new one in the terminal.
    """
    link.renew_if_ended()
    return render(request, "home/how_to_open.html", {"tried": tried}, status=403)


@require_http_methods(["GET", "POST"])
def passphrase_set(request: HttpRequest) -> HttpResponse:
    """Protect the record on this computer with a passphrase; changing it later asks for the old one."""
    only_at_home()
    if has_passphrase():
        return redirect("account_change_password")
    form = PassphraseForm(home_user(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        request.session.set_expiry(0)  # as if signed in with it: until the browser is closed or idle
        response = redirect("timeline")
        known_browser.remember(request, response)
        messages.success(request, _("Your passphrase is saved. You are asked for it when you sign in."))
        return response
    context = {"form": form, "idle_minutes": settings.SESSION_COOKIE_AGE // 60}
    return render(request, "home/passphrase_set.html", context, status=422 if form.errors else 200)


@require_POST
def passphrase_not_now(request: HttpRequest) -> HttpResponse:
    """Do not offer a passphrase again in this session."""
    only_at_home()
    request.session[NOT_NOW] = True
    return redirect("timeline")


def only_at_home() -> None:
    if not settings.HOME_MODE:
        raise Http404


def only_hosted() -> None:
    if settings.HOME_MODE:
        raise Http404


def site_mode(request: HttpRequest) -> dict[str, Any]:
    """Template context: `home_mode` and `mail_is_sent`; and, worked out only when a template uses them,
    `offer_passphrase`, `forget_command` (what to type when the passphrase is lost), and `guest_link`, the
    link a guest opened last."""
    return {
        "home_mode": settings.HOME_MODE,
        "mail_is_sent": settings.MAIL_IS_SENT,
        "offer_passphrase": partial(should_offer_passphrase, request),
        "forget_command": partial(start_command, "--forget-passphrase"),
        "in_checkout": CHECKOUT is not None,
        "guest_link": partial(last_opened, request),
    }


def should_offer_passphrase(request: HttpRequest) -> bool:
    """Whether Timeline shows a record of the person's own that is not protected yet. Costs no query.

    Timeline offers it only after something was saved, and below what the person came for.
    """
    person = getattr(request, "shown_person", None)
    if person is None or person.example or not settings.HOME_MODE or request.session.get(NOT_NOW):
        return False
    page = request.resolver_match
    return page is not None and page.url_name == "timeline" and not person.owner.has_usable_password()
