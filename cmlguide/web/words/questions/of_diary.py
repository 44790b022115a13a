"""Questions from the diary, the goals and other medicines in the person's own voice, each with its reason.

`%(doses)s` is the number of doses (or just "doses"), `%(symptoms)s` the side effects by name, `%(since)s` the
month of the first entry, `%(new)s` what was new, `%(others)s` other medicines as the person wrote them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmlguide.web.words import dates
from cmlguide.web.words.diary import names as diary_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.diary.questions import DiaryPrompt
    from cmlguide.records.diary.situations import DiarySituation

MOST_NAMED = 3

QUESTIONS: Mapping[str, _StrOrPromise] = {
    "side_effect_stops_doses": gettext_lazy(
        "I missed %(doses)s since %(since)s because of %(symptoms)s. What can we do about it?"
    ),
    "severe_side_effect": gettext_lazy("This has been severe: %(symptoms)s. What can we do about it?"),
    "doses_not_kept_down": gettext_lazy(
        "I could not keep down %(doses)s since %(since)s. What do I do when that happens?"
    ),
    "doses_ran_out": gettext_lazy("I ran out of my CML medicine. How do we keep that from happening again?"),
    "doses_cost": gettext_lazy("The cost kept me from taking my medicine. Who can help me with that?"),
    "doses_missed": gettext_lazy("I missed %(doses)s since %(since)s. What does it mean for my number?"),
    "doses_forgotten": gettext_lazy("I forgot %(doses)s since %(since)s. What helps other people remember?"),
    "low_mood": gettext_lazy("My mood is low, or I worry a lot. Who can I talk to about it?"),
    "new_intake": gettext_lazy("I started something new: %(new)s. Can I take it with my CML medicine?"),
    "ask_pharmacist": gettext_lazy(
        "I also take %(others)s. Can my pharmacist check if I can take it with my CML tablet, and "
        "when to take each?"
    ),
    "doses_paused": gettext_lazy(
        "My CML medicine was paused in %(since)s. What is the plan, and when is my next test?"
    ),
    "side_effect_repeated": gettext_lazy("I keep having %(symptoms)s. What can we do about it?"),
    "side_effect_in_the_way": gettext_lazy(
        "This gets in the way of my daily life: %(symptoms)s. What can we do about it?"
    ),
    "family_plans": gettext_lazy(
        "I am thinking about having a child. What do I need to know, and when do we talk about it?"
    ),
    "trouble_sleeping": gettext_lazy("I do not sleep well. Could it be my medicine, and what could help?"),
    "trouble_remembering": gettext_lazy(
        "I have trouble remembering things. Could it be my medicine, and what could help?"
    ),
    "tiredness": gettext_lazy("I am so tired. What could be behind it, and what could help?"),
    "doses_travel": gettext_lazy("I missed %(doses)s on a trip. How do I take my medicine when I travel?"),
    "quality_of_life": gettext_lazy("Feeling well matters to me. What could make my days easier?"),
    "goals_to_talk_over": gettext_lazy("I wrote down my goals. Can we go through them?"),
}

WHY: Mapping[str, _StrOrPromise] = {
    "side_effect_severe": gettext_lazy("a severe side effect in your diary"),
    "side_effect_stops_doses": gettext_lazy("missed doses and a side effect in your diary"),
    "doses_not_kept_down": gettext_lazy("doses that did not stay down, in your diary"),
    "doses_missed": gettext_lazy("missed doses in your diary"),
    "doses_ran_out": gettext_lazy("doses missed because you ran out"),
    "doses_cost": gettext_lazy("doses missed because of the cost"),
    "doses_forgotten": gettext_lazy("forgotten doses in your diary"),
    "doses_travel": gettext_lazy("doses missed on a trip"),
    "doses_paused": gettext_lazy("a pause in your diary"),
    "side_effect_repeated": gettext_lazy("the same side effect more than once in your diary"),
    "side_effect_in_the_way": gettext_lazy("a side effect that gets in the way, in your diary"),
    "low_mood": gettext_lazy("your diary mentions mood or worry"),
    "trouble_sleeping": gettext_lazy("your diary mentions sleep"),
    "trouble_remembering": gettext_lazy("your diary mentions remembering"),
    "tiredness": gettext_lazy("your diary mentions being tired"),
    "new_medicine": gettext_lazy("a new medicine in your record"),
    "new_antacid": gettext_lazy("an antacid in your diary"),
    "new_supplement": gettext_lazy("a supplement in your diary"),
    "new_grapefruit": gettext_lazy("grapefruit in your diary"),
    "new_other_intake": gettext_lazy("something new in your diary"),
    "named_by_labels": gettext_lazy("labels of CML tablets list one of your other medicines, or its group"),
    "family_plans": gettext_lazy("family plans are among your goals"),
    "quality_of_life": gettext_lazy("quality of life is among your goals"),
    "goals_not_talked_over": gettext_lazy("you have goals your team has not heard yet"),
}

NEW: Mapping[str, _StrOrPromise] = {
    "new_medicine": gettext_lazy("another medicine"),
    "new_antacid": gettext_lazy("an antacid"),
    "new_supplement": gettext_lazy("a supplement"),
    "new_grapefruit": gettext_lazy("grapefruit"),
    "new_other_intake": gettext_lazy("something else I eat or take"),
}


def diary_facts(prompt: DiaryPrompt, today: date) -> dict[str, str]:
    """The values for a question's words, from the diary entries behind it."""
    behind = prompt.situations
    days = [situation.first_on for situation in behind if situation.first_on]
    return {
        "doses": _doses(sum(situation.doses for situation in behind)),
        "symptoms": _symptoms(behind),
        "since": _month(min(days), today) if days else "",
        "others": _joined([name for situation in behind for name in situation.names][:MOST_NAMED]),
        "new": _joined(str(NEW[row.code]) for row in behind if row.code in NEW),
    }


def _doses(count: int) -> str:
    """`4 doses`, or `doses` if none was counted."""
    return ngettext("%(count)s dose", "%(count)s doses", count) % {"count": count} if count else _("doses")


def _symptoms(behind: Iterable[DiarySituation]) -> str:
    named = dict.fromkeys(symptom for situation in behind for symptom in situation.symptoms)
    words = [own if own else str(diary_words.SYMPTOMS_WITHIN[code]) for code, own in named]
    return _joined(words[:MOST_NAMED]) or _("side effects")


def _joined(words: Iterable[str]) -> str:
    """`nausea`, `nausea and headache`, `nausea, headache and fever`."""
    *most, last = [*words] or [""]
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def _month(day: date, today: date) -> str:
    """`August`, with the year only if leaving it out could mislead."""
    near = (today - day).days < dates.NEAR_DAYS
    return dates.month_name(day) if near else dates.month_and_year(day)
