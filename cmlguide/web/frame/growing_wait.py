"""Slows down guessing a passphrase at home without locking anybody out."""

import math
import time
from collections.abc import Callable
from threading import Lock

FREE_TRIES = 3
LONGEST_SECONDS = 60


def seconds_after(wrong: int) -> int:
    """The wait in seconds after this many wrong tries in a row: none, then 2, 4, 8 ... up to a minute."""
    if wrong < FREE_TRIES:
        return 0
    return int(min(2 ** min(wrong - FREE_TRIES + 1, 10), LONGEST_SECONDS))


class GrowingWait:
    """Counts each browser's wrong tries, in memory: restarting the program forgets them.

    Browsers that have signed in before are counted separately, all others together. So somebody who guesses
    does not slow down the owner's browsers, and using more browsers allows no more guesses. `clock` gives
    seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: dict[str, int] = {}
        self._free_at: dict[str, float] = {}

    def begin(self, browser: str) -> int:
        """0 if a try may be made now, else the seconds to wait first. A try made too early is not counted.

        The try counts as wrong until `forget`, so that many at the same moment are not all let through.
        """
        with self._lock:
            left = self._left(browser)
            if not left:
                self._wrong[browser] = self._wrong.get(browser, 0) + 1
                self._free_at[browser] = self._clock() + seconds_after(self._wrong[browser])
            return left

    def left(self, browser: str) -> int:
        """The seconds until this browser may try again."""
        with self._lock:
            return self._left(browser)

    def _left(self, browser: str) -> int:
        """Never more than the wait itself, even if the computer's clock is set back meanwhile."""
        left = math.ceil(self._free_at.get(browser, 0) - self._clock())
        return max(0, min(left, seconds_after(self._wrong.get(browser, 0))))

    def forget(self, browser: str) -> None:
        """Start over after a correct passphrase."""
        with self._lock:
            self._wrong.pop(browser, None)
            self._free_at.pop(browser, None)


guesses = GrowingWait()
"""The guesses at this process's passphrase."""
