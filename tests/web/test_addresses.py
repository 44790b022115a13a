"""No address holds what somebody entered: it stands in the browser's history and in a proxy's log.

Every page of a full record is read by its owner and by a guest; every link and form on them is looked at, and
every form is sent as it stands, to see where it leads. What a link may say: `tests.entered.SAID`.
"""

import pytest
from django.db import transaction
from django.test import Client

from cmlguide.records.actions.persons import edit_person
from tests.entered import SAID, entered_values, leaked, says_more
from tests.factories import make_guest_link, make_result
from tests.routes import TEXTS, address, routes, rows_of
from tests.web.page_forms import TYPED, account_pages, forms_on, read_forms, record_pages

pytestmark = pytest.mark.django_db
LEADS = ("Location", "HX-Redirect", "HX-Push-Url", "HX-Replace-Url", "HX-Location", "Refresh")


class Addresses:
    """Every address met, and what is wrong with it."""

    def __init__(self):
        self.values, self.seen, self.wrong = entered_values(), set(), set()

    def look(self, where, one):
        if (
            one.startswith(("tel:", "#")) or (where, one) in self.seen
        ):  # the telephone's own, or no way at all
            return
        self.seen.add((where, one))
        # A backup is named after the time it was made: nobody entered that.
        if says_more(one) or leaked(self.values, one.replace(TEXTS["name"], "")):
            self.wrong.add((where, one))

    def look_at(self, answer):
        """Where an answer leads, and every address its page names."""
        where = answer.request["PATH_INFO"]
        for name in LEADS:
            self.look(where, answer.headers.get(name, ""))
        if answer.status_code != 405 and answer.headers.get("Content-Type", "").startswith("text/html"):
            for one in read_forms(where, answer.content.decode()).addresses:
                self.look(where, one)


@pytest.fixture
def rows(person):
    """A row of every noun, with words and numbers that stand nowhere else."""
    edit_person(person=person, name="Mira-Mark Quokka", preferences="No needles, says Quokka")
    make_result(person, "0.0717", lab="Quokka Lab", note="Quokka note")
    return rows_of(person)


def send(client, form):
    """What the site answers to a form sent as it stands; nothing of it is kept."""
    with transaction.atomic():
        answer = getattr(client, form.method)(form.action, form.filled())
        transaction.set_rollback(True)
    return answer


def test_no_link_form_or_redirect_names_what_was_entered(signed_in, person, rows):
    addresses, pages = Addresses(), record_pages(rows)

    for page in pages:
        addresses.look_at(signed_in.get(page))
    for form in forms_on(pages, signed_in):
        if not form.action.endswith("/logout/"):
            addresses.look_at(send(signed_in, form))

    assert len(addresses.values) > 40
    assert len(addresses.seen) > 300
    assert addresses.wrong == set()


def test_no_address_of_a_guest_names_what_was_entered(settings, person, rows):
    settings.HOME_MODE, settings.HOSTED = False, True
    link, client = make_guest_link(person), Client()
    session = client.session
    session["guest_links"] = {str(link.pk): {"at": link.created_at.isoformat(), "pin": True}}
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    addresses, shown = Addresses(), 0

    for route in routes():
        if route.name.startswith("shared-"):
            answer = client.get(address(route, {"shared": link.pk}))
            shown += answer.status_code == 200
            addresses.look_at(answer)

    assert (shown >= 6, addresses.wrong) == (True, set())


def test_no_form_writes_what_is_typed_into_an_address(settings, signed_in, rows):
    forms = forms_on(record_pages(rows), signed_in)
    settings.HOME_MODE, settings.HOSTED = False, True
    forms += [form for client in (signed_in, Client()) for form in forms_on(account_pages(), client)]

    typed = {
        (form.action, one.name)
        for form in forms
        for one in form.fields
        if form.method == "get" and (one.kind in TYPED or one.name not in SAID)
    }

    assert {form.method for form in forms} == {"get", "post"}
    assert typed == set()


@pytest.mark.parametrize(
    "one",
    [
        "/summary/?visit_on_day=24&visit_on_month=11&visit_on_year=2026",
        "/diary/?month=2026-09",
        "/results/?q=0.0717",
        "/results/0.0717/",
        "/results/?page=Quokka%20Lab",
        "/account/login/?next=/results/ask-lab/%3Flab%3DQuokka+Lab",
        "/medicines/?next=/medicines/imatinib/",
    ],
)
def test_an_address_that_names_something_is_found(person, rows, one):
    addresses = Addresses()

    addresses.look("/", one)

    assert addresses.wrong == {("/", one)}
