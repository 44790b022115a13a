"""Limits, for each account, work that keeps a processor busy (a PDF, an encrypted page, reading a file).

A hosted site serves many people: no account, nor anybody who got into one, may hold up the others. At home
there is nobody else and no limit. The counts are in the cache that all processes of a site share.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cmlguide.exchange.work_apart import BusyError, WorkStoppedError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

AT_ONCE = 2
"""Pieces of work of one account that run at the same time."""
PIECES, SECONDS = 60, 600
"""Pieces in a stretch of time: a file with fifty questions, answered one by one, stays within it."""
LONGEST = 120
"""Seconds after which a piece of a process that died no longer counts as running."""
WHEN_BUSY = 5
"""Seconds to wait where too many run at once."""
WHEN_ALL_ARE_BUSY = 20
"""Seconds to wait when all processes for such work are busy with other people's."""


class TooMuchWork(Exception):
    """`wait` is the number of seconds until the account has room again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def heavy_work(view: View[P]) -> View[P]:
    """The view, which answers with a time to come back when the account has used up its share (429), or when
    other people's work occupies all the processes for it (503)."""

    @wraps(view)
    def respond(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if settings.HOME_MODE:
            return view(request, *args, **kwargs)
        try:
            with _a_share_of(_account(request)):
                return view(request, *args, **kwargs)
        except TooMuchWork as too_much:
            return _ask_to_wait(request, too_much.wait)
        except (BusyError, WorkStoppedError):
            return _say_busy(request)

    return respond


def _ask_to_wait(request: HttpRequest, seconds: int) -> HttpResponse:
    context = {"minutes": max(1, round(seconds / 60))}
    response = render(request, "errors/429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _say_busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "errors/503.html", status=503)
    response.headers["Retry-After"] = str(WHEN_ALL_ARE_BUSY)
    return response


def _account(request: HttpRequest) -> str:
    """Whose share it counts toward: the signed-in user's, or for a guest link that of the network address."""
    return f"user-{request.user.pk}" if request.user.pk else f"from-{request.META.get('REMOTE_ADDR', '')}"


@contextmanager
def _a_share_of(account: str) -> Iterator[None]:
    running = [f"work-now-{account}-{number}" for number in range(AT_ONCE)]
    place = next((key for key in running if cache.add(key, 1, LONGEST)), None)  # `add` takes each key once
    if place is None:
        raise TooMuchWork(WHEN_BUSY)
    try:
        _count_one_more(account)
        yield
    finally:
        cache.delete(place)


def _count_one_more(account: str) -> None:
    stretch, passed = divmod(int(time.time()), SECONDS)
    key = f"work-{stretch}-{account}"
    done = cache.get(key, 0)
    if done >= PIECES:
        raise TooMuchWork(SECONDS - passed)
    cache.set(key, done + 1, SECONDS)
