"""Which record a page was drawn for: every form and htmx request carries it, so that none reaches another.

Two tabs share one session. A form opened for one record and sent after another was opened must not write to
that other one: `current_person` compares the two, and raises OtherRecord when they differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh, retarget

from cmlguide.web.frame.sent_once import FIELD as FORM_KEY

if TYPE_CHECKING:
    from cmlguide.records.models import Person

FIELD = "record"
"""The hidden field of every form: the number of the record it was drawn for."""
HEADER = "X-Record"
"""The same of every htmx request, said once on the page's body."""
AGREED = "open_record"
"""Sent by the page that asked: open the record the form was drawn for, and go on."""
READING = ("GET", "HEAD", "OPTIONS")
NOT_TYPED = ("csrfmiddlewaretoken", FORM_KEY, FIELD, AGREED)
HIDDEN = ("seen", "confirmed", "take_back")
"""What forms carry beside what is typed: kept as it is, and not shown."""
SECRETS = ("passphrase", "password", "pin")
"""How the names of fields begin that no page ever shows again."""


class OtherRecord(Exception):
    """The request is from a page of a record other than the open one; nothing may be read or written."""

    def __init__(self, drawn_for: Person | None, opened: Person) -> None:
        super().__init__("drawn for another record")
        self.drawn_for = drawn_for
        self.opened = opened


@dataclass(frozen=True)
class Typed:
    """One field as it was sent."""

    name: str
    value: str

    @property
    def is_words(self) -> bool:
        """Whether a person would recognise it; the value of a ticked box is kept but not shown."""
        return self.name not in HIDDEN and self.value.strip() not in ("", "on")


def record_said(request: HttpRequest) -> str | None:
    """The record that the request says it was drawn for, as text; None when it does not say."""
    said = request.headers.get(HEADER)
    if request.method not in READING:
        said = request.POST.get(FIELD, said)
    return said


def is_agreed(request: HttpRequest) -> bool:
    """Whether the person was asked and wants the form's own record opened."""
    return request.method not in READING and AGREED in request.POST


def ask_which(request: HttpRequest, found: OtherRecord) -> HttpResponse:
    """The page that asks, with all that was typed; a fragment that reloads itself reloads the whole page."""
    htmx = bool(getattr(request, "htmx", False))
    if request.method in READING:
        return HttpResponseClientRefresh()
    has_secret = any(name.startswith(SECRETS) for name in request.POST)
    context = {
        "found": found,
        "kept": [] if has_secret else list(_typed(request)),
        "has_file": bool(request.FILES),
        "has_secret": has_secret,
    }
    answer = render(request, "errors/other_record.html", context, status=422 if htmx else 409)
    if htmx:  # the header changes too: it names the open record
        answer.headers["HX-Reswap"] = "innerHTML show:window:top"
        retarget(answer, "body")
    return answer


def _typed(request: HttpRequest) -> Iterator[Typed]:
    for name in request.POST:
        if name not in NOT_TYPED:
            yield from (Typed(name, value) for value in request.POST.getlist(name))
