from datetime import date
from decimal import Decimal

from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.results import edit_result
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.change_log import FieldChange, changes_of, log
from tests.factories import make_import, make_person, make_result, make_visit


def logged(person):
    return log(person, list(changes_of(person)))


def test_each_change_says_what_was_and_what_came_of_it(person):
    result = make_result(person, "0.02", lab="City")
    edit_result(result=result, value=Decimal("0.2"))
    edit_result(result=result, value=Decimal("2"), collected_on=date(2026, 1, 1))

    newest, first, added, _begun = logged(person)

    assert newest.fields == (
        FieldChange("collected_on", date(2026, 9, 7), date(2026, 1, 1)),  # in the order of the columns
        FieldChange("value", Decimal("0.2"), Decimal("2")),
    )
    assert first.fields == (FieldChange("value", Decimal("0.02"), Decimal("0.2")),)
    assert (added.change.action, added.fields) == ("added", ())
    assert [one.why_not for one in (newest, first, added)] == ["", "changed_later", "not_an_edit"]


def test_two_edits_of_one_row_on_two_pages_are_told_the_same(person):
    result = make_result(person, "0.02")
    edit_result(result=result, value=Decimal("0.2"))
    edit_result(result=result, value=Decimal("2"))
    changes = list(changes_of(person))

    alone = log(person, changes[1:2])[0]

    assert alone.fields == (FieldChange("value", Decimal("0.02"), Decimal("0.2")),)
    assert alone.why_not == "changed_later"


def test_import_is_one_line_with_how_many_it_brought(person):
    rows = {
        "results": [
            {"collected_on": date(2026, month, 1), "value": Decimal("0.2"), "unit": "percent_is"}
            for month in (1, 2, 3)
        ],
        "blood_counts": [{"collected_on": date(2026, 1, 1), "wbc": Decimal("5")}],
    }
    batch = make_import(person, rows=rows)
    edit_result(result=person.results.first(), value=Decimal("0.3"))
    undo_import(batch=batch)

    told = [(one.change.noun, one.change.action, one.brought_in) for one in logged(person)]

    assert told == [
        ("import_batch", "deleted", 4),
        ("result", "edited", 0),
        ("import_batch", "added", 4),
        ("person", "added", 0),
    ]


def test_a_row_named_like_another_noun_is_not_mixed_up(person):
    """A result and a visit of one number: the changes of the one are not the other's."""
    result, visit = make_result(person), make_visit(person)
    type(visit).objects.filter(pk=visit.pk).update(id=result.pk)
    person.changes.filter(noun="visit").update(row_id=result.pk)
    edit_result(result=result, note="x")

    assert logged(person)[0].why_not == ""
    assert {(one.change.noun, one.row.pk) for one in logged(person)} >= {
        ("result", result.pk),
        ("visit", result.pk),
    }


def test_deleted_row_is_still_named_and_can_be_put_back(person):
    visit = delete_row(make_visit(person))

    newest = logged(person)[0]

    assert (newest.row, newest.why_not) == (visit, "")


def test_row_that_is_gone_is_said_to_be(person):
    visit = make_visit(person)
    visit.delete()

    newest = logged(person)[0]

    assert (newest.row, newest.why_not) == (None, "gone")


def test_field_of_another_version_is_passed_over(person):
    result = make_result(person)
    edit_result(result=result, note="x")
    person.changes.filter(action="edited").update(before={"note": "", "colour": "red"})

    assert logged(person)[0].fields == (FieldChange("note", "", "x"),)


def test_nobody_elses_changes(person):
    make_result(make_person())

    assert [one.change.noun for one in logged(person)] == ["person"]


def test_queries_do_not_grow(person, django_assert_num_queries):
    batch = make_import(person)
    for value in ("1", "2", "3"):
        edit_result(result=make_result(person, value), note="x")
        delete_row(make_visit(person))

    with django_assert_num_queries(5):  # numbers, changes, rows, later ones, counts
        assert len(logged(person)) == 14
    assert batch.deleted_at is None
