"""Whose record is open, for the frame of every page. Format only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from cmlguide.records.models import Person
from cmlguide.web.frame.access import NoPerson, open_people, opened_person, role_in
from cmlguide.web.frame.drawn_for import READING
from cmlguide.web.words.people import RecordLine, record_lines

register = template.Library()


@dataclass(frozen=True)
class Whose:
    """The open record, and those that can be switched to: own and shared ones, and separately the examples.

    `back` is the page to return to after a switch; "" if there is none.
    """

    open: RecordLine
    others: tuple[RecordLine, ...]
    examples: tuple[RecordLine, ...]
    back: str

    @property
    def several(self) -> bool:
        """Whether there is anything to switch to."""
        return bool(self.others or self.examples)


@register.simple_tag(takes_context=True)
def named_record(context: template.Context, person: Person | None) -> RecordLine | None:
    """A record the reader may open, named as in the header; None for None."""
    return None if person is None else next(one for one in _lines(context["request"]) if one.key == person.pk)


@register.simple_tag(takes_context=True)
def whose_record(context: template.Context) -> Whose | None:
    """Whose record this page shows; None for a visitor, and if there is no record yet."""
    request: Any = context.get("request")
    if request is None or not getattr(getattr(request, "user", None), "is_authenticated", False):
        return None
    try:
        person = getattr(request, "shown_person", None) or opened_person(request)
    except NoPerson:
        return None
    lines = _lines(request)
    others = [line for line in lines if line.key != person.pk]
    return Whose(
        open=next(line for line in lines if line.key == person.pk),
        others=tuple(line for line in others if not line.is_example),
        examples=tuple(line for line in others if line.is_example),
        back=request.path if request.method in READING else "",
    )


def _lines(request: Any) -> list[RecordLine]:
    people = open_people(request)
    return record_lines(people, request.user, {one.pk: role_in(request.user, one) for one in people})
