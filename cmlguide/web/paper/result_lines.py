"""A result as one row of the printed table, everything as reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.records.lab_limits import FILLED
from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.result.findings import level_percents
from cmlguide.web.words.without_treatment import month_off

if TYPE_CHECKING:
    from milestones.assessment import Assessment
    from milestones.verdicts import JudgedResult

LONGEST_NAME = 10  # letters of a laboratory's name that are printed in the table
ABL1 = "ABL1"  # the control gene of nearly every laboratory
LONGEST_WORD = 24  # letters of a report's own word for a result without a number

WORDS_FOR = ("not_detected", "below_quantification", "level", "no_result")
"""The kinds of result that a report may name with a word alone."""


@dataclass(frozen=True)
class ResultLine:
    """One row of the results table. `lab`, which may be a letter from `letter_labs`, and `copies` may be "".

    `on_scale`: its number is on the International Scale, or it has none. `on_abl1`: its copies are those of
    ABL1, or it has none.
    """

    taken: str
    month: str
    value: str
    mr: str
    level: str
    lab: str
    copies: str
    on_scale: bool = True
    on_abl1: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the row, from left to right."""
        return self.taken, self.month, self.value, self.mr, self.level, self.lab, self.copies


def result_line(judged: JudgedResult, assessment: Assessment) -> ResultLine:
    """The row of one result."""
    return ResultLine(
        taken=dates.short_date(judged.collected_on),
        month=_month(judged, assessment),
        value=_value(judged),
        mr=numbers.mr_note(judged),
        level=_level(judged, assessment),
        lab=judged.result.lab,
        copies=_copies(judged),
        on_scale=judged.interval is not None or judged.result.kind == "no_result",
        on_abl1=_is_abl1(judged),
    )


def letter_labs(lines: Sequence[ResultLine]) -> tuple[tuple[ResultLine, ...], tuple[tuple[str, str], ...]]:
    """(lines, (letter, lab)s): long laboratory names as A, B, C, so that the table stays narrow.

    If all names are short they stay as they are, and the second part is empty.
    """
    names = tuple(dict.fromkeys(line.lab for line in lines if line.lab))
    if max(map(len, names), default=0) <= LONGEST_NAME:
        return tuple(lines), ()
    letters = {name: chr(ord("A") + place) for place, name in enumerate(names)}
    return tuple(replace(line, lab=letters.get(line.lab, "")) for line in lines), tuple(
        (letter, name) for name, letter in letters.items()
    )


def _value(judged: JudgedResult) -> str:
    """As reported, a report's own word before how it was read; a limit that is not on the report is marked,
    so that a team does not take it for the lab's."""
    value = _number(judged)
    if word := _own_word(judged):
        value = _("“%(word)s”: %(value)s") % {"word": word, "value": value}
    if judged.result.extra.get(FILLED):
        return _("%(value)s (limit from other reports)") % {"value": value}
    return value


def _number(judged: JudgedResult) -> str:
    """A laboratory's own ratio in the words of clinics, and what its factor makes of it on the scale.
    Copies have a column of their own."""
    result = judged.result
    if result.kind == "not_detected" and result.limit is None:
        return _("not found")
    if result.kind != "value" or result.unit != "ratio_percent" or result.value is None:
        return numbers.result_value(result)
    ratio = {"ratio": numbers.percent(result.value)}
    if judged.low is None or result.conversion_factor is None:
        return _("%(ratio)s, not IS") % ratio
    told = {
        "factor": numbers.plain(result.conversion_factor),
        "percent": numbers.rounded_percent(judged.low),
    }
    return _("%(ratio)s × %(factor)s = %(percent)s IS") % {**ratio, **told}


def _copies(judged: JudgedResult) -> str:
    """`52,000`; the control gene behind it if it is another one than ABL1."""
    if judged.result.copies is None:
        return ""
    shown = numbers.copies(judged.result.copies)
    return shown if _is_abl1(judged) else f"{shown} ({judged.result.control_gene})"


def _is_abl1(judged: JudgedResult) -> bool:
    return judged.result.copies is None or judged.result.control_gene in (None, "", ABL1)


def _own_word(judged: JudgedResult) -> str:
    """`neg`: what the report says instead of a number; "" where it says a number, which stands as it is."""
    said = " ".join(judged.result.as_reported.split())
    is_word = 0 < len(said) <= LONGEST_WORD and not any(sign.isdigit() for sign in said)
    return said if is_word and judged.result.kind in WORDS_FOR else ""


def _month(judged: JudgedResult, assessment: Assessment) -> str:
    """The month on treatment, or of a time without it; "start" before either."""
    if judged.line is None:
        return _("start")
    off = month_off(judged.collected_on, assessment)
    if off is not None:
        # Translators: a month counted without treatment, in a narrow column
        return _("%(month)s off") % {"month": off}
    month = dates.month_on_treatment(judged.months)
    return "" if month is None else str(month)


def _level(judged: JudgedResult, assessment: Assessment) -> str:
    return _("bone marrow") if judged.result.specimen == "marrow" else level_reached(judged, assessment)


def level_reached(judged: JudgedResult, assessment: Assessment) -> str:
    """The level's short name, or the border where "above EMR" could be read as better than it; a number from
    before treatment is the baseline."""
    baseline = assessment.baseline
    if baseline is not None and judged.collected_on == baseline.collected_on and judged.line is None:
        return _("baseline")
    if judged.level == "none":
        return _("above %(emr)s") % level_percents()
    return words.level_name(judged)
