"""`{% options field %}`: the choices of a select. Format only; a list of countries has hundreds."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def options(field: BoundField) -> SafeString:
    """An option a line, the chosen one selected."""
    value = field.value()
    chosen = "" if value is None else str(value)
    lines = (
        f'<option value="{escape(code)}"{" selected" if str(code) == chosen else ""}>'
        f"{conditional_escape(words)}</option>"
        for code, words in field.field.choices  # type: ignore[attr-defined] # only a field with choices comes
    )
    return mark_safe("\n".join(lines))  # noqa: S308 - code and words are escaped
