"""A record is read and judged once while it stays as it is, and anew after any change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from cmlguide.records import judged
from cmlguide.records.actions.accounts import erase_account
from cmlguide.records.actions.persons import create_person, delete_everything
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.judged import assess_person, assess_with_history, history_of, judge
from cmlguide.records.models import Medicine, Person, Result
from tests.factories import (
    make_blood_count,
    make_diary_entry,
    make_goal,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_other_medicine,
    make_person,
    make_result,
    make_series,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("size", [0, 1, 60])
def test_assess_person_asks_the_database_once(size, django_assert_num_queries):
    person = make_person()
    make_medicine(person)
    make_blood_count(person)
    make_marrow_test(person)
    make_mutation(person)
    make_series(person, ["0.05"] * size, days=30)

    with django_assert_num_queries(1):
        assessment = assess_person(person, date(2031, 1, 1))

    assert len(assessment.results) == size


def test_assess_person_without_anything_entered():
    person = create_person(owner=make_user())

    assessment = assess_person(person, date(2026, 11, 22))

    assert (assessment.guideline, assessment.results, assessment.now.severity) == ("eln-2020", (), "none")


@pytest.mark.parametrize(("chosen", "spoke"), [("", "eln-2020"), ("nccn-2024", "nccn-2024")])
def test_assess_person_speaks_by_the_guideline_chosen(chosen, spoke):
    assert assess_person(make_person(guideline=chosen), date(2026, 11, 22)).guideline == spoke


def test_assess_with_history_judges_the_history_it_gives():
    person = make_person()
    row = make_result(person)

    history, assessment = assess_with_history(person, date(2026, 11, 22))

    assert [judged.result for judged in assessment.results] == list(history.results)
    assert [judged.result.key for judged in assessment.results] == [str(row.pk)]


@pytest.fixture
def times(monkeypatch):
    """How often the engine was asked to judge."""
    asked = []
    real = judged.judge_history
    monkeypatch.setattr(judged, "judge_history", lambda *given: asked.append(given) or real(*given))
    return asked


@pytest.mark.parametrize(("taken_on", "is_kept"), [(TODAY, True), (date(2026, 11, 23), False)])
def test_the_judgement_is_kept_for_a_result_unless_an_entry_is_dated_later(taken_on, is_kept):
    person = make_person()
    make_result(person, collected_on=taken_on)

    one = judge(person, TODAY)

    assert (one.judgement is not None) == is_kept
    assert one.judgement is None or one.judgement.judged == one.assessment.results


def test_a_record_that_stays_as_it_is_is_judged_once(times):
    person = make_person()
    make_result(person)

    first = judge(person, TODAY)
    again = judge(Person.objects.get(pk=person.pk), TODAY)

    assert (again is first, history_of(person) is first.history, len(times)) == (True, True, 1)


# Not by the site's own actions, which know what they change: the way another program would.
@pytest.mark.parametrize(
    "change",
    [
        lambda person: Result.objects.filter(person=person).update(value="0.4"),
        lambda person: Result.objects.filter(person=person).delete(),
        lambda person: make_result(person, "3"),
        lambda person: Medicine.objects.filter(person=person).update(dose="300 mg"),
        lambda person: make_medicine(person, medicine="dasatinib", started_on=date(2026, 1, 1)),
        make_blood_count,
        make_marrow_test,
        make_mutation,
        make_diary_entry,
        make_goal,
        make_other_medicine,
        lambda person: Person.objects.filter(pk=person.pk).update(guideline="nccn-2024"),
        lambda person: Person.objects.filter(pk=person.pk).update(clinic_day_phone="555 0142"),
    ],
)
def test_after_any_change_it_is_read_and_judged_anew(change, times):
    person = make_person()
    make_medicine(person)
    make_result(person)
    before = judge(person, TODAY)

    change(person)
    now = Person.objects.get(pk=person.pk)
    after = judge(now, TODAY)
    judged.forget_records()

    assert (after is before, len(times)) == (False, 2)
    assert (after.history, after.assessment) == assess_with_history(now, TODAY)


def test_on_another_day_it_is_judged_anew(times):
    person = make_person()
    make_medicine(person)

    days = [judge(person, day).assessment.today for day in (TODAY, date(2026, 11, 23), TODAY)]

    assert (days, len(times)) == ([TODAY, date(2026, 11, 23), TODAY], 3)


def test_two_people_with_the_same_entries_are_told_apart():
    first, other = make_person(), make_person(owner=make_user(username="other"))

    rows = [make_result(person) for person in (first, other)]

    assert [history_of(person).results[0].key for person in (first, other)] == [str(row.pk) for row in rows]


@pytest.mark.parametrize(
    "erase",
    [lambda person: delete_everything(person=person), lambda person: erase_account(user=person.owner)],
)
def test_nothing_is_kept_of_what_was_erased(erase):
    person = make_person()
    judge(person, TODAY)

    erase(person)

    assert judged._kept == {}


def test_so_many_records_are_kept_and_none_for_long(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(judged, "monotonic", lambda: clock[0])
    people = [make_person(owner=make_user(username=f"owner{number}")) for number in range(10)]

    for person in people:
        judge(person, TODAY)
    kept = [len(judged._kept)]
    clock[0] = 601.0
    judge(people[0], TODAY)

    assert [*kept, len(judged._kept)] == [8, 1]


def test_what_is_made_of_a_record_is_made_once_and_only_so_many_things_are_kept():
    one, made = judge(make_person(), TODAY), []

    def make(name):
        return one.once(name, lambda: made.append(name) or f"made {name}")

    first = [make("a"), make("a"), make("b")]
    for number in range(30):
        make(number)

    assert (first, made[:3]) == (["made a", "made a", "made b"], ["a", "b", 0])
    assert list(one._made) == list(range(6, 30))


def test_threads_that_read_many_records_at_once_disturb_nobody():
    """At home six threads answer, hosted several in each process."""
    one, wrong = judge(make_person(), TODAY), []

    def work(number):
        for turn in range(300):
            asked = (number * 7 + turn) % 40
            if one.once(asked, lambda asked=asked: f"made {asked}") != f"made {asked}":
                wrong.append(asked)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    assert (wrong, len(one._made) <= 24 + 6) == ([], True)


def test_judge_gives_the_diary_it_read_with_the_record(django_assert_num_queries):
    person = make_person()
    kept, gone = make_diary_entry(person), make_diary_entry(person, symptom="headache")
    delete_row(gone)

    with django_assert_num_queries(1):
        diary = judge(person, TODAY).diary

    assert [(entry.pk, entry.symptom) for entry in diary] == [(kept.pk, "nausea")]
