"""What the page's frame needs: the places in the bars, and which one is current. Format only."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import format_html

from cmlguide.web.frame.places import BOTTOM_BAR, TOP_BAR, Place

register = template.Library()


@register.simple_tag(takes_context=True)
def top_bar(context: template.Context) -> list[dict[str, str | bool | Promise]]:
    """The places in the wide page's bar: dicts with url, label, icon, current."""
    return _entries(TOP_BAR, context)


@register.simple_tag(takes_context=True)
def bottom_bar(context: template.Context) -> list[dict[str, str | bool | Promise]]:
    """The places in the phone's bar, in the shape of `top_bar`."""
    return _entries(BOTTOM_BAR, context)


@register.simple_tag
def own_languages() -> list[tuple[str, str]]:
    """The languages to choose from, each with its own name; empty where there is only one. Django's tag of
    that kind would translate the names."""
    return list(settings.LANGUAGES) if len(settings.LANGUAGES) > 1 else []


@register.simple_tag(takes_context=True)
def hand_on(context: template.Context, noun: str, key: object) -> str:
    """Who else entered or changed the row, from the page's `hands`; "" if nobody did."""
    said = (context.get("hands") or {}).get((noun, str(key)), "")
    return format_html('<p class="muted small">{}</p>', said) if said else ""


def _entries(places: tuple[Place, ...], context: template.Context) -> list[dict[str, str | bool | Promise]]:
    here = _url_name(context.get("request"))
    return [
        {"url": place.url(), "label": place.label, "icon": place.icon, "current": place.holds(here)}
        for place in places
    ]


def _url_name(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.url_name if match else None) or ""
