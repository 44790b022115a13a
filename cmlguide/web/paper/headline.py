"""The strip at the top of the page: what a haematologist looks for first, in six cells.

It takes the place of the lines on the newest result and its change; nothing in it is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cmlguide.web.paper.result_lines import ABL1, level_reached
from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.guidelines import category
from cmlguide.web.words.medicines import medicine_words
from cmlguide.web.words.result import facts
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import from_last_test
from milestones.timing import count_months
from milestones.wobble import is_at_edge_of_wobble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.lines import Line
    from milestones.trends import Finding
    from milestones.verdicts import JudgedResult

LONGEST_DOSE = 24  # letters: what fits two lines of its cell
MONTHS_COUNTED = 24  # from here on "since 22 Feb 2016" says more than "month 129"
SCALES: Mapping[str, _StrOrPromise] = {
    **words.UNITS,
    "ratio_percent": gettext_lazy("lab's own ratio, not IS"),
}
"""As words.UNITS, in the short words of clinics."""
WHY_NONE: Mapping[str, _StrOrPromise] = {
    "off_treatment": gettext_lazy("off treatment"),
    "before_treatment": gettext_lazy("baseline"),
    "too_early": gettext_lazy("too early"),
    "not_on_is": gettext_lazy("not on IS"),
    "no_treatment": gettext_lazy("no medicine entered"),
    "no_result": gettext_lazy("no result"),
}

COLUMNS = ("newest", "level", "change", "copies", "medicine", "category")
"""The cells from left to right: the names of their widths in exchange/paper/sizes.toml."""


@dataclass(frozen=True)
class HeadlineCell:
    """One cell: `label` in small type, `value` in bold, and `note` in small type ("" for none)."""

    label: str
    value: str
    note: str = ""


def headline(assessment: Assessment) -> tuple[HeadlineCell, ...]:
    """The six cells in the order of COLUMNS; none without a result from blood."""
    newest = assessment.newest
    if newest is None:
        return ()
    return (
        _newest(newest),
        _level(newest, assessment),
        _change(newest, assessment),
        _copies(newest),
        _medicine(assessment),
        _category(newest, assessment),
    )


def _newest(newest: JudgedResult) -> HeadlineCell:
    scale = str(SCALES.get(newest.result.unit or "", "")) if newest.result.kind != "no_result" else ""
    label = _("Newest, %(day)s") % {"day": dates.short_date(newest.collected_on)}
    return HeadlineCell(label, numbers.headline(newest), numbers.depth_note(newest) or scale)


def _level(newest: JudgedResult, assessment: Assessment) -> HeadlineCell:
    mr, name = numbers.mr_note(newest) if newest.low is not None else "", level_reached(newest, assessment)
    return HeadlineCell(_("Level"), mr or name, name if mr and name != mr else "")


def _change(newest: JudgedResult, assessment: Assessment) -> HeadlineCell:
    """How far it moved from the last test, and whether that is more than the test's wobble."""
    move = from_last_test(assessment)
    if move is None or move.compared_with is None:
        tests = [row for row in assessment.results if row.result.specimen == newest.result.specimen]
        said = _("cannot be compared yet") if len(tests) > 1 else _("the first result")
        return HeadlineCell(pgettext("of a number", "Change"), said)
    label = _("From %(before)s, %(day)s") % {
        "before": _short_value_on(move.compared_with, assessment),
        "day": dates.short_date(move.compared_with),
    }
    said, note = _moved(move, assessment)
    off_scale = _("same lab, own ratio") if newest.interval is None else ""
    return HeadlineCell(label, said, note or off_scale)


def _short_value_on(day: date, assessment: Assessment) -> str:
    """`<0.0032%` without the words behind it, which stand in the table."""
    test = numbers.test_on(day, assessment)
    return numbers.short_value(test.result) if test else ""


def _moved(move: Finding, assessment: Assessment) -> tuple[str, str]:
    if move.code == "both_deep" or not move.fold:
        calm = "" if assessment.now.severity.is_concern else _("a change tells us nothing")
        return _("both are very low"), calm
    if move.code == "falling":
        return finding_words.less(move, move.fold, assessment), ""
    if move.code == "within_wobble":
        return finding_words.moved(move, move.fold, assessment), _("within the test's wobble")
    at_edge = is_at_edge_of_wobble(move.fold)
    note = _("at the edge of the test's wobble") if at_edge else _("more than the test's wobble")
    return finding_words.times(move, move.fold, assessment), note


def _copies(newest: JudgedResult) -> HeadlineCell:
    """The control gene's copies: ABL1 unless the report names another gene."""
    copies = newest.result.copies
    label = _("%(gene)s copies") % {"gene": newest.result.control_gene or ABL1}
    return HeadlineCell(label, _("not in the record") if copies is None else numbers.copies(copies))


def _medicine(assessment: Assessment) -> HeadlineCell:
    """The CML medicine, its month and its dose today; or the time without, or the day it begins."""
    label, without = _("Medicine"), assessment.without
    start, line = assessment.next_start, assessment.line
    if without is not None:
        said = _("without a CML tablet") if without.tablet_only else _("off treatment")
        month = _("month %(month)s") % {"month": without.month}
        return HeadlineCell(_since(without.since), said, month)
    if start is not None:
        begins = _("starts %(day)s") % {"day": dates.short_date(start.started_on)}
        return HeadlineCell(label, medicine_words(start.medicine), begins)
    if line is None or line.clock_from is None:
        return HeadlineCell(label, _("not in the record"))
    return HeadlineCell(
        _how_long(line, assessment.today), medicine_words(line.medicine), _dose(line, assessment.today)
    )


def _dose(line: Line, today: date) -> str:
    """The dose taken now, as the person wrote it; a long one stands under "Treatment so far" alone."""
    begun = [row.dose for row in line.rows if row.started_on <= today]
    return begun[-1] if begun and len(begun[-1]) <= LONGEST_DOSE else ""


def _how_long(line: Line, today: date) -> str:
    """The month of its clock, in which checkpoints are counted. After them, and where the clock counts on
    from an earlier medicine: the day it began."""
    month = dates.month_on_treatment(count_months(line.clock_from or today, today)) or 0
    if line.started_on is not None and (month >= MONTHS_COUNTED or line.keeps_clock):
        return _since(line.started_on)
    return _("Medicine, month %(month)s") % {"month": month}


def _since(day: date) -> str:
    return _("Since %(day)s") % {"day": dates.short_date(day)}


def _category(newest: JudgedResult, assessment: Assessment) -> HeadlineCell:
    """The guideline's own word, quoted and named."""
    label, name = _("Category"), str(words.guideline_name(assessment.guideline))
    if newest.reason in facts.NOT_MADE_FOR:
        return HeadlineCell(label, _("not made for my situation"), name)
    if not newest.category or assessment.level.because == ("too_early",):
        return HeadlineCell(label, _("none now"), _why_none(newest, assessment) or name)
    return HeadlineCell(label, marks.quoted(category(newest.category)), name)


def _why_none(newest: JudgedResult, assessment: Assessment) -> str:
    """Why the guideline has no word now, so that a team does not look for one."""
    if assessment.next_start is not None:
        return str(WHY_NONE["before_treatment"])
    because = (newest.reason or "", *assessment.level.because)
    return next((str(WHY_NONE[code]) for code in because if code in WHY_NONE), "")
