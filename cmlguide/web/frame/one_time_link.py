"""The link that signs in one browser at home."""

import secrets
import time
from collections.abc import Callable
from threading import Lock

from django.urls import reverse

GOOD_FOR = 600
"""Seconds: enough to carry the link to another browser; what an old terminal shows opens nothing."""


class OneTimeLink:
    """The token in the printed link: kept only in memory, good for one use within ten minutes.

    `clock` gives seconds. It is the wall clock, so that a link expires while a laptop sleeps.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._lock = Lock()
        self._clock = clock
        self._tell: Callable[[str], None] = lambda path: None
        self._renew()

    def _renew(self) -> None:
        self._token = secrets.token_urlsafe(32)
        self._ends_at = self._clock() + GOOD_FOR

    def _has_ended(self) -> bool:
        left = self._ends_at - self._clock()
        return not 0 < left <= GOOD_FOR  # more than possible: the clock was set back

    def path(self) -> str:
        """The current address of the link."""
        return reverse("home-open", args=[self._token])

    def when_renewed(self, tell: Callable[[str], None]) -> None:
        """Call `tell` with the path of the next link when one was used,
        or when one is needed after it expired."""
        self._tell = tell

    def use(self, token: str) -> bool:
        """Whether the token opens the site now. The right token is spent by this, whoever sent it."""
        with self._lock:
            right = secrets.compare_digest(token.encode(), self._token.encode())
            opens = right and not self._has_ended()
            if right:
                self._renew()
        if right:
            self._tell(self.path())
        return opens

    def renew_if_ended(self) -> None:
        """For somebody who needs a link: announce a new one if the last has expired, not before."""
        with self._lock:
            ended = self._has_ended()
            if ended:
                self._renew()
        if ended:
            self._tell(self.path())


link = OneTimeLink()
"""The link of this process."""
