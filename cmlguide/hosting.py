"""Settings only a hosted site needs, read from environment variables,
and what it refuses to start without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE_OPTIONS = (
    "application_name",
    "channel_binding",
    "connect_timeout",
    "gssencmode",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "options",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
)
"""What the database URL may say after `?`, by libpq's names; each is passed on to it as it stands."""
SECONDS_TO_CONNECT = "5"
"""Unless the URL says otherwise. libpq alone would wait for minutes, and every request with it."""
TLS_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SHORTEST_KEY = 50
MAIL_SECONDS = 10
"""How long a page waits for the mail server at most."""
FEWEST_SIGNS_OF_A_KEY = 5
"""Django's own measure of a weak key (security.W009)."""


def read_database_url(url: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL database, from `postgresql://user:password@host:port/name?sslmode=...`.

    `?host=/run/postgresql` in place of a host means a local socket. Raises ImproperlyConfigured with a
    sentence for anything unknown: a parameter silently dropped may be the one that turns TLS on.
    """
    try:
        parts = urlsplit(url)
        name, port = parts.path.lstrip("/"), parts.port
        said = _parameters(parts.query)
    except ValueError:
        raise _not_a_database() from None
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise _not_a_database()
    socket = said.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or socket,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _known_options(said),
    }


def _parameters(query: str) -> dict[str, str]:
    """Name to value, decoded as libpq does: a plus sign stays a plus sign. Raises ValueError without `=`."""
    pairs = (pair.split("=", 1) for pair in query.split("&") if pair)
    return {unquote(name): unquote(value) for name, value in pairs}


def _not_a_database() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "CMLGUIDE_DATABASE_URL must look like postgresql://user:password@host:5432/name"
    )


def _known_options(said: dict[str, str]) -> dict[str, str]:
    if unknown := sorted(set(said) - set(DATABASE_OPTIONS)):
        raise ImproperlyConfigured(
            f"CMLGUIDE_DATABASE_URL has a part that is not known: {', '.join(unknown)}."
            f" It may have: host, {', '.join(DATABASE_OPTIONS)}."
        )
    if said.get("sslmode", "prefer") not in TLS_MODES:
        raise ImproperlyConfigured(
            f"sslmode in CMLGUIDE_DATABASE_URL must be one of: {', '.join(TLS_MODES)}."
        )
    return {"connect_timeout": SECONDS_TO_CONNECT} | said


def read_pooling(environment: Mapping[str, str]) -> bool:
    """Whether a pooler assigns connections per transaction, so that no cursor may outlive one."""
    said = environment.get("CMLGUIDE_DATABASE_POOL", "").strip()
    if said not in {"", "transaction"}:
        raise ImproperlyConfigured(
            "CMLGUIDE_DATABASE_POOL must be transaction, where a pooler such as PgBouncer works like that,"
            " or not be set."
        )
    return said == "transaction"


@dataclass(frozen=True)
class Hsts:
    """How long browsers insist on https, and for which hosts."""

    seconds: int
    subdomains: bool
    preload: bool


HSTS_DAYS = 365
HSTS_REACH = ("host", "subdomains", "preload")


def read_hsts(environment: Mapping[str, str]) -> Hsts:
    """A year, including subdomains, and eligible for browsers' preload lists, unless the operator sets less.

    0 days make browsers forget it: for a trial, or before https is given up.
    """
    days = environment.get("CMLGUIDE_HSTS_DAYS", "").strip() or str(HSTS_DAYS)
    reach = environment.get("CMLGUIDE_HSTS_REACH", "").strip() or HSTS_REACH[-1]
    if not (days.isascii() and days.isdigit() and int(days) <= 3650):
        raise ImproperlyConfigured("CMLGUIDE_HSTS_DAYS must be a number of days from 0 to 3650.")
    if reach not in HSTS_REACH:
        raise ImproperlyConfigured(f"CMLGUIDE_HSTS_REACH must be one of: {', '.join(HSTS_REACH)}.")
    return Hsts(int(days) * 86_400, subdomains=reach != "host", preload=reach == "preload")


def read_proxies(environment: Mapping[str, str]) -> int:
    """How many of the operator's own proxies are in front of the site; 0 if none is named."""
    said = environment.get("CMLGUIDE_PROXIES", "").strip() or "0"
    if not (said.isascii() and said.isdigit() and int(said) <= 9):
        raise ImproperlyConfigured(
            "CMLGUIDE_PROXIES must be the number of proxies before the site: 1 for one, 0 for none."
        )
    return int(said)


@dataclass(frozen=True)
class Operator:
    """Who runs a hosted site, as its privacy page names them; "" and 0 for what they did not say."""

    name: str = ""
    place: str = ""
    contact: str = ""
    backup_days: int = 0
    log_days: int = 0


def read_operator(environment: Mapping[str, str]) -> Operator:
    """Who runs the site, where its computers are, whom to write to, how long copies and logs are kept."""
    name, place, contact = (
        environment.get(f"CMLGUIDE_{what}", "").strip()
        for what in ("OPERATOR", "STORED_IN", "PRIVACY_CONTACT")
    )
    backups, logs = (_read_days(environment, f"CMLGUIDE_{what}") for what in ("BACKUP_DAYS", "LOG_DAYS"))
    return Operator(name, place, contact, backups, logs)


def _read_days(environment: Mapping[str, str], name: str) -> int:
    said = environment.get(name, "").strip() or "0"
    if not (said.isascii() and said.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a number of days, such as 30.")
    return int(said)


def read_contact(environment: Mapping[str, str]) -> str:
    """Where to report a vulnerability, as a link; "" if not given."""
    said = environment.get("CMLGUIDE_SECURITY_CONTACT", "").strip()
    if said and any(sign.isspace() or not sign.isprintable() for sign in said):
        said = "no link"
    if not said or said.startswith(("https://", "mailto:", "tel:")):
        return said
    if said.count("@") == 1 and ":" not in said:
        return f"mailto:{said}"
    raise ImproperlyConfigured(
        "CMLGUIDE_SECURITY_CONTACT must be an e-mail address or a link that begins with https://."
    )


def read_fallback_keys(environment: Mapping[str, str]) -> list[str]:
    """Secret keys used before, newest first: they still decrypt and verify, but no longer encrypt or sign."""
    return [key for key in environment.get("CMLGUIDE_SECRET_KEY_FALLBACKS", "").split() if key]


def refuse_unsafe_start(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured, with a sentence for each setting that could harm people."""
    if missing := list(_what_is_unsafe(environment)):
        raise ImproperlyConfigured("A hosted site does not start like this. " + " ".join(missing))


def _what_is_unsafe(environment: Mapping[str, str]) -> Iterator[str]:
    if not environment.get("CMLGUIDE_DATABASE_URL"):
        yield (
            "CMLGUIDE_DATABASE_URL is not set: many people's records need PostgreSQL,"
            " as in postgresql://user:password@host:5432/name."
        )
    key = environment.get("CMLGUIDE_SECRET_KEY", "")
    if not key:
        yield f"CMLGUIDE_SECRET_KEY is not set: give it a random text of {SHORTEST_KEY} signs or more."
    elif len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS_OF_A_KEY:
        yield f"CMLGUIDE_SECRET_KEY is too easy to guess: it needs {SHORTEST_KEY} random signs or more."
    if not environment.get("CMLGUIDE_SMTP_HOST"):
        yield "CMLGUIDE_SMTP_HOST is not set: without mail nobody can get back in who forgot a password."
    if not environment.get("CMLGUIDE_PROXIES"):
        yield (
            "CMLGUIDE_PROXIES is not set: say how many proxies of yours stand before the site,"
            " 1 behind one, 0 where it is reached without any."
        )


def read_mail_server(environment: Mapping[str, str]) -> dict[str, Any]:
    """How mail is sent, in the shape of Django's MAILERS; without CMLGUIDE_SMTP_HOST none is sent."""
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
            "timeout": MAIL_SECONDS,
        },
    }
