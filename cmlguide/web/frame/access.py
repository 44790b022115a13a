"""Whose record a request is about. Every view reaches rows through the person it gets here."""

from enum import StrEnum

from django.db.models import QuerySet
from django.http import HttpRequest

from cmlguide.records.models import Person, User
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
    example they opened. Raises NoPerson when there is none. Never a record of another user."""
    people = people_open_to(request.user)  # type: ignore[arg-type]
    chosen = request.session.get(SESSION_KEY)
    person = people.filter(pk=chosen).first() if chosen else None
    if person is None:
        person = people.order_by("example", "pk").first()  # "" sorts first: their own before an example
    if person is None:
        raise NoPerson
    if person.pk != chosen:
        choose_person(request, person)
    person.zone_here = zone_of_browser(request)
    request.role = role_in(request.user, person)  # type: ignore[attr-defined, arg-type]
    request.shown_person = person  # type: ignore[attr-defined] # for template context that must not query again
    return person


def current_person_or_none(request: HttpRequest) -> Person | None:
    """The same, or None for a visitor without a sign-in or a record: for pages anybody may read."""
    try:
        return current_person(request) if request.user.is_authenticated else None
    except NoPerson:
        return None


def choose_person(request: HttpRequest, person: Person) -> None:
    """Show this person's record from now on in this session."""
    request.session[SESSION_KEY] = person.pk
