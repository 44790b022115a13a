"""How much an account may keep: far more than a life with CML fills, far less than would harm other people.

The numbers are settings.MOST. What was deleted counts until it is purged, as it fills the same room.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class FullError(Exception):
    """There is no room. `what` is a key of settings.MOST, `most` its number. Nothing was saved."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(what)
        self.what, self.most = what, most


def refuse_if_full(what: str, kept: models.QuerySet[models.Model], *, more: int = 1) -> None:
    """Raise FullError where `more` beside those that are kept would be too many."""
    most: int = settings.MOST[what]
    if kept.count() + more > most:
        raise FullError(what, most)
