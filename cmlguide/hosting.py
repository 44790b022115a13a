"""What only a hosted site needs, read from environment variables: its database and its mail server."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def read_database_url(url: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL database, from `postgresql://user:password@host:port/name`.

    A path in place of the host, as in `postgresql:///name?host=/run/postgresql`, means a local socket.
    """
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "CMLGUIDE_DATABASE_URL must look like postgresql://user:password@host:5432/name"
        )
    socket = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or unquote(socket),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def read_mail_server(environment: Mapping[str, str]) -> dict[str, Any]:
    """How mail is sent, in the shape of Django's MAILERS; without CMLGUIDE_SMTP_HOST none is."""
    host = environment.get("CMLGUIDE_SMTP_HOST")
    if not host:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend", "OPTIONS": {}}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host,
            "port": int(environment.get("CMLGUIDE_SMTP_PORT", "587")),
            "username": environment.get("CMLGUIDE_SMTP_USER", ""),
            "password": environment.get("CMLGUIDE_SMTP_PASSWORD", ""),
            "use_tls": True,
        },
    }
