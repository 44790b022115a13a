"""The newest result in a few short sentences: where the number is, how it changed, what people usually do next.

`now` of the assessment drives the tone; the sentences never say more, or less, than its chip does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.presenters import dates, finding_words, numbers, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment, Finding, JudgedResult

LEVEL_SENTENCES: Mapping[str, _StrOrPromise] = {
    "none": gettext_lazy("Your number is above %(emr)s."),
    "emr": gettext_lazy("Your number is %(emr)s or less, the level of an early response (EMR)."),
    "mr2": gettext_lazy("Your number is at the CCyR level (%(mr2)s or less)."),
    "mmr": gettext_lazy("You are in MMR, a major response (%(mmr)s or less)."),
    "mr4": gettext_lazy("You are in a deep response (MR4.0)."),
    "mr4.5": gettext_lazy("You are in a deep response (MR4.5)."),
    "mr5": gettext_lazy("You are in a deep response (MR5)."),
    "not_scored": gettext_lazy("This result cannot be placed on the ladder."),
}

# How a state that has lasted is told. Codes that are an event, not a state, have no entry.
STATES: Mapping[str, _StrOrPromise] = {
    "above_1_after_mmr": gettext_lazy("above %(mr2)s"),
    "above_10_after_6_months": gettext_lazy("above %(emr)s"),
    "above_mmr_off_treatment": gettext_lazy("above %(mmr)s without treatment"),
    "mmr_lost_confirmed": gettext_lazy("above %(mmr)s"),
    "tenfold_above_lowest": gettext_lazy("well above your lowest result"),
    "mmr_lost": gettext_lazy("above %(mmr)s"),
    "slow_climb_in_mmr": gettext_lazy("above your lowest results, still in MMR"),
    "rise_from_lowest": gettext_lazy("above your lowest results"),
}
# The worst first: one of them is told, the rest stand in the list below the chart.
RISES = (
    "above_1_after_mmr",
    "above_mmr_off_treatment",
    "mmr_lost_confirmed",
    "above_10_after_6_months",
    "tenfold_above_lowest",
    "slow_climb_in_mmr",
    "rise_from_lowest",
    "rise_from_previous",
    "two_rises",
    "mmr_lost",
)
WITHOUT_NUMBER = frozenset({"no_result", "not_on_is", "atypical_transcript"})


def sentences(assessment: Assessment) -> tuple[str, ...]:
    """Two to four sentences about the newest blood test; one when there is no result yet."""
    newest = assessment.newest
    if newest is None:
        return (_("There is no result in your record yet."),)
    told = [_where(newest, assessment), _timetable(newest, assessment), *_change(assessment), _next_step(assessment)]
    return tuple(sentence for sentence in told if sentence)


def _where(newest: JudgedResult, assessment: Assessment) -> str:
    """The first sentence: the rung of the ladder the number is on."""
    if newest.reason in WITHOUT_NUMBER:
        return str(words.REASONS[newest.reason])
    if newest.detected is False:
        return _not_found(newest)
    if newest.reason == "before_treatment":
        return _("This is your starting number.")
    if finding_words.find(assessment, "mmr_lost") and finding_words.find(assessment, "within_wobble"):
        return _("Your number is just above MMR.")
    return str(LEVEL_SENTENCES[newest.level]) % finding_words.level_percents(assessment)


def _not_found(newest: JudgedResult) -> str:
    if numbers.depth_is_stated(newest):
        return _("Your test found no BCR::ABL1. That is welcome news, as deep as this test could see.")
    return _("Your test found no BCR::ABL1. The report does not say how deep the test could see. Your team can ask the lab.")


def _timetable(newest: JudgedResult, assessment: Assessment) -> str:
    """How the number stands to its checkpoint, or why it cannot be set beside one."""
    if newest.severity == "none":
        return "" if newest.reason in WITHOUT_NUMBER or not newest.reason else str(words.REASONS[newest.reason])
    if newest.severity == "on_track":
        return _("That is on the usual timetable.") if assessment.now.severity == "on_track" else ""
    if finding_words.find(assessment, *RISES):
        return ""
    goal = goal_by_now(newest, assessment)
    if not goal:
        return _("That is behind the usual timetable.")
    if newest.severity == "discuss":
        return _("That is a bit behind the usual timetable: the usual goal by now is %(goal)s or less.") % {"goal": goal}
    return _("That is behind the usual timetable: the usual goal by now is %(goal)s or less.") % {"goal": goal}


def goal_by_now(newest: JudgedResult, assessment: Assessment) -> str:
    """The bound of the checkpoint whose row judged `newest`; after the last checkpoint, that of the last one."""
    if not assessment.checkpoints:
        return ""
    month = (newest.row or "").partition(" ")[0]
    row = [point for point in assessment.checkpoints if str(point.month) == month]
    return numbers.rounded_percent((row or assessment.checkpoints)[-1].target_percent)


def _change(assessment: Assessment) -> list[str]:
    """How the number moved, from the last test and from the lowest; an old state that has settled is told as such."""
    rise = finding_words.find(assessment, *RISES)
    if rise and assessment.newest and rise.result != assessment.newest.collected_on:
        return [_("What your earlier results said still stands.")]
    if rise and _is_settled(rise):
        return [_settled(rise, assessment)]
    moves = [_from_last(assessment), _from_lowest(assessment), _mutation(assessment)]
    return [move for move in moves if move]


def _from_last(assessment: Assessment) -> str:
    within = finding_words.find(assessment, "within_wobble")
    if within and within.fold:
        return _within_wobble(within, assessment)
    rise = finding_words.find(assessment, "rise_from_previous", "falling", "both_deep")
    return finding_words.sentence(rise, assessment) if rise else ""


def _within_wobble(finding: Finding, assessment: Assessment) -> str:
    assert finding.fold is not None
    if numbers.is_about_one(finding.fold):
        return _("It is about the same as last time.")
    if finding.fold < 1:
        moved = _("It is a little lower than last time.")
    else:
        moved = _("It is %(times)s as last time.") % {"times": numbers.times_as_high(finding.fold)}
    return f"{moved} {finding_words.sentence(finding, assessment)}"


def _from_lowest(assessment: Assessment) -> str:
    rise = finding_words.find(assessment, *finding_words.AGAINST_LOWEST)
    if rise:
        return finding_words.sentence(rise, assessment)
    other = finding_words.find(assessment, "above_1_after_mmr", "mmr_lost_confirmed", "two_rises")
    return finding_words.sentence(other, assessment) if other else ""


def _mutation(assessment: Assessment) -> str:
    mutation = finding_words.find(assessment, "mutation_reported")
    return finding_words.sentence(mutation, assessment) if mutation else ""


def _is_settled(finding: Finding) -> bool:
    """Whether a state is old news: it held before the newest test and is no longer rising."""
    return finding.code in STATES and not finding.still_rising and finding.since != finding.result


def _settled(finding: Finding, assessment: Assessment) -> str:
    state = str(STATES[finding.code]) % finding_words.level_percents(assessment)
    since = dates.month_and_year(finding.since)
    return _("It has been %(state)s since %(month)s and is no longer rising.") % {"state": state, "month": since}


def _next_step(assessment: Assessment) -> str:
    """What people usually do next; nothing is added to good news."""
    if assessment.now.severity == "soon":
        return _("Talk to your team in the next few days, before your next visit.")
    if assessment.now.severity != "discuss":
        return ""
    if finding_words.find(assessment, *RISES):
        return _("A repeat test is how your team would find out.")
    return _("Ask your team what they see and what comes next.")
