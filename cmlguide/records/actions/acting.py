"""Who is making the current writes: the signed-in user, noted with every change.

Held in the context rather than passed as an argument: all writes of one request have one author, and an
action that forgot to pass the author on would leave the change without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_user_id: ContextVar[int | None] = ContextVar("acting_user_id", default=None)


@contextmanager
def acting_as(user_id: int | None) -> Iterator[None]:
    """Attribute every change made inside to this user;
    None attributes it to nobody (a command, the purge)."""
    token = _user_id.set(user_id)
    try:
        yield
    finally:
        _user_id.reset(token)


def acting_user_id() -> int | None:
    """The id of the user who is writing, or None for nobody."""
    return _user_id.get()
