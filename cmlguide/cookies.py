"""What the site's cookies are called, and how long nobody may use a session that goes on."""

import hashlib
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

IDLE_MINUTES = 30


def cookie_name(kind: str, secret_key: str, *, hosted: bool) -> str:
    """A cookie's name on this site.

    Hosted, browsers hold the `__Host-` in it to https, to this very host and to all of its paths. At home a
    cookie goes to every port of localhost; each installation has a name of its own, so that two running side
    by side do not sign each other out.
    """
    if hosted:
        return f"__Host-cmlguide_{kind}"
    digest = hashlib.blake2b(secret_key.encode(), digest_size=4, person=b"cmlguide-cookie")
    return f"cmlguide_{kind}_{digest.hexdigest()}"


def read_idle_minutes(environment: Mapping[str, str]) -> int:
    """CMLGUIDE_IDLE_MINUTES, else 30. Raises ImproperlyConfigured."""
    text = environment.get("CMLGUIDE_IDLE_MINUTES") or str(IDLE_MINUTES)
    if not text.isascii() or not text.isdigit() or not 2 <= int(text) <= 1440:
        raise ImproperlyConfigured("CMLGUIDE_IDLE_MINUTES must be a number of minutes from 2 to 1440.")
    return int(text)
