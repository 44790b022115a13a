"""The questions asked before a blood count is saved, in words, by the codes of
`milestones.unusual_counts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cmlguide.exchange.terms.units import to_kept_unit
from cmlguide.web.fields.asked_once import AS_TYPED, Question
from cmlguide.web.words import dates
from cmlguide.web.words.counts import SHORT, with_unit
from cmlguide.web.words.units import UNITS
from milestones.unusual_counts import is_usual

if TYPE_CHECKING:
    from milestones.history import BloodCount
    from milestones.unusual_counts import UnusualCount

Typed = Mapping[str, tuple[str, str]]


def question(ask: UnusualCount, new: BloodCount, typed: Typed) -> Question:
    """The question for one reason to ask; a likely wrong unit offers others. `typed`:
    (text, unit) by item."""
    text = _WRITERS[ask.code](ask, new, typed)
    options = _other_units(ask.item, new, typed) if ask.code == "unit_slip" else ()
    return Question(ask.code, text, f"meant_{ask.item}" if options else "", options)


def _other_units(item: str, new: BloodCount, typed: Typed) -> tuple[tuple[str, str], ...]:
    """The units in which the same number would be ordinary, and the one it was typed in."""
    text, unit = typed[item]
    one = to_kept_unit(item, Decimal(1), unit)
    if one is None:
        return ()
    number = getattr(new, item) / one[0]
    found = []
    for other, words in UNITS[item]:
        kept = to_kept_unit(item, number, other)
        if kept is not None and is_usual(item, kept[0]):
            found.append((other, _("%(number)s %(unit)s") % {"number": text, "unit": words}))
    as_typed = _("%(number)s %(unit)s, as I typed it") % {"number": text, "unit": dict(UNITS[item])[unit]}
    return (*found, (AS_TYPED, as_typed)) if found else ()


def _unit_slip(ask: UnusualCount, new: BloodCount, typed: Typed) -> str:
    text, unit = typed[ask.item]
    return _("%(item)s %(number)s %(unit)s is not a usual number. What does your letter say?") % {
        "item": capfirst(str(SHORT[ask.item])),
        "number": text,
        "unit": dict(UNITS[ask.item])[unit],
    }


def _more_than_all(ask: UnusualCount, new: BloodCount, typed: Typed) -> str:
    value = with_unit("neutrophils", new.neutrophils)
    return _(
        "Neutrophils are a part of the white cells, but %(value)s is more than all of them. "
        "Is it a percent? Then leave the box empty. Is it right?"
    ) % {"value": value}


def _in_future(ask: UnusualCount, new: BloodCount, typed: Typed) -> str:
    return _("%(date)s is in the future. Is the date right?") % {"date": dates.long_date(new.collected_on)}


def _before_diagnosis(ask: UnusualCount, new: BloodCount, typed: Typed) -> str:
    day = dates.long_date(ask.day) if ask.day else ""
    return _("This is before your diagnosis on %(date)s. Is the date right?") % {"date": day}


def _same_day(ask: UnusualCount, new: BloodCount, typed: Typed) -> str:
    return _("You already have a blood count from that day. Save a second one?")


_WRITERS: Mapping[str, Callable[[UnusualCount, BloodCount, Typed], str]] = {
    "in_future": _in_future,
    "before_diagnosis": _before_diagnosis,
    "same_day": _same_day,
    "unit_slip": _unit_slip,
    "more_than_all": _more_than_all,
}
