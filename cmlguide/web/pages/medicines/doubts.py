"""The questions asked before a medicine is saved, in words, by the codes of
`milestones.unusual_medicines`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.fields.asked_once import Question
from cmlguide.web.words import dates, numbers
from cmlguide.web.words.medicines import medicine_words

if TYPE_CHECKING:
    from datetime import date

    from milestones.history import Treatment
    from milestones.unusual_medicines import UnusualMedicine


def question(ask: UnusualMedicine, new: Treatment) -> Question:
    """The question for one reason to ask about `new`; each needs only a yes."""
    return Question(ask.code, _WRITERS[ask.code](ask, new))


def read_back(new: Treatment) -> str:
    """`imatinib, 400 mg once a day, from 3 May 2025.`: what was understood."""
    parts = [part for part in (medicine_words(new.medicine), new.dose) if part]
    return _("%(medicine)s, %(days)s.") % {"medicine": ", ".join(parts), "days": _days(new)}


def _days(row: Treatment) -> str:
    first = dates.long_date(row.started_on)
    if row.stopped_on is None:
        return _("from %(first)s") % {"first": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": dates.long_date(row.stopped_on)}


def _start_in_future(ask: UnusualMedicine, new: Treatment) -> str:
    return _("%(date)s is in the future. Is the first day right?") % _date(new.started_on)


def _stop_in_future(ask: UnusualMedicine, new: Treatment) -> str:
    return _("%(date)s is in the future. Is the last day right?") % _date(new.stopped_on)


def _before_diagnosis(ask: UnusualMedicine, new: Treatment) -> str:
    days = {"diagnosis": _date(ask.day)["date"], "start": dates.long_date(new.started_on)}
    if ask.day and ask.day.year != new.started_on.year:
        return _("Your diagnosis is %(diagnosis)s and this start is %(start)s. Is the year right?") % days
    return _("Your diagnosis is %(diagnosis)s and this start is %(start)s. Are both dates right?") % days


def _long_before_results(ask: UnusualMedicine, new: Treatment) -> str:
    days = {"result": _date(ask.day)["date"], "start": dates.long_date(new.started_on)}
    return (
        _(
            "Your first result here is from %(result)s and this start is %(start)s. Is the year right? "
            "The months of your checkpoints count from this day."
        )
        % days
    )


def _left_open(ask: UnusualMedicine, new: Treatment) -> str:
    return _(
        "This one has no last day. We would count it as ended on %(date)s, when %(other)s started. "
        "Is that right? If not, enter the last day below."
    ) % {**_date(ask.day), **_other(ask)}


def _other_left_open(ask: UnusualMedicine, new: Treatment) -> str:
    return _(
        "Your %(other)s has no last day. We would count it as ended on %(date)s, when this one "
        "starts. Is that right? You can enter its own last day later."
    ) % {**_date(ask.day), **_other(ask)}


def _overlap(ask: UnusualMedicine, new: Treatment) -> str:
    days = _days(ask.other) if ask.other else ""
    return _(
        "You also have %(other)s %(days)s. Did you take both at that time? If not, please check the dates."
    ) % {**_other(ask), "days": days}


def _unusual_dose(ask: UnusualMedicine, new: Treatment) -> str:
    """Only what labels state: nothing on whether a dose is right."""
    if ask.amount is None or ask.usual is None:
        return _("Does your box or your plan say this dose?")
    return _(
        "This is %(amount)s mg of %(medicine)s a day. Labels say %(least)s to %(most)s mg a day. "
        "Does your box or your plan say this?"
    ) % {
        "amount": numbers.plain(ask.amount.normalize()),
        "medicine": medicine_words(new.medicine),
        "least": numbers.plain(ask.usual.least),
        "most": numbers.plain(ask.usual.most),
    }


def _date(day: date | None) -> dict[str, str]:
    return {"date": dates.long_date(day) if day else ""}


def _other(ask: UnusualMedicine) -> dict[str, str]:
    return {"other": medicine_words(ask.other.medicine) if ask.other else ""}


_WRITERS: Mapping[str, Callable[[UnusualMedicine, Treatment], str]] = {
    "start_in_future": _start_in_future,
    "stop_in_future": _stop_in_future,
    "before_diagnosis": _before_diagnosis,
    "long_before_results": _long_before_results,
    "left_open": _left_open,
    "other_left_open": _other_left_open,
    "overlap": _overlap,
    "unusual_dose": _unusual_dose,
}
