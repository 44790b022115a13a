"""All routes, walked: private unless listed here, and never showing somebody else's data."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cmlguide.records.actions.rows import MODELS
from tests.factories import make_person, make_series
from tests.routes import address, kept_rows, routes, routes_to_rows, rows_of

pytestmark = pytest.mark.django_db

GUEST_PAGES = {
    *("shared-record", "shared-pin", "shared-results", "shared-medicines", "shared-counts"),
    *("shared-tests", "shared-summary"),
}
PUBLIC = {
    "home-open": "it is the way in at home",
    "privacy": "it is read before an account is made",
    "warning-signs": "when to call at once is for everybody",
    "invitation-open": "it is followed before the sign-in",
    "language-choose": "whoever reads a page may choose its language",
    "guest-open": "guests have no account",
    **dict.fromkeys(GUEST_PAGES, "guests have no account"),
    "account-stay": "a page that is open asks how long it may stay, also when it may not",
    "account-leave": "what was typed is kept after the sign-out of another tab",
}

HOSTED_ONLY = {"sharing-log", "helper-invite", "helper-end", "helper-leave", "link-add", "link-end"} | {
    *("invitation", "invitation-open", "guest-open"),
    *GUEST_PAGES,
}
"""No link leads to a computer at home. What they do on a hosted site is in test_roles.py."""

LEADS_ON = {
    "home-open": 302,  # nobody who is signed in needs the link
    "import-show": 302,  # nothing was read yet
    "account-kept": 302,  # nothing was typed too late
}
MOST_QUERIES = 8

ONLY_READ = {
    *("timeline", "timeline-explore", "prepare", "result-show", "diary-all", "data", "import-letter"),
    "record-export",
    *("visit-list", "waiting-list", "result-list", "count-list", "marrow-list", "mutation-list"),
    *("medicine-list", "diary-list", "other-list", "first-year", "without-treatment", "ask-lab"),
    *("export-csv", "export-fhir", "export-text", "export-pdf", "export-calendar"),
    "export-everything",
    *("privacy", "more", "about-me", "pocket-card", "my-year", "design", "help", "learn", "learn-topic"),
    *("warning-signs", "home-open"),
    *("person-list", "deleted-list", "change-list", "backup-list"),
    *("sharing", "sharing-log", "invitation-open", "guest-open", *GUEST_PAGES - {"shared-pin"}),
    *("account", "account-sessions", "export-ready"),
}
ONLY_WRITTEN = (
    *("-delete", "-restore", "-undo", "-choose", "-unchoose", "-move", "-talk", "-not-now", "-cancel"),
    *("-fill", "-empty", "-drop", "-end", "-leave", "privacy-agree", "-end-all", "-seen", "account-leave"),
    *("-read-back", "-sections", "diary-print", "example-reset", "example-show", "import-read"),
    "person-open",
)
"""How the names end of what a button does: a link, a bookmark or a browser that looks ahead never does it."""


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
        assert answer.status_code in {200, 403, 404, 405}
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

    assert (404 in statuses) is (route.name in HOSTED_ONLY)


def test_each_route_takes_the_methods_it_is_for_and_no_other(signed_in, person):
    rows = rows_of(person)
    names = {route.name for route in routes()}

    refused = {
        method: {
            route.name
            for route in routes()
            if getattr(signed_in, method)(address(route, rows)).status_code == 405
        }
        for method in ("get", "put", "patch", "delete", "post")
    }

    assert refused["get"] == {name for name in names if name.endswith(ONLY_WRITTEN)}
    assert refused["post"] == ONLY_READ
    assert refused["put"] == refused["patch"] == refused["delete"] == names


def test_reading_a_page_changes_nothing(signed_in, person):
    rows = rows_of(person)
    before = kept_rows(person)

    for route in routes():
        signed_in.get(address(route, rows))

    assert kept_rows(person) == before


def test_each_route_is_a_page_a_file_or_the_target_of_a_form(signed_in, person):
    """So that the walks through every page (tests/browser) miss none: what is not a page says so."""
    rows = rows_of(person)
    statuses = {route.name: signed_in.get(address(route, rows)).status_code for route in routes()}

    not_here = {name: 404 for name in HOSTED_ONLY if statuses[name] != 405}
    assert {name: status for name, status in statuses.items() if status not in {200, 405}} == {
        **LEADS_ON,
        **not_here,
    }


def test_no_page_asks_the_database_more_than_eight_times(signed_in, person):
    make_series(person, ("62", "7.1", "0.84", "0.21", "0.074", "0.9", "3.6"), first_on=date(2024, 8, 29))
    rows = [rows_of(person) for _ in range(3)][-1]
    signed_in.get("/")  # the first page records in the session which record is open
    asked = {}

    for route in routes():
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(address(route, rows))
        asked[route.name] = len(queries)

    assert {name: count for name, count in asked.items() if count > MOST_QUERIES} == {}


def test_strangers_attempts_change_nothing(stranger):
    person = make_person()
    rows = rows_of(person)
    before = kept_rows(person)

    for route in routes_to_rows():
        stranger.post(address(route, rows))

    no_address = {"answer", "checklist_answer"}  # they are written with their visit and their person
    assert {noun for noun, _ in before} == {*MODELS, "person"} - no_address  # of each there was one to lose
    assert kept_rows(person) == before
