"""Sharing in lines: who helps, which links exist, and who looked at what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from cmlguide.records.actions.sharing import INVITATION_LASTS
from cmlguide.records.models import GuestLink, Helper
from cmlguide.records.zone import zone_of
from cmlguide.web.words.sharing import PAGES, ROLES, SECTIONS, moment, span_words

if TYPE_CHECKING:
    from datetime import tzinfo

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import Look, Person


@dataclass(frozen=True)
class ShareLine:
    """One helper or link. `facts` say what it allows or shows, `is_open` whether it still gives access."""

    pk: int
    name: str
    facts: tuple[str, ...]
    state: str
    last_used: str
    is_open: bool


@dataclass(frozen=True)
class LookLine:
    """One line of the log."""

    when: str
    who: str
    page: _StrOrPromise


def helper_lines(person: Person, now: datetime) -> list[ShareLine]:
    """The helpers, newest first, with their last visit fetched in the same query."""
    rows = Helper.objects.filter(person=person).select_related("user").annotate(last=Max("looks__at"))
    return [_helper(row, row.last, now, zone_of(person)) for row in rows.order_by("-invited_at", "-pk")]


def link_lines(person: Person, now: datetime) -> list[ShareLine]:
    """The guest links, newest first."""
    rows = GuestLink.objects.filter(person=person).annotate(last=Max("looks__at"))
    return [_link(row, row.last, now, zone_of(person)) for row in rows.order_by("-created_at", "-pk")]


def look_lines(looks: Iterable[Look], zone: tzinfo) -> list[LookLine]:
    """The log in the order given, newest first."""
    return [LookLine(moment(look.at, zone), look.who, PAGES.get(look.page, look.page)) for look in looks]


def _helper(helper: Helper, last: datetime | None, now: datetime, zone: tzinfo) -> ShareLine:
    facts = [str(ROLES[helper.role])]
    if helper.user is not None:
        facts.append(_("signs in as %(account)s") % {"account": helper.user.get_username()})
    state, is_open = _state(helper, now, zone)
    if is_open and helper.user is None:
        ends = helper.invited_at + INVITATION_LASTS
        is_open = ends > now
        state = (
            _("invited; the invitation ends on %(day)s")
            if is_open
            else _("not accepted; the invitation ended on %(day)s")
        )
        state %= {"day": moment(ends, zone)}
    return ShareLine(helper.pk, helper.name, tuple(facts), state, _last(last, zone), is_open)


def _link(link: GuestLink, last: datetime | None, now: datetime, zone: tzinfo) -> ShareLine:
    facts = [", ".join(str(SECTIONS[code]) for code in link.sections)]
    if span := span_words(link):
        facts.append(span)
    facts.append(_("with a PIN") if link.pin else _("without a PIN"))
    state, is_open = _state(link, now, zone)
    return ShareLine(link.pk, link.name, tuple(facts), state, _last(last, zone), is_open)


def _state(share: Helper | GuestLink, now: datetime, zone: tzinfo) -> tuple[str, bool]:
    """The present state in words, and whether it still gives access."""
    if share.ended_at is not None:
        return _("ended on %(day)s") % {"day": moment(share.ended_at, zone)}, False
    if share.expires_at is None:
        return _("open until you end it"), True
    if share.expires_at <= now:
        return _("expired on %(day)s") % {"day": moment(share.expires_at, zone)}, False
    return _("open until %(day)s") % {"day": moment(share.expires_at, zone)}, True


def _last(last: datetime | None, zone: tzinfo) -> str:
    return _("last used %(day)s") % {"day": moment(last, zone)} if last else _("not used yet")
