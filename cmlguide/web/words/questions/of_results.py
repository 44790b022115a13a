"""The questions for the engine's prompt codes, in the person's own voice, and why each is worth asking.

`%(before)s` and `%(now)s` are the last two results as reported. If one is missing, the shorter form in
`WITHOUT_NUMBERS` is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

QUESTIONS: Mapping[str, _StrOrPromise] = {
    "counts_low": _("My blood counts are low. What do we do now, and when are they checked again?"),
    "counts_young_cells": _(
        "My blood count shows very young cells. What do they mean, and what do we do now?"
    ),
    "transplant_team": _("What does my transplant team say about this?"),
    "mutation_unclear": _(
        "A lab found a change in my BCR::ABL1 gene. Does it matter for the medicine I take?"
    ),
    "ask_centre": _(
        "I have been back on treatment for some months. Should a CML center look at this with us?"
    ),
    "back_on_treatment": _("I am back on treatment. When should my number be low again?"),
    "pause_or_dose": _("My dose changed, or I had a pause. Could that be why my number moved?"),
    "shared_goal": _("My number has stayed the same for a long time. Which goal do we share?"),
    "later_line": _("This is not my first or second medicine. Which goals fit me now?"),
    "team_knows_i_stopped": _(
        "I am not taking a CML tablet right now. Does the whole team know, and what is the plan?"
    ),
    "mutation_meaning": _(
        "A lab found a change in my BCR::ABL1 gene. What does it mean for the medicine I take?"
    ),
    "after_stopping_rise": _("My number is %(now)s without treatment. What happens next, and how soon?"),
    "treatment_options": _("Could this be resistance? If so, what other treatment options are there for me?"),
    "what_explains_rise": _("My number went from %(before)s to %(now)s. What could explain it?"),
    "mutation_test": _("Would a test for changes in the BCR::ABL1 gene (mutations) help us now?"),
    "repeat_test": _("My number went from %(before)s to %(now)s. When do we repeat the test?"),
    "behind_checkpoint": _(
        "My number is %(now)s. Is that where you want me to be by now? What do we do next?"
    ),
    "blasts_meaning": _("My blood count lists blasts (very young cells). What do they mean for me?"),
    "karyotype_meaning": _(
        "My marrow report describes my chromosomes. Is there anything in it besides the Ph chromosome?"
    ),
    "specialist_for_change": _("Would it help to ask a CML specialist before we change anything?"),
    "not_for_milestones": _("The usual checkpoints are not made for me. Which goals do we watch instead?"),
    "atypical_transcript": _(
        "My type of BCR::ABL1 is not the usual one. How do we follow it, and what is a good result for me?"
    ),
    "no_result": _("The lab could not get a number from my last sample. When do we repeat the test?"),
    "report_on_scale": _("Can the lab give my result on the International Scale (IS)?"),
    "small_sample": _("The sample was small. Do we repeat the test?"),
    "ask_depth": _("My report does not say how deep the test could see. Can the lab tell us?"),
    "lab_changed": _("My test came from another lab this time. Can the two numbers be compared?"),
    "test_overdue": _("When is my next BCR::ABL1 test?"),
    "deep_enough_for_goal": _(
        "I would like to try treatment-free remission one day. Is my level deep enough for that?"
    ),
    "after_stopping": _(
        "How often is my blood tested now, and which number would make us start treatment again?"
    ),
    "first_visit_goals": _("What are the goals of my treatment, and by when do we hope to reach them?"),
    "baseline_meaning": _("My first number is %(now)s. What does it say, and what do we compare it with?"),
    "new_medicine_clock": _(
        "I have a new medicine. When is the first test, and what number do we hope to see?"
    ),
    "medicine_to_stay_with": _(
        "Is this a medicine I can stay with? What could we do if side effects bother me?"
    ),
    "guidelines_differ": _("Guidelines do not agree about my number. Which one do you use, and why?"),
    "deep_response": _("My level has been deep for a while. What does that mean for my plans?"),
    "checkpoint_met": _("I reached this checkpoint. What is the next goal, and by when?"),
    "specialist_once": _("Could I see a CML specialist, even once?"),
    "next_goal": _("My number is on track. What is the next goal for me?"),
}

WITHOUT_NUMBERS: Mapping[str, _StrOrPromise] = {
    "what_explains_rise": _("My number is higher than we hoped. What could explain it?"),
    "repeat_test": _("When do we repeat the test?"),
    "behind_checkpoint": _("Is my number where you want it to be by now? What do we do next?"),
    "after_stopping_rise": _("My number went up without treatment. What happens next, and how soon?"),
    "baseline_meaning": _("What does my first number say, and what do we compare it with?"),
}

# Off treatment, or when the record has a simpler reason, nothing is blamed: neither a medicine nor a cell.
WITHOUT_A_CAUSE: Mapping[str, _StrOrPromise] = {
    "treatment_options": _("Which treatment options are there for me now?"),
}
# If the report states a high-risk change, the question names it instead of asking for it.
OF_A_FOUND_CHANGE: Mapping[str, _StrOrPromise] = {
    "karyotype_meaning": _(
        "My marrow report names a change besides the Ph chromosome. What does it mean for me?"
    ),
}

# Reasons: text after a colon, before the full stop. Findings have their own words (`findings.WHY`).
WHY: Mapping[str, _StrOrPromise] = {
    "primary": _("your number has not come down as usual"),
    "secondary": _("your number was low, and then it went up"),
    "no_result": _("the lab could not get a number from the sample"),
    "marrow": _("the newest sample is from bone marrow"),
    "atypical_transcript": _("your record says another type of BCR::ABL1"),
    "not_on_is": _("your newest number is not on the International Scale"),
    "not_for_these_milestones": _("the usual checkpoints are not made for your situation"),
    "no_treatment": _("it helps at the start, and your record names no main CML tablet that has started"),
    "before_treatment": _("your newest test was taken before treatment started"),
    "off_treatment": _("you are not taking a CML tablet at this time"),
    "too_early": _("it is too early to compare your number with a checkpoint"),
    "cannot_tell": _("the report gives a range with the goal inside it"),
    "no_results": _("it helps at the start, and your record has no result yet"),
    "no_usable_result": _("the lab could not get a number from the sample"),
    "on_track": _("your number is on the usual timetable"),
    "result_discuss": _("above the goal for this time"),
    "result_soon": _("well above the goal for this time"),
    "checkpoint_met": _("your newest test met its checkpoint"),
    "checkpoint_not_met": _("your newest test did not meet its checkpoint"),
    "other_guideline": _("another guideline would say something else"),
    "goal_not_reached": _("your goal asks for a deeper level than your newest test shows"),
    "goal_unset_early": _("you are at the beginning, and no goal is in your record yet"),
    "deep_streak": _("more than one test in a row at MR4.0 or deeper"),
    "trying_without": _("you ended treatment to try treatment-free remission"),
    "off_treatment_not_tried": _("your record says that you are not taking a CML tablet"),
    "new_line": _("you started a new medicine, so the checkpoints start again"),
    "blasts_reported": _("your newest full blood count lists blasts"),
    "karyotype_reported": _("your newest marrow report describes your chromosomes"),
    "counts_low": _("low blood counts"),
    "counts_young_cells": _("very young cells in your blood count"),
    "reason_paused": _("your record shows a time without the medicine"),
    "reason_dose_changed": _("your record shows a change of dose"),
    "after_transplant": _("your record says you had a transplant"),
    "any_concern": _("something in your record is worth asking about"),
    "concern_after_transplant": _("your record says you had a transplant, so that team knows best"),
}
