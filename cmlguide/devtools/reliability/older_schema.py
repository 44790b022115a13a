"""A database as an earlier version left it, with a person's results in it.

    python -m cmlguide.devtools.reliability.older_schema                  the names of all schemas, as JSON
    python -m cmlguide.devtools.reliability.older_schema 0004_what_imports_keep

brings an empty database there, writes into it, and prints the notes of the results.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal

import django

APP = "records"
VALUES = ("1E-30", "0.0030", "123456789.00000000000000000123")


def main(name: str = "") -> None:
    django.setup()
    sys.stdout.write(json.dumps(_fill(name) if name else _names()))


def _names() -> list[str]:
    from django.db.migrations.loader import MigrationLoader

    return sorted(name for app, name in MigrationLoader(None).disk_migrations if app == APP)


def _fill(name: str) -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate([(APP, name)])
    models = executor.loader.project_state([(APP, name)]).apps
    user = models.get_model(APP, "User").objects.create(username="older")
    person = models.get_model(APP, "Person").objects.create(owner=user, name="Ünïcödé 漢字")
    notes = []
    for place, value in enumerate(VALUES):
        notes.append(f"older-{place}")
        facts = {"collected_on": date(2020, 2, 29 - place), "value": Decimal(value), "note": notes[-1]}
        row = models.get_model(APP, "Result").objects.create(person=person, unit="percent_is", **facts)
        change = {"noun": "result", "row_id": row.pk, "action": "added"}
        models.get_model(APP, "Change").objects.create(person=person, **change)
    return notes


if __name__ == "__main__":
    main(*sys.argv[1:])
