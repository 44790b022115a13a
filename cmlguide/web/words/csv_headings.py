"""The headings of our own table for a spreadsheet, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.languages import WRITTEN_IN
from cmlguide.web.words.numbers import decimal_mark

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from milestones.history import History

HEADINGS: Mapping[str, _StrOrPromise] = {
    "date": _("Date"),
    "date_precision": _("How exact the date is"),
    "test": _("Test"),
    "kind": _("Kind of result"),
    "comparator": _("Less or more than"),
    "value": _("Number"),
    "unit": _("Unit"),
    "limit": _("Limit"),
    "scale": _("Scale"),
    "conversion_factor": _("Conversion factor"),
    "detected": _("Detected"),
    "control_gene": _("Control gene"),
    "control_copies": _("Control gene copies"),
    "specimen": _("Blood or bone marrow"),
    "lab": _("Lab"),
    "note": _("Note"),
    "source": _("Where it comes from"),
    "level": _("Level"),
    "as_reported": _("As it stands on the letter"),
    "baseline": _("First number"),
    "checked_against_letter": _("Checked against my letter"),
    "method": _("Method"),
    "quantifies_to": _("Smallest number the test can measure"),
    "name": _("Name"),
    "dose": _("Dose"),
    "stopped_on": _("Last day"),
    "stop_reason": _("Why it ended"),
    "keep_clock": _("The months go on"),
    "tki": _("Main CML tablet"),
    "ph_positive": _("Ph+ cells"),
    "metaphases": _("Cells counted"),
    "fish_percent": _("FISH, in percent"),
    "karyotype": _("Karyotype"),
    "resistance": _("Means resistance, as the letter says"),
    "immature_granulocytes": _("Immature white cells found"),
    "spleen_felt": _("Spleen felt"),
}


def table_of(history: History) -> bytes:
    """Our own CSV as the reader's spreadsheet expects it; in English with the columns' own names."""
    language = get_language()
    if language == WRITTEN_IN:
        return write_csv(history)
    return write_csv(history, {name: str(words) for name, words in HEADINGS.items()}, decimal_mark(language))
