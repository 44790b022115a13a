"""The marks around and between words that are put together: quotation marks, a colon, a semicolon."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext as _


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


def unbroken(text: object) -> str:
    """The text with hyphens at which no line ends: a title must not part `e-mail`."""
    return str(text).replace("-", "\N{NON-BREAKING HYPHEN}")


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
