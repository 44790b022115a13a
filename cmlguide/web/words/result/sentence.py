"""The newest result in a few short sentences: where it is, how it changed, what people do next.

`now` of the assessment sets the tone; the sentences never say more, or less, than its chip does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.first_year import begins
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import (
    ABOVE,
    BESIDE_THE_LEVEL,
    IN_MMR,
    RISES,
    change_sentences,
    falls_too_slowly,
    find_above,
)
from cmlguide.web.words.result.counts import count_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.history import Mutation
    from milestones.verdicts import JudgedResult

LEVEL_SENTENCES: Mapping[str, _StrOrPromise] = {
    "none": gettext_lazy("Your number is above %(emr)s."),
    "emr": gettext_lazy("Your number is %(emr)s or less. That is the level of an early response (EMR)."),
    "mr2": gettext_lazy("Your number is %(mr2)s or less. Doctors call this the CCyR level."),
    "mmr": gettext_lazy("Your number is %(mmr)s or less. That is a major response (MMR)."),
    "mr4": gettext_lazy("Your number is %(mr4)s or less. That is a deep response (MR4.0)."),
    "mr4.5": gettext_lazy("Your number is %(mr4.5)s or less. That is a deep response (MR4.5)."),
    "mr5": gettext_lazy("Your number is %(mr5)s or less. That is a deep response (MR5)."),
    "not_scored": gettext_lazy("This result cannot be placed on the ladder."),
}

# Categories that are on track for one goal and worth a talk for another: "behind" would be wrong.
MEETS_A_LONG_TERM_GOAL = ("light green",)
EARLY = "emr"
IS_AT_MOST = frozenset(LEVEL_SENTENCES) - {"none", "not_scored"}
WITHOUT_NUMBER = frozenset({"no_result", "not_on_is", "atypical_transcript"})


def sentences(assessment: Assessment, mutations: Iterable[Mutation] = ()) -> tuple[str, ...]:
    """Two to four sentences about the newest blood test; one when there is no result yet.

    Blood counts of concern have a card of their own above; with it, no sentence here is reassuring.
    """
    newest = assessment.newest
    if newest is None:
        return tuple(sentence for sentence in (none_yet(assessment), begins(assessment)) if sentence)
    timetable, change = [_timetable(newest, assessment)], change_sentences(assessment, mutations)
    is_aside = newest.reason == "not_for_these_milestones" and assessment.level.severity.is_concern
    told = [
        _where(newest, assessment),
        _about_a_start(newest, assessment),
        *(change + timetable if is_aside else timetable + change),
        next_step(assessment),
    ]
    return tuple(sentence for sentence in told if sentence)


def none_yet(assessment: Assessment) -> str:
    """That there is nothing to judge yet; if there are marrow results, that they can be seen."""
    if assessment.results:
        return _(
            "Your BCR::ABL1 results so far are from bone marrow. The checkpoints are made for blood, so the "
            "two are kept apart."
        )
    return _("There is no result in your record yet.")


def _where(newest: JudgedResult, assessment: Assessment) -> str:
    """The first sentence: the rung of the ladder the number is on."""
    if newest.reason in WITHOUT_NUMBER:
        return words.why_no_verdict(newest)
    if newest.detected is False:
        return _not_found(newest, assessment)
    if words.is_depthless(newest):
        return _(
            "Your test found BCR::ABL1, but too little to measure. Your report does not say how little "
            "that is."
        )
    if is_starting_number(newest, assessment):
        return _("This is your starting number.")
    if newest.reason == "too_early" and newest.level == "none":
        return ""
    return _rung(newest, assessment)


def _rung(newest: JudgedResult, assessment: Assessment) -> str:
    """The rung's own sentence, or the level the number has risen above."""
    if _rose_without(newest, assessment):
        percent = finding_words.level_percents()[newest.level]
        told = {"percent": percent, "level": words.level_name(newest)}
        return _("Your number went up. It is still %(percent)s or less (%(level)s).") % told
    above = find_above(assessment)
    if above is None and not _has_a_name(newest, assessment):
        return _is_at_most(newest.level)
    if above is None:
        return str(LEVEL_SENTENCES[newest.level]) % finding_words.level_percents()
    is_small = finding_words.find(assessment, "within_wobble") and assessment.level.severity != "soon"
    if above.code == "mmr_lost" and is_small:
        return _("Your number is just above %(mmr)s (MMR).") % finding_words.level_percents()
    if above.code == "above_mmr_off_treatment" and assessment.without and assessment.without.tablet_only:
        return _("Your number is above %(mmr)s without a CML tablet.") % finding_words.level_percents()
    return str(ABOVE[above.code]) % finding_words.level_percents()


def _rose_without(newest: JudgedResult, assessment: Assessment) -> bool:
    """Whether the newest test rose below the level to stay at without treatment. A headline that names only
    the level would then be calmer than the chip beside it."""
    if assessment.without is None or assessment.without.tablet_only or newest.level not in IN_MMR:
        return False
    rise = finding_words.find(assessment, *RISES)
    is_of_newest = rise is not None and rise.result == newest.collected_on
    return is_of_newest and assessment.level.severity == "discuss"


def _has_a_name(newest: JudgedResult, assessment: Assessment) -> bool:
    """Whether a rung is named: for some people none applies, and "early" does not fit a later year."""
    if newest.level not in IS_AT_MOST:
        return True
    if newest.level != EARLY:
        return bool(assessment.ladder)
    last = assessment.checkpoints[-1] if assessment.checkpoints else None
    return last is not None and newest.collected_on <= last.window_by


def _is_at_most(level: str) -> str:
    """The number alone: people to whom the levels do not apply are told of no rung."""
    return _("Your number is %(percent)s or less.") % {"percent": finding_words.level_percents()[level]}


def is_starting_number(judged: JudgedResult, assessment: Assessment) -> bool:
    """Whether the number is the person's own start: marked as such, or from before the first tablet."""
    if judged.severity != "none" or judged.mr is None:
        return False
    ahead = judged.reason == "no_treatment" and assessment.next_start is not None
    baseline = assessment.baseline
    is_baseline = baseline is not None and baseline.collected_on == judged.collected_on
    return ahead or is_baseline or judged.result.baseline or judged.reason == "before_treatment"


def _about_a_start(newest: JudgedResult, assessment: Assessment) -> str:
    """That a high start is common: alone, the number looks like bad news, and above 100% like a mistake."""
    if newest.level != "none" or not is_starting_number(newest, assessment):
        return ""
    if newest.mr is not None and newest.mr < 0:
        return _("A start above 100% is common: 100% is a fixed mark of the scale, not your own start.")
    common = _("Before treatment most people's number is high.")
    is_told = newest.reason == "before_treatment"  # "It shows where you came from."
    return common if is_told else " ".join((common, _("Yours is where you start from.")))


def _not_found(newest: JudgedResult, assessment: Assessment) -> str:
    if newest.depth_stated and assessment.now.severity.is_concern:
        return _("Your test found no BCR::ABL1, as deep as this test could see.")
    if newest.depth_stated:
        return _("Your test found no BCR::ABL1. That is welcome news, as deep as this test could see.")
    if newest.small_sample:
        return _("Your test found no BCR::ABL1, but the lab could not look deep. Ask if a repeat is planned.")
    return _(
        "Your test found no BCR::ABL1, as far as it could see. Your team can ask the lab how deep that is."
    )


def _timetable(newest: JudgedResult, assessment: Assessment) -> str:
    """How the number compares with its checkpoint, or why it cannot be compared with one."""
    if assessment.level.because == ("too_early",) and newest.reason != "too_early":
        return _(
            "You have a new medicine since this test. It is too early to compare a number with its "
            "checkpoints."
        )
    if newest.severity == "none" and assessment.level.severity.is_concern:
        return _carried(newest, assessment)
    if newest.severity == "none":
        return begins(assessment) or _reason(newest, assessment)
    if assessment.level.because == ("off_treatment",) and newest.reason != "off_treatment":
        return str(words.REASONS["off_treatment"])  # the number is from before the last tablet
    if newest.severity == "on_track":
        return _on_track(assessment)
    recovering = finding_words.find(assessment, "recovering")
    if recovering:
        return finding_words.sentence(recovering, assessment)
    rise = finding_words.find(assessment, *RISES)
    if rise and not falls_too_slowly(rise, newest):
        return ""
    if count_sentences(assessment) or finding_words.find(assessment, "steady_level"):
        return _above_goal(newest)
    return _behind(newest)


def _on_track(assessment: Assessment) -> str:
    """That it is on track; if a newer test is overdue, only where it was, and no promise about today."""
    if assessment.now.severity != "on_track":
        return ""
    if is_overdue(assessment):
        return _("At that time it was on the usual timetable.")
    return _("That is on the usual timetable.")


def is_overdue(assessment: Assessment) -> bool:
    """Whether the usual time of the next test has passed."""
    return finding_words.find(assessment, "test_overdue") is not None


def _carried(newest: JudgedResult, assessment: Assessment) -> str:
    """Why there is no verdict, and that an earlier one of concern still holds, if it does."""
    stands = _("What your earlier results said still stands.") if "result" in assessment.level.because else ""
    return " ".join(part for part in (_reason(newest, assessment), stands) if part)


def _above_goal(newest: JudgedResult) -> str:
    """The goal, without a timetable: the blood counts come first, or the level is an old one."""
    if newest.target_percent is None:
        return ""
    return _("The goal for this time is %(goal)s or less.") % {
        "goal": numbers.rounded_percent(newest.target_percent)
    }


def _reason(newest: JudgedResult, assessment: Assessment) -> str:
    """Why there is no verdict; left out for a rise off treatment, where calling the team matters more."""
    is_told = newest.reason in WITHOUT_NUMBER or not newest.reason
    if is_told or (newest.reason == "off_treatment" and finding_words.find(assessment, *RISES)):
        return ""
    if newest.reason == "not_for_these_milestones" and assessment.not_made_for:
        return str(words.NOT_FOR_THESE[assessment.not_made_for])
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


def next_step(assessment: Assessment) -> str:
    """What people usually do next; empty beside good news."""
    if assessment.after_transplant and assessment.level.severity.is_concern:
        return _("Call your transplant team.")
    if assessment.level.severity == "soon":
        return _("Talk to your team in the next few days, before your next visit.")
    overdue = finding_words.find(assessment, "test_overdue")
    if assessment.level.severity == "on_track" and overdue:
        return finding_words.sentence(overdue, assessment)
    if assessment.level.severity != "discuss":
        return ""
    if set(assessment.level.because) <= set(BESIDE_THE_LEVEL):
        return _("Ask your team what it means for you.")  # no test of the level would answer that
    if finding_words.find(assessment, "steady_level"):
        return _shared_goal(assessment)
    step = finding_words.find(assessment, "within_wobble")
    if step is not None and step.fold and step.fold > 1 and not numbers.is_about_one(step.fold):
        return _("A repeat test is how your team would find out.")  # whether it was the test itself
    if finding_words.find(assessment, *RISES):
        return _("A repeat test is how your team would find out if it stays there.")
    return _("Ask your team what they see and what comes next.")


def _shared_goal(assessment: Assessment) -> str:
    """What to ask about a level that stays: the one that was agreed on, where the record holds it."""
    agreed = assessment.agreed_percent_is
    if agreed is None:
        return _("Ask which goal you and your team share.")
    percent, day = numbers.percent(agreed), assessment.agreed_on
    if day is None:
        return _("You and your team agreed on %(percent)s or less. Ask if that still fits.") % {
            "percent": percent
        }
    return _("On %(day)s you and your team agreed on %(percent)s or less. Ask if that still fits.") % {
        "percent": percent,
        "day": dates.long_date(day),
    }
