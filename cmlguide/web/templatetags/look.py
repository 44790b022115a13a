"""What the page's frame needs: the places in the bars, and which one is current. Format only."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cmlguide.web.frame.places import BOTTOM_BAR, TOP_BAR

register = template.Library()
BARS = {"_top_places.html": TOP_BAR, "_bottom_places.html": BOTTOM_BAR}


@register.simple_tag(takes_context=True)
def top_bar(context: template.Context) -> SafeString:
    """The places in the wide page's bar."""
    return _places("_top_places.html", context)


@register.simple_tag(takes_context=True)
def bottom_bar(context: template.Context) -> SafeString:
    """The places in the phone's bar."""
    return _places("_bottom_places.html", context)


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


def _places(name: str, context: template.Context) -> SafeString:
    here = _url_name(context.get("request"))
    return _written(name, tuple(place.holds(here) for place in BARS[name]), get_language())


@lru_cache(maxsize=256)
def _written(name: str, current: tuple[bool, ...], _language: str | None) -> SafeString:
    """A bar with its current places. Kept: it is the same on every page of a place."""
    shown = [
        {"url": place.url(), "label": place.label, "icon": place.icon, "current": is_current}
        for place, is_current in zip(BARS[name], current, strict=True)
    ]
    return render_to_string(name, {"places": shown})


def _url_name(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.url_name if match else None) or ""
