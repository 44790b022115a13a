"""The languages to choose from, each in its own words, and the units of a blood count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

CELL_UNITS: Mapping[str, _StrOrPromise] = {
    "": gettext_lazy("As is usual in this language"),
    "10^9/L": gettext_lazy("x 10⁹/L, like 5.4"),
    "/uL": gettext_lazy("per µL, like 5,400"),
}
HEMOGLOBIN_UNITS: Mapping[str, _StrOrPromise] = {
    "": gettext_lazy("As is usual in this language"),
    "g/dL": gettext_lazy("g/dL, like 13.2"),
    "g/L": gettext_lazy("g/L, like 132"),
}


def language_choices() -> list[tuple[str, str]]:
    """What the browser asks for, then each language in its own name."""
    return [("", _("As my browser asks for")), *settings.LANGUAGES]


def paper_choices() -> list[tuple[str, str]]:
    """The languages of the page for the visit."""
    return [("", _("The same as these pages")), *settings.LANGUAGES]
