"""Whose hand a write is in: the signed-in user, noted with every change.

Kept beside the call, not in its arguments: each write of a request has one author, and an action that forgot
to pass it on would note nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_user_id: ContextVar[int | None] = ContextVar("acting_user_id", default=None)


@contextmanager
def acting_as(user_id: int | None) -> Iterator[None]:
    """Note every change made inside as this user's; None for nobody's (a command, the daily purge)."""
    token = _user_id.set(user_id)
    try:
        yield
    finally:
        _user_id.reset(token)


def acting_user_id() -> int | None:
    """The user whose writes these are, if anybody's."""
    return _user_id.get()
