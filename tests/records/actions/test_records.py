"""A whole record is saved at once, or none of it."""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.actions.records import open_record
from cmlguide.records.models import Person, Result
from milestones.history import History, Marrow, Mutation, PersonFacts, Treatment
from milestones.history import Result as ResultValue
from milestones.record import RecordProblems
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def result_on(day, **facts):
    return ResultValue(day, "value", Decimal("0.1"), "percent_is", **facts)


def test_open_record_saves_everything_without_edit_history():
    owner = make_user()
    history = History(
        person=PersonFacts(phase="chronic"),
        treatments=(Treatment("imatinib", date(2025, 9, 8)),),
        results=(result_on(date(2026, 9, 7)), result_on(date(2025, 9, 7))),
    )

    person = open_record(owner=owner, history=history)

    assert list(owner.people.all()) == [person]
    assert [row.collected_on for row in person.results.kept()] == [date(2025, 9, 7), date(2026, 9, 7)]
    assert [row.medicine for row in person.medicines.kept()] == ["imatinib"]
    assert person.changes.count() == 0


def test_open_record_saves_400_results_in_few_queries(django_assert_max_num_queries):
    owner = make_user()
    history = History(results=tuple(result_on(date.fromordinal(735000 + day)) for day in range(400)))

    with django_assert_max_num_queries(15):
        person = open_record(owner=owner, history=history)

    assert person.results.count() == 400


def test_open_record_names_every_problem_and_saves_nothing():
    owner = make_user()
    history = History(
        person=PersonFacts(guideline="eln-2035"),
        treatments=(Treatment("a\x00", date(2025, 9, 8)),),
        results=(result_on(date(2026, 9, 7), lab="\ud800"), result_on(date(2026, 9, 8), copies=10**12 + 1)),
        marrow=(Marrow(date(2026, 9, 7), ph_positive=21, metaphases=20),),
        mutations=(Mutation(date(2026, 9, 7), extra={"x": float("inf")}),),
    )

    with pytest.raises(RecordProblems) as refused:
        open_record(owner=owner, history=history)

    cells = "There cannot be more Ph+ cells than cells in total. Check both numbers."
    sign = "This has a character in it that cannot be kept. Type it again."
    assert refused.value.problems == [
        "About you, guideline: Choose a guideline from the list.",
        f"Medicine from 2025-09-08, medicine: {sign}",
        f"Result from 2026-09-07, lab: {sign}",
        "Result from 2026-09-08, copies: Write a whole number, 0 or more.",
        f"Marrow test from 2026-09-07, ph_positive: {cells}",
        "Mutation from 2026-09-07, extra: This cannot be kept as JSON.",
    ]
    assert (Person.objects.count(), Result.objects.count()) == (0, 0)


def test_open_record_twice_makes_two_records():
    owner = make_user()
    history = History(results=(result_on(date(2026, 9, 7)),))

    first = open_record(owner=owner, history=history)
    second = open_record(owner=owner, history=history)

    assert [person.results.count() for person in (first, second)] == [1, 1]
