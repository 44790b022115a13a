"""Words for the meanings of a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from cmlguide.web.words.files import ITEMS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MEANINGS: Mapping[str, _StrOrPromise] = {
    "ignored": gettext_lazy("Leave this column out"),
    "date": gettext_lazy("Date of the sample"),
    "other_date": gettext_lazy("Another date"),
    "months": gettext_lazy("Months counted from a date"),
    "days": gettext_lazy("Days counted from a date"),
    "result_is": gettext_lazy("BCR::ABL1, % on the International Scale"),
    "result_raw": gettext_lazy("BCR::ABL1, the lab's own percent"),
    "result": gettext_lazy("BCR::ABL1, scale not said"),
    "other_transcript": gettext_lazy("Another type of BCR::ABL1, like p190"),
    "mr": gettext_lazy("MR number"),
    "log": gettext_lazy("Log reduction"),
    "test": gettext_lazy("Name of the test"),
    "code": gettext_lazy("Code of the test"),
    "value": gettext_lazy("Value of the test"),
    "unit": gettext_lazy("Unit"),
    "upper_limit": gettext_lazy("Highest the test can measure"),
    "limit": gettext_lazy("Lowest the test can see"),
    "copies": gettext_lazy("Control gene copies"),
    "conversion_factor": gettext_lazy("Conversion factor"),
    "lab": gettext_lazy("Lab"),
    "specimen": gettext_lazy("Blood or bone marrow"),
    "note": gettext_lazy("Note"),
    "patient": gettext_lazy("Whose row it is"),
    "medicine": gettext_lazy("Medicine"),
    "started": gettext_lazy("Medicine started on"),
    "stopped": gettext_lazy("Medicine stopped on"),
    "dose": gettext_lazy("Dose"),
    **ITEMS,
}
