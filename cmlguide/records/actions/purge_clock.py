"""A clock that leaps is believed a week later, so that what it would end does not end at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cmlguide.records.models import PurgeClock

LEAP = timedelta(days=8)
"""From one purge to the next: longer may be a long pause, or a clock that is wrong."""
BELIEVED_AFTER = timedelta(days=7)


@transaction.atomic
def trusted_now(*, now: datetime) -> datetime:
    """The time by which to purge: `now`, unless the clock leapt more than eight days since the last purge.

    Then it is the last time that was believed, until the clock has gone on for a week from where it leapt to.
    Somebody who starts the program every few months has things purged one start later.
    """
    clock = PurgeClock.objects.select_for_update().first()
    if clock is None:
        clock = PurgeClock(trusted_at=now, seen_at=now)
    if now < clock.seen_at:  # set back: what it showed before is not believed
        clock.seen_at = now
        clock.trusted_at = min(clock.trusted_at, now)
    if now - clock.trusted_at <= LEAP:
        clock.trusted_at = clock.seen_at = now
    elif now - clock.seen_at >= BELIEVED_AFTER:
        clock.trusted_at, clock.seen_at = clock.seen_at, now
    clock.save()
    return min(now, clock.trusted_at)
