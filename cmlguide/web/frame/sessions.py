"""Sessions that end after a time without use; otherwise Django's own, kept in the database.

A session without its own expiry (opened by a passphrase or password) ends SESSION_COOKIE_AGE seconds after
the last request. One with its own expiry (the printed link, a file being read) ends then, used or not.

Where nothing can be written, pages can still be read: at home this process keeps what changes in a session.
"""

import datetime as dt
from contextlib import suppress
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

from cmlguide.web.frame.faults import CANNOT_WRITE

NOTED_EVERY = dt.timedelta(minutes=1)
"""How exactly a use is noted: a page that loads ten things writes once."""
MOST_KEPT = 100
NO_KEY, NEVER = "no key", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_kept: dict[str, tuple[str, dt.datetime]] = {}
"""By name: what a session holds, and when it ends, where it could not be written."""


class SessionStore(db.SessionStore):
    """Each use extends the session. Only the expiry is written: the rest may be changing at that moment."""

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        if (kept := _kept.get(self.session_key or "")) and kept[1] > now:
            return self.decode(kept[0])
        row = _find(self.model, self.session_key, now)
        if row is None:
            self._session_key = None  # like Django's own: an ended session is not revived under its old key
            return {}
        data: dict[str, Any] = self.decode(row.session_data)
        ends = now + dt.timedelta(seconds=self.get_session_cookie_age())
        if not data.get("_session_expiry") and ends - row.expire_date >= NOTED_EVERY:
            with suppress(*CANNOT_WRITE):
                self.model.objects.filter(pk=row.pk).update(expire_date=ends)
        return data

    def save(self, must_create: bool = False) -> None:
        """What cannot be written is kept in memory at home, where there is one process. A hosted site lets it
        go, and a sign-in fails as any other write does: what was saved before is no less saved."""
        name = self.session_key or ""
        try:
            super().save(must_create or (name in _kept and not self.exists(name)))
        except (*CANNOT_WRITE, UpdateError) as fault:
            cause = fault.__context__ if isinstance(fault, UpdateError) else fault
            if not isinstance(cause, CANNOT_WRITE) or (settings.HOSTED and must_create):
                raise
            if settings.HOME_MODE:
                self._keep()
        else:
            _kept.pop(name, None)

    def delete(self, session_key: str | None = None) -> None:
        _kept.pop(session_key or self.session_key or "", None)
        super().delete(session_key)

    def _keep(self) -> None:
        _kept[self.session_key or ""] = (self.encode(dict(self.items())), self.get_expiry_date())
        while len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]


def _find(model: Any, key: str | None, now: dt.datetime) -> Any:
    """The session of that key which has not ended, or None."""
    adapt = connection.ops.adapt_datetimefield_value
    sql, values = _write_question(model, connection.vendor)
    filled = {NO_KEY: key, adapt(NEVER): adapt(now)}
    return next(iter(model.objects.raw(sql, [filled.get(value, value) for value in values])), None)


@cache
def _write_question(model: Any, _vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL of the one question every page asks, and its values, with NO_KEY for the key and NEVER for now.
    Kept, because writing it takes far longer than running it."""
    sql, values = model.objects.filter(pk=NO_KEY, expire_date__gt=NEVER).query.sql_with_params()
    return sql, values
