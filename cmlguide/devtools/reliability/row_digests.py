"""What a database holds, row by row, said the same way on every database: to compare two of them.

    python -m cmlguide.devtools.reliability.row_digests

prints a digest of each row by its table and number. It knows nothing of how a backup is written.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django

SIGNED_IN = frozenset({"sessions.Session", "usersessions.UserSession"})
"""Who is signed in where is in no backup, and comes from none."""


def main() -> None:
    django.setup()
    from django.apps import apps

    models = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    wanted = [model for model in models if not model._meta.proxy and model._meta.label not in SIGNED_IN]
    sys.stdout.write(json.dumps({model._meta.db_table: dict(_digests(model)) for model in wanted}))


def _digests(model: Any) -> Iterator[tuple[str, str]]:
    """Number and digest of each row."""
    columns = [field.attname for field in model._meta.concrete_fields]
    for values in model._base_manager.order_by("pk").values_list("pk", *columns).iterator():
        said = json.dumps([_say(value) for value in values[1:]], sort_keys=True)
        yield str(values[0]), hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _say(value: Any) -> Any:
    """A value as JSON; its type is part of it, so that a number is not the same as its text."""
    if isinstance(value, dict | list):
        return {"json": json.dumps(value, sort_keys=True, default=repr)}
    if isinstance(value, memoryview | bytes):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, datetime):
        return {"time": value.astimezone(UTC).isoformat()}
    if value is None or isinstance(value, bool | int | str):
        return value
    return {type(value).__name__: str(value)}


if __name__ == "__main__":
    main()
