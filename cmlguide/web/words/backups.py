"""Backups at home in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words.dates import long_date

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

WHY_MADE: Mapping[str, _StrOrPromise] = {
    "day": gettext_lazy("The daily copy"),
    "update": gettext_lazy("Made before an update of CML Guide"),
    "replaced": gettext_lazy("What was there before another backup was put back"),
}


def moment(at: datetime) -> str:
    """`25 November 2026, 18:03`."""
    return _("%(day)s, %(time)s") % {"day": long_date(at.date()), "time": time_format(at.time(), "H:i")}
