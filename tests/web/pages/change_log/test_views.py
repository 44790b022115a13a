from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cmlguide.records.actions.acting import acting_as
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.results import edit_result
from cmlguide.records.actions.rows import delete_row, edit_row
from cmlguide.web.pages.change_log.page import FieldLine
from cmlguide.web.pages.change_log.views import CHANGES_A_PAGE
from tests.factories import make_helper, make_import, make_result, make_user, make_visit
from tests.records.every_noun import one_of_each

pytestmark = pytest.mark.django_db

HERE = reverse("change-list")


def lines(client, page=HERE):
    return client.get(page).context["lines"]


def undo(change):
    return reverse("change-undo", args=[change.pk])


def last_change(person):
    return person.changes.order_by("pk").last()


def test_change_is_told_in_words(signed_in, person, time_machine):
    person.time_zone = "Pacific/Auckland"
    person.save()
    result = make_result(person, "0.02", lab="City")
    time_machine.move_to("2026-11-22T20:05:00+00:00")
    edit_result(result=result, value=Decimal("0.2"), unit="ratio_percent", checked_against_letter=True)

    line = lines(signed_in)[0]

    assert (line.done, line.what) == ("Changed", "Result from 7 Sep 2026, 0.2%, lab's own ratio")
    assert (line.day, line.time, line.by) == ("23 November 2026", "09:05", "")
    assert line.fields == (
        FieldLine("Number", "0.02", "0.2"),
        FieldLine("Scale", "International Scale", "the lab's own ratio, not the International Scale"),
        FieldLine("Checked against the letter", "no", "yes"),
    )
    assert line.can_put_back


def test_who_is_named_only_where_it_was_not_the_owner(signed_in, person):
    visit = make_visit(person)
    with acting_as(person.owner_id):
        edit_row(visit, place="Town")
    with acting_as(make_user(username="helper").pk):
        edit_row(visit, place="Village")
    with acting_as(make_helper(person, make_user(username="k4x9"), role="edit", name="Ana").user_id):
        edit_row(visit, place="City")

    page = signed_in.get(HERE)

    assert [line.by for line in page.context["lines"]] == ["Ana", "helper", "", "", ""]
    assert "by helper" in page.content.decode()


def test_whose_hand_an_import_is_in_is_noted_too(person):
    helper = make_user()

    with acting_as(helper.pk):
        make_import(person)

    assert {change.by for change in person.changes.exclude(noun="person")} == {helper}


def test_import_is_one_line(signed_in, person):
    make_import(person)

    assert [(line.done, line.what.split(",")[0]) for line in lines(signed_in)] == [
        ("Imported", "All that came from a table (CSV)"),
        ("Started", "this record"),
    ]
    assert lines(signed_in)[0].what.endswith("(1 entry)")


def test_own_words_cannot_become_a_part_of_the_page(signed_in, person):
    edit_person(person=person, preferences="<script>x</script>")

    page = signed_in.get(HERE).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


def test_edit_is_put_back(signed_in, person):
    visit = make_visit(person, place="City")
    edit_row(visit, place="Town")

    response = signed_in.post(undo(last_change(person)))

    assert response.url == HERE
    assert person.visits.get().place == "City"
    assert last_change(person).by == person.owner


def test_deleted_row_is_put_back(signed_in, person):
    delete_row(make_visit(person))

    signed_in.post(undo(last_change(person)))

    assert person.visits.kept().count() == 1


def test_later_change_is_said_kindly_beside_the_line_and_after_a_click(signed_in, person):
    visit = make_visit(person)
    edit_row(visit, place="Town")
    first = last_change(person)
    edit_row(visit, place="Village")

    line = lines(signed_in)[1]
    response = signed_in.post(undo(first))

    words = "This was changed again later. Put the later change back first."
    assert (line.key, line.can_put_back, line.note) == (first.pk, False, words)
    assert [str(one) for one in get_messages(response.wsgi_request)] == [words]
    assert person.visits.get().place == "Village"


def test_row_that_is_gone_for_good_is_not_found(signed_in, person):
    visit = delete_row(make_visit(person))
    change = last_change(person)
    visit.delete()

    assert lines(signed_in)[0].what == "an entry that was deleted permanently"
    assert signed_in.post(undo(change)).status_code == 404


def test_strangers_change_is_not_found(stranger, person):
    visit = make_visit(person)
    edit_row(visit, place="Town")

    assert stranger.post(undo(last_change(person))).status_code == 404
    assert person.visits.get().place == "Town"
    assert "Town" not in stranger.get(HERE).content.decode()


def test_many_are_paged_and_a_page_costs_no_more_than_eight_queries(signed_in, person):
    for row in one_of_each(person).values():
        delete_row(row)
    make_import(person)
    for _ in range(CHANGES_A_PAGE):
        edit_result(result=make_result(person), note="x")
    signed_in.get("/")

    counts = []
    for page in (1, 2, 3):
        with CaptureQueriesContext(connection) as queries:
            assert len(lines(signed_in, f"{HERE}?page={page}")) > 0
        counts.append(len(queries))

    assert max(counts) <= 8


def test_empty_log(signed_in, person):
    person.changes.all().delete()

    assert "Nothing has been changed yet." in signed_in.get(HERE).content.decode()
