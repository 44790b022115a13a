"""Whose record a request is about. Every view reaches rows through the person it gets here."""

from django.http import HttpRequest

from cmlguide.records.models import Person

SESSION_KEY = "person_id"


class NoPerson(Exception):
    """The signed-in user has no record yet; the middleware leads them to Start."""


def current_person(request: HttpRequest) -> Person:
    """The person whose record is shown: the one chosen in this session, else the user's own record, else an
    example they opened. Raises NoPerson when there is none. Never a record of another user."""
    people = request.user.people  # type: ignore[union-attr]
    chosen = request.session.get(SESSION_KEY)
    person = people.filter(pk=chosen).first() if chosen else None
    person = person or people.order_by("example", "pk").first()  # "" sorts first: a real record before examples
    if person is None:
        raise NoPerson
    if person.pk != chosen:
        choose_person(request, person)
    return person


def choose_person(request: HttpRequest, person: Person) -> None:
    """Show this person's record from now on in this session."""
    request.session[SESSION_KEY] = person.pk
