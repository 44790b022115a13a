"""`{% csrf_token %}` writes all hidden values of a form: Django's own, the record it was drawn for, and the
one-use key.

A tag with another name would have to be remembered in every form, including those of libraries. This one
cannot be forgotten: without it no form is accepted. Every template has it (`builtins` in settings.py).
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cmlguide.web.frame.drawn_for import FIELD as RECORD
from cmlguide.web.frame.sent_once import FIELD as KEY
from cmlguide.web.frame.sent_once import new_key

register = template.Library()


class FormKeysNode(CsrfTokenNode):
    """The hidden inputs at the top of a form."""

    def render(self, context: template.Context) -> SafeString:
        token = super().render(context)
        return SafeString(token + record_field(context) + key_field()) if token else SafeString()


def record_field(context: template.Context) -> SafeString:
    """The number of the record the page shows; "" on a page about no record."""
    person = getattr(context.get("request"), "shown_person", None)
    if person is None:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', RECORD, person.pk)


@register.simple_tag(name="form_key")
def key_field() -> SafeString:
    """A key of its own for each form on the page; also a tag, for the one form that names another record."""
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', KEY, new_key())


@register.tag
def csrf_token(parser: Any, token: Any) -> FormKeysNode:
    """Replaces Django's tag of the same name."""
    return FormKeysNode()
