"""All routes, walked: private unless listed here, and never somebody else's."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from cmlguide.records import actions
from cmlguide.records.models import PageQuestion
from cmlguide.web import urls
from tests.factories import make_person, make_result, make_treatment

pytestmark = pytest.mark.django_db

PUBLIC = {
    "home-open": "it is the way in at home",
    "warning-signs": "when to call at once is for everybody",
}


def routes():
    return [route for route in urls.urlpatterns if isinstance(route, URLPattern)]


def address(route, pk=1):
    """An address the route answers, every part of it filled in."""
    texts = {"pk": pk, "token": "guess", "step": "medicine", "kind": "rising", "code": "x"}
    names = route.pattern.converters
    return reverse(route.name, kwargs={name: texts.get(name, "1") for name in names})


def rows_of(person):
    """One row of every noun a route may name, by the first word of the route's name."""
    actions.choose_question(person=person, text="My own question")
    return {
        "result": make_result(person).pk,
        "medicine": make_treatment(person).pk,
        "question": PageQuestion.objects.get().pk,
    }


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_route_has_a_noun_first_name(route):
    assert route.name is not None
    assert route.name == route.name.lower().replace("_", "-")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_visitor_is_asked_to_sign_in(route, method):
    answer = getattr(Client(), method)(address(route))

    if route.name in PUBLIC:
        assert answer.status_code in {200, 403, 405}
    else:
        assert answer.headers["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "route", [route for route in routes() if "pk" in route.pattern.converters], ids=lambda route: route.name
)
def test_stranger_never_reaches_a_row(route, method, stranger):
    pk = rows_of(make_person())[route.name.split("-")[0]]

    answer = getattr(stranger, method)(address(route, pk))

    assert answer.status_code in {404, 405}


@pytest.mark.parametrize(
    "route", [route for route in routes() if "pk" in route.pattern.converters], ids=lambda route: route.name
)
def test_stranger_gets_not_found_by_at_least_one_method(route, stranger):
    pk = rows_of(make_person())[route.name.split("-")[0]]

    statuses = {getattr(stranger, method)(address(route, pk)).status_code for method in ("get", "post")}

    assert 404 in statuses


def test_strangers_attempts_change_nothing(stranger):
    person = make_person()
    rows = rows_of(person)

    for route in routes():
        if "pk" in route.pattern.converters:
            stranger.post(address(route, rows[route.name.split("-")[0]]))

    assert person.results.kept().count() == 1
    assert person.treatments.kept().count() == 1
    assert PageQuestion.objects.count() == 1
