"""The newest result in a few short sentences: where it is, how it changed, what people do next.

`now` of the assessment drives the tone; the sentences never say more, or less, than its chip does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import engine as words
from cmlguide.web.words import numbers
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import ABOVE, RISES, change_sentences, find_above
from cmlguide.web.words.result.counts import count_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
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

# A category that is on track for one goal and worth a talk for another: "behind" would be wrong.
MEETS_A_LONG_TERM_GOAL = ("light green",)
WITHOUT_NUMBER = frozenset({"no_result", "not_on_is", "atypical_transcript"})


def sentences(assessment: Assessment) -> tuple[str, ...]:
    """Two to four sentences about the newest blood test; one when there is no result yet."""
    newest = assessment.newest
    counts = count_sentences(assessment)
    if newest is None:
        return counts or (_("There is no result in your record yet."),)
    told = [
        *counts,
        _where(newest, assessment),
        _timetable(newest, assessment),
        *change_sentences(assessment),
        _next_step(assessment),
    ]
    return tuple(sentence for sentence in told if sentence)


def _where(newest: JudgedResult, assessment: Assessment) -> str:
    """The first sentence: the rung of the ladder the number is on."""
    if newest.reason in WITHOUT_NUMBER:
        return words.why_no_verdict(newest)
    if newest.detected is False:
        return _not_found(newest)
    if newest.reason == "too_early" and newest.level == "none":
        return ""
    if newest.reason == "before_treatment":
        return _("This is your starting number.")
    above = find_above(assessment)
    if above is None:
        return str(LEVEL_SENTENCES[newest.level]) % finding_words.level_percents()
    is_small = finding_words.find(assessment, "within_wobble") and assessment.now.severity != "soon"
    if above.code == "mmr_lost" and is_small:
        return _("Your number is just above MMR.")
    return str(ABOVE[above.code]) % finding_words.level_percents()


def _not_found(newest: JudgedResult) -> str:
    if newest.depth_stated:
        return _("Your test found no BCR::ABL1. That is welcome news, as deep as this test could see.")
    if newest.small_sample:
        return _("Your test found no BCR::ABL1, but the lab could not look deep. Ask if a repeat is planned.")
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
    recovering = finding_words.find(assessment, "recovering")
    if recovering:
        return finding_words.sentence(recovering, assessment)
    if finding_words.find(assessment, *RISES):
        return ""
    if count_sentences(assessment) or finding_words.find(assessment, "steady_level"):
        return _above_goal(newest)
    return _behind(newest)


def _above_goal(newest: JudgedResult) -> str:
    """The goal, and nothing of a timetable: the blood counts come first, or the level is an old one."""
    if newest.target_percent is None:
        return ""
    return _("The goal for this time is %(goal)s or less.") % {
        "goal": numbers.rounded_percent(newest.target_percent)
    }


def _reason(newest: JudgedResult, assessment: Assessment) -> str:
    """Why there is no verdict; a rise off treatment is told without it, for the call matters more."""
    is_told = newest.reason in WITHOUT_NUMBER or not newest.reason
    if is_told or (newest.reason == "off_treatment" and finding_words.find(assessment, *RISES)):
        return ""
    return words.why_no_verdict(newest)


def _behind(newest: JudgedResult) -> str:
    """How far the number is from the goal for its time."""
    if newest.target_percent is None:
        return _("That is behind the usual timetable.")
    goal = numbers.rounded_percent(newest.target_percent)
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


def _next_step(assessment: Assessment) -> str:
    """What people usually do next; nothing is added to good news."""
    if count_sentences(assessment):
        return ""  # they have said whom to call, and when
    if assessment.after_transplant and assessment.now.severity.is_concern:
        return _("Call your transplant team.")
    if assessment.now.severity == "soon":
        return _("Talk to your team in the next few days, before your next visit.")
    if assessment.now.severity != "discuss":
        return ""
    if finding_words.find(assessment, "steady_level"):
        return _("Ask which goal you and your team share.")
    if finding_words.find(assessment, "within_wobble"):
        return _("A repeat test is how your team would find out.")
    if finding_words.find(assessment, *RISES):
        return _("A repeat test is how your team would find out if it stays there.")
    return _("Ask your team what they see and what comes next.")
