"""Guessing a passphrase at home is slowed down, and nobody is locked out by it."""

import math
import time
from collections.abc import Callable
from threading import Lock

FREE_TRIES = 3
LONGEST_SECONDS = 60


def seconds_after(wrong: int) -> int:
    """The wait after so many wrong tries in a row: none, then 2, 4, 8 ... up to a minute."""
    if wrong < FREE_TRIES:
        return 0
    return int(min(2 ** min(wrong - FREE_TRIES + 1, 10), LONGEST_SECONDS))


class GrowingWait:
    """How often each browser was wrong, in memory: starting the program anew forgets it.

    Browsers that signed in before count each for themselves, all others together. So somebody who guesses
    slows down no browser of the owner's, and more browsers make no more guesses. `clock` gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: dict[str, int] = {}
        self._free_at: dict[str, float] = {}

    def begin(self, browser: str) -> int:
        """0 for a try that may be made now, else the seconds to wait first. A try too early costs nothing.

        The try counts as wrong until `forget`: many at the same moment are not all let through.
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
        """Never more than the wait itself, also when the computer's clock is set back meanwhile."""
        left = math.ceil(self._free_at.get(browser, 0) - self._clock())
        return max(0, min(left, seconds_after(self._wrong.get(browser, 0))))

    def forget(self, browser: str) -> None:
        """It was right: begin anew."""
        with self._lock:
            self._wrong.pop(browser, None)
            self._free_at.pop(browser, None)


guesses = GrowingWait()
"""The guesses at this process's passphrase."""
