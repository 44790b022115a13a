"""Names for kinds of file: what an import came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

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
