"""The reader's own numbers beside the drawings of Learn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.records.judged import assess_with_history
from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.result.moves import move
from cmlguide.web.words.result.newest import takes_no_tablet
from milestones.changes import find_changes

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.records.models import Person
    from milestones.assessment import Assessment
    from milestones.verdicts import JudgedResult

STEPS = ("none", "emr", "mr2", "mmr", "mr4", "mr4.5")
DEEPER = "mr5"  # stands on the last step that is drawn


@dataclass(frozen=True)
class Ring:
    """Where the ladder's drawing (`_draw_ladder.html`) rings a step, just inside its edges."""

    x: int
    y: int
    width: int


@dataclass(frozen=True)
class Mine:
    """A sentence for each drawing, "" where the record has nothing for it. `ring`: the step of the ladder the
    newest number is on; None if there is none. `without`: they are in a time without treatment."""

    ring: Ring | None = None
    ladder: str = ""
    scale: str = ""
    depth: str = ""
    wobble: str = ""
    without: bool = False


NOTHING_OF_MINE = Mine()


def find_mine(person: Person, today: date) -> Mine:
    """The numbers of this record; none for someone who chose to read words before numbers."""
    _history, assessment = assess_with_history(person, today)
    return replace(_numbers_of_mine(person, assessment), without=takes_no_tablet(assessment))


def _numbers_of_mine(person: Person, assessment: Assessment) -> Mine:
    if person.read_first == "meaning":
        return NOTHING_OF_MINE
    newest = assessment.newest
    if newest is None or newest.interval is None or newest.interval.says_nothing:
        return Mine(scale=_start(assessment))
    ring = _ring(newest)
    return Mine(
        ring=ring,
        ladder=_ladder(newest) if ring else "",
        scale=_start(assessment),
        depth=_depth(newest),
        wobble=_wobble(newest, assessment),
    )


def _ring(newest: JudgedResult) -> Ring | None:
    level = STEPS[-1] if newest.level == DEEPER else newest.level
    if level not in STEPS:
        return None
    step = STEPS.index(level)
    return Ring(12 + 32 * step, 22 + 46 * step, 316 - 32 * step)


def _ladder(newest: JudgedResult) -> str:
    place = {**_named(newest), "level": words.level_name(newest)}
    return _("My newest number, %(number)s from %(day)s, is on the ringed step (%(level)s).") % place


def _start(assessment: Assessment) -> str:
    start = assessment.baseline
    if start is None:
        return ""
    said = {"start": numbers.percent(start.value), "day": dates.short_date(start.collected_on)}
    if start.times_less is None or start.times_less <= 1:
        return _("My own start was %(start)s, on %(day)s.") % said
    said["less"] = numbers.times_less(start.times_less, at_least=start.at_least)
    return _("My own start was %(start)s, on %(day)s. My newest number is %(less)s.") % said


def _depth(newest: JudgedResult) -> str:
    note = numbers.depth_note(newest)
    return _("My newest test, from %(day)s: %(note)s.") % {**_named(newest), "note": note} if note else ""


def _wobble(newest: JudgedResult, assessment: Assessment) -> str:
    change = move(find_changes(assessment.results).get(newest.result.key))
    if not change.words:
        return ""
    return _("My newest number, compared with the one before: %(change)s.") % {"change": change.in_full}


def _named(newest: JudgedResult) -> dict[str, str]:
    result = newest.result
    return {"number": numbers.result_value(result), "day": dates.short_date(result.collected_on)}
