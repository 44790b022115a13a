"""The boxes of a form, each written in one go for its template in `forms/`. Format only.

A form has up to twenty boxes, and each would take its template through some seventy nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from django import template
from django.forms import BoundField
from django.template.base import render_value_in_context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.templatetags.many import faults, options
from cmlguide.web.words.choices import plain_choices
from cmlguide.web.words.marks import unbroken

register = template.Library()
INVALID = ' aria-invalid="true"'


@register.simple_tag(takes_context=True)
def text_box(context: template.Context) -> SafeString:
    """One line to type in; see `forms/_text.html`."""
    field, said = context["field"], faults(context["field"])
    size, kind = context.get("size"), _text(context.get("type") or "text")
    chosen = {
        "class": f"input--{size}" if size else "",
        "inputmode": context.get("inputmode"),
        "autocomplete": context.get("autocomplete") or "off",
        "list": context.get("list"),
    }
    box = f'<input type="{kind}" {_names(field)} value="{_value(field, context)}"{_attributes(chosen)}'
    return _field(field, context, said, f'{box} spellcheck="false"{_told(field, context, said)}>')


@register.simple_tag(takes_context=True)
def select_box(context: template.Context) -> SafeString:
    """A list to choose from; see `forms/_select.html`."""
    field, said = context["field"], faults(context["field"])
    box = f"<select {_names(field)}{_told(field, context, said)}>\n    {options(field)}\n  </select>"
    return _field(field, context, said, box)


@register.simple_tag(takes_context=True)
def note_box(context: template.Context) -> SafeString:
    """Several lines to type in; see `forms/_textarea.html`."""
    field, said = context["field"], faults(context["field"])
    names = f'<textarea {_names(field)} rows="3"{_told(field, context, said)}>'
    return _field(field, context, said, f"{names}\n{_value(field, context)}</textarea>")


@register.simple_tag(takes_context=True)
def check_box(context: template.Context) -> SafeString:
    """A box to tick; see `forms/_check.html`."""
    field, said, hint = context["field"], faults(context["field"]), _hint(context["field"], context)
    told = f' aria-describedby="{field.auto_id}_hint"' if hint else ""
    ticked = " checked" if field.value() else ""
    return mark_safe(  # noqa: S308 - names are the form's own, the rest is escaped
        f"""<div class="field{_error(said)}">
  {said}

  <label class="check" for="{field.id_for_label}">
    <input type="checkbox" {_names(field)}{ticked}{told}>
    <span>{unbroken(field.label)}</span>
  </label>
  {hint}
</div>
"""
    )


@register.simple_tag(takes_context=True)
def radio_boxes(context: template.Context) -> SafeString:
    """Choices as cards; see `forms/_radios.html`."""
    field, said = context["field"], faults(context["field"])
    return mark_safe(  # noqa: S308 - as above
        f"""<fieldset class="field{_error(said)}"{_described(field, context, said)}>
  <legend>{unbroken(field.label)}</legend>
  {_hint(field, context)}
  {said}

  <div class="choices">
    {"".join(_cards(field))}
  </div>
</fieldset>
"""
    )


def _cards(field: BoundField) -> Iterator[str]:
    """A card for each choice. The first one has the name of the whole, which a list of errors leads to."""
    value, first = field.value(), field.id_for_label
    chosen = "" if value is None else str(value)
    for place, (code, words) in enumerate(plain_choices(field.field)):
        name = f"{first}_{place}" if place else first
        checked = " checked" if str(code) == chosen else ""
        yield f"""
    <label class="choice" for="{name}">
      <input type="radio" id="{name}" name="{escape(field.html_name)}" value="{_text(code)}"{checked}>
      <span>{_text(words)}</span>
    </label>
    """


@register.simple_tag(takes_context=True)
def date_boxes(context: template.Context) -> SafeString:
    """The three boxes of a date; see `forms/_date.html`."""
    field, told = context["field"], ""
    if context["faults"]:
        told = f'{INVALID} aria-describedby="{field.auto_id}_error"'
    return mark_safe("".join(_date_box(box, told) for box in field.boxes))  # noqa: S308 - as above


def _date_box(box: Mapping[str, Any], told: str) -> str:
    of_its_own = "" if box["part"] == "day" else f" date-box--{box['part']}"
    names = f'id="{box["id"]}" name="{escape(box["name"])}" value="{escape(box["value"])}"'
    return f"""
    <div class="date-box{of_its_own}">
      <label for="{box["id"]}">{_text(box["label"])}</label>
      <input type="text" {names} inputmode="numeric" autocomplete="off"{told}>
    </div>
    """


def _field(field: BoundField, context: template.Context, said: str, box: str) -> SafeString:
    """A box with its label, hint and faults."""
    return mark_safe(  # noqa: S308 - as above
        f"""<div class="field{_error(said)}">
  <label class="label" for="{field.id_for_label}">{unbroken(field.label)}</label>
  {_hint(field, context)}
  {said}

  {box}
</div>
"""
    )


def _names(field: BoundField) -> str:
    return f'id="{field.id_for_label}" name="{escape(field.html_name)}"'


def _hint(field: BoundField, context: template.Context) -> str:
    hint = context.get("hint")
    return f'<span class="hint" id="{field.auto_id}_hint">{unbroken(hint)}</span>' if hint else ""


def _told(field: BoundField, context: template.Context, said: str) -> str:
    """What a screen reader reads beside the box: the hint, then the faults."""
    return f"{INVALID if said else ''}{_described(field, context, said)}"


def _described(field: BoundField, context: template.Context, said: str) -> str:
    hint = f"{field.auto_id}_hint" if context.get("hint") else ""
    fault = f" {field.auto_id}_error" if said else ""
    return f' aria-describedby="{hint}{fault}"' if hint or fault else ""


def _attributes(values: dict[str, Any]) -> str:
    return "".join(f' {name}="{_text(value)}"' for name, value in values.items() if value)


def _value(field: BoundField, context: template.Context) -> str:
    """What the box holds, written as a template writes it."""
    value = field.value()
    return "" if value is None else render_value_in_context(value, context)


def _error(said: str) -> str:
    return " field--error" if said else ""


def _text(value: Any) -> str:
    return conditional_escape(value)
