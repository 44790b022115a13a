"""People whose records hold a row of every kind: letters, what was deleted, the edit history, who may see it.

    python -m cmlguide.devtools.reliability.whole_records 1000 13

makes so many in a site's own database, by the site's own actions, always the same for one seed.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import django

OWN_WORDS = (
    "Feeling fine",
    "two lines\nand a tab\t.",
    "Ünïcödé, 漢字, עברית, 🩸",
    'it\'s "quoted", \\ and a %s and {{ x }}',
    " spaces kept ",
    "<script>alert(1)</script>",
)
SMALLEST, LARGEST = Decimal("1E-30"), Decimal("123456789.000000000000001230")
FIRST_DAY = date(2012, 2, 29)


def main(count: int, seed: int) -> None:
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        for number in range(count):
            _make(number, random.Random(f"{seed} {number}"))  # noqa: S311 - made-up records, no secrets


def _make(number: int, chance: random.Random) -> None:
    """One user with one record."""
    from cmlguide.records.actions.acting import acting_as  # these want a site that is set up
    from cmlguide.records.actions.persons import create_person, edit_person
    from cmlguide.records.models import User

    user = User.objects.create_user(f"whole-{number}", email=f"{number}@example.org")
    with acting_as(user.pk):
        person = create_person(owner=user, phase="chronic", transcript="typical", name=_words(chance))
        edit_person(person=person, preferences=_words(chance), diagnosed_on=FIRST_DAY)
        _add_results(person, chance)
        _add_other_rows(person, chance)
        _bring_in(person, chance)
        _share(person, chance)


def _words(chance: random.Random) -> str:
    return chance.choice(OWN_WORDS)


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(4000))


def _add_results(person: Any, chance: random.Random) -> None:
    """Some results; one is edited twice and one edit undone, one is deleted, one deleted and put back."""
    from cmlguide.records.actions.results import add_result, edit_result
    from cmlguide.records.actions.rows import delete_row, restore_row, undo_edit

    numbers = [SMALLEST, LARGEST, *(Decimal(chance.randrange(1, 10**6)).scaleb(-4) for _ in range(6))]
    rows = [
        add_result(
            person=person, collected_on=_day(chance), value=value, unit="percent_is", note=_words(chance)
        )
        for value in numbers
    ]
    edit_result(result=rows[2], value=Decimal("0.0030"), note=_words(chance))
    edit_result(result=rows[2], value=Decimal("0.00300"))
    undo_edit(rows[2])
    delete_row(rows[3])
    restore_row(delete_row(rows[4]))


def _add_other_rows(person: Any, chance: random.Random) -> None:
    from cmlguide.records.actions.goals import add_goal
    from cmlguide.records.actions.questions import choose_question
    from cmlguide.records.actions.rows import add_row, delete_row
    from cmlguide.records.models import (
        Allergy,
        BloodCount,
        DiaryEntry,
        MarrowTest,
        Medicine,
        Mutation,
        OtherMedicine,
        Visit,
        WaitingSample,
    )

    day = _day(chance)
    rows = [
        add_row(Medicine, person=person, medicine="imatinib", started_on=FIRST_DAY, dose=_words(chance)),
        add_row(BloodCount, person=person, collected_on=day, wbc=Decimal("5.40"), hemoglobin=Decimal("13.2")),
        add_row(MarrowTest, person=person, collected_on=day, ph_positive=20, metaphases=20),
        add_row(Mutation, person=person, found_on=day, name="T315I", resistance=True),
        add_row(DiaryEntry, person=person, happened_on=day, kind="note", text=_words(chance)),
        add_row(OtherMedicine, person=person, name=_words(chance), started_on=day),
        add_row(Allergy, person=person, name=_words(chance), reaction=_words(chance)),
        add_row(Visit, person=person, visit_on=day, place=_words(chance)),
        add_row(WaitingSample, person=person, taken_on=day, lab=_words(chance)),
    ]
    add_goal(person=person, code="fewer_copies")
    choose_question(person=person, text=_words(chance))
    delete_row(chance.choice(rows))


def _bring_in(person: Any, chance: random.Random) -> None:
    """An import that stays, one that was undone, and a letter of bytes made by chance."""
    from cmlguide.records.actions.imports import import_rows, undo_import
    from cmlguide.records.actions.letters import bring_letters_back

    row = {"collected_on": _day(chance), "value": Decimal("0.2"), "unit": "percent_is"}
    for content in (b"kept", b"undone"):
        digest = sha256(content).hexdigest()
        batch = import_rows(person=person, source="csv", sha256=digest, rows={"results": [row]})
    undo_import(batch=batch)
    letter = chance.randbytes(chance.randrange(1, 20_000))
    bring_letters_back(person=person, letters=[(_day(chance), chance.random() < 0.5, letter)])


def _share(person: Any, chance: random.Random) -> None:
    from django.utils import timezone

    from cmlguide.records.actions.sharing import invite_helper, make_guest_link, note_look

    now = timezone.now()
    helper, _token = invite_helper(person=person, name=_words(chance), role="view", lasts=None, now=now)
    link, *_ = make_guest_link(
        person=person, name="Dr Weber", sections=("results",), lasts=timedelta(days=7), now=now
    )
    note_look(by=helper, page="timeline", now=now)
    note_look(by=link, page="shared-results", now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
