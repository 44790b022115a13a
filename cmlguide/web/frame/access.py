"""Whose record a request is about. Every view reaches rows through the person it gets here."""

from enum import StrEnum

from django.db.models import QuerySet
from django.http import HttpRequest

from cmlguide.records.models import Person, User
from cmlguide.web.frame.drawn_for import FIELD, READING, OtherRecord, is_agreed, record_said
from cmlguide.web.frame.zone import zone_of_browser

SESSION_KEY = "person_id"


class Role(StrEnum):
    """What somebody may do with the record they look at."""

    OWNER = "owner"
    """Everything, sharing and deleting included."""
    EDIT = "edit"
    """A helper who may read and write."""
    VIEW = "view"
    """A helper who may only read."""
    GUEST = "guest"
    """Whoever holds a link: reads only what the link shows."""


class NoPerson(Exception):
    """The signed-in user has no record yet; the middleware leads them to Start."""


def people_open_to(user: User) -> QuerySet[Person]:
    """Every person whose record this user may open. The only place that decides it."""
    return user.people.all()


def role_in(user: User, person: Person) -> Role:
    """What the user may do with the record of a person from `people_open_to`."""
    return Role.OWNER


def current_person(request: HttpRequest) -> Person:
    """The person whose record is shown: the one chosen in this session, else the user's own record, else an
    example they opened. Never a record of another user.

    Raises NoPerson when there is none, and OtherRecord when the request comes from a page of another record:
    see `frame/drawn_for.py`.
    """
    person = opened_person(request)
    said = record_said(request)
    if said == str(person.pk) or (said is None and not _must_say(request)):
        return person
    drawn_for = _find(request, said)
    if drawn_for is None or not is_agreed(request):
        raise OtherRecord(drawn_for, opened=person)
    return _show(request, drawn_for)


def person_asked_for(request: HttpRequest) -> Person:
    """The person a page asks about without writing: the one it was drawn for, else the one whose record is
    open. For files to take along and for what is read back while typing; the open record stays open."""
    said = request.GET.get(FIELD) or record_said(request)
    asked = _find(request, said)
    return _prepare(request, asked) if asked else opened_person(request)


def opened_person(request: HttpRequest) -> Person:
    """The person whose record is open, wherever the request comes from: for what only shows it."""
    people = open_people(request)
    if not people:
        raise NoPerson
    chosen = request.session.get(SESSION_KEY)
    return _show(request, next((one for one in people if one.pk == chosen), people[0]))


def open_people(request: HttpRequest) -> list[Person]:
    """All whose record the signed-in user may open, their own before the examples; one query a request."""
    if not hasattr(request, "people"):
        people = people_open_to(request.user).select_related("owner")  # type: ignore[arg-type]
        request.people = list(people.order_by("example", "pk"))  # type: ignore[attr-defined] # "" sorts first
    return request.people  # type: ignore[attr-defined]


def current_person_or_none(request: HttpRequest) -> Person | None:
    """The same, or None for a visitor without a sign-in or a record: for pages anybody may read."""
    try:
        return current_person(request) if request.user.is_authenticated else None
    except NoPerson:
        return None


def choose_person(request: HttpRequest, person: Person) -> None:
    """Show this person's record from now on in this session."""
    request.session[SESSION_KEY] = person.pk


def _must_say(request: HttpRequest) -> bool:
    """Whether a form has to say whose it is: where it could be another's."""
    return request.method not in READING and len(open_people(request)) > 1


def _find(request: HttpRequest, said: str | None) -> Person | None:
    return next((one for one in open_people(request) if str(one.pk) == said), None)


def _show(request: HttpRequest, person: Person) -> Person:
    if request.session.get(SESSION_KEY) != person.pk:
        choose_person(request, person)
    return _prepare(request, person)


def _prepare(request: HttpRequest, person: Person) -> Person:
    person.zone_here = zone_of_browser(request)
    request.role = role_in(request.user, person)  # type: ignore[attr-defined, arg-type]
    request.shown_person = person  # type: ignore[attr-defined] # for template context that must not query again
    return person
