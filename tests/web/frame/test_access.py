import pytest
from django.test import RequestFactory

from cmlguide.records.actions.examples import show_example
from cmlguide.web.frame.access import NoPerson, choose_person, current_person
from tests.factories import make_person, make_user

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
