"""Words for the diary's codes: kinds, side effects and what they disturb, doses, what was new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

KINDS: Mapping[str, _StrOrPromise] = {
    "side_effect": _("Side effect"),
    "dose": _("Missed dose"),
    "note": _("Note"),
    "new_intake": _("Something new"),
}
# One sign for each kind, always next to its word: on the buttons, in the month and in the list.
SIGNS: Mapping[str, str] = {"side_effect": "●", "dose": "▲", "note": "✎", "new_intake": "✚"}
SYMPTOMS: Mapping[str, _StrOrPromise] = {
    "swelling": _("Swelling (eyes, legs)"),
    "muscle_cramps": _("Muscle cramps"),
    "muscle_or_joint_pain": _("Muscle or joint pain"),
    "nausea": _("Nausea"),
    "vomiting": _("Vomiting"),
    "diarrhoea": _("Diarrhea"),
    "constipation": _("Constipation"),
    "belly_pain": _("Belly pain"),
    "rash_or_itch": _("Rash or itch"),
    "tiredness": _("Tiredness"),
    "headache": _("Headache"),
    "trouble_sleeping": _("Trouble sleeping"),
    "trouble_remembering": _("Trouble remembering"),
    "low_mood_or_worry": _("Low mood or worry"),
    "shortness_of_breath": _("Short of breath"),
    "cough": _("Cough"),
    "bruising_or_bleeding": _("Bruising or bleeding"),
    "hair_thinning": _("Thinner hair"),
    "fever": _("Fever"),
    "weight_change": _("Weight change"),
    "other": _("Something else"),
}
# The same words within a sentence.
SYMPTOMS_WITHIN: Mapping[str, _StrOrPromise] = {
    "swelling": _("swelling"),
    "muscle_cramps": _("muscle cramps"),
    "muscle_or_joint_pain": _("muscle or joint pain"),
    "nausea": _("nausea"),
    "vomiting": _("vomiting"),
    "diarrhoea": _("diarrhea"),
    "constipation": _("constipation"),
    "belly_pain": _("belly pain"),
    "rash_or_itch": _("rash or itch"),
    "tiredness": _("tiredness"),
    "headache": _("headache"),
    "trouble_sleeping": _("trouble sleeping"),
    "trouble_remembering": _("trouble remembering"),
    "low_mood_or_worry": _("low mood or worry"),
    "shortness_of_breath": _("being short of breath"),
    "cough": _("a cough"),
    "bruising_or_bleeding": _("bruising or bleeding"),
    "hair_thinning": _("thinner hair"),
    "fever": _("fever"),
    "weight_change": _("a change in weight"),
    "other": _("a side effect"),
}
# The same words in a list within a line.
SYMPTOMS_LISTED: Mapping[str, _StrOrPromise] = {
    **SYMPTOMS_WITHIN,
    "swelling": _("swelling (eyes, legs)"),
    "shortness_of_breath": _("short of breath"),
    "cough": _("cough"),
    "weight_change": _("weight change"),
    "other": _("something else"),
}
SEVERITIES: Mapping[str, _StrOrPromise] = {
    "mild": _("Mild"),
    "moderate": _("Moderate"),
    "severe": _("Severe"),
}
SEVERITIES_LISTED: Mapping[str, _StrOrPromise] = {
    "mild": _("mild"),
    "moderate": _("moderate"),
    "severe": _("severe"),
}
HOW_OFTEN: Mapping[str, _StrOrPromise] = {
    "once": _("Once"),
    "sometimes": _("Sometimes"),
    "most_days": _("Most days"),
    "every_day": _("Every day"),
}
HOW_OFTEN_LISTED: Mapping[str, _StrOrPromise] = {
    "once": _("once"),
    "sometimes": _("sometimes"),
    "most_days": _("most days"),
    "every_day": _("every day"),
}
DISTURBED: Mapping[str, _StrOrPromise] = {
    "work": _("Work"),
    "chores": _("Chores"),
    "sleep": _("Sleep"),
    "social_life": _("Time with others"),
    "mood": _("Mood"),
}
DISTURBED_WITHIN: Mapping[str, _StrOrPromise] = {
    "work": _("work"),
    "chores": _("chores"),
    "sleep": _("sleep"),
    "social_life": _("time with others"),
    "mood": _("mood"),
}
DOSE_STATUSES: Mapping[str, _StrOrPromise] = {
    "missed": _("Missed"),
    "not_kept_down": _("Taken, but it did not stay down"),
    "paused_by_team": _("Paused by my team"),
}
DOSE_STATUSES_LISTED: Mapping[str, _StrOrPromise] = {
    "missed": _("missed"),
    "not_kept_down": _("taken, but it did not stay down"),
    "paused_by_team": _("paused by my team"),
}
DOSE_REASONS: Mapping[str, _StrOrPromise] = {
    "forgot": _("I forgot"),
    "side_effect": _("A side effect"),
    "ran_out": _("I ran out"),
    "cost": _("The cost"),
    "travel": _("Travel"),
    "other": _("Something else"),
}
DOSE_REASONS_WITHIN: Mapping[str, _StrOrPromise] = {
    "forgot": _("forgot"),
    "side_effect": _("a side effect"),
    "ran_out": _("ran out"),
    "cost": _("the cost"),
    "travel": _("travel"),
    "other": _("another reason"),
}
INTAKES: Mapping[str, _StrOrPromise] = {
    "medicine": _("New medicine"),
    "antacid": _("Antacid"),
    "supplement": _("Supplement or herb"),
    "grapefruit": _("Grapefruit"),
    "other": _("Something else"),
}
INTAKES_LISTED: Mapping[str, _StrOrPromise] = {
    "medicine": _("new medicine"),
    "antacid": _("antacid"),
    "supplement": _("supplement or herb"),
    "grapefruit": _("grapefruit"),
    "other": _("something else"),
}
