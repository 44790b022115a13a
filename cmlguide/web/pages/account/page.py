"""The values for the page "Account and sign-in"."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from cmlguide.records.models import User
from cmlguide.web.frame.signed_in_browsers import sessions_of
from cmlguide.web.frame.zone import zone_for_new_record
from cmlguide.web.words.account import EventLine, browser_words, event_lines, moment
from cmlguide.web.words.dates import short_date

NEWEST = 10


@dataclass(frozen=True)
class SessionLine:
    """A browser that is signed in. `key` is used to sign it out; `here`: it is the one showing this page."""

    key: int
    browser: str
    since: str
    seen: str
    here: bool


@dataclass(frozen=True)
class AccountValues:
    """How this user signs in. `protected`: signing in needs a password or passphrase."""

    protected: bool
    user_name: str
    email: str
    passkeys: int
    app: bool
    codes_left: int | None
    sheet_made: str
    events: tuple[EventLine, ...]


def account_values(request: HttpRequest, user: User) -> AccountValues:
    """The values from the account; at home there is only a passphrase, or not even that."""
    protected = user.has_usable_password()
    events = (
        event_lines(user.account_events.all()[:NEWEST], zone_for_new_record(request)) if protected else ()
    )
    if settings.HOME_MODE:
        return AccountValues(protected, "", "", 0, False, None, "", events)
    ways = list(Authenticator.objects.filter(user=user))
    codes = next((way.wrap() for way in ways if way.type == Authenticator.Type.RECOVERY_CODES), None)
    address = EmailAddress.objects.get_primary(user) if settings.MAIL_IS_SENT else None
    made = user.recovery_key_made_at
    return AccountValues(
        protected,
        user.username,
        address.email if address else "",
        sum(way.type == Authenticator.Type.WEBAUTHN for way in ways),
        any(way.type == Authenticator.Type.TOTP for way in ways),
        len(codes.get_unused_codes()) if codes else None,
        short_date(made.date()) if made else "",
        events,
    )


def session_lines(request: HttpRequest, user: User) -> tuple[SessionLine, ...]:
    """The browsers that are signed in."""
    zone = zone_for_new_record(request)
    return tuple(
        SessionLine(
            row.pk,
            browser_words(row.user_agent),
            moment(row.created_at, zone),
            moment(row.last_seen_at, zone),
            row.session_key == request.session.session_key,
        )
        for row in sessions_of(user)
    )
