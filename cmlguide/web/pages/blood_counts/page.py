"""The blood counts page: the newest against the goals of a complete response, and each on its own line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.counts import (
    ITEMS,
    MAIN,
    also,
    goals_counted,
    goals_met,
    labs_range,
    number,
    with_unit,
)
from cmlguide.web.words.units import UNITS
from milestones.hematology import MET, NOT_MET, TOO_LOW, UNKNOWN, are_goals_ahead, newest_response

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.hematology import Criterion, HematologicResponse
    from milestones.history import BloodCount, History


COUNTS_A_PAGE = 24  # on a phone each is a quarter of a screen

# The criteria of a complete hematologic response, as goals.
GOALS: Mapping[str, _StrOrPromise] = {
    "wbc": gettext_lazy("White cells below %(below)s"),
    "platelets": gettext_lazy("Platelets below %(below)s"),
    "basophils_percent": gettext_lazy("Basophils below %(below)s%%"),
    "immature_granulocytes": gettext_lazy("No immature white cells"),
    "spleen_felt": gettext_lazy("Spleen not felt"),
}


STATUSES: Mapping[str, tuple[str, _StrOrPromise]] = {
    MET: ("●", pgettext_lazy("goal", "met")),
    NOT_MET: ("◐", pgettext_lazy("goal", "not met yet")),
    UNKNOWN: ("○", gettext_lazy("not known")),
    TOO_LOW: ("◆", gettext_lazy("too low")),
}
AHEAD = ("○", pgettext_lazy("goal", "still ahead"))  # of a count from the beginning of treatment


@dataclass(frozen=True)
class GoalLine:
    """One goal: what it requires, a shape and a word for its status, and the person's own number."""

    shape: str
    name: str
    status: _StrOrPromise
    own: str
    known: bool


@dataclass(frozen=True)
class NewestCount:
    """The newest blood count that says anything about the goals."""

    when: str
    sentences: tuple[str, ...]
    goals: tuple[GoalLine, ...]


@dataclass(frozen=True)
class CountLine:
    """One row of the list: `values` are (label, value, the lab's own range), `also` its other details."""

    key: str
    day: str
    values: tuple[tuple[_StrOrPromise, str, str], ...]
    also: str
    goals: str


def newest_count(history: History, assessment: Assessment, *, has_card: bool = False) -> NewestCount | None:
    """The status of the newest count; None if no count says anything about the goals.

    `has_card`: a count of concern has its card above, so the number of goals met is left out.
    """
    found = newest_response(history.blood_counts, assessment.today)
    if found is None:
        return None
    count, response = found
    is_ahead = are_goals_ahead(count.collected_on, history, assessment.lines)
    return NewestCount(
        when=_("Blood counts from %(day)s") % {"day": dates.long_date(count.collected_on)},
        sentences=() if has_card else tuple(_sentences(response, is_ahead=is_ahead)),
        goals=tuple(_goal(criterion, count, is_ahead=is_ahead) for criterion in response.criteria),
    )


def _sentences(response: HematologicResponse, *, is_ahead: bool) -> Iterable[str]:
    """Which goals are met, which are not and which are not known, in kind words. `is_ahead`: treatment has
    only just begun, or has not begun yet."""
    met, missed, unknown, low = (
        goals_counted(response, status) for status in (MET, NOT_MET, UNKNOWN, TOO_LOW)
    )
    facts = {"met": met, "missed": missed, "unknown": unknown, "low": low, "all": len(response.criteria)}
    if response.status == MET:
        yield _("All %(all)s blood count goals are met.") % facts
        yield _("Your team may call this a complete hematologic response.")
        return
    if missed and is_ahead and not low:
        yield _("%(missed)s of %(all)s blood count goals are still ahead.") % facts
        yield _("Counts back to normal are often the first goal, in the first weeks and months of treatment.")
        return
    yield (
        ngettext(
            "%(met)s of %(all)s blood count goals is met.",
            "%(met)s of %(all)s blood count goals are met.",
            met,
        )
        % facts
    )
    if missed:
        yield ngettext("%(missed)s is not met yet.", "%(missed)s are not met yet.", missed) % facts
    if low:
        yield ngettext("%(low)s is too low.", "%(low)s are too low.", low) % facts
    if unknown:
        yield ngettext("%(unknown)s is not known.", "%(unknown)s are not known.", unknown) % facts
    if missed and is_ahead:
        yield _("Counts back to normal are often the first goal, in the first weeks and months of treatment.")
        return
    yield _("Ask your team what they see.") if missed or low else _("Your team can tell you the rest.")


def _goal(criterion: Criterion, count: BloodCount, *, is_ahead: bool) -> GoalLine:
    shape, status = STATUSES[criterion.status]
    if is_ahead and criterion.status == NOT_MET:
        shape, status = AHEAD
    below = "" if criterion.below is None else _border(criterion.code, criterion.below)
    reported = getattr(count, criterion.code)
    measured = isinstance(reported, Decimal)
    own = _("yours: %(value)s") % {"value": with_unit(criterion.code, reported)} if measured else ""
    name = str(GOALS[criterion.code]) % {"below": below}
    return GoalLine(shape, name, status, own, criterion.status != UNKNOWN)


def _border(code: str, below: Decimal) -> str:
    """The number alone: the goal's words have the percent sign of a share."""
    return number(code, below) if code in UNITS else numbers.plain(below)


def count_lines(counts: Iterable[BloodCount], *, has_card: bool = False) -> list[CountLine]:
    """A line for each count, newest first; with the card for a count of concern, without the goals met."""
    return [_line(count, has_card) for count in reversed(tuple(counts))]


def _line(count: BloodCount, has_card: bool) -> CountLine:
    ranges, units = count.extra.get("lab_ranges"), count.extra.get("letter_units")
    return CountLine(
        key=count.key,
        day=dates.short_date(count.collected_on),
        values=tuple(
            (ITEMS[item], with_unit(item, getattr(count, item)), _range(item, ranges, units)) for item in MAIN
        ),
        also=also(count),
        goals="" if has_card else goals_met(count),
    )


def _range(item: str, ranges: Any, units: Any) -> str:
    text, unit = _text(ranges, item), _text(units, item)
    return labs_range(item, text, unit) if text else ""


def _text(table: Any, item: str) -> str:
    """A short text kept beside a count; "" for anything else a file may contain."""
    text = table.get(item) if isinstance(table, Mapping) else None
    return text if isinstance(text, str) else ""
