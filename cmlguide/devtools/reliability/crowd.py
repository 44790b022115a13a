"""A site full of people: a few real records, written by the site's own actions, and as many copies as asked.

    python -m cmlguide.devtools.reliability.crowd 100000 60

copies them in PostgreSQL itself and prints the cookies of 60 people among them, as JSON. The results of one
person lie apart on the disk, as they do where they come in over years.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import django

from milestones.history import History, PersonFacts, Result, Treatment

PATTERNS = 5
RESULTS = 40
HELPED = 20
"""One in so many has a helper."""


def main(people: int, visitors: int) -> None:
    """Fill a prepared database, which holds patterns at most, up to so many people; sign some of them in."""
    django.setup()
    from django.db import connection

    from cmlguide.records.models import Person

    there = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    patterns = there + [_make_pattern(number) for number in range(len(there), min(people, PATTERNS))]
    with connection.cursor() as cursor:
        for statement in _statements(patterns, people - len(patterns)):
            cursor.execute(statement)
    sys.stdout.write(json.dumps(_sign_in(visitors)))


def _make_pattern(number: int) -> int:
    """A person with a history of their own: the person's number."""
    from cmlguide.records.actions.consent import note_consent  # these want a site that is set up
    from cmlguide.records.actions.records import open_record
    from cmlguide.records.models import User
    from cmlguide.web.frame.consent import VERSION

    user = User.objects.create_user(f"pattern-{number}")
    note_consent(user=user, version=VERSION, day=date(2026, 1, 1))
    return open_record(owner=user, history=make_history(number)).pk


def make_history(number: int) -> History:
    """Ten years of tests, every three months: a fall, then small steps; every seventh finds nothing."""
    chance = random.Random(number)  # noqa: S311 - made-up values, no secrets
    first_on = date(2016, 1, 1 + number)
    results = tuple(_make_result(first_on + timedelta(days=91 * n), n, chance) for n in range(RESULTS))
    person = PersonFacts(transcript="typical", phase="chronic", diagnosed_on=first_on, born_year=1960)
    treatments = (Treatment("imatinib", first_on + timedelta(days=10)),)
    return History(person=person, treatments=treatments, results=results)


def _make_result(day: date, place: int, chance: random.Random) -> Result:
    if place % 7 == 6:
        return Result(day, "not_detected", limit=Decimal("0.0032"), unit="percent_is", copies=64000)
    percent = Decimal(chance.randrange(56, 112)) / 4 ** min(place, 7)
    return Result(day, "value", percent.quantize(Decimal("0.0001")), "percent_is", lab="City", copies=52000)


def _statements(patterns: list[int], copies: int) -> Iterator[str]:
    """The SQL that copies the patterns, and tells the planner of it. All names are the site's own."""
    from django.contrib.auth import get_user_model

    from cmlguide.records import models

    if copies <= 0:
        return
    yield "SET session_replication_role = replica"  # what points to another row is right by how it is made
    yield "SET synchronous_commit = off"
    yield (
        "CREATE TEMP TABLE pattern AS SELECT row_number() OVER () - 1 AS place, p.id, p.owner_id"
        f" FROM records_person p WHERE p.id IN ({','.join(map(str, patterns))})"
    )
    new = f"FROM generate_series(1, {copies}) n JOIN pattern ON pattern.place = n % {len(patterns)}"
    yield _copy(get_user_model(), {"id": "n + 1000000", "username": "'copy-' || n"}, new, "pattern.owner_id")
    yield _copy(models.Person, {"id": "n + 1000000", "owner_id": "n + 1000000"}, new, "pattern.id")
    yield _copy_of_person(models.Medicine, new, "")
    for place in range(RESULTS):
        own = "SELECT id FROM records_result r WHERE r.person_id = pattern.id"
        yield _copy_of_person(models.Result, new, f" AND old.id = ({own} ORDER BY id OFFSET {place} LIMIT 1)")
    yield (
        f"INSERT INTO {models.Helper._meta.db_table}"
        " (person_id, user_id, name, role, token_digest, invited_at, accepted_at)"
        " SELECT n + 1000000, n + 1000001, 'Ana', 'view', '', now(), now()"
        f" FROM generate_series(1, {copies} - 1, {HELPED}) n"
    )
    yield "SET session_replication_role = DEFAULT"
    yield "DROP TABLE pattern"
    yield "VACUUM ANALYZE"


def _copy(model: Any, changed: dict[str, str], new: str, original: str) -> str:
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    values = ", ".join(changed.get(column, f'old."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} {new} JOIN {table} old ON old.id = {original}"


def _copy_of_person(model: Any, new: str, only: str) -> str:
    """Copies of a pattern's rows, each with the new person and a number of its own."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    values = ", ".join("n + 1000000" if column == "person_id" else f'old."{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    of_patterns = f"JOIN {table} old ON old.person_id = pattern.id{only}"
    return f"INSERT INTO {table} ({names}) SELECT {values} {new} {of_patterns}"


def _sign_in(visitors: int) -> list[dict[str, str]]:
    """The cookies of people chosen by chance, always the same ones."""
    from cmlguide.devtools.reliability.people import cookies_of
    from cmlguide.records.models import User

    numbers = sorted(User.objects.values_list("pk", flat=True))
    chosen = random.Random(13).sample(numbers, min(visitors, len(numbers)))  # noqa: S311 - no secrets
    users = User.objects.in_bulk(chosen)
    return [cookies_of(number, users[number].get_session_auth_hash()) for number in chosen]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
