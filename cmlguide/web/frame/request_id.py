"""The id of a request in the logs: from our own proxy if there is one, or else made here."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WELL_FORMED = re.compile(r"[0-9A-Za-z_-]{8,64}")
"""nginx's `$request_id` has 32 such characters. Anything else could smuggle text into the log."""

_present: ContextVar[str] = ContextVar("request_id", default="")


def choose(said: str, *, from_proxy: bool) -> str:
    """The id that was sent, if our own proxy sent it and it is well formed; or else a random one."""
    return said if from_proxy and WELL_FORMED.fullmatch(said) else uuid.uuid4().hex


@contextmanager
def named(request_id: str) -> Iterator[None]:
    """Log lines written inside carry this id."""
    before = _present.set(request_id)
    try:
        yield
    finally:
        _present.reset(before)


def present() -> str:
    """The id of the current request; "" outside of one."""
    return _present.get()
