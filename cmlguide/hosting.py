"""What only a hosted site needs: its database from one environment variable."""

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
