"""A sample at the lab, in words: the next test was taken already, and only its result is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.records.extras import read_extras
from cmlguide.records.models import WaitingSample
from cmlguide.web.words import dates
from cmlguide.web.words.result.facts import Fact

if TYPE_CHECKING:
    from milestones.assessment import Assessment
    from milestones.history import History


def sample_at_lab(history: History, assessment: Assessment) -> WaitingSample | None:
    """The newest sample still waited for; None if there is none, or if a later test has its result."""
    listed = history.extra.get("waiting_samples")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    rows = [WaitingSample(**read_extras(WaitingSample, item)[0]) for item in items]
    newest = assessment.newest
    waited_for = [
        row
        for row in rows
        if row.taken_on is not None  # a file may hold anything under this name
        and row.done_on is None
        and row.taken_on <= assessment.today
        and (newest is None or row.taken_on > newest.collected_on)
    ]
    return max(waited_for, key=lambda row: row.taken_on, default=None)


def at_lab_fact(sample: WaitingSample | None, assessment: Assessment) -> Fact | None:
    """`At the lab since 18 November: result expected about 25 November`; None without a sample."""
    if sample is None:
        return None
    today = assessment.today
    label = _("At the lab since %(day)s") % {"day": dates.day_and_month(sample.taken_on, today=today)}
    if sample.expected_on is None:
        return Fact(label, _("the result is still to come"))
    day = dates.day_and_month(sample.expected_on, today=today)
    if sample.expected_on < today:
        return Fact(label, _("expected about %(day)s; labs can take longer") % {"day": day})
    return Fact(label, _("result expected about %(day)s") % {"day": day})
