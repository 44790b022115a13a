"""What was typed, in words: read back before saving, queried, or explained when it cannot be read.

No sentence here judges a number; that happens only after it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from milestones.history import Result
from milestones.scale import read_interval

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

NOT_DETECTED = "not_detected"

# Why a number cannot be accepted, and what to do. Keyed by the codes of exchange.codes and
# forms.result_parts.
NUMBER_PROBLEMS: Mapping[str, _StrOrPromise] = {
    "number_missing": gettext_lazy(
        "Enter the number on your letter. If there is none, write what it says, like “not detected”."
    ),
    "number_unreadable": gettext_lazy(
        "We could not read this. Write the number as your letter shows it, like 0.05, or “not detected”."
    ),
    "number_too_long": gettext_lazy("This is too long for one number. Write only the number, like 0.05."),
    "number_several": gettext_lazy("There is more than one number here. Write only the one for BCR::ABL1."),
    "number_thousands": gettext_lazy(
        "Use one point or one comma only, before the decimals: write 1234.5, not 1.234,5."
    ),
    "number_negative": gettext_lazy("A result cannot be below zero. Check the minus sign."),
    "number_not_above_zero": gettext_lazy(
        "A limit is more than 0. Write what your letter says after the < or > sign."
    ),
    "number_too_large": gettext_lazy("This number is too large for a result. Check the point or comma."),
    "number_is_odds": gettext_lazy(
        "“1 in 100,000” says how far down the test can see. Write the result itself, or “not detected”."
    ),
    "number_is_fraction": gettext_lazy("Write one number, like 0.05, not two with a dash between them."),
    "number_mr_range": gettext_lazy(
        "An MR number is usually between 0 and 6. Check the point: MR4.5, not MR45."
    ),
    "number_mr_compared": gettext_lazy("Write the percent that is next to this MR number, like <0.0032 %."),
    "detected_without_number": gettext_lazy(
        "Write the number too. If there is none, choose “found, but too little to measure” "
        "under More about this result."
    ),
    "above_without_number": gettext_lazy("Write the number it is above, like >55."),
    "count_unreadable": gettext_lazy("Write the number of copies as a whole number, like 52000."),
    "kind_differs": gettext_lazy(
        "What you wrote in the number box says something else. Choose “as I typed it”, or change the number."
    ),
    "limit_differs": gettext_lazy("The number box has a different limit. Keep the one on your letter."),
    "limit_missing": gettext_lazy("Enter the limit on your letter: the number after the < or > sign."),
    "level_missing": gettext_lazy("Choose the level on your letter."),
    "level_differs": gettext_lazy("The number box has a different level. Keep the one on your letter."),
    "unit_differs": gettext_lazy(
        "What you wrote in the number box is on another scale. Choose “as I typed it”, or change the number."
    ),
}

DATE_PROBLEMS: Mapping[str, _StrOrPromise] = {
    "date_missing": gettext_lazy("Enter the date."),
    "date_unreadable": gettext_lazy("We could not read this date. Write it like 3 Jul 2026 or 2026-07-03."),
    "date_impossible": gettext_lazy("There is no such date. Check the day and the month."),
    "date_day_missing": gettext_lazy("Add the day."),
    "date_month_missing": gettext_lazy("Add the month."),
    "date_year_missing": gettext_lazy("Add the year."),
    "date_year_four_digits": gettext_lazy("Write the year with all four digits, like 2026."),
    "date_year_range": gettext_lazy("Check the year. Write all four digits, like 2026."),
    "ask_day_or_month": gettext_lazy("Which date do you mean?"),
}

UNIT_CHOICES: Sequence[tuple[str, _StrOrPromise]] = (
    ("", gettext_lazy("As I typed it, or % (IS)")),
    ("percent_is", gettext_lazy("International Scale (% IS)")),
    ("ratio_percent", gettext_lazy("Percent, but not IS")),
    ("mr", gettext_lazy("MR, like MR4.2")),
    ("log_reduction", gettext_lazy("Log reduction, like 3.2 log")),
)
KIND_CHOICES: Sequence[tuple[str, _StrOrPromise]] = (
    ("", gettext_lazy("As I typed it")),
    ("value", gettext_lazy("A number")),
    ("not_detected", gettext_lazy("Not detected")),
    ("below_quantification", gettext_lazy("Found, but too little to measure")),
    ("less_than", gettext_lazy("Less than a limit (<)")),
    ("above_limit", gettext_lazy("More than the test can measure (>)")),
    ("level", gettext_lazy("Only a level, like MR4")),
    ("no_result", gettext_lazy("No result: the lab could not read the sample")),
)
LEVEL_CHOICES = (
    ("", gettext_lazy("Not chosen")),
    *((code, words.LEVELS[code]) for code in words.RUNGS if code in words.LEVELS),
)
CONTROL_GENE_CHOICES = (
    ("", gettext_lazy("My letter does not say")),
    ("ABL1", "ABL1"),
    ("GUSB", "GUSB"),
    ("BCR", "BCR"),
)
METHOD_CHOICES: Sequence[tuple[str, _StrOrPromise]] = (
    ("", gettext_lazy("My letter does not say")),
    *words.METHODS.items(),
)
SPECIMEN_CHOICES = (("blood", gettext_lazy("Blood")), ("marrow", gettext_lazy("Bone marrow")))


def number_problem(code: str) -> _StrOrPromise:
    """What to do about a number that cannot be accepted."""
    return NUMBER_PROBLEMS[code]


def date_problem(code: str) -> _StrOrPromise:
    """What to do about a date that cannot be accepted."""
    return DATE_PROBLEMS[code]


def read_back(result: Result, previous: Result | None, *, dated: bool) -> tuple[str, ...]:
    """What was understood, sentence by sentence; without a date that is not known yet.

    "0.5% on the International Scale, taken 12 Nov 2026." "Your last was 0.02%." "Does your letter say this?"
    """
    said = _said(result)
    if dated:
        said = _("%(result)s, taken %(date)s") % {
            "result": said,
            "date": dates.short_date(result.collected_on),
        }
    sentences = [_("%(said)s.") % {"said": said}]
    if previous is not None:
        sentences.append(_("Your last was %(result)s.") % {"result": numbers.result_value(previous)})
    return (*sentences, _("Does your letter say this?"))


def _said(result: Result) -> str:
    """One result as understood: `0.5% on the International Scale`, `Less than 0.01% on the ...`."""
    if result.kind == "value" and result.value is not None:
        return _said_number(result)
    if result.kind == NOT_DETECTED:
        return _said_not_detected(result)
    if result.kind == "level":
        return _("Only a level: %(level)s") % {"level": words.LEVELS[result.level or "not_scored"]}
    if result.kind == "no_result":
        return _("No result: the lab could not read the sample")
    return _said_limit(result)


def _said_number(result: Result) -> str:
    number = numbers.plain(result.value)  # type: ignore[arg-type]
    if result.unit == "percent_is":
        return _("%(number)s%% on the International Scale") % {"number": number}
    on_scale = _on_scale(result)
    if result.unit == "ratio_percent" and not on_scale:
        return _("%(number)s%%, the lab's own ratio, not on the International Scale") % {"number": number}
    names = {
        "ratio_percent": _("%(number)s%%, the lab's own ratio"),
        "mr": _("MR%(number)s"),
        "log_reduction": _("A log reduction of %(number)s"),
    }
    said = names[result.unit or "mr"] % {"number": number}
    return _("%(said)s, which is %(percent)s on the International Scale") % {
        "said": said,
        "percent": on_scale,
    }


def _on_scale(result: Result) -> str:
    interval = read_interval(result)
    return "" if interval is None else numbers.rounded_percent(interval.low)


def _said_not_detected(result: Result) -> str:
    if result.limit is not None:
        limit = _limit(result)
        return _("Not detected; the test could see down to %(limit)s") % {"limit": limit}
    if result.copies is not None:
        return _("Not detected, with %(copies)s control gene copies") % {
            "copies": numbers.copies(result.copies)
        }
    return _("Not detected; the letter does not say how far down the test could see")


def _said_limit(result: Result) -> str:
    if result.limit is None:
        return _("Found, but too little to measure")
    names = {
        "below_quantification": _("Found, but too little to measure: less than %(limit)s"),
        "less_than": _("Less than %(limit)s"),
        "above_limit": _("More than %(limit)s"),
    }
    return names[result.kind] % {"limit": _limit(result)}


def _limit(result: Result) -> str:
    limit = numbers.plain(result.limit)  # type: ignore[arg-type]
    names = {
        "mr": _("MR%(limit)s"),
        "log_reduction": _("%(limit)s log"),
        "ratio_percent": _("%(limit)s%% (the lab's own ratio)"),
    }
    return names.get(result.unit or "", _("%(limit)s%% on the International Scale")) % {"limit": limit}
