"""The metrics of a hosted site for Prometheus: requests by page, method and status, and their duration.

Only imported on a hosted site: a home installation has no prometheus_client. No label contains the number of
a row, a person or an address, and the pages are those in `urls.py`, so the number of series is limited.
"""

from __future__ import annotations

from prometheus_client import Counter, Histogram

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_requests = Counter(
    "cmlguide_requests", "Requests answered, by page, method and status.", ("route", "method", "status")
)
_seconds = Histogram(
    "cmlguide_request_seconds", "Seconds from a request to its answer, by page.", ("route",), buckets=SECONDS
)
_ready = Counter("cmlguide_ready_checks", "Answers of /readyz, by what was found.", ("found",))


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    _requests.labels(route, method, str(status)).inc()
    _seconds.labels(route).observe(seconds)


def count_ready_check(found: str) -> None:
    """Count one answer of /readyz: `ready`, or what is missing."""
    _ready.labels(found).inc()
