"""Blood counts in words: the numbers as reported, and which goals of a complete response are met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, marks, numbers
from milestones.hematology import (
    MET,
    NOT_MET,
    TOO_LOW,
    UNKNOWN,
    are_goals_ahead,
    judge_counts,
    newest_response,
)

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.hematology import HematologicResponse
    from milestones.history import BloodCount, History

ITEMS: Mapping[str, _StrOrPromise] = {
    "wbc": gettext_lazy("White cells (WBC)"),
    "neutrophils": gettext_lazy("Neutrophils"),
    "hemoglobin": gettext_lazy("Hemoglobin"),
    "platelets": gettext_lazy("Platelets"),
    "basophils_percent": gettext_lazy("Basophils, in percent"),
    "eosinophils_percent": gettext_lazy("Eosinophils, in percent"),
    "blasts_percent": gettext_lazy("Blasts, in percent"),
}
_CELLS = (
    ("10^9/L", gettext_lazy("x 10⁹/L")),
    ("10^3/uL", gettext_lazy("x 10³/µL (K/µL)")),
    ("/uL", gettext_lazy("per µL (cells/µL)")),
)
# The units a number may be typed in; the first is the one it is stored and shown in.
UNITS: Mapping[str, tuple[tuple[str, _StrOrPromise], ...]] = {
    "wbc": _CELLS,
    "neutrophils": _CELLS,
    "platelets": _CELLS,
    "hemoglobin": (("g/dL", "g/dL"), ("g/L", "g/L")),
}
ANSWER_CHOICES = (("", gettext_lazy("Not said")), ("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes")))
MAIN = ("wbc", "neutrophils", "hemoglobin", "platelets")
SHORT: Mapping[str, _StrOrPromise] = {
    "wbc": gettext_lazy("white cells"),
    "neutrophils": gettext_lazy("neutrophils"),
    "hemoglobin": gettext_lazy("hemoglobin"),
    "platelets": gettext_lazy("platelets"),
    "basophils_percent": gettext_lazy("basophils"),
    "eosinophils_percent": gettext_lazy("eosinophils"),
    "blasts_percent": gettext_lazy("blasts"),
}
ON_PAPER: Mapping[str, _StrOrPromise] = {
    "wbc": gettext_lazy("WBC"),
    "neutrophils": gettext_lazy("neutrophils"),
    "hemoglobin": gettext_lazy("Hb"),
    "platelets": gettext_lazy("platelets"),
}
SIGNS: Mapping[tuple[str, bool], _StrOrPromise] = {
    ("immature_granulocytes", True): gettext_lazy("immature white cells found"),
    ("immature_granulocytes", False): gettext_lazy("no immature white cells"),
    ("spleen_felt", True): gettext_lazy("spleen felt"),
    ("spleen_felt", False): gettext_lazy("spleen not felt"),
}


def goals_counted(response: HematologicResponse, status: str) -> int:
    """How many of its goals have this status."""
    return sum(criterion.status == status for criterion in response.criteria)


def quiet_line(history: History, assessment: Assessment) -> str:
    """One line for Timeline when a goal is not met, whatever the BCR::ABL1 result; else ""."""
    found = newest_response(history.blood_counts, assessment.today)
    if found is None or found[1].status != NOT_MET:
        return ""
    count, response = found
    said = (
        _("Your blood counts from %(day)s: %(missed)s of %(all)s goals are still ahead.")
        if are_goals_ahead(count.collected_on, history, assessment.lines)
        else _("Your blood counts from %(day)s: %(missed)s of %(all)s goals not met, ask your team.")
    )
    return said % {
        "day": dates.short_date(count.collected_on),
        "missed": goals_counted(response, NOT_MET),
        "all": len(response.criteria),
    }


def goals_met(count: BloodCount) -> str:
    """`3 of 5 met, 1 not yet, 1 not known`; empty groups are left out."""
    response = judge_counts(count)
    met, missed, unknown, low = (
        goals_counted(response, status) for status in (MET, NOT_MET, UNKNOWN, TOO_LOW)
    )
    if unknown == len(response.criteria):
        return _("not known")
    said = [_("%(met)s of %(all)s met") % {"met": met, "all": len(response.criteria)}]
    said += [_("%(count)s not yet") % {"count": missed}] if missed else []
    said += [_("%(count)s too low") % {"count": low}] if low else []
    said += [_("%(count)s not known") % {"count": unknown}] if unknown else []
    return ", ".join(said)


def also(count: BloodCount) -> str:
    """The smaller cell kinds and the two signs, if reported."""
    shares = ("basophils_percent", "eosinophils_percent", "blasts_percent")
    said = [
        f"{SHORT[item]} {with_unit(item, getattr(count, item))}"
        for item in shares
        if getattr(count, item) is not None
    ]
    signs = [str(words) for (item, answer), words in SIGNS.items() if getattr(count, item) is answer]
    return ", ".join((*said, *signs))


def read_back(count: BloodCount) -> tuple[str, ...]:
    """What was understood, before it is saved: each number in the unit it is stored in."""
    said = [
        f"{SHORT[item]} {with_unit(item, value)}"
        for item in SHORT
        if (value := getattr(count, item)) is not None
    ]
    signs = [str(words) for (item, answer), words in SIGNS.items() if getattr(count, item) is answer]
    sentence = marks.listed((*said, *signs))
    return (f"{sentence[:1].upper()}{sentence[1:]}.", _("Does your letter say this?"))


def compact_line(counts: Iterable[BloodCount], today: date, *, has_card: bool = False) -> str:
    """The newest count in one line for the paper, in the short names clinics use; "" without a count.

    `has_card`: a count of concern is shown above, so the number of goals met is left out here.
    """
    known = [count for count in counts if count.collected_on <= today]
    if not known:
        return ""
    count = known[-1]
    values = ((name, getattr(count, item)) for item, name in ON_PAPER.items())
    said = [f"{name} {numbers.plain(value)}" for name, value in values if value is not None]
    said += [text] if (text := also(count)) else []
    if has_card:
        facts = {"day": dates.short_date(count.collected_on), "said": ", ".join(said)}
        return _("Blood counts, %(day)s: %(said)s") % facts
    return _("Blood counts, %(day)s: %(said)s; goals %(goals)s") % {
        "day": dates.short_date(count.collected_on),
        "said": ", ".join(said),
        "goals": goals_met(count),
    }


def with_unit(item: str, value: Decimal | None) -> str:
    """`5.4 x 10⁹/L`, `13.2 g/dL`, `2%`; "" if nothing was reported."""
    if value is None:
        return ""
    if item in UNITS:
        return f"{numbers.plain(value)} {UNITS[item][0][1]}"
    return numbers.percent(value)


def written(value: Decimal | None) -> str:
    """A stored number as it appears in its box."""
    return "" if value is None else numbers.plain(value)
