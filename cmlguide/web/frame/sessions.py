"""Sessions that end when nobody used them for a while. Django's own, kept in the database, otherwise.

A session without a time of its own (a passphrase or password opened it) ends SESSION_COOKIE_AGE seconds after
the last request. One with a time of its own (the printed link, a file being read) ends then, used or not.
"""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

NOTED_EVERY = dt.timedelta(minutes=1)
"""How exactly a use is noted: a page that loads ten things writes once."""


class SessionStore(db.SessionStore):
    """Each use moves the end on. Only the end is written: the rest may just be changing."""

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        row = self.model.objects.filter(pk=self.session_key, expire_date__gt=now).first()
        if row is None:
            self._session_key = None  # as Django's own: what was ended is not made anew under its old name
            return {}
        data: dict[str, Any] = self.decode(row.session_data)
        ends = now + dt.timedelta(seconds=self.get_session_cookie_age())
        if not data.get("_session_expiry") and ends - row.expire_date >= NOTED_EVERY:
            self.model.objects.filter(pk=row.pk).update(expire_date=ends)
        return data
