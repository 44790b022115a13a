"""Words for the person's preferences, and what helps at a first talk with a CML specialist."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ_FIRST: Mapping[str, Promise] = {
    "number": _("Show the words and the number together"),
    "meaning": _("Show what it means first; the number waits until I ask"),
}
SPECIALIST: Mapping[str, Promise] = {
    "seen": _("I have seen one"),
    "planned": _("It is planned"),
    "ask": _("I want to ask about it"),
}
# What a second opinion needs: the printed page has most of it.
TO_BRING: tuple[Promise, ...] = (
    _("Your printed page, with the second page switched on"),
    _("Letters with your BCR::ABL1 results, the first one too"),
    _("The report of your bone marrow test, and of any mutation test"),
    _("Your medicines and doses, and why any of them ended"),
    _("Other medicines you take, and your allergies"),
    _("Your questions, and what matters to you"),
)
