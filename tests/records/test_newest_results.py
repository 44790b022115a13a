from datetime import date, timedelta

from cmlguide.records.actions.rows import delete_row
from cmlguide.records.newest_results import newest_results
from tests.factories import make_person, make_result


def test_newest_of_each_in_one_query(person, today, django_assert_num_queries):
    other, empty = make_person(), make_person()
    make_result(person, "0.1", collected_on=date(2026, 1, 1))
    newest = make_result(person, "0.2", collected_on=date(2026, 2, 1))
    theirs = make_result(other, "5", collected_on=date(2020, 1, 1))

    with django_assert_num_queries(1):
        found = newest_results([person, other, empty], today)

    assert found == {person.pk: newest, other.pk: theirs}


def test_deleted_and_future_results_do_not_count(person, today):
    kept = make_result(person, "0.1", collected_on=date(2026, 1, 1))
    delete_row(make_result(person, "0.2", collected_on=date(2026, 2, 1)))
    make_result(person, "0.3", collected_on=today + timedelta(days=1))

    assert newest_results([person], today) == {person.pk: kept}


def test_of_two_on_one_day_the_one_entered_last(person, today):
    make_result(person, "0.1")
    last = make_result(person, "0.2")

    assert newest_results([person], today) == {person.pk: last}


def test_nobody_else_is_in_it(person, today):
    make_result(make_person())

    assert newest_results([person], today) == {}
