"""What is new, for the page, besides what its headline says of the newest result: the lowest so far, how fast
it doubled, why it is worth asking, and new medicines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.paper.found_beside import found_beside
from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.medicines import with_dose
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import RISES, listed_karyotype
from cmlguide.web.words.result.facts import LOWEST, lowest_since
from milestones.halving import find_rise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.history import History, Treatment

MOST_REASONS = 2
MY_LOWEST: Mapping[str, _StrOrPromise] = {
    "start": gettext_lazy("This is my lowest so far."),
    "restart": gettext_lazy("This is my lowest since treatment started again."),
    "medicine": gettext_lazy("This is my lowest on this medicine."),
}
INFORMATION = ("lab_changed", "scale_changed", "small_sample", "later_line", "reached_late", "steady_level")


def since_visit(
    history: History, assessment: Assessment, last_visit_on: date | None
) -> tuple[str, tuple[str, ...]]:
    """(heading, lines). Without a date for the last visit, "new" means since the test before the newest."""
    start = last_visit_on or day_before_newest(assessment)
    if last_visit_on:
        title = _("Since my last visit (%(day)s)") % {"day": dates.short_date(last_visit_on)}
    else:
        title = _("Since my last test")
    low = " ".join(filter(None, (_low(assessment), _doubling(assessment))))
    lines = [_no_result(assessment), *found_beside(history, assessment), low, _worth(assessment)]
    lines += listed_karyotype(assessment)
    lines += [
        finding_words.sentence(row, assessment)
        for row in assessment.trend.findings
        if row.code in INFORMATION
    ]
    lines += _medicines(history, start, assessment.today)
    return title, tuple(line for line in lines if line)


def _no_result(assessment: Assessment) -> str:
    if assessment.newest is not None:
        return ""
    return _("No result from blood yet.") if assessment.results else _("No result yet.")


def _doubling(assessment: Assessment) -> str:
    """For the team, on a rise beyond the wobble: the doubling time in days since the previous test."""
    rise = find_rise(assessment) if finding_words.find(assessment, *RISES) else None
    if rise is None or finding_words.find(assessment, "within_wobble"):
        return ""
    return _("Doubled about every %(days)s days since %(day)s.") % {
        "days": round(rise.days),
        "day": dates.short_date(rise.first.collected_on),
    }


def _low(assessment: Assessment) -> str:
    low, judged = assessment.lowest, assessment.newest
    if low is None or judged is None or day_before_newest(assessment) is None:
        return ""
    since = lowest_since(assessment)
    if low.collected_on == judged.collected_on:
        return str(MY_LOWEST[since])
    facts = {
        "lowest": LOWEST[since],
        "value": numbers.value_on(low.collected_on, assessment),
        "day": dates.short_date(low.collected_on),
    }
    rise = finding_words.find(assessment, "tenfold_above_lowest")
    if rise and rise.fold:
        told = {**facts, "times": finding_words.times(rise, rise.fold, assessment)}
        if rise.result is None or rise.result == judged.collected_on:
            return _("%(lowest)s: %(value)s, %(day)s. Now %(times)s.") % told
        then = dates.short_date(rise.result)  # the newest test may be later and unable to rule the rise out
        return _("%(lowest)s: %(value)s, %(day)s. On %(then)s %(times)s.") % {**told, "then": then}
    return _("%(lowest)s: %(value)s, %(day)s.") % facts


def _worth(assessment: Assessment) -> str:
    """The reasons for the most serious rise, in one line."""
    held = {row.code: row for row in assessment.trend.findings}
    worse = {"above_1_after_mmr", "mmr_lost_confirmed", "above_mmr_off_treatment"} & held.keys()
    told = {"tenfold_above_lowest", *(["mmr_lost"] if worse else [])}
    codes = [code for code in RISES if code in held and code not in told][:MOST_REASONS]
    reasons = [finding_words.why(held[code], assessment) for code in codes]
    return _("Why ask: %(reasons)s.") % {"reasons": marks.listed(dict.fromkeys(reasons))} if reasons else ""


def _medicines(history: History, start: date | None, today: date) -> list[str]:
    """Medicines started or stopped after `start`."""
    if start is None:
        return []
    begun = [row for row in history.treatments if start < row.started_on <= today]
    ended = [row for row in history.treatments if row.stopped_on and start < row.stopped_on <= today]
    return [_begun(row) for row in begun] + [_ended(row) for row in ended]


def _begun(row: Treatment) -> str:
    name = with_dose(row.medicine, row.dose)
    return _("New medicine or dose: %(name)s since %(day)s.") % {
        "name": name,
        "day": dates.short_date(row.started_on),
    }


def _ended(row: Treatment) -> str:
    day = dates.short_date(row.stopped_on) if row.stopped_on else ""
    told = {"name": with_dose(row.medicine, row.dose), "day": day}
    if reason := words.stop_reason(row.stop_reason):
        return _("Ended: %(name)s on %(day)s (%(reason)s).") % {**told, "reason": reason}
    return _("Ended: %(name)s on %(day)s.") % told


def day_before_newest(assessment: Assessment) -> date | None:
    """The day of the test before the newest; None if there are fewer than two. Looked for from the newest
    back, as a long record has hundreds."""
    days = (judged.collected_on for judged in reversed(assessment.results))
    newest = next(days, None)
    return next((day for day in days if day != newest), None)
