"""Where somebody is signed in: one row for each browser, without its network address."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - allauth's column needs a value; this one means none
LONGEST_BROWSER = 200
SEEN, SINCE = "seen_at", "signed_in_at"


def begin_session(request: HttpRequest) -> None:
    """Start counting idle time and total time for somebody who has just signed in."""
    request.session[SEEN] = request.session[SINCE] = now_in_seconds()
    forget_address(request)


def now_in_seconds() -> int:
    return int(timezone.now().timestamp())


def note_session(request: HttpRequest) -> None:
    """Record that this browser was used just now."""
    key, now = request.session.session_key, timezone.now()
    if UserSession.objects.filter(session_key=key).update(user_id=request.user.pk, last_seen_at=now):
        return
    browser = request.headers.get("User-Agent", "")[:LONGEST_BROWSER]
    UserSession.objects.create(session_key=key, user_id=request.user.pk, ip=NO_ADDRESS, user_agent=browser)


def rename_session(request: HttpRequest) -> None:
    """The same session under a new name, in the list of browsers too."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def forget_address(request: HttpRequest) -> None:
    """Remove the address that allauth stored at sign-in."""
    UserSession.objects.filter(session_key=request.session.session_key).update(ip=NO_ADDRESS)


def sessions_of(user: AbstractBaseUser) -> list[UserSession]:
    """The browsers that are signed in, most recently used first."""
    rows = UserSession.objects.filter(user_id=user.pk)
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(rows.filter(session_key__in=alive).order_by("-last_seen_at", "-pk"))


def end_session(user: AbstractBaseUser, pk: int) -> bool:
    """Sign out one of the user's browsers; False if they have none with that number."""
    rows = UserSession.objects.filter(user_id=user.pk, pk=pk)
    found = rows.exists()
    _end(rows)
    return found


def end_other_sessions(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Sign out every browser of the user except this one."""
    _end(UserSession.objects.filter(user_id=user.pk).exclude(session_key=request.session.session_key))


def end_all_sessions(user: AbstractBaseUser) -> None:
    """Sign out every browser of the user, including this one."""
    _end(UserSession.objects.filter(user_id=user.pk))


@transaction.atomic
def _end(rows: QuerySet[UserSession]) -> None:
    keys: Iterable[str] = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
