"""The names of the CML medicines. The record keeps the name in `milestones/numbers/medicines.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cmlguide.web.words import dates

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from milestones.lines import Line

NAMES: Mapping[str, _StrOrPromise] = {
    # Translators: the name of a medicine, as it stands in the middle of a sentence; so for the next ones
    "imatinib": _("imatinib"),
    "dasatinib": _("dasatinib"),
    "nilotinib": _("nilotinib"),
    "bosutinib": _("bosutinib"),
    "ponatinib": _("ponatinib"),
    "asciminib": _("asciminib"),
    "radotinib": _("radotinib"),
    "flumatinib": _("flumatinib"),
    "olverembatinib": _("olverembatinib"),
    "vodobatinib": _("vodobatinib"),
    "interferon": _("interferon"),
    "hydroxyurea": _("hydroxyurea"),
    "omacetaxine": _("omacetaxine"),
}


def medicine_words(name: str) -> str:
    """The name in the reader's language."""
    return str(NAMES.get(name, name))


def with_dose(name: str, dose: str) -> str:
    """`imatinib 400 mg once a day`; the dose is in the person's own words."""
    return f"{medicine_words(name)} {dose}".strip()


def since_month(line: Line) -> str:
    """`May 2016`, when the medicine of the line began, where its months count on from an earlier medicine and
    do not say it; else ""."""
    return dates.month_and_year(line.started_on) if line.keeps_clock and line.started_on else ""
