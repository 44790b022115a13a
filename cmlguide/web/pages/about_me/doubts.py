"""The questions about a date of diagnosis, in words, by the codes of `milestones.unusual_diagnosis`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.fields.asked_once import Question
from cmlguide.web.words import dates
from cmlguide.web.words.medicines import medicine_words

if TYPE_CHECKING:
    from datetime import date

    from milestones.unusual_diagnosis import UnusualDiagnosis


def question(ask: UnusualDiagnosis, diagnosed: date) -> Question:
    """The question for one reason to ask about that date; a yes is enough."""
    day = dates.long_date(diagnosed)
    if ask.first is None:
        return Question(ask.code, _("%(date)s is in the future. Is the date right?") % {"date": day})
    facts = {
        "medicine": medicine_words(ask.first.medicine),
        "start": dates.long_date(ask.first.started_on),
        "diagnosis": day,
    }
    if ask.first.started_on.year != diagnosed.year:
        text = _(
            "Your %(medicine)s started on %(start)s and this diagnosis is %(diagnosis)s. Is the year right?"
        )
    else:
        text = _(
            "Your %(medicine)s started on %(start)s and this diagnosis is %(diagnosis)s. Are both "
            "dates right?"
        )
    return Question(ask.code, text % facts)


def read_back(diagnosed: date) -> str:
    """`Diagnosis: 3 May 2026.`: what was understood."""
    return _("Diagnosis: %(date)s.") % {"date": dates.long_date(diagnosed)}
