"""Blood counts in words: the numbers in the units the reader chose, and which goals of a response are met.

No other room writes a number of a blood count: so a page cannot have 0.3 in one place and 300 in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words.units import (
    AFTER_NUMBER,
    UNITS,
    is_kept_unit,
    kept_unit,
    number_alone,
    of_kept_unit,
    unit_name,
    unit_shown,
)
from milestones.counts import is_old
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
    then, now = (
        are_goals_ahead(day, history, assessment.lines) for day in (count.collected_on, assessment.today)
    )
    if then and not now and is_old(count, assessment.today):  # where treatment began; nothing about today
        if assessment.level.severity.is_concern:
            return ""
        said = _(
            "Your newest blood counts here are from %(day)s, when treatment began. You can add newer ones."
        )
    elif then:
        said = _("Your blood counts from %(day)s: %(missed)s of %(all)s goals are still ahead.")
    else:
        said = _("Your blood counts from %(day)s: %(missed)s of %(all)s goals not met, ask your team.")
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
    """What was understood, before it is saved: each number in the unit it will be shown in."""
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
    said = [
        f"{name} {_on_paper(item, value)}"
        for item, name in ON_PAPER.items()
        if (value := getattr(count, item)) is not None
    ]
    said += [text] if (text := also(count)) else []
    if has_card:
        facts = {"day": dates.short_date(count.collected_on), "said": ", ".join(said)}
        return _("Blood counts, %(day)s: %(said)s") % facts
    return _("Blood counts, %(day)s: %(said)s; CHR: %(goals)s") % {
        "day": dates.short_date(count.collected_on),
        "said": ", ".join(said),
        "goals": goals_met(count),
    }


def _on_paper(item: str, value: Decimal) -> str:
    """Without its unit if that is the one clinics take for granted; any other is named."""
    return number(item, value) if is_kept_unit(item) else with_unit(item, value)


def paper_heading(item: str) -> str:
    """`WBC`; with its unit, if that is not the one clinics take for granted."""
    name = str(ON_PAPER[item])
    return name if is_kept_unit(item) else f"{name}, {unit_name(item)}"


def with_unit(item: str, value: Decimal | None) -> str:
    """`5.4 x 10⁹/L`, `5,400 per µL`, `13.2 g/dL`, `2%`; "" if nothing was reported."""
    if value is None:
        return ""
    return of_kept_unit(value, kept_unit(item)) if item in UNITS else numbers.percent(value)


def number(item: str, value: Decimal) -> str:
    """The number alone, in the unit the item is shown in; a share keeps its percent sign."""
    return number_alone(value, kept_unit(item)) if item in UNITS else numbers.percent(value)


def labs_range(item: str, text: str, unit: str) -> str:
    """The lab's own range as on the letter, with the letter's unit ("" if it is not known) where the number
    beside it is shown in another."""
    if unit in AFTER_NUMBER and unit != unit_shown(item):
        return _("lab's range %(range)s") % {"range": f"{text} {AFTER_NUMBER[unit]}"}
    if unit not in AFTER_NUMBER and not is_kept_unit(item):
        return _("lab's range on the letter: %(range)s") % {"range": text}
    return _("lab's range %(range)s") % {"range": text}


def written(value: Decimal | None) -> str:
    """A stored share as it appears in its box."""
    return "" if value is None else numbers.plain(value)
