"""Every delete can be undone, and what comes back is what was there. All routes are walked, so a new way to
delete without a way back fails here."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from cmlguide.web.frame.access import SESSION_KEY
from cmlguide.web.frame.drawn_for import FIELD
from tests.factories import make_import
from tests.routes import address, kept_rows, routes, rows_of

pytestmark = pytest.mark.django_db

DELETES = {
    *("allergy-delete", "count-delete", "diary-delete", "goal-delete", "marrow-delete", "medicine-delete"),
    *("mutation-delete", "other-delete", "result-delete", "visit-delete", "waiting-delete"),
    *("question-unchoose", "import-undo"),
}
"""Each takes rows away at one click. `delete-everything` asks for a word first, and says it is for good."""


def undo_address(answer):
    """Where the Undo button in the notice posts to; "" if there is none."""
    return "".join(message.extra_tags or "" for message in get_messages(answer.wsgi_request))


def open_record(client, person):
    """Open the record again: some routes open another, and the next one needs this one."""
    session = client.session
    session[SESSION_KEY] = person.pk
    session.save()


def fill(person):
    """One row of every noun, and an import with a result, a blood count and a medicine."""
    day = date(2026, 6, 1)
    brought_in = {
        "results": [{"collected_on": day, "value": Decimal("0.20"), "unit": "percent_is"}],
        "blood_counts": [{"collected_on": day, "wbc": Decimal("5.40")}],
        "treatments": [{"medicine": "bosutinib", "started_on": day}],
    }
    return rows_of(person) | {"import": make_import(person, rows=brought_in).pk}


def test_what_a_click_takes_away_comes_back_as_it_was(person, signed_in):
    rows = fill(person)
    deleting, not_offered, not_back = set(), set(), {}

    for route in routes():
        open_record(signed_in, person)
        before = kept_rows(person)
        answer = signed_in.post(address(route, rows), {FIELD: person.pk})
        if before.keys() <= kept_rows(person).keys():
            continue
        deleting.add(route.name)
        undo = undo_address(answer)
        if f'action="{undo}"' not in signed_in.get(answer.headers["Location"]).content.decode():
            not_offered.add(route.name)
        signed_in.post(undo or "/", {FIELD: person.pk})
        now = kept_rows(person)
        if changed := {key: now.get(key) for key in before if now.get(key) != before[key]}:
            not_back[route.name] = changed

    assert deleting == DELETES
    assert not_offered == set()
    assert not_back == {}
