"""How the number moved: from the last test, from the lowest, and how long a state has lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.mutations import gene_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.history import Mutation
    from milestones.trends import Finding
    from milestones.verdicts import JudgedResult

# How a lasting state is described. Codes that are an event, not a state, have no entry.
STATES: Mapping[str, _StrOrPromise] = {
    "above_1_after_mmr": gettext_lazy("above %(mr2)s"),
    "above_10_after_6_months": gettext_lazy("above %(emr)s"),
    "above_mmr_off_treatment": gettext_lazy("above %(mmr)s without treatment"),
    "mmr_lost_confirmed": gettext_lazy("above %(mmr)s"),
    "tenfold_above_lowest": gettext_lazy("well above your lowest result"),
    "mmr_lost": gettext_lazy("above %(mmr)s"),
    "mmr_not_regained": gettext_lazy("above %(mmr)s since treatment started again"),
    "slow_climb_in_mmr": gettext_lazy("above your lowest results, still in MMR"),
    "rise_from_lowest": gettext_lazy("above your lowest results"),
}
# The first sentence when the number has risen above a level: said plainly, before how far it moved.
ABOVE: Mapping[str, _StrOrPromise] = {
    "above_1_after_mmr": gettext_lazy("Your number is above %(mr2)s again."),
    "above_mmr_off_treatment": gettext_lazy("Your number is above %(mmr)s without treatment."),
    "mmr_lost_confirmed": gettext_lazy("Your number is above %(mmr)s (MMR) again."),
    "mmr_lost": gettext_lazy("Your number is above %(mmr)s (MMR) again."),
    "above_10_after_6_months": gettext_lazy("Your number is above %(emr)s."),
}
# Found besides the level, in the gene or the chromosomes: no further test of the level says more about it.
BESIDE_THE_LEVEL = ("mutation_reported", "mutation_unclear", "high_risk_karyotype")
NEVER_LOW = "above_10_after_6_months"
IN_MMR = ("mmr", "mr4", "mr4.5", "mr5")
# Worst first: one of them is mentioned, the rest are in the list below the chart.
RISES = (
    "above_1_after_mmr",
    "above_mmr_off_treatment",
    "mmr_not_regained",
    "mmr_lost_confirmed",
    "above_10_after_6_months",
    "tenfold_above_lowest",
    "slow_climb_in_mmr",
    "rise_from_lowest",
    "rise_from_previous",
    "two_rises",
    "mmr_lost",
    "deep_rise_off_treatment",
)


def find_above(assessment: Assessment) -> Finding | None:
    """The finding that says which level the newest test is above; None in MMR or if nothing was lost."""
    newest = assessment.newest
    return None if newest is None or newest.level in IN_MMR else finding_words.find(assessment, *ABOVE)


def falls_too_slowly(rise: Finding, newest: JudgedResult) -> bool:
    """Whether the newest test is too high for its month without rising: it is behind, but lost nothing."""
    return rise.code == NEVER_LOW and not rise.still_rising and rise.result == newest.collected_on


def change_sentences(assessment: Assessment, mutations: Iterable[Mutation] = ()) -> list[str]:
    """How the number moved, from the last test and from the lowest; a lasting state is described as one.
    What was found besides the level comes after it, with the names of the `mutations`."""
    steady = finding_words.find(assessment, "steady_level")
    moved = [finding_words.sentence(steady, assessment)] if steady else _moved(assessment)
    return [*moved, *beside_the_level(assessment, mutations)]


def from_last_test(assessment: Assessment) -> Finding | None:
    """The finding for the change from the last test; None if the newest test says nothing about it."""
    step = finding_words.find(assessment, "rise_from_previous", "both_deep", "within_wobble", "falling")
    is_of_newest = step and assessment.newest and step.result == assessment.newest.collected_on
    return step if is_of_newest else None


def _moved(assessment: Assessment) -> list[str]:
    rise, newest = finding_words.find(assessment, *RISES), assessment.newest
    if rise is None or newest is None:
        return [_from_last(assessment)]
    if rise.result != newest.collected_on:
        return [_not_settled(newest)]
    if rise.code == "above_mmr_off_treatment" and newest.level in IN_MMR:
        return [
            _("It was above MMR not long ago. Your team may want one more low test before this is settled.")
        ]
    if rise.code == "mmr_not_regained":
        return [finding_words.sentence(rise, assessment), _from_last(assessment)]
    if falls_too_slowly(rise, newest):
        return [_from_last(assessment)]
    lasting = _lasting(rise, assessment)
    if lasting and not rise.still_rising:
        return [lasting]
    is_moving = finding_words.find(assessment, "rise_from_previous")
    return ["" if is_moving else lasting, *_rise(assessment)]


def _not_settled(newest: JudgedResult) -> str:
    """Why an older rise still counts after a less conclusive test."""
    if newest.interval is not None and not newest.depth_stated:
        return _(
            "This test could not see deep enough to change what your earlier results said. It still stands."
        )
    return _("What your earlier results said still stands.")


def _rise(assessment: Assessment) -> list[str]:
    """The rise from the last test, and from the lowest if that says more."""
    last = from_last_test(assessment)
    lowest = finding_words.find(assessment, *finding_words.AGAINST_LOWEST)
    if lowest is None or lowest.fold is None:
        twice = finding_words.find(assessment, "two_rises")
        return [_from_last(assessment), finding_words.sentence(twice, assessment) if twice else ""]
    if last is None or last.fold is None or numbers.is_about_one(last.fold) or last.fold < 1:
        return [_from_last(assessment), finding_words.sentence(lowest, assessment)]
    if last.code == "within_wobble":
        return [finding_words.small_step_far_climb(last, lowest, assessment)]
    if last.fold >= lowest.fold:
        return [_from_last(assessment)]
    return [finding_words.both_rises(last, lowest, assessment)]


def _from_last(assessment: Assessment) -> str:
    """The change from the last test; "" when both found nothing, because both are plainly low."""
    step = from_last_test(assessment)
    if step is None or (
        step.code == "both_deep" and assessment.newest and assessment.newest.detected is False
    ):
        return ""
    if step.code == "both_deep" and assessment.now.severity.is_concern:
        return _("Your last two tests are both very low.")
    if step.code == "within_wobble" and step.fold:
        return _within_wobble(step, step.fold, assessment)
    return finding_words.sentence(step, assessment)


def _within_wobble(finding: Finding, fold: Decimal, assessment: Assessment) -> str:
    if numbers.is_about_one(fold):
        return _("It is about the same as last time.")
    if fold < 1:
        return _("It is a little lower than last time.")
    moved = _("It is %(times)s as last time.") % {"times": finding_words.times(finding, fold, assessment)}
    return f"{moved} {finding_words.sentence(finding, assessment)}"


def beside_the_level(assessment: Assessment, mutations: Iterable[Mutation] = ()) -> list[str]:
    """What was found besides the number: a change in the gene, or one in the chromosomes."""
    gene = finding_words.find(assessment, "mutation_reported", "mutation_unclear")
    chromosomes = finding_words.find(assessment, "high_risk_karyotype")
    said = [gene_sentence(gene, assessment, mutations)] if gene and gene.severity.is_concern else []
    if chromosomes and chromosomes.severity.is_concern:
        said.append(finding_words.sentence(chromosomes, assessment))
    return said


def listed_karyotype(assessment: Assessment) -> tuple[str, ...]:
    """A high-risk change from before this medicine.
    It affects no verdict, but silence would be reassurance."""
    found = finding_words.find(assessment, "high_risk_karyotype")
    if found is None or found.severity.is_concern:
        return ()
    return (
        _(
            "An earlier marrow report names a change in the chromosomes that a team wants to know about. If "
            "you have not talked about it yet, ask what it means for you."
        ),
    )


def _lasting(rise: Finding, assessment: Assessment) -> str:
    """A state that began before the newest test: since when, and as old news once it has settled."""
    if rise.code not in STATES or rise.since is None or rise.since == rise.result:
        return ""
    state = str(STATES[rise.code]) % finding_words.level_percents()
    facts = {"state": state, "month": dates.month_and_year(rise.since)}
    if find_above(assessment) is rise:  # the first sentence has already named the level
        if rise.still_rising:
            return _("That has been so since %(month)s.") % facts
        return _("That has been so since %(month)s, and it is no longer rising.") % facts
    if rise.still_rising:
        return _("It has been %(state)s since %(month)s.") % facts
    return _("It has been %(state)s since %(month)s and is no longer rising.") % facts
