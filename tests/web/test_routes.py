"""All routes, walked: private unless listed here, and never somebody else's."""

import pytest
from django.test import Client

from cmlguide.records.models import PageQuestion
from tests.factories import make_person
from tests.routes import address, routes, routes_to_rows, rows_of

pytestmark = pytest.mark.django_db

PUBLIC = {
    "home-open": "it is the way in at home",
    "warning-signs": "when to call at once is for everybody",
}


def each(chosen):
    return pytest.mark.parametrize("route", chosen, ids=lambda route: route.name)


@each(routes())
def test_route_has_a_name_in_one_style(route):
    assert route.name == route.name.lower().replace("_", "-")


@each(routes())
@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_asked_to_sign_in(route, method):
    answer = getattr(Client(), method)(address(route))

    if route.name in PUBLIC:
        assert answer.status_code in {200, 403, 405}
    else:
        assert answer.headers["Location"].startswith("/account/login/?next=")


@each(routes_to_rows())
def test_strangers_row_is_not_found(route, stranger):
    rows = rows_of(make_person())

    statuses = {getattr(stranger, method)(address(route, rows)).status_code for method in ("get", "post")}

    assert 404 in statuses
    assert statuses - {404, 405} == set()


@each(routes_to_rows())
def test_own_row_is_found(route, person, signed_in):
    rows = rows_of(person, deleted=route.name.endswith("-restore"))

    statuses = {getattr(signed_in, method)(address(route, rows)).status_code for method in ("get", "post")}

    assert 404 not in statuses


def test_strangers_attempts_change_nothing(stranger):
    person = make_person()
    rows = rows_of(person)

    for route in routes_to_rows():
        stranger.post(address(route, rows))

    assert person.results.kept().count() == 1
    assert person.treatments.kept().count() == 1
    assert PageQuestion.objects.count() == 1
