"""Whose record a request is about. Every view reaches rows through the person returned here."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.utils import timezone

from cmlguide.records.models import Helper, Person, User
from cmlguide.web.frame.drawn_for import FIELD, READING, OtherRecord, is_agreed, record_said
from cmlguide.web.frame.zone import zone_of_browser

SESSION_KEY = "person_id"
NOBODY, NEVER = -1, datetime(1970, 1, 1, tzinfo=UTC)


class Role(StrEnum):
    """What somebody may do with the record they are looking at."""

    OWNER = "owner"
    """Everything, sharing and deleting included."""
    EDIT = "edit"
    """A helper who may read and write."""
    VIEW = "view"
    """A helper who may only read."""
    GUEST = "guest"
    """Whoever holds a link: reads only what the link shows."""


class NoPerson(Exception):
    """The signed-in user has no record yet; the middleware sends them to Start."""


class RecordClosed(Http404):
    """The record opened in this session is no longer open to this user."""


def people_open_to(user: User) -> QuerySet[Person]:
    """Every person whose record this user may open. This is decided only here.

    On each of them, `shared_as` is what the user may do with somebody else's record (None for their own), and
    `helper_id` and `helper_name` say which helper they are. `owner_name` is the user name of its owner.
    """
    return _people_open_to(user.pk, timezone.now())


def _people_open_to(user: int, now: datetime) -> QuerySet[Person]:
    helping = Helper.objects.open_at(now).filter(user=user)
    helps = helping.filter(person=OuterRef("pk"))
    people = Person.objects.annotate(
        shared_as=Subquery(helps.values("role")[:1]),
        helper_id=Subquery(helps.values("pk")[:1]),
        helper_name=Subquery(helps.values("name")[:1]),
        owner_name=F("owner__username"),
    )
    # Their numbers first, each part by its index: asked with OR, a database looks through everybody.
    own = Person.objects.filter(owner=user).values("pk")
    return people.filter(pk__in=own.union(helping.order_by().values("person")))


def role_in(user: User, person: Person) -> Role:
    """What the user may do with the record of a person from `people_open_to`."""
    return Role.OWNER if person.owner_id == user.pk else Role(person.shared_as)  # type: ignore[attr-defined]


def current_person(request: HttpRequest) -> Person:
    """The person whose record is shown: the one chosen in this session, else the user's own record, else one
    shared with them, else an example they opened.

    Raises NoPerson when there is none, RecordClosed once when access to the chosen one has ended, and
    OtherRecord when the request comes from a page of another record: see `frame/drawn_for.py`.
    """
    person = opened_person(request)
    said = record_said(request)
    if said == str(person.pk) or (said is None and not _must_say(request)):
        return person
    drawn_for = open_person(request, said)
    if drawn_for is None or not is_agreed(request):
        raise OtherRecord(drawn_for, opened=person)
    return _show(request, drawn_for)


def person_asked_for(request: HttpRequest) -> Person:
    """The person a page asks about without writing: the one it was drawn for, else the one whose record is
    open. Used for downloads and for reading back what is typed; the open record stays open."""
    said = request.GET.get(FIELD) or record_said(request)
    asked = open_person(request, said)
    return _prepare(request, asked) if asked else opened_person(request)


def opened_person(request: HttpRequest) -> Person:
    """The person whose record is open, whatever page the request comes from:
    for code that only displays it."""
    people, chosen = open_people(request), request.session.get(SESSION_KEY)
    found = next((one for one in people if one.pk == chosen), None)
    if chosen and found is None:
        _refuse_a_closed_record(request, chosen)
    if not people:
        raise NoPerson
    return _show(request, found or people[0])


def people_meant(request: HttpRequest) -> list[Person]:
    """The people whose records a request may touch: the one its page was drawn for, else the open one; and
    the one named in its address."""
    opened = opened_person(request)
    drawn_for = open_person(request, record_said(request)) or opened
    asked = open_person(request, request.GET.get(FIELD))
    return [drawn_for, *([asked] if asked else [])]


def _refuse_a_closed_record(request: HttpRequest, chosen: int) -> None:
    """Stop a write meant for a record that is no longer open, and any visit to one that was shared, so that
    nothing typed for one record ever reaches another."""
    was_shared = Helper.objects.filter(user=request.user, person=chosen).exists()  # type: ignore[misc]
    if was_shared or request.method not in READING:
        del request.session[SESSION_KEY]
        raise RecordClosed


def open_people(request: HttpRequest) -> list[Person]:
    """Everyone whose record the signed-in user may open: their own, those shared with them, the examples; one
    query per request."""
    if not hasattr(request, "people"):
        request.people = _in_order(_ask_for_people(request.user))  # type: ignore[attr-defined, arg-type]
    return request.people  # type: ignore[attr-defined]


def _ask_for_people(user: User) -> Iterator[Person]:
    """Those of `people_open_to`. The user is known already and is not read again as their owner."""
    adapt = connection.ops.adapt_datetimefield_value
    sql, values = _write_question(connection.vendor)
    filled = {NOBODY: user.pk, adapt(NEVER): adapt(timezone.now())}
    for person in Person.objects.raw(sql, [filled.get(value, value) for value in values]):
        if person.owner_id == user.pk:
            person.owner = user
        yield person


@cache
def _write_question(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL of `people_open_to` and its values, with NOBODY for the user and NEVER for now. Kept: every
    request asks it, and writing it takes far longer than running it."""
    return _people_open_to(NOBODY, NEVER).query.sql_with_params()


def _in_order(people: Iterable[Person]) -> list[Person]:
    """One's own, those shared, the examples; the oldest first."""
    return sorted(people, key=lambda one: (one.example, one.shared_as or "", one.pk))  # type: ignore[attr-defined]


def current_person_or_none(request: HttpRequest) -> Person | None:
    """As `current_person`, but None for a visitor without a sign-in or a record:
    for pages open to anybody."""
    try:
        return current_person(request) if request.user.is_authenticated else None
    except (NoPerson, RecordClosed):
        return None


def open_person(request: HttpRequest, said: str | None) -> Person | None:
    """The record of that number, where the signed-in user may open it."""
    return next((one for one in open_people(request) if str(one.pk) == said), None)


def choose_person(request: HttpRequest, person: Person) -> None:
    """Show this person's record for the rest of this session."""
    request.session[SESSION_KEY] = person.pk


def _must_say(request: HttpRequest) -> bool:
    """Whether a form has to say whose record it is for, because there is more than one."""
    return request.method not in READING and len(open_people(request)) > 1


def _show(request: HttpRequest, person: Person) -> Person:
    if request.session.get(SESSION_KEY) != person.pk:
        choose_person(request, person)
    return _prepare(request, person)


def _prepare(request: HttpRequest, person: Person) -> Person:
    person.zone_here = zone_of_browser(request)
    request.role = role_in(request.user, person)  # type: ignore[attr-defined, arg-type]
    request.shown_person = person  # type: ignore[attr-defined] # for template context that must not query again
    return person
