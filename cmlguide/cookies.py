"""The names of the site's cookies, and how long a session may stay idle."""

import hashlib
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

IDLE_MINUTES = 30


def cookie_name(kind: str, secret_key: str, *, hosted: bool) -> str:
    """A cookie's name on this site.

    On a hosted site it starts with `__Host-`, which makes browsers keep it to https, this host and the whole
    site. At home a cookie is sent to every port of localhost; each installation has its own name, so that two
    running side by side do not sign each other out.
    """
    if hosted:
        return f"__Host-cmlguide_{kind}"
    digest = hashlib.blake2b(secret_key.encode(), digest_size=4, person=b"cmlguide-cookie")
    return f"cmlguide_{kind}_{digest.hexdigest()}"


def zone_cookie_name(*, hosted: bool) -> str:
    """The cookie that `static/js/zone.js` writes, which knows these two names as well. What it holds is no
    secret, so at home every installation may share it."""
    return "__Host-cmlguide_zone" if hosted else "cmlguide_zone"


def language_cookie_name(*, hosted: bool) -> str:
    """The cookie with the language that was chosen. At home every installation may share it, as above."""
    return "__Host-cmlguide_language" if hosted else "cmlguide_language"


def read_idle_minutes(environment: Mapping[str, str]) -> int:
    """Minutes a session may stay idle: CMLGUIDE_IDLE_MINUTES, else 30. Raises ImproperlyConfigured."""
    text = environment.get("CMLGUIDE_IDLE_MINUTES") or str(IDLE_MINUTES)
    if not text.isascii() or not text.isdigit() or not 2 <= int(text) <= 1440:
        raise ImproperlyConfigured("CMLGUIDE_IDLE_MINUTES must be a number of minutes from 2 to 1440.")
    return int(text)
