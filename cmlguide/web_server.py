"""The settings of a hosted site's web server, and the checks before it starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from cmlguide.hosting import refuse_unsafe_start

THREADS = 16
METRICS = "127.0.0.1:9108"
BIND = "127.0.0.1:8000"


@dataclass(frozen=True)
class ServerChoices:
    """`bind`: where it listens. `metrics`: host and port for the metrics, or None for none."""

    bind: str
    processes: int
    threads: int
    metrics: tuple[str, int] | None


def read_choices(environment: Mapping[str, str]) -> ServerChoices:
    """The operator's settings, or else the measured defaults. Raises ImproperlyConfigured with a sentence."""
    return ServerChoices(
        bind=environment.get("CMLGUIDE_BIND", "").strip() or BIND,
        processes=_number(environment, "CMLGUIDE_PROCESSES", os.cpu_count() or 1),
        threads=_number(environment, "CMLGUIDE_THREADS", THREADS),
        metrics=_metrics_at(environment.get("CMLGUIDE_METRICS", "").strip() or METRICS),
    )


def _number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    said = environment.get(name, "").strip() or str(otherwise)
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= 256):
        raise ImproperlyConfigured(f"{name} must be a number from 1 to 256.")
    return int(said)


def _metrics_at(said: str) -> tuple[str, int] | None:
    if said == "off":
        return None
    host, _, port = said.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise ImproperlyConfigured(
            f"CMLGUIDE_METRICS must be an address and a port of this computer, such as {METRICS}, or off."
        )
    return host.removeprefix("[").removesuffix("]"), int(port)


def refuse_to_start(environment: Mapping[str, str]) -> str:
    """Why the site cannot be served, as one line for the operator; "" if it can."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmlguide.settings")
    try:
        read_choices(environment)
        from django.conf import settings  # here: reading the settings can itself fail

        if not settings.HOSTED:
            return "CMLGUIDE_HOSTS is not set: gunicorn serves a hosted site. At home use manage.py serve."
        refuse_unsafe_start(environment)
        if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
            return f"{settings.STATIC_ROOT} holds no files to serve. Run manage.py collectstatic."
    except ImproperlyConfigured as error:
        return str(error)
    return ""
