"""The marks around and between words that are put together: quotation marks, a colon, a semicolon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

LETTER_AND_WORD = re.compile(r"(?<![\w-])[^\W\d_]-[^\W\d_]\w+")
"""`e-mail`, and of `E-Mail-Adresse` the first two parts."""


def quoted(text: object) -> str:
    """The text in the language's quotation marks: `“What could it be?”`, `„…“`, `« … »`."""
    return _("“%(text)s”") % {"text": text}


def with_colon(label: object) -> str:
    """`Daytime:`, with a space before the colon where the language has one."""
    return colon_form() % {"label": label}


def colon_form() -> str:
    """How a colon follows a word, with `%(label)s` for the word."""
    return _("%(label)s:")


def after_colon(text: object) -> str:
    """`: Daytime`, for what a button is about and only a screen reader says: `Change: Daytime`."""
    return labelled("", text)


def unbroken(text: object) -> SafeString:
    """The text with no line's end after the hyphen of `e-mail`, or of any word that begins with one letter.
    The hyphen stays the usual one, so that the word is found and copied as it is typed."""
    html = conditional_escape(str(text))
    if "-" not in html:
        return html
    return mark_safe(LETTER_AND_WORD.sub(r'<span class="nowrap">\g<0></span>', html))  # noqa: S308 - escaped above


def with_degrees(text: object) -> str:
    """The text with each temperature in one piece: no line ends between `38.0` and `°C`."""
    return str(text).replace(" °", "\N{NO-BREAK SPACE}°")


def labelled(label: object, text: object) -> str:
    """`7 Sep 2026: 0.074%`."""
    return f"{with_colon(label)} {text}"


def listed(parts: Iterable[object]) -> str:
    """The parts with a semicolon between them, for parts that may have commas of their own."""
    return reduce(_after, map(str, parts), "")


def _after(before: str, after: str) -> str:
    if not before:
        return after
    return _("%(before)s; %(after)s") % {"before": before, "after": after}
