"""Signing in and out, where this site differs from allauth."""

import base64
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import login as allauth_login
from allauth.account.views import password_change as allauth_password_change
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cmlguide.records.actions.accounts import invent_user_name, note_account_event
from cmlguide.records.models import User
from cmlguide.web.frame import home, known_browser
from cmlguide.web.frame.again import asks_again_for_two_steps
from cmlguide.web.frame.browser_mark import is_known_browser, remember_browser
from cmlguide.web.frame.faults import CANNOT_WRITE
from cmlguide.web.frame.growing_wait import guesses
from cmlguide.web.frame.sign_in_log import TOO_MANY, WRONG_PASSWORD, note_lost_mail, note_refusal
from cmlguide.web.frame.signed_in_browsers import begin_session, end_other_sessions

EVENT_OF_MAIL = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_reset",
    "account/email/email_changed": "email_changed",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "codes_made",
    "account/email/new_browser": "new_browser",
    "account/email/recovered": "recovered",
    "account/email/sheet_made": "sheet_made",
}
"""Each mail about a change, and the event the account keeps of it."""
SHOWN_WITH_IT = {"app_added": Authenticator.Type.TOTP, "passkey_added": Authenticator.Type.WEBAUTHN}
"""Who adds an app or a passkey has just shown that it is theirs: that counts as a fresh proof by it."""
ENDS_THE_OTHERS = frozenset(
    {
        *("password_changed", "password_reset", "recovered"),
        *("app_added", "app_removed", "passkey_added", "passkey_removed"),
    }
)
"""Changes of the way in: every other browser has to come in by the new one."""
OWN_EVENTS = "account_events_of_this_browser"
View = Callable[..., HttpResponseBase]


def hosted_only(view: View) -> View:
    """A page that only a hosted site has; at home it answers 404."""
    return _where(lambda: settings.HOSTED, view)


def mail_only(view: View) -> View:
    """A page that only a hosted site with mail has; elsewhere it answers 404."""
    return _where(lambda: settings.MAIL_IS_SENT, view)


def with_password_only(view: View) -> View:
    """A page that asks for the password; at home without a passphrase it answers 404."""
    return _where(lambda: settings.HOSTED or home.has_passphrase(), view)


def in_one_piece(view: View) -> Callable[..., HttpResponse]:
    """One of allauth's pages, whose forms write more than one row: everything is saved, or nothing."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return cast("HttpResponse", view(request, *args, **kwargs))
        with transaction.atomic():
            return cast("HttpResponse", view(request, *args, **kwargs))

    return respond


def _where(exists: Callable[[], bool], view: View) -> View:
    @wraps(view)  # keeps the mark that says whether a sign-in is needed
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not exists():
            raise Http404
        return view(request, *args, **kwargs)

    return respond


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; at home without a passphrase it says how to open the site instead."""
    if settings.HOME_MODE and not home.has_passphrase():
        return redirect("timeline") if request.user.is_authenticated else home.show_how_to_open(request)
    response: HttpResponse = allauth_login(request)
    if settings.HOME_MODE and request.method == "POST" and request.user.is_authenticated:
        known_browser.remember(request, response)
    return response


def change_password(request: HttpRequest) -> HttpResponse:
    """The form for a new password; at home without a passphrase, the form that sets one."""
    if settings.HOME_MODE and not home.has_passphrase():
        return redirect("passphrase-set")
    return _change_password(request)


@asks_again_for_two_steps
def _change_password(request: HttpRequest) -> HttpResponse:
    """allauth asks for the password in use, which is one of two steps where two are on."""
    return in_one_piece(allauth_password_change)(request)


class AccountAdapter(DefaultAccountAdapter):
    """Anyone may sign up on a hosted site, nobody at home. Guessing is limited by allauth on a hosted site
    and slowed down at home by growing waits. Every change to an account is recorded and reported to its
    owner."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_early": _("Wait %(seconds)s seconds, then try again. You are not locked out."),
        "wrong_passphrase": _("This is not the passphrase."),
        "wrong_again": _("This is not the passphrase. Wait %(seconds)s seconds, then try again."),
        "email_password_mismatch": _("The e-mail address and the password do not match."),
        "username_password_mismatch": _("The user name and the password do not match."),
        "incorrect_password": _("This is not the password. Check capitals and try again."),
        "enter_current_password": _("This is not the password you use now."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "email_taken": _("This e-mail address cannot be used here."),
        "duplicate_email": _("This is your address already."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if settings.HOSTED:
            try:
                super().pre_authenticate(request, **credentials)
            except ValidationError:
                note_refusal(TOO_MANY)
                raise
        elif seconds := guesses.begin(known_browser.name_of(request)):
            note_refusal(TOO_MANY)
            raise ValidationError(self.error_messages["too_early"], "too_early", {"seconds": seconds})

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note_refusal(WRONG_PASSWORD)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer is no fault of the page: what was asked is done, and the log
        says that the mail is missing."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # what the mail library raises is one, and so is a time that ran out
            note_lost_mail()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user and settings.HOME_MODE:
            guesses.forget(known_browser.name_of(request))
        return user

    def validation_error(self, code: str, *args: Any) -> Any:
        if settings.HOSTED or code not in ("username_password_mismatch", "incorrect_password"):
            return super().validation_error(code, *args)
        seconds = guesses.left(known_browser.name_of(self.request))
        code = "wrong_again" if seconds else "wrong_passphrase"
        return ValidationError(self.error_messages[code], code, {"seconds": seconds})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.HOSTED

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A name assigned by the site: choosing one would reveal which names are taken."""
        if isinstance(user, User) and not user.username:
            user.username = invent_user_name()

    def get_login_stages(self) -> list[str]:
        ours = {
            "allauth.account.stages.EmailVerificationStage": "cmlguide.web.frame.email_stage.VerifyEmailStage"
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Where no mail is sent, the user name and the recovery sheet come first:
        they are shown nowhere else."""
        return reverse("start" if settings.MAIL_IS_SENT else "account-sheet")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove who you are, in this site's words."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        return [
            {**method, "description": str(words[method["id"]])}
            for method in super().get_reauthentication_methods(user)
        ]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """At home a sign-in also works where nothing can be written: its time is then not noted."""
        try:
            super().login(request, user)
        except CANNOT_WRITE:
            if settings.HOSTED:
                raise

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, *, signup: bool, **kwargs: Any
    ) -> HttpResponse:
        """After a sign-in: report a new browser to the others, and keep no network address."""
        try:
            return self._note_sign_in(request, user, signup=signup, **kwargs)
        except CANNOT_WRITE:
            if settings.HOSTED:
                raise
            return redirect(self.get_login_redirect_url(request))

    def _note_sign_in(
        self, request: HttpRequest, user: AbstractBaseUser, *, signup: bool, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, signup=signup, **kwargs)
        begin_session(request)
        request.session.set_expiry(0)  # a session with kept text had an expiry of its own
        if signup:
            record_authentication(request, user, method="password", reauthenticated=True)
        elif not is_known_browser(request, user):
            self.send_notification_mail("account/email/new_browser", user)
        remember_browser(request, response, user)
        return response

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Record the change, end the other sessions if it was to the sign-in, and mail it if mail is sent."""
        code = EVENT_OF_MAIL.get(template_prefix)
        if code and isinstance(user, User):
            event = note_account_event(user=user, code=code, browser=self.get_http_user_agent(self.request))
            own = self.request.session.get(OWN_EVENTS, [])
            self.request.session[OWN_EVENTS] = [*own, event.pk]  # do not warn them about their own change
        if code in SHOWN_WITH_IT:
            record_authentication(
                self.request, user, method="mfa", type=SHOWN_WITH_IT[code], reauthenticated=True
            )
        if code in ENDS_THE_OTHERS:
            end_other_sessions(self.request, user)
        if settings.MAIL_IS_SENT:
            super().send_notification_mail(template_prefix, user, context, email)


class MfaAdapter(DefaultMFAAdapter):
    """Keeps the secrets of two-step sign-in encrypted,
    so that a copy of the database alone does not reveal them."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every 30 seconds; each can be used once."),
        "unverified_email": _("Confirm your e-mail address first. Then you can add this."),
        "add_email_blocked": _(
            "First turn off the codes from an app and remove your passkeys. Then you can change the address "
            "and add them again."
        ),
    }

    def generate_authenticator_name(  # allauth's own name for the kind
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002
    ) -> str:
        """The first is "My passkey"; later ones are numbered."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("My passkey")) if not count else str(_("Passkey {number}")).format(number=count + 1)

    def encrypt(self, text: str) -> str:
        return secret_box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return secret_box().decrypt(encrypted_text.encode("ascii")).decode()


def secret_box() -> MultiFernet:
    """Encrypts with a key derived from SECRET_KEY; also decrypts what an earlier key encrypted."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (
        hashlib.blake2b(str(key).encode(), digest_size=32, person=b"cmlguide-mfa").digest() for key in keys
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
