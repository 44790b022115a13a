"""What stands on a page by the dozen or the hundred, written in one go. Format only.

`{% options field %}`: the choices of a select; `{% faults field as faults %}`: what is wrong with it;
`{% cells rows "day" "value" %}`: rows of a table. A template would pass through a handful of nodes for each
of them, which took a third of some pages' time.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.words.choices import plain_choices
from cmlguide.web.words.marks import unbroken

register = template.Library()
BETWEEN = "\0"
"""Stands in no text: no database can store it, and no catalogue has it."""


@register.simple_tag
def options(field: BoundField) -> SafeString:
    """An option a line, the chosen one selected."""
    value = field.value()
    return _options(plain_choices(field.field), "" if value is None else str(value), between="\n")


@register.simple_tag
def choices(found: Iterable[tuple[object, object]], chosen: object) -> SafeString:
    """The options of a select that is no field by itself, one after the other."""
    return _options(found, str(chosen), between="")


def _options(found: Iterable[tuple[object, object]], chosen: str, *, between: str) -> SafeString:
    pairs = [(str(code), str(words)) for code, words in found]
    lines = (
        f'<option value="{shown}"{" selected" if code == chosen else ""}>{said}</option>'
        for (code, _words), (shown, said) in zip(pairs, _escape_all(pairs), strict=True)
    )
    return mark_safe(between.join(lines))  # noqa: S308 - code and words are escaped


def _escape_all(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Every text escaped, all of them in one go."""
    texts = escape(BETWEEN.join(text for pair in pairs for text in pair)).split(BETWEEN)
    return zip(texts[0::2], texts[1::2], strict=True)


@register.simple_tag
def faults(field: BoundField) -> SafeString:
    """A line for each error of the field; "" without one. Asked once for a field, since a form makes the list
    anew each time."""
    lines = (
        f'<span class="error" id="{escape(field.auto_id)}_error">{unbroken(str(error))}</span>'
        for error in field.errors
    )
    return mark_safe("".join(lines))  # noqa: S308 - name and words are escaped


@register.simple_tag
def cells(rows: Iterable[object], first: str, *others: str) -> SafeString:
    """A table row for each of `rows` with these of its texts; the first one names the row."""
    lines = (
        f'<tr><th scope="row" class="nowrap">{escape(getattr(row, first))}</th>'
        f"{''.join(f'<td>{escape(getattr(row, name))}</td>' for name in others)}</tr>"
        for row in rows
    )
    return mark_safe("\n".join(lines))  # noqa: S308 - every value is escaped
