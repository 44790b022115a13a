"""`{% explained %}…{% endexplained %}`: offers explanations for the words of CML inside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cmlguide.web.frame.guests import is_guest
from cmlguide.web.words.glossary import explain
from cmlguide.web.words.in_context import Explained, Mention, everywhere, offer_words

register = template.Library()


INNER_PARTS = "explained_parts"


class ExplainedNode(template.Node):
    """A rendered part of a page, with buttons for its words and their notes after it.

    A part inside another is processed once: the outer one sees only a comment in its place.
    """

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        around: list[_Part] | None = context.get(INNER_PARTS)
        inner: list[_Part] = []
        with context.push(**{INNER_PARTS: inner}):
            part, notes = _explain(self.nodelist.render(context), inner, leads_on=leads_on(context))
        # The part was escaped when it was rendered; only buttons around listed words were added.
        return mark_safe(_put(part, around) + notes)  # noqa: S308


@dataclass(frozen=True)
class _Part:
    """A finished part, with the words it offers."""

    html: str
    offered: frozenset[Mention]


def _explain(html: str, inner: list[_Part], *, leads_on: bool) -> tuple[_Part, str]:
    """The part with its inner parts put back, and the notes that follow it."""
    explained = offer_words(html, frozenset[Mention]().union(*(part.offered for part in inner)))
    html = explained.html
    for number, part in enumerate(inner):
        html = html.replace(_place_of(number), part.html)
    offered = everywhere(code for code, _folded in explained.mentions)
    return _Part(html, offered), _notes_on(explained.codes, leads_on=leads_on)


def _notes_on(codes: tuple[str, ...], *, leads_on: bool) -> str:
    return _notes(codes, leads_on, get_language() or "") if codes else ""


@lru_cache(maxsize=256)
def _notes(codes: tuple[str, ...], leads_on: bool, _language: str) -> str:
    """The notes of these words. They say the same on every page, and took a twentieth of Timeline's time."""
    words = [explain(code) for code in codes]
    return render_to_string("reading/_words.html", {"words": words, "leads_on": leads_on})


def _put(part: _Part, around: list[_Part] | None) -> str:
    """The part itself, or its place in the part around it."""
    if around is None:
        return part.html
    around.append(part)
    return _place_of(len(around) - 1)


def _place_of(number: int) -> str:
    return f"<!--explained {number}-->"


@register.simple_tag(takes_context=True)
def explained_before(context: template.Context, part: Explained) -> SafeString:
    """A part of the page that was made and explained before, with its notes; it is not read again."""
    notes = _notes_on(part.codes, leads_on=leads_on(context))
    place = _put(_Part(part.html, part.mentions), context.get(INNER_PARTS))
    return mark_safe(place + notes)  # noqa: S308 - as above


def leads_on(context: template.Context) -> bool:
    """Whether the reader may open the pages of Learn: a guest has only what the link shows."""
    request = context.get("request")
    return request is None or not is_guest(request)


@register.tag
def explained(parser: Any, token: Any) -> ExplainedNode:
    """The part of a page between the two tags."""
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)
