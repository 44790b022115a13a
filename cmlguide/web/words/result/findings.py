"""Words for the findings of the trend: a short sentence, and a reason to follow a question ("Why: ...").

Thresholds are never written here: `%(emr)s`, `%(mr2)s` and `%(mmr)s` are filled in from the engine's own
levels, and `%(times)s` from the finding's own fold change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cmlguide.web.words import dates, numbers
from milestones.scale import levels
from milestones.wobble import is_at_edge_of_wobble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.trends import Finding

SENTENCES: Mapping[str, _StrOrPromise] = {
    "rise_from_previous": _("It is %(times)s as last time. That is more than the test's wobble."),
    "rise_from_lowest": _("It is %(times)s as your lowest results. That is more than the test's wobble."),
    "two_rises": _("It went up two tests in a row."),
    "mmr_lost": _("It is above %(mmr)s, after MMR had been reached."),
    "slow_climb_in_mmr": _("It is still in MMR, but it has climbed. It is %(times)s as your lowest results."),
    "above_1_after_mmr": _("It is above %(mr2)s, after MMR had been reached."),
    "mmr_lost_confirmed": _("It was above %(mmr)s on two tests in a row, after MMR had been reached."),
    "tenfold_above_lowest": _("It is %(times)s as your lowest result."),
    "above_10_after_6_months": _("It is above %(emr)s at a time when the usual goal is lower."),
    "above_mmr_off_treatment": _("It is above %(mmr)s without treatment."),
    "mmr_not_regained": _("It is above %(mmr)s on two tests, some months after treatment started again."),
    "deep_rise_off_treatment": _("It went up without treatment."),
    "recovering": _("It is above %(mmr)s in your first months back on treatment. It needs time to fall."),
    "steady_level": _("It has stayed near this level since %(first)s. It is not rising."),
    "mutation_unclear": _(
        "A lab found a change in the BCR::ABL1 gene (a mutation). Your record does not say if it matters for "
        "your medicine."
    ),
    "high_risk_karyotype": _(
        "Your marrow report names a change in the chromosomes that a team wants to know about."
    ),
    "depth_unknown": _("The report does not say how deep this test could see."),
    "reached_late": _(
        "You reached the level of an earlier checkpoint. It came later than usual, and it counts."
    ),
    "later_line": _("The checkpoints were made mostly for a first or second medicine."),
    "mutation_reported": _(
        "A lab found a change in the BCR::ABL1 gene (a mutation). Some changes matter for the choice of "
        "medicine."
    ),
    "within_wobble": _("A change this small can come from the test itself."),
    "falling": _("It is %(less)s than last time."),
    "both_deep": _(
        "Your last two tests are both very low. Small ups and downs at this depth tell us nothing."
    ),
    "lab_changed": _(
        "Another lab did this test. Labs can differ a little, so that is one possible reason for a change."
    ),
    "scale_changed": _("Your last two tests were given on different scales, so they cannot be compared."),
    "small_sample": _("This sample was small. Ask if a repeat is planned."),
    "test_overdue": _(
        "The usual time for your next test has passed. Your team may have planned another date."
    ),
}

# The same as a reason, to follow "Why:". The verdicts on a result are reasons too.
WHY: Mapping[str, _StrOrPromise] = {
    "rise_from_previous": _("higher than last time, more than the test's wobble"),
    "rise_from_lowest": _("higher than your lowest results, more than the test's wobble"),
    "two_rises": _("two rises in a row"),
    "mmr_lost": _("above %(mmr)s after reaching MMR"),
    "slow_climb_in_mmr": _("a climb, still in MMR"),
    "above_1_after_mmr": _("above %(mr2)s after reaching MMR"),
    "mmr_lost_confirmed": _("above %(mmr)s on two tests in a row"),
    "tenfold_above_lowest": _("%(times)s as your lowest result"),
    "above_10_after_6_months": _("above %(emr)s at a time when the usual goal is lower"),
    "above_mmr_off_treatment": _("above %(mmr)s without treatment"),
    "mmr_not_regained": _("above %(mmr)s on two tests since treatment started again"),
    "deep_rise_off_treatment": _("a rise without treatment"),
    "recovering": _("above %(mmr)s in your first months back on treatment"),
    "steady_level": _("near this level since %(first)s, and not rising"),
    "mutation_unclear": _("a change in the BCR::ABL1 gene (a mutation), and nobody said if it matters"),
    "high_risk_karyotype": _("a change in the chromosomes in your marrow report"),
    "depth_unknown": _("the report does not say how deep the test could see"),
    "reached_late": _("an earlier checkpoint's level, reached later"),
    "later_line": _("your third medicine or a later one"),
    "mutation_reported": _("a change in the BCR::ABL1 gene (a mutation) in your record"),
    "within_wobble": _("a change this small can come from the test itself"),
    "falling": _("lower than last time"),
    "both_deep": _("your last two tests are both very low"),
    "lab_changed": _("another lab than last time"),
    "scale_changed": _("your last two tests were given on different scales"),
    "small_sample": _("the last sample was small"),
    "test_overdue": _("the usual time for your next test has passed"),
}

# For a rise so small that another laboratory might not call it one: not described as "more than the wobble".
AT_THE_EDGE: Mapping[str, _StrOrPromise] = {
    "rise_from_previous": _("It is %(times)s as last time. That is at the edge of the test's wobble."),
}
WHY_AT_THE_EDGE: Mapping[str, _StrOrPromise] = {
    "rise_from_previous": _("higher than last time, at the edge of the test's wobble"),
}

# Rises measured against the lowest; the others are measured against the last test.
AGAINST_LOWEST = ("tenfold_above_lowest", "slow_climb_in_mmr", "rise_from_lowest")


def sentence(finding: Finding, assessment: Assessment) -> str:
    """One finding as a whole sentence."""
    return str(_at_edge(AT_THE_EDGE, SENTENCES, finding)) % _facts(finding, assessment)


def why(finding: Finding, assessment: Assessment) -> str:
    """One finding as a reason, without a capital letter or full stop."""
    return str(_at_edge(WHY_AT_THE_EDGE, WHY, finding)) % _facts(finding, assessment)


def _at_edge(
    at_edge: Mapping[str, _StrOrPromise], usual: Mapping[str, _StrOrPromise], finding: Finding
) -> _StrOrPromise:
    if is_at_edge_of_wobble(finding.fold):
        return at_edge.get(finding.code, usual[finding.code])
    return usual[finding.code]


def both_rises(last: Finding, lowest: Finding, assessment: Assessment) -> str:
    """A rise from the last test and from the lowest. At the edge of the wobble it says so, as alone."""
    said = (
        _("It is %(last)s as last time, at the edge of the test's wobble, and %(lowest)s as your lowest.")
        if is_at_edge_of_wobble(last.fold)
        else _(
            "It is %(last)s as last time and %(lowest)s as your lowest. That is more than the test's wobble."
        )
    )
    return said % {
        "last": _facts(last, assessment)["times"],
        "lowest": _facts(lowest, assessment)["times"],
    }


def small_step_far_climb(last: Finding, lowest: Finding, assessment: Assessment) -> str:
    """A small step at the end of a long climb: the wobble explains the step, not the climb."""
    return _(
        "It is %(last)s as last time, which can come from the test itself. "
        "But it is %(lowest)s as your lowest."
    ) % {
        "last": _facts(last, assessment)["times"],
        "lowest": _facts(lowest, assessment)["times"],
    }


def level_percents() -> dict[str, str]:
    """Each level's bound as text: `{"emr": "10%", "mr2": "1%", "mmr": "0.1%", ...}`."""
    return {rung.code: numbers.rounded_percent(rung.percent_is) for rung in levels()}


def find(assessment: Assessment, *codes: str) -> Finding | None:
    """The first of `codes` with a finding that holds, in the order given; None if there is none."""
    held = {finding.code: finding for finding in assessment.trend.findings}
    return next((held[code] for code in codes if code in held), None)


def _facts(finding: Finding, assessment: Assessment) -> dict[str, str]:
    first = dates.month_and_year(finding.compared_with) if finding.compared_with else ""
    facts = {"times": "", "less": "", "first": first, **level_percents()}
    if finding.fold:
        facts["times"] = times(finding, finding.fold, assessment)
        facts["less"] = less(finding, finding.fold, assessment)
    return facts


def times(finding: Finding, fold: Decimal, assessment: Assessment) -> str:
    """`1.5 times as high`; "at least" if one end is a limit;
    "about" above all levels, where ratios are squeezed."""
    newer = numbers.test_on(finding.result, assessment)
    about = newer is not None and newer.level == "none"
    return numbers.times_as_high(fold, at_least=_is_least(finding, assessment), about=about)


def less(finding: Finding, fold: Decimal, assessment: Assessment) -> str:
    """`about 12 times less`; "at least" if one end is a limit."""
    return numbers.times_less(1 / fold, at_least=_is_least(finding, assessment))


def moved(finding: Finding, fold: Decimal, assessment: Assessment) -> str:
    """A change within the wobble: `about the same`, `a little lower`, or how many times as high."""
    if numbers.is_about_one(fold):
        return gettext("about the same")
    return gettext("a little lower") if fold < 1 else times(finding, fold, assessment)


def _is_least(finding: Finding, assessment: Assessment) -> bool:
    """Whether the fold change is a minimum, because one of its two results is a limit."""
    return _is_limit(finding.result, assessment) or _is_limit(finding.compared_with, assessment)


def _is_limit(day: date | None, assessment: Assessment) -> bool:
    """Whether that day's result is only a limit."""
    judged = numbers.test_on(day, assessment)
    return judged is not None and judged.low != judged.high
