"""The short list of facts next to the newest result, and the ladder with the date of each rung."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words import engine as words
from milestones.verdicts import counts_as_test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.checkpoints import CheckpointStatus, Rung

# From when the lowest is counted: the text must not contradict a table that has a lower one.
LOWEST: Mapping[str, _StrOrPromise] = {
    "start": gettext_lazy("Lowest so far"),
    "restart": gettext_lazy("Lowest since treatment started again"),
    "medicine": gettext_lazy("Lowest on this medicine"),
}
NOT_MADE_FOR = ("not_for_these_milestones", "atypical_transcript")
DECIDED = ("met", "not_met", "cannot_tell", "already_met")


@dataclass(frozen=True)
class Fact:
    """One line of the list: its label and its text."""

    label: str
    value: str


@dataclass(frozen=True)
class RungLine:
    """One rung. Its shape and `state` say the same: reached, reached before, or ahead."""

    shape: str
    state: str
    name: str
    when: str
    note: str
    ahead: bool


def facts_of(
    assessment: Assessment, visit: Fact | None = None, at_lab: Fact | None = None
) -> tuple[Fact, ...]:
    """Next test and `visit`, checkpoints, lowest, fall since diagnosis and guideline; only what is known.

    `at_lab`: the next test was taken, so its usual time, or that it has passed, would only worry.
    """
    found = (
        at_lab or next_test(assessment),
        visit,
        next_checkpoint(assessment),
        last_checkpoint(assessment),
        lowest(assessment),
        since_diagnosis(assessment),
        deep_response(assessment),
        _measured_against(assessment),
    )
    return tuple(fact for fact in found if fact is not None)


def _measured_against(assessment: Assessment) -> Fact | None:
    """The guideline; or that its checkpoints do not apply to this person. None while nothing is measured."""
    if not assessment.results and not assessment.checkpoints:
        return None
    newest = assessment.newest
    if newest is not None and newest.reason in NOT_MADE_FOR:
        return Fact(_("Checkpoints"), _("not made for your situation"))
    return Fact(_("Measured against"), str(words.guideline_name(assessment.guideline)))


def last_checkpoint(assessment: Assessment) -> Fact | None:
    """The latest past checkpoint, with the result that decided it."""
    behind = [point for point in assessment.checkpoints if point.status != "ahead"]
    if not behind:
        return None
    point = behind[-1]
    label = _("%(month)s-month checkpoint") % {"month": point.month}
    return Fact(label, checkpoint_words(point, assessment))


def checkpoint_words(point: CheckpointStatus, assessment: Assessment) -> str:
    """`met on 7 Sep 2026 (0.074%)`."""
    status = str(words.CHECKPOINT_STATUSES[point.status])
    if point.result is None or point.status not in DECIDED:
        return status
    value = _value_at(point, assessment)
    day = dates.short_date(point.result)
    if point.status in ("met", "already_met"):
        return _("%(status)s on %(day)s (%(value)s)") % {"status": status, "day": day, "value": value}
    return _("%(status)s (%(value)s, %(day)s)") % {"status": status, "day": day, "value": value}


def _value_at(point: CheckpointStatus, assessment: Assessment) -> str:
    """The number that decided it: of two on the same day, one that is low enough counts."""
    if point.status in ("met", "already_met"):
        day = (judged for judged in assessment.results if judged.collected_on == point.result)
        low_enough = (row for row in day if row.interval and row.interval.is_at_most(point.target_percent))
        met = next(low_enough, None)
        if met is not None:
            return numbers.result_value(met.result)
    return numbers.value_on(point.result, assessment)


def next_checkpoint(assessment: Assessment) -> Fact | None:
    """The next checkpoint: by when the next usual goal should be reached."""
    point = next((point for point in assessment.checkpoints if point.status == "ahead"), None)
    if point is None:
        return None
    goal = numbers.rounded_percent(point.target_percent)
    if point.due_on < assessment.today:
        label = _("%(month)s-month checkpoint") % {"month": point.month}
        return Fact(label, _("now: the usual goal is %(goal)s or less") % {"goal": goal})
    by = dates.day_and_month(point.due_on, today=assessment.today)
    return Fact(_("By %(day)s") % {"day": by}, _("the usual goal is %(goal)s or less") % {"goal": goal})


def since_diagnosis(assessment: Assessment) -> Fact | None:
    """The fall from the person's own starting number, which is not the scale's 100%."""
    baseline = assessment.baseline
    if baseline is None or baseline.times_less is None or baseline.times_less <= 1:
        return None
    label = _("Since diagnosis (%(value)s)") % {"value": numbers.value_on(baseline.collected_on, assessment)}
    return Fact(label, numbers.times_less(baseline.times_less, at_least=baseline.at_least))


def lowest(assessment: Assessment) -> Fact | None:
    """The lowest so far, as reported."""
    if assessment.lowest is None or len(assessment.results) < 2:
        return None
    day = assessment.lowest.collected_on
    label = LOWEST[lowest_since(assessment)]
    return Fact(str(label), f"{numbers.value_on(day, assessment)} · {dates.short_date(day)}")


def lowest_since(assessment: Assessment) -> str:
    """A key of LOWEST: "start", or the point from which it is counted anew while an older result is lower."""
    low, line = assessment.lowest, assessment.line
    if low is None or line is None:
        return "start"
    lower = (
        row.high < low.high
        for row in assessment.results
        if row.line and row.line < line.number and counts_as_test(row) and row.depth_stated and row.high
    )
    if not any(lower):
        return "start"
    return "restart" if line.restart else "medicine"


def next_test(assessment: Assessment) -> Fact | None:
    """When the next test is usual; says whether a date was planned, and whether it has passed."""
    due = assessment.next_test
    if due is None:
        return None
    when = dates.span(due.from_, due.by, today=assessment.today)
    if due.overdue:
        when = _("was %(when)s; it has passed") % {"when": when}
    return Fact(_next_test_label(assessment, planned=due.why == "planned"), when)


def _next_test_label(assessment: Assessment, *, planned: bool) -> str:
    """The label; with blood counts of concern it says which test is meant,
    since counts are repeated far sooner."""
    if assessment.counts is not None and assessment.counts.severity.is_concern:
        return _("Your next BCR::ABL1 test, as planned") if planned else _("Usual time, next BCR::ABL1 test")
    return _("Your next test, as planned") if planned else _("Usual time for the next test")


def deep_response(assessment: Assessment) -> Fact | None:
    """The unbroken time in deep response: a fact to talk about, nothing more."""
    streak = assessment.deep_response
    if streak.since is None:
        return None
    tests = ngettext("%(count)s test", "%(count)s tests", streak.tests) % {"count": streak.tests}
    since = _("since %(day)s · %(tests)s") % {"day": dates.short_date(streak.since), "tests": tests}
    return Fact(_("At MR4.0 or deeper"), since)


def ladder_of(assessment: Assessment) -> tuple[RungLine, ...]:
    """The ladder from early response down to not detected."""
    return tuple(_rung(rung, assessment) for rung in assessment.ladder)


def _rung(rung: Rung, assessment: Assessment) -> RungLine:
    name = str(words.RUNGS[rung.level])
    if rung.reached_on is None:
        return RungLine("○", "", name, _("ahead"), "", ahead=True)
    day = dates.short_date(rung.reached_on)
    if rung.or_earlier:
        day = _("by %(day)s") % {"day": day}
    depth = _depth_on(rung, assessment)
    if rung.holds_now is None:
        note = marks.listed(filter(None, (depth, _("your newest test cannot tell"))))
        return RungLine("●", _("reached"), name, day, note, ahead=False)
    if rung.holds_now:
        return RungLine("●", _("reached"), name, day, depth, ahead=False)
    return RungLine("◐", _("reached before, above it now"), name, day, depth, ahead=False)


def _depth_on(rung: Rung, assessment: Assessment) -> str:
    """How deep the test that first found nothing could look; "" for the other rungs."""
    if rung.level != "not_detected":
        return ""
    unseen = (
        row for row in assessment.results if row.collected_on == rung.reached_on and row.detected is False
    )
    return next((numbers.depth_note(judged) for judged in unseen), "")
