"""Made-up records for tests, written through the same actions the site uses.

Every default is plain: chronic phase, typical transcript, imatinib, one clinic's laboratory.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any

from django.utils import timezone

from cmlguide.records.actions.goals import add_goal
from cmlguide.records.actions.imports import import_rows
from cmlguide.records.actions.persons import create_person
from cmlguide.records.actions.results import add_result
from cmlguide.records.actions.rows import add_row
from cmlguide.records.actions.sharing import accept_invitation, digest_of, invite_helper
from cmlguide.records.actions.sharing import make_guest_link as make_link
from cmlguide.records.actions.waiting_files import keep_waiting_file
from cmlguide.records.models import (
    Allergy,
    BloodCount,
    DiaryEntry,
    Goal,
    GuestLink,
    Helper,
    ImportBatch,
    MarrowTest,
    Medicine,
    Mutation,
    OtherMedicine,
    Person,
    Result,
    User,
    Visit,
    WaitingFile,
    WaitingSample,
)
from cmlguide.records.models.guest_link import SECTIONS
from cmlguide.web.pages.imports.draft import Draft
from cmlguide.web.pages.imports.waiting import lock_draft

STARTED_ON = date(2025, 9, 8)
_numbers = count(1)


def make_user(**fields: Any) -> User:
    """A user who can sign in; the password is `password` unless given."""
    fields.setdefault("username", f"user{next(_numbers)}")
    return User.objects.create_user(password=fields.pop("password", "password"), **fields)


def make_person(owner: User | None = None, **fields: Any) -> Person:
    """A person in chronic phase with a typical transcript; a new user keeps the record if none is given."""
    facts = {"phase": "chronic", "transcript": "typical", "diagnosed_on": date(2025, 8, 29), **fields}
    return create_person(owner=owner or make_user(), **facts)


def make_medicine(person: Person, **fields: Any) -> Medicine:
    """Imatinib from 2025-09-08, still taken."""
    return add_row(
        Medicine,
        person=person,
        **{"medicine": "imatinib", "started_on": STARTED_ON, "dose": "400 mg once a day", **fields},
    )


def make_result(person: Person, value: str | None = "0.074", **fields: Any) -> Result:
    """A number on the International Scale, taken on 2026-09-07. `value` None leaves the number out."""
    number = None if value is None else Decimal(value)
    facts = {"collected_on": date(2026, 9, 7), "value": number, "unit": "percent_is", **fields}
    return add_result(person=person, **facts)


def make_blood_count(person: Person, **fields: Any) -> BloodCount:
    """An ordinary blood count of 2025-12-04."""
    facts = {
        "collected_on": date(2025, 12, 4),
        "wbc": Decimal("5.4"),
        "hemoglobin": Decimal("13.2"),
        **fields,
    }
    return add_row(BloodCount, person=person, **facts)


def make_marrow_test(person: Person, **fields: Any) -> MarrowTest:
    """The marrow at diagnosis: all of 20 cells Ph+."""
    facts = {"collected_on": date(2025, 8, 29), "ph_positive": 20, "metaphases": 20, **fields}
    return add_row(MarrowTest, person=person, **facts)


def make_mutation(person: Person, **fields: Any) -> Mutation:
    """T315I, reported on 2026-01-10."""
    facts = {"found_on": date(2026, 1, 10), "name": "T315I", "resistance": True, **fields}
    return add_row(Mutation, person=person, **facts)


def make_goal(person: Person, code: str = "fewer_copies", **fields: Any) -> Goal:
    """The goal "fewer copies", placed last among the goals."""
    return add_goal(person=person, code=code, **fields)


def make_diary_entry(person: Person, **fields: Any) -> DiaryEntry:
    """Mild nausea on 2026-09-01. Another `kind` has its own facts, and no symptom."""
    facts: dict[str, Any] = {"happened_on": date(2026, 9, 1), "kind": "side_effect"}
    if fields.get("kind", "side_effect") == "side_effect":
        facts.update(symptom="nausea", severity="mild")
    return add_row(DiaryEntry, person=person, **{**facts, **fields})


def make_other_medicine(person: Person, **fields: Any) -> OtherMedicine:
    """Omeprazole since 2026-08-01, still taken."""
    facts = {"name": "omeprazole", "dose": "20 mg", "started_on": date(2026, 8, 1), **fields}
    return add_row(OtherMedicine, person=person, **facts)


def make_allergy(person: Person, **fields: Any) -> Allergy:
    """Penicillin, with a rash."""
    return add_row(Allergy, person=person, **{"name": "penicillin", "reaction": "rash", **fields})


def make_helper(person: Person, user: User | None = None, *, role: str = "view", **fields: Any) -> Helper:
    """Ana, who accepted an invitation today, with no end date; a new user if none is given."""
    asked = {"name": "Ana", "lasts": None, "now": timezone.now(), **fields}
    helper, token = invite_helper(person=person, role=role, **asked)
    accept_invitation(digest=digest_of(token), user=user or make_user(), now=asked["now"])
    helper.refresh_from_db()
    return helper


def make_guest_link(person: Person, sections: Sequence[str] = SECTIONS, **fields: Any) -> GuestLink:
    """A link for Dr Weber to everything a link can show, for a week and without a PIN."""
    asked = {"name": "Dr Weber", "lasts": timedelta(days=7), "now": timezone.now(), **fields}
    return make_link(person=person, sections=sections, **asked)[0]


def make_waiting_sample(person: Person, **fields: Any) -> WaitingSample:
    """Blood taken on 2026-11-12, its result expected twelve days later."""
    facts = {"taken_on": date(2026, 11, 12), "expected_on": date(2026, 11, 24), "lab": "City", **fields}
    return add_row(WaitingSample, person=person, **facts)


def make_visit(person: Person, **fields: Any) -> Visit:
    """A visit on 2026-11-24 at half past nine."""
    facts = {"visit_on": date(2026, 11, 24), "visit_at": time(9, 30), "place": "City Hospital", **fields}
    return add_row(Visit, person=person, **facts)


def make_series(
    person: Person, values: Sequence[str], *, first_on: date = date(2025, 8, 29), days: int = 91
) -> list[Result]:
    """One result on the International Scale for each of `values`, `days` apart; the first is the baseline."""
    return [
        make_result(person, value, collected_on=first_on + timedelta(days=days * place), baseline=place == 0)
        for place, value in enumerate(values)
    ]


def make_import(person: Person, **fields: Any) -> ImportBatch:
    """One result imported from a table."""
    row = {"collected_on": date(2026, 6, 1), "value": Decimal("0.2"), "unit": "percent_is"}
    facts = {"source": "csv", "sha256": "0" * 64, "rows": {"results": [row]}, **fields}
    return import_rows(person=person, **facts)


def make_waiting_file(
    person: Person, text: str = "Date,BCR-ABL1 % (IS)\n2026-04-17,0\n", **facts: Any
) -> WaitingFile:
    """A table of one number that raises a question: a 0, which no test can report."""
    content = text.encode()
    return keep_waiting_file(
        person=person,
        sha256=sha256(content).hexdigest(),
        content=lock_draft(Draft(person.pk, content, "a.csv")),
        questions=1,
        **facts,
    )
