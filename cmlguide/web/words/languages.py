"""The languages to choose from, each in its own words."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _


def language_choices() -> list[tuple[str, str]]:
    """What the browser asks for, then each language in its own name."""
    return [("", _("As my browser asks for")), *settings.LANGUAGES]


def paper_choices() -> list[tuple[str, str]]:
    """The languages of the page for the visit."""
    return [("", _("The same as these pages")), *settings.LANGUAGES]
