"""Writes to who may see a record: helpers, guest links, and the pages they looked at."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from cmlguide.records.actions.rows import check_row
from cmlguide.records.models import GuestLink, Helper, Look, Person, User
from cmlguide.records.room import refuse_if_full

INVITATION_LASTS = timedelta(days=7)
FREE_TRIES = 3
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def digest_of(token: str) -> str:
    """The digest kept in place of a token. A plain hash will do: 256 random bits cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_helper(
    *, person: Person, name: str, role: str, lasts: timedelta | None, now: datetime
) -> tuple[Helper, str]:
    """The invited helper, and their link's token, which is known only now. `lasts` None means no end date."""
    token = secrets.token_urlsafe(32)
    expires_at = None if lasts is None else now + lasts
    helper = Helper(person=person, name=name, role=role, invited_at=now, expires_at=expires_at)
    helper.token_digest = digest_of(token)
    check_row(helper)
    refuse_if_full("helpers", Helper.objects.open_at(now).filter(person=person))
    helper.save(force_insert=True)
    return helper, token


def find_invitation(*, digest: str, now: datetime) -> Helper | None:
    """The invitation with that digest, if it can still be accepted; else None."""
    waiting = Helper.objects.open_at(now).filter(user=None, invited_at__gt=now - INVITATION_LASTS)
    return waiting.filter(token_digest=digest).select_related("person").first() if digest else None


@transaction.atomic
def accept_invitation(*, digest: str, user: User, now: datetime) -> Helper | None:
    """The helper that `user` now is; None when the invitation is gone, or is for their own record.

    Any earlier access they had to this record ends: the latest invitation is the one that counts.
    """
    helper = find_invitation(digest=digest, now=now)
    if helper is None or helper.person.owner_id == user.pk:
        return None
    taken = Helper.objects.filter(pk=helper.pk, user=None).update(user=user, accepted_at=now, token_digest="")
    if not taken:  # two browsers at once: the first has it
        return None
    Helper.objects.open_at(now).filter(person=helper.person_id, user=user).exclude(pk=helper.pk).update(
        ended_at=now
    )
    helper.user, helper.accepted_at, helper.token_digest = user, now, ""
    return helper


@transaction.atomic
def make_guest_link(
    *,
    person: Person,
    name: str,
    sections: Collection[str],
    lasts: timedelta,
    now: datetime,
    pin: str = "",
    first_on: date | None = None,
    last_on: date | None = None,
) -> tuple[GuestLink, str]:
    """The link, and its token, which is known only now."""
    token = secrets.token_urlsafe(32)
    link = GuestLink(
        person=person,
        name=name,
        token_digest=digest_of(token),
        pin=make_password(pin) if pin else "",
        sections=list(sections),
        first_on=first_on,
        last_on=last_on,
        created_at=now,
        expires_at=now + lasts,
    )
    check_row(link)
    refuse_if_full("links", GuestLink.objects.open_at(now).filter(person=person))
    link.save(force_insert=True)
    return link, token


def end_share(share: Helper | GuestLink, *, now: datetime) -> None:
    """End the access; ending it twice changes nothing."""
    type(share).objects.filter(pk=share.pk, ended_at=None).update(ended_at=now, token_digest=_spent(share))


def _spent(share: Helper | GuestLink) -> str:
    """The digest to keep: "" for a helper's invitation, but a guest link's digest has to stay unique."""
    return "" if isinstance(share, Helper) else share.token_digest


def wait_before_pin(link: GuestLink, now: datetime) -> timedelta:
    """How long until another PIN may be tried: no wait for the first tries, then doubling after each."""
    if link.wrong_pins < FREE_TRIES or link.wrong_at is None:
        return timedelta(0)
    doubled = min(link.wrong_pins - FREE_TRIES, 10)  # far beyond the longest wait
    wait = min(FIRST_WAIT * 2**doubled, LONGEST_WAIT)
    return max(link.wrong_at + wait - now, timedelta(0))


@transaction.atomic
def try_pin(*, link: GuestLink, pin: str, now: datetime) -> bool:
    """Whether `pin` opens the link. Wrong ones are counted;
    during a wait even the right PIN is not checked."""
    held = GuestLink.objects.select_for_update().get(pk=link.pk)
    if wait_before_pin(held, now):
        return False
    right = check_password(pin, held.pin)
    held.wrong_pins, held.wrong_at = (0, None) if right else (held.wrong_pins + 1, now)
    held.save(update_fields=["wrong_pins", "wrong_at"])
    link.wrong_pins, link.wrong_at = held.wrong_pins, held.wrong_at
    return right


def note_look(*, by: Helper | GuestLink, page: str, now: datetime) -> None:
    """Note that a helper or guest opened a page, at most once an hour for each page. One query."""
    mine = {"helper": by} if isinstance(by, Helper) else {"link": by}
    hour = now.replace(minute=0, second=0, microsecond=0)
    look = Look(person_id=by.person_id, who=by.name, page=page, at=now, hour=hour, **mine)
    Look.objects.bulk_create([look], ignore_conflicts=True)
