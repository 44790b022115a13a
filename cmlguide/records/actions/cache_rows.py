"""What the rate limits counted goes when it no longer counts.

Django's cache in the database takes an expired row out only when that very key is asked for again, and these
keys hold network addresses: nobody may ask again for years.
"""

from __future__ import annotations

from datetime import datetime

from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection


def purge_cache(*, now: datetime) -> int:
    """How many expired rows were taken out of the cache's table."""
    cache = caches["default"]
    if not isinstance(cache, BaseDatabaseCache):
        return 0
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
    expired = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expired])  # noqa: S608 - Django's own name
        return int(cursor.rowcount)
