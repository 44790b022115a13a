"""`{% csrf_token %}` writes both hidden values of a form: Django's own, and the key that makes it count once.

A tag of another name would have to be remembered in every form, those of libraries included. This one cannot
be left out: without it no form is taken at all. Every template has it (`builtins` in settings.py).
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cmlguide.web.frame.sent_once import FIELD, new_key

register = template.Library()


class FormKeysNode(CsrfTokenNode):
    """The hidden inputs at the top of a form."""

    def render(self, context: template.Context) -> SafeString:
        token = super().render(context)
        field = '{}<input type="hidden" name="{}" value="{}" autocomplete="off">'
        return format_html(field, token, FIELD, new_key()) if token else SafeString()


@register.tag
def csrf_token(parser: Any, token: Any) -> FormKeysNode:
    """Instead of Django's tag of the same name."""
    return FormKeysNode()
