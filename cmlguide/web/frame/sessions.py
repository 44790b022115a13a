"""Sessions that end after a time without use; otherwise Django's own, kept in the database.

A session without its own expiry (opened by a passphrase or password) ends SESSION_COOKIE_AGE seconds after
the last request. One with its own expiry (the printed link, a file being read) ends then, used or not.
"""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

NOTED_EVERY = dt.timedelta(minutes=1)
"""How exactly a use is noted: a page that loads ten things writes once."""


class SessionStore(db.SessionStore):
    """Each use extends the session. Only the expiry is written: the rest may be changing at that moment."""

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        try:
            row = self.model.objects.get(pk=self.session_key, expire_date__gt=now)
        except self.model.DoesNotExist:
            self._session_key = None  # like Django's own: an ended session is not revived under its old key
            return {}
        data: dict[str, Any] = self.decode(row.session_data)
        ends = now + dt.timedelta(seconds=self.get_session_cookie_age())
        if not data.get("_session_expiry") and ends - row.expire_date >= NOTED_EVERY:
            self.model.objects.filter(pk=row.pk).update(expire_date=ends)
        return data
