"""What must hold on every page there is, at two widths. New pages are found by walking the routes."""

import pytest
from django.test import Client
from django.utils import timezone

from cmlguide.records import actions
from tests.browser.looking import DESK, PHONE, find_barriers, overflow, take_picture
from tests.factories import make_user
from tests.routes import address, routes, rows_of

MUST_BE_THERE = {
    *("data", "delete-everything"),
    *("visit-list", "visit-add", "visit-after", "waiting-list", "waiting-add"),
    *("prepare-checklist", "prepare-preferences", "goal-list"),
    *("timeline", "start", "result-list", "result-add", "result-show", "result-edit"),
    *("medicine-list", "medicine-add", "medicine-edit", "prepare", "summary"),
    *("count-list", "count-add", "count-edit", "marrow-list", "marrow-add", "marrow-edit"),
    *("mutation-list", "mutation-add", "mutation-edit"),
    *("diary-list", "diary-all", "diary-add-side-effect", "diary-add-dose", "diary-add-note"),
    *("diary-add-new", "diary-edit", "other-list", "other-add", "other-edit", "allergy-add", "allergy-edit"),
    *("warning-signs", "help", "learn", "about-me", "more", "passphrase-set"),
}
ACCOUNT_PAGES = {
    "account-password": "/account/password/change/",
    "account-two-steps": "/account/2fa/",
    "account-sign-out": "/account/logout/",
}


def pages_of(owner, rows):
    """The address of every page `owner` can open, by the route's name."""
    client = Client()
    client.force_login(owner)
    addresses = {route.name: address(route, rows) for route in routes()} | ACCOUNT_PAGES
    answers = {name: client.get(where, follow=True) for name, where in addresses.items()}
    return {
        name: addresses[name]
        for name, answer in answers.items()
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_has_no_barrier_and_fits(open_window, size):
    owner = make_user()
    person = actions.show_example(owner=owner, kind="rising", today=timezone.now().date())
    pages = pages_of(owner, rows_of(person))
    window = open_window(size, owner=owner)
    problems = {}

    for name, where in pages.items():
        window.goto(where)
        take_picture(window, name)
        found = find_barriers(window)
        if wide := overflow(window):
            found.append(f"{wide} px wider than the window")
        if found:
            problems[name] = found

    assert MUST_BE_THERE - set(pages) == set()
    assert problems == {}
