from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cmlguide.records.actions.goals import delete_goal
from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.rows import MODELS, delete_row
from cmlguide.records.models import Goal, ImportBatch
from cmlguide.web.pages.recently_deleted.views import ROWS_A_PAGE
from tests.factories import make_goal, make_result, make_visit
from tests.records.every_noun import one_of_each
from tests.routes import kept_rows

pytestmark = pytest.mark.django_db

HERE = reverse("deleted-list")


def restore(noun, row):
    return reverse("deleted-restore", args=[noun, row.pk])


def take_away(row):
    if isinstance(row, Goal):
        delete_goal(goal=row)
    elif isinstance(row, ImportBatch):
        undo_import(batch=row)
    else:
        delete_row(row)


def lines(client, page=HERE):
    return client.get(page).context["lines"]


@pytest.mark.parametrize("noun", MODELS)
def test_each_noun_is_listed_by_name_and_comes_back_by_value(noun, signed_in, person):
    row = one_of_each(person)[noun]
    before = kept_rows(person)
    take_away(row)

    listed = [(line.noun, line.key) for line in lines(signed_in)]
    response = signed_in.post(restore(noun, row))

    assert listed == [(noun, row.pk)]
    assert response.url == f"{HERE}?page=1"
    assert kept_rows(person) == before
    assert lines(signed_in) == []


def test_line_says_what_it_is(signed_in, person):
    delete_row(make_result(person, "0.02"))

    assert [line.name for line in lines(signed_in)] == ["Result from 7 Sep 2026, 0.02%"]


@pytest.mark.parametrize(
    ("ago", "left"),
    [
        (timedelta(seconds=1), ["30 days left"]),
        (timedelta(days=29), ["1 day left"]),
        (timedelta(days=29, hours=23, minutes=45), ["today is the last day"]),
        (timedelta(days=30, seconds=1), []),
    ],
)
def test_days_that_are_left(signed_in, person, ago, left, time_machine):
    time_machine.move_to("2026-11-22T23:30:00+00:00")  # the factories' people live in world time
    row = delete_row(make_visit(person))
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now() - ago)

    assert [line.left for line in lines(signed_in)] == left


def test_day_of_deletion_is_that_of_the_person(signed_in, person, time_machine):
    person.time_zone = "Pacific/Auckland"
    person.save()
    time_machine.move_to("2026-11-22T20:00:00+00:00")
    delete_row(make_visit(person))

    assert lines(signed_in)[0].day == "23 November 2026"


def test_with_htmx_only_the_list_comes_back(signed_in, person):
    row = delete_row(make_visit(person))

    response = signed_in.post(restore("visit", row), headers={"HX-Request": "true"})

    page = response.content.decode()
    assert page.strip().startswith('<div id="deleted-list"')
    assert "It is back: Visit on 24 Nov 2026, City Hospital" in page
    assert "Nothing was deleted recently." in page


def test_refusal_says_why(signed_in, person):
    goal = delete_goal(goal=make_goal(person))
    make_goal(person)

    response = signed_in.post(restore("goal", goal))

    said = [str(one) for one in get_messages(response.wsgi_request)]
    assert said == ["The same thing was added again since then. That one stays, and nothing was changed."]


@pytest.mark.parametrize("noun", ["person", "change", "user", "letter", "x"])
def test_no_other_noun_is_found(signed_in, person, noun):
    assert signed_in.post(f"/data/deleted/{noun}/{person.pk}/restore/").status_code == 404


@pytest.mark.parametrize("noun", MODELS)
def test_strangers_row_is_not_found(noun, stranger, person):
    row = one_of_each(person)[noun]
    take_away(row)

    assert stranger.post(restore(noun, row)).status_code == 404
    assert lines(stranger) == []
    row.refresh_from_db()
    assert row.deleted_at is not None


def test_many_are_paged_and_a_page_costs_no_more_than_eight_queries(signed_in, person):
    for row in one_of_each(person).values():
        take_away(row)
    for number in range(ROWS_A_PAGE):
        delete_row(make_result(person, str(number + 1)))

    with CaptureQueriesContext(connection) as queries:
        first = signed_in.get(HERE)
    second = signed_in.get(f"{HERE}?page=2")

    assert len(first.context["lines"]) == ROWS_A_PAGE
    assert {line.noun for line in second.context["lines"]} == MODELS.keys()
    assert len(queries) <= 8


@pytest.mark.parametrize("page", ["2", "0", "x", "-1", "²"])
def test_page_that_is_not_there_is_the_nearest(signed_in, person, page):
    delete_row(make_visit(person))

    assert len(lines(signed_in, f"{HERE}?page={page}")) == 1


def test_is_reached_from_your_data(signed_in):
    page = signed_in.get(reverse("data")).content.decode()

    assert f'href="{HERE}"' in page
    assert f'href="{reverse("change-list")}"' in page
