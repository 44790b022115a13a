"""The newest result in a few short sentences: where it is, how it changed, what people do next.

`now` of the assessment drives the tone; the sentences never say more, or less, than its chip does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.presenters import dates, finding_words, numbers, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.trends import Finding
    from milestones.verdicts import JudgedResult

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
# The first sentence when the number has risen above a level: said plainly, before how far it moved.
ABOVE: Mapping[str, _StrOrPromise] = {
    "above_1_after_mmr": gettext_lazy("Your number is above %(mr2)s, after MMR had been reached."),
    "above_mmr_off_treatment": gettext_lazy("Your number is above %(mmr)s without treatment."),
    "mmr_lost_confirmed": gettext_lazy("Your number is above %(mmr)s, after MMR had been reached."),
    "mmr_lost": gettext_lazy("Your number is above %(mmr)s, after MMR had been reached."),
    "above_10_after_6_months": gettext_lazy("Your number is above %(emr)s."),
}
# A category that is on track for one goal and worth a talk for another: "behind" would be wrong.
MEETS_A_LONG_TERM_GOAL = ("light green",)
IN_MMR = ("mmr", "mr4", "mr4.5", "mr5")
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
    told = [
        _where(newest, assessment),
        _timetable(newest, assessment),
        *_change(assessment),
        _next_step(assessment),
    ]
    return tuple(sentence for sentence in told if sentence)


def _where(newest: JudgedResult, assessment: Assessment) -> str:
    """The first sentence: the rung of the ladder the number is on."""
    if newest.reason in WITHOUT_NUMBER:
        return str(words.REASONS[newest.reason])
    if newest.detected is False:
        return _not_found(newest)
    if newest.reason == "too_early" and newest.level == "none":
        return ""
    if newest.reason == "before_treatment":
        return _("This is your starting number.")
    percents = finding_words.level_percents(assessment)
    above = None if newest.level in IN_MMR else finding_words.find(assessment, *ABOVE)
    if above is None:
        return str(LEVEL_SENTENCES[newest.level]) % percents
    if above.code == "mmr_lost" and finding_words.find(assessment, "within_wobble"):
        return _("Your number is just above MMR.")
    return str(ABOVE[above.code]) % percents


def _not_found(newest: JudgedResult) -> str:
    if newest.depth_stated:
        return _("Your test found no BCR::ABL1. That is welcome news, as deep as this test could see.")
    return _(
        "Your test found no BCR::ABL1, as far as it could see. Your team can ask the lab how deep that is."
    )


def _timetable(newest: JudgedResult, assessment: Assessment) -> str:
    """How the number stands to its checkpoint, or why it cannot be set beside one."""
    if assessment.now.because == ("too_early",) and newest.reason != "too_early":
        return _(
            "You have a new medicine since this test. It is too early to set a number beside its checkpoints."
        )
    if newest.severity == "none":
        return _reason(newest, assessment)
    if newest.severity == "on_track":
        return _("That is on the usual timetable.") if assessment.now.severity == "on_track" else ""
    if finding_words.find(assessment, *RISES):
        return ""
    return _behind(newest, assessment)


def _reason(newest: JudgedResult, assessment: Assessment) -> str:
    """Why there is no verdict; a rise off treatment is told without it, for the call matters more."""
    is_told = newest.reason in WITHOUT_NUMBER or not newest.reason
    if is_told or (newest.reason == "off_treatment" and finding_words.find(assessment, *RISES)):
        return ""
    return str(words.REASONS[newest.reason or ""])


def _behind(newest: JudgedResult, assessment: Assessment) -> str:
    """How far the number is from the goal for its time."""
    goal = goal_by_now(newest, assessment)
    if not goal:
        return _("That is behind the usual timetable.")
    if newest.category in MEETS_A_LONG_TERM_GOAL:
        return _("That meets a long-term goal. Treatment-free remission asks for %(goal)s or less.") % {
            "goal": goal
        }
    if newest.severity == "discuss":
        return _("That is a bit behind the usual timetable: the usual goal by now is %(goal)s or less.") % {
            "goal": goal
        }
    return _("That is behind the usual timetable: the usual goal by now is %(goal)s or less.") % {
        "goal": goal
    }


def goal_by_now(newest: JudgedResult, assessment: Assessment) -> str:
    """The bound of the checkpoint whose row judged `newest`; after the last checkpoint, of that one."""
    if not assessment.checkpoints:
        return ""
    month = (newest.row or "").partition(" ")[0]
    row = [point for point in assessment.checkpoints if str(point.month) == month]
    return numbers.rounded_percent((row or assessment.checkpoints)[-1].target_percent)


def _change(assessment: Assessment) -> list[str]:
    """How the number moved, from the last test and from the lowest; an old state is told as one."""
    rise = finding_words.find(assessment, *RISES)
    newest = assessment.newest
    if rise and newest and rise.result != newest.collected_on:
        return [_("What your earlier results said still stands.")]
    if rise and newest and rise.code == "above_mmr_off_treatment" and newest.level in IN_MMR:
        return [
            _("It was above MMR not long ago. Your team may want one more low test before this is settled.")
        ]
    lasting = _lasting(rise, assessment) if rise else ""
    if rise and lasting and not rise.still_rising:
        return [lasting]
    is_moving = finding_words.find(assessment, "rise_from_previous")
    return ["" if is_moving else lasting, *_moves(assessment), _mutation(assessment)]


def _moves(assessment: Assessment) -> list[str]:
    """From the last test, and from the lowest where that says more."""
    last = finding_words.find(assessment, "rise_from_previous")
    lowest = finding_words.find(assessment, *finding_words.AGAINST_LOWEST)
    if last and lowest and last.compared_with != lowest.compared_with:
        return [finding_words.both_rises(last, lowest, assessment)]
    step = from_last_test(assessment)
    if step and step.code == "within_wobble" and step.fold:
        moved = [_within_wobble(step, step.fold, assessment)]
    else:
        is_news = step and not (step.code == "both_deep" and _is_not_found(assessment))
        moved = [finding_words.sentence(step, assessment)] if step and is_news else []
    far = lowest or finding_words.find(assessment, "two_rises")
    told = far and not (last and far.compared_with == last.compared_with)
    return [*moved, finding_words.sentence(far, assessment)] if far and told else moved


def _is_not_found(assessment: Assessment) -> bool:
    return assessment.newest is not None and assessment.newest.detected is False


def from_last_test(assessment: Assessment) -> Finding | None:
    """What the change from the last test is called; None where the newest test says nothing of it."""
    step = finding_words.find(assessment, "rise_from_previous", "both_deep", "within_wobble", "falling")
    is_of_newest = step and assessment.newest and step.result == assessment.newest.collected_on
    return step if is_of_newest else None


def _within_wobble(finding: Finding, fold: Decimal, assessment: Assessment) -> str:
    if numbers.is_about_one(fold):
        return _("It is about the same as last time.")
    if fold < 1:
        return _("It is a little lower than last time.")
    moved = _("It is %(times)s as last time.") % {"times": finding_words.times(finding, fold, assessment)}
    return f"{moved} {finding_words.sentence(finding, assessment)}"


def _mutation(assessment: Assessment) -> str:
    mutation = finding_words.find(assessment, "mutation_reported")
    return finding_words.sentence(mutation, assessment) if mutation else ""


def _lasting(rise: Finding, assessment: Assessment) -> str:
    """A state that held before the newest test: since when, and as old news once it has settled."""
    if rise.code not in STATES or rise.since is None or rise.since == rise.result:
        return ""
    state = str(STATES[rise.code]) % finding_words.level_percents(assessment)
    facts = {"state": state, "month": dates.month_and_year(rise.since)}
    if rise.still_rising:
        return _("It has been %(state)s since %(month)s.") % facts
    return _("It has been %(state)s since %(month)s and is no longer rising.") % facts


def _next_step(assessment: Assessment) -> str:
    """What people usually do next; nothing is added to good news."""
    if assessment.now.severity == "soon":
        return _("Talk to your team in the next few days, before your next visit.")
    if assessment.now.severity != "discuss":
        return ""
    if finding_words.find(assessment, *RISES):
        return _("A repeat test is how your team would find out.")
    return _("Ask your team what they see and what comes next.")
