from datetime import timedelta

from django.utils import timezone

from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.rows import MODELS, delete_row
from cmlguide.records.actions.visits import record_visit
from cmlguide.records.any_rows import DeletedRows, read_row, rows_by_key
from tests.factories import make_import, make_person, make_result, make_visit
from tests.records.every_noun import one_of_each

LONG_AGO = timedelta(days=365)


def deleted(person, ago=LONG_AGO):
    return [read_row(one) for one in DeletedRows(person, timezone.now() - ago)[0:100]]


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_of_every_noun_come_back_value_by_value(person):
    rows = one_of_each(person)
    for row in rows.values():
        delete_row(row)

    found = {one.noun: values(one.row) for one in deleted(person)}

    assert found.keys() == MODELS.keys()
    assert found == {noun: values(row) for noun, row in rows.items()}


def test_last_deleted_comes_first_and_kept_rows_not_at_all(person):
    make_result(person, "1")
    first, second = make_result(person, "2"), make_result(person, "3")
    delete_row(second)
    delete_row(first)

    assert [one.row.pk for one in deleted(person)] == [first.pk, second.pk]


def test_nobody_elses_rows(person):
    delete_row(make_result(make_person()))

    assert deleted(person) == []


def test_older_than_asked_for_is_left_out(person):
    row = delete_row(make_result(person))
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now() - timedelta(days=30, seconds=1))

    assert deleted(person, timedelta(days=30)) == []


def test_import_stands_for_all_it_brought(person):
    by_hand, batch = make_result(person), make_import(person)
    undo_import(batch=batch)
    delete_row(by_hand)

    assert [(one.noun, one.row.pk) for one in deleted(person)] == [
        ("result", by_hand.pk),
        ("import_batch", batch.pk),
    ]


def test_row_of_an_import_deleted_by_itself_is_listed(person):
    batch = make_import(person)
    row = delete_row(person.results.get())

    assert [(one.noun, one.row.pk) for one in deleted(person)] == [("result", row.pk)]
    assert batch.deleted_at is None


def test_answer_written_again_word_for_word_is_not_listed(person):
    visit = make_visit(person)
    record_visit(visit=visit, answers=[("", "When?", "Soon"), ("", "Why?", "Because")])
    record_visit(visit=visit, answers=[("", "When?", "Soon"), ("", "Why?", "For now")])

    assert [one.row.answer for one in deleted(person)] == ["Because"]


def test_asking_takes_one_query(person, django_assert_num_queries):
    for row in one_of_each(person).values():
        delete_row(row)

    with django_assert_num_queries(1):
        assert len(deleted(person)) == len(MODELS)


def test_rows_by_key_finds_kept_and_deleted_ones_and_nobody_elses(person, django_assert_num_queries):
    kept, gone = make_result(person), delete_row(make_visit(person))
    other = make_result(make_person())
    keys = [("result", kept.pk), ("visit", gone.pk), ("result", other.pk), ("goal", 9), ("person", person.pk)]

    with django_assert_num_queries(1):
        found = rows_by_key(person, keys)

    assert {key: values(one.row) for key, one in found.items()} == {
        ("result", kept.pk): values(kept),
        ("visit", gone.pk): values(gone),
    }


def test_no_key_asks_nothing(person, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_by_key(person, [("person", person.pk)]) == {}
