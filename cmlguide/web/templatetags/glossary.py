"""`{% explained %}…{% endexplained %}`: the words of CML in it are offered with what they mean."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.frame.guests import is_guest
from cmlguide.web.words.glossary import explain
from cmlguide.web.words.in_context import offer_words

register = template.Library()


class ExplainedNode(template.Node):
    """A part of a page, rendered, with its words offered and their notes after it."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        html, codes = offer_words(self.nodelist.render(context))
        notes = (
            render_to_string(
                "reading/_words.html",
                {"words": [explain(code) for code in codes], "leads_on": leads_on(context)},
            )
            if codes
            else ""
        )
        # The part was escaped when it was rendered; only buttons around listed words were put in.
        return mark_safe(html + notes)  # noqa: S308


def leads_on(context: template.Context) -> bool:
    """Whether the reader may go on to the pages of Learn: a guest has only what the link shows."""
    request = context.get("request")
    return request is None or not is_guest(request)


@register.tag
def explained(parser: Any, token: Any) -> ExplainedNode:
    """The part of a page between the two tags."""
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)
