"""The next test and the coming visits, as events for a person's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.exchange.calendar_file import CalendarEvent
from cmlguide.records.zone import zone_of
from cmlguide.web.frame.stable_name import stable_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import Person, Visit
    from milestones.assessment import Assessment

_FIRST_MINUTE = datetime(2020, 1, 1, tzinfo=UTC)


def calendar_events(
    person: Person,
    assessment: Assessment,
    visits: Iterable[Visit],
    now: datetime,
    *,
    named: bool = False,
) -> tuple[CalendarEvent, ...]:
    """The events from today on. `named`: the titles may say what they are about; else nothing about health.

    A file exported later replaces the events from an earlier one: same uid, higher sequence.
    """
    revision = int((now - _FIRST_MINUTE).total_seconds() // 60)
    ahead = [one for one in visits if one.visit_on >= assessment.today and not one.happened]
    events = [_visit(person, one, now, revision, named) for one in ahead]
    due = assessment.next_test
    if due is not None:
        title = _("BCR::ABL1 blood test") if named else _("Reminder")
        day = due.from_ if due.from_ >= assessment.today else max(due.by, assessment.today)
        name = stable_name(person, "next-test")
        events.append(CalendarEvent(name, title, day, now, revision))
    return tuple(events)


def _visit(person: Person, visit: Visit, now: datetime, revision: int, named: bool) -> CalendarEvent:
    starts: date | datetime = visit.visit_on
    if visit.visit_at is not None:
        starts = datetime.combine(visit.visit_on, visit.visit_at, tzinfo=zone_of(person))
    return CalendarEvent(
        uid=stable_name(person, "visit", visit.pk),
        title=_("CML visit") if named else _("Visit"),
        starts=starts,
        changed_at=now,
        sequence=revision,
        place=visit.place if named else "",
        note=visit.with_whom if named else "",
    )
