"""Kinds of file and meanings of a column, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from cmlguide.web.words.files import ITEMS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

SOURCES: Mapping[str, _StrOrPromise] = {
    "csv": gettext_lazy("a table (CSV)"),
    "xlsx": gettext_lazy("a spreadsheet"),
    "xls": gettext_lazy("a spreadsheet"),
    "ods": gettext_lazy("a spreadsheet"),
    "fhir-r4": gettext_lazy("a health record (FHIR)"),
    "fhir-dstu2": gettext_lazy("a health record (FHIR, an older version)"),
    "fhir-stu3": gettext_lazy("a health record (FHIR, an older version)"),
    "fhir-claims": gettext_lazy("insurance claims (FHIR)"),
    "apple-health": gettext_lazy("an Apple Health export"),
    "ccda": gettext_lazy("a health record (C-CDA)"),
    "health-card": gettext_lazy("a SMART Health Card"),
    "text": gettext_lazy("text"),
    "pdf": gettext_lazy("a PDF"),
    "record": gettext_lazy("a record file of CML Guide"),
}
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
