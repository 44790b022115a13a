import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from cmlguide.records.actions.examples import show_example
from cmlguide.records.actions.sharing import end_share
from cmlguide.records.models import Helper
from cmlguide.web.frame.access import (
    NoPerson,
    RecordClosed,
    Role,
    choose_person,
    current_person,
    open_people,
    people_open_to,
)
from tests.factories import make_helper, make_person, make_user

pytestmark = pytest.mark.django_db


def request_of(user, **session):
    request = RequestFactory().get("/")
    request.user, request.session = user, session
    return request


def test_chosen_person_is_shown():
    owner = make_user()
    make_person(owner=owner)
    second = make_person(owner=owner)
    request = request_of(owner)

    choose_person(request, second)

    assert current_person(request) == second


def test_own_record_comes_before_an_example(today):
    owner = make_user()
    show_example(owner=owner, kind="rising", today=today)
    own = make_person(owner=owner)

    request = request_of(owner)

    assert current_person(request) == own
    assert request.session == {"person_id": own.pk}


def test_another_users_record_is_never_shown():
    owner, other = make_user(), make_person()
    mine = make_person(owner=owner)

    assert current_person(request_of(owner, person_id=other.pk)) == mine


def test_nobody_to_show_is_said():
    other = make_person()

    with pytest.raises(NoPerson):
        current_person(request_of(make_user(), person_id=other.pk))


def test_chosen_person_costs_one_query(django_assert_num_queries):
    owner = make_user()
    person = make_person(owner=owner)

    with django_assert_num_queries(1):
        assert current_person(request_of(owner, person_id=person.pk)).owner == owner


def test_shared_record_comes_after_ones_own_and_before_an_example(today):
    helper = make_user()
    show_example(owner=helper, kind="rising", today=today)
    shared = make_person()
    share = make_helper(shared, helper, role="edit")
    request = request_of(helper)

    assert (current_person(request), request.role, share.user) == (shared, Role.EDIT, helper)

    own = make_person(owner=helper)
    request = request_of(helper)

    assert (current_person(request), request.role) == (own, Role.OWNER)


def test_record_shared_twice_is_listed_once_as_first_shared():
    """Two invitations taken up at the same moment."""
    helper, shared = make_user(), make_person()
    first, second = make_helper(shared, helper, role="view"), make_helper(shared, helper, role="edit")
    Helper.objects.update(ended_at=None)

    people = open_people(request_of(helper))

    assert first.pk < second.pk
    assert [(one.pk, one.helper_id, one.shared_as) for one in people] == [(shared.pk, first.pk, "view")]


def test_record_stays_closed_to_a_helper_of_another(today):
    helper = make_user()
    make_helper(make_person(), helper)

    assert make_person() not in people_open_to(helper)


def test_open_records_are_found_by_index_and_not_by_looking_through_everybody():
    """Among 100,000 people that would be most of a page's time."""
    people = people_open_to(make_user())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # it reads a small table whole in any case
        plan = people.explain()

    assert "records_person" in plan
    assert re.findall(r"SCAN records_person|Seq Scan on records_person", plan) == []


def test_record_that_was_taken_back_is_said_to_be_closed_once():
    helper, shared = make_user(), make_person()
    own = make_person(owner=helper)
    end_share(make_helper(shared, helper), now=timezone.now())
    request = request_of(helper, person_id=shared.pk)

    with pytest.raises(RecordClosed):
        current_person(request)

    assert current_person(request) == own


def test_what_is_sent_for_a_record_that_is_gone_lands_in_no_other():
    owner = make_user()
    make_person(owner=owner)
    request = request_of(owner, person_id=4711)
    request.method = "POST"

    with pytest.raises(RecordClosed):
        current_person(request)


def test_helpers_record_costs_one_query(django_assert_num_queries):
    helper, shared = make_user(), make_person()
    make_helper(shared, helper)

    with django_assert_num_queries(1):
        assert current_person(request_of(helper, person_id=shared.pk)).helper_name == "Ana"
