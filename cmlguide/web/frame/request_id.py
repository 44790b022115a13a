"""The name of a request in the logs: a proxy's own, where one stands before the site, else one made here."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WELL_FORMED = re.compile(r"[0-9A-Za-z_-]{8,64}")
"""nginx's `$request_id` is 32 signs of it. Anything else may be a sentence, a second line or a value."""

_present: ContextVar[str] = ContextVar("request_id", default="")


def choose(said: str, *, from_proxy: bool) -> str:
    """What the proxy said, if it is ours and well formed; else a new name by chance."""
    return said if from_proxy and WELL_FORMED.fullmatch(said) else uuid.uuid4().hex


@contextmanager
def named(request_id: str) -> Iterator[None]:
    """Log lines written inside bear this name."""
    before = _present.set(request_id)
    try:
        yield
    finally:
        _present.reset(before)


def present() -> str:
    """The name of the request that is being answered; "" outside of any."""
    return _present.get()
