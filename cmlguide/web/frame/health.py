"""/healthz and /readyz of a hosted site: one word, and no details for strangers.

They are answered before the host name, https and the sign-in are checked: a proxy or a supervisor asks for
them from inside the network, by IP address. What is missing is in the log and the metrics.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse

from cmlguide.web.frame.measured import count_ready_check

log = logging.getLogger("cmlguide.health")

READY = "ready"
NO_DATABASE, NOT_MIGRATED = "database not reached", "migrations not applied"


def answer_health(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer the two addresses, and pass every other request on."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _word("ok", 200)
        if request.path == "/readyz":
            return _readiness()
        return get_response(request)

    return respond


def _readiness() -> HttpResponse:
    found = find_readiness()
    count_ready_check(found)
    if found == READY:
        return _word("ready", 200)
    log.error("not ready", extra={"facts": {"missing": found}})
    return _word("not ready", 503)


def _word(word: str, status: int) -> HttpResponse:
    answer = HttpResponse(f"{word}\n", content_type="text/plain; charset=utf-8", status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def find_readiness() -> str:
    """READY, or what is missing.

    A database with more migrations than this code knows is ready: during an upgrade the older code keeps
    running next to the newer (docs/hosting.md, "Upgrades").
    """
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        connection.close()  # the next request starts with a new one
        return NO_DATABASE
    return READY if needed_migrations() <= set(applied) else NOT_MIGRATED


@cache
def needed_migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this code, read once."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.graph.nodes)
