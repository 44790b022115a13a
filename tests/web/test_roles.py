"""Every route, by every method, for every kind of visitor: owner, helpers, guests, strangers, nobody."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from cmlguide.records.actions.sharing import end_share
from cmlguide.records.models import GuestLink, Helper
from cmlguide.web.frame.hidden import without_denied
from tests.factories import make_guest_link, make_helper, make_person, make_series, make_user
from tests.hosting import WITH_MAIL, apply
from tests.routes import address, all_routes, kept_rows, routes, rows_of
from tests.signing_in import sign_in_and_look

pytestmark = pytest.mark.django_db

TABLE = {
    name: (kind, answers)
    for kind, rows in tomllib.loads(Path(__file__).with_name("roles.toml").read_text("utf-8")).items()
    for name, answers in rows.items()
}
ROLES = (
    *("owner", "helper_edit", "helper_view", "helper_expired", "helper_revoked", "stranger"),
    *("anonymous", "guest", "guest_of_results", "guest_expired", "guest_revoked"),
)
GUESTS = {"guest": ("results", "medicines", "counts", "tests", "summary"), "guest_of_results": ("results",)}
SECTION_OF = {
    "shared-results": "results",
    "shared-medicines": "medicines",
    "shared-counts": "counts",
    "shared-tests": "tests",
    "shared-summary": "summary",
}
GOES_ON, NOT_FOUND, NOT_ALLOWED, NO_SUCH_METHOD = 302, 404, 403, 405
MOST_QUERIES = 8
MOST_ABOUT_SIGNING_IN = 12
"""allauth asks for the ways in anew at each of its steps; nobody looks at these pages every day."""
WITH_A_PART = ("owner", "helper_edit", "helper_view")
ENDED = ("helper_expired", "helper_revoked")
SAME_AS_ANOTHER = ("helper_revoked", "guest_revoked", "guest_of_results")
"""Once it is known what they read, their writes meet the same door as those of the ones before them."""
EVERY_OTHER = ("head", "post", "put", "patch", "delete")
"""The owner tries each; the others one that some page takes and one that none does."""
CHOICE = ("summary", "post")
"""How a page is printed is chosen by whoever reads it: it is kept with their browser, not in the record."""
SECRET_NAME = "Marguerite Unmistakable"


@dataclass(frozen=True)
class Stage:
    """A full record of Marguerite's, and a browser for each kind of visitor."""

    person: object
    rows: dict
    browsers: dict


@pytest.fixture
def stage(settings, today):
    apply(settings, WITH_MAIL)
    settings.DEMO_TODAY = today
    person = make_person(name=SECRET_NAME)
    make_series(person, ("62", "7.1", "0.84", "0.21", "0.074", "0.9", "3.6"))
    rows = rows_of(person)
    browsers = {
        "owner": signed_in(person.owner, person),
        "stranger": stranger_with_a_record(),
        "anonymous": Client(),
    }
    for name, role in (("helper_edit", "edit"), ("helper_view", "view")):
        browsers[name] = helper(person, role)
    rows["helper"] = Helper.objects.get(person=person, role="edit").pk
    browsers["helper_expired"] = helper(person, "edit", expired=True)
    browsers["helper_revoked"] = helper(person, "edit", revoked=True)
    links = {}
    for name in ("guest", "guest_of_results", "guest_expired", "guest_revoked"):
        link = make_guest_link(person, GUESTS.get(name, GUESTS["guest"]))
        browsers[name], links[name] = guest(link), link
    GuestLink.objects.filter(pk=links["guest_expired"].pk).update(expires_at=timezone.now())
    end_share(links["guest_revoked"], now=timezone.now())
    rows["links"] = {name: link.pk for name, link in links.items()}
    return Stage(person, rows, browsers)


def signed_in(user, person):
    client = sign_in_and_look(user)
    session = client.session
    session["person_id"] = person.pk
    session.save()
    return client


def stranger_with_a_record():
    other = make_person(owner=make_user(username="stranger"))
    rows_of(other)
    return signed_in(other.owner, other)


def helper(person, role, *, expired=False, revoked=False):
    """A helper's browser with the record open; if the helper's time is over, opened before that."""
    share = make_helper(person, role=role)
    client = signed_in(share.user, person)
    if expired:
        Helper.objects.filter(pk=share.pk).update(expires_at=timezone.now())
    if revoked:
        end_share(share, now=timezone.now())
    return client


def guest(link):
    """A browser without an account in which the link was opened."""
    client = Client()
    session = client.session
    session["guest_links"] = {str(link.pk): {"at": timezone.now().isoformat(), "pin": True}}
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def rows_for(role, stage):
    """The numbers in the addresses: a guest's own link; for everybody else the link that shows everything."""
    link = stage.rows["links"].get(role, stage.rows["links"]["guest"])
    return {**stage.rows, "shared": link}


def taken_by(name, *, signed_out=False):
    """The methods the page accepts; `signed_out`: from somebody who is not signed in, if those differ."""
    _kind, answers = TABLE[name]
    answers = answers.get("out", answers) if signed_out else answers
    takes = {"head": answers["get"], **answers}
    return {method: status for method, status in takes.items() if status != NO_SUCH_METHOD}


def let_in(name, method, *, signed_out=False):
    """The status for somebody who is let in."""
    return taken_by(name, signed_out=signed_out).get(method, NO_SUCH_METHOD)


def shut_out(name, method):
    """The status of a page that exists but is not for this visitor."""
    return NOT_FOUND if method in taken_by(name) else NO_SUCH_METHOD


def expected(role, route, method):
    """The status by kind of page and visitor: this site's rule in one place."""
    name, kind = route.name, TABLE[route.name][0]
    if kind == "guest":
        return guest_page(role, name, method)
    signed_out = role.startswith("guest") or role == "anonymous"
    if kind in ("public", "sign-in") or name == "home-open":
        return let_in(name, method, signed_out=signed_out)
    if signed_out:
        to_sign_in = role == "anonymous" or name == "account"  # allauth redirects for what is not found there
        return GOES_ON if to_sign_in else NOT_FOUND
    if kind == "account":
        return let_in(name, method)
    if kind in ("own", "home"):
        return page_of_ones_own(role, name, method)
    if role in ENDED:
        return NOT_FOUND
    if role == "stranger":
        return of_a_stranger(route, method)
    return with_a_part_in_it(role, kind, name, method)


def of_a_stranger(route, method):
    """A stranger's own record is like any other; a row of somebody else's does not exist for them."""
    return shut_out(route.name, method) if "pk" in route.pattern.converters else let_in(route.name, method)


def page_of_ones_own(role, name, method):
    """A page about the visitor themselves. Two name a record by its number, and one an invitation."""
    owner_of = {
        **dict.fromkeys(("person-edit", "person-erase", "session-end"), "owner"),
        "helper-leave": "helper_edit",
    }
    if owner_of.get(name, role) != role:
        return shut_out(name, method)
    if name == "helper-leave" and method == "post":
        return GOES_ON
    if name == "person-list" and role in ENDED and method in ("get", "head"):
        return GOES_ON  # to Start: no record is left
    return let_in(name, method)


def guest_page(role, name, method):
    """Only a valid link that shows the section; the page of a link never belongs to an owner or a helper."""
    sections = GUESTS.get(role, ())
    shown = role in GUESTS and (name not in SECTION_OF or SECTION_OF[name] in sections)
    return let_in(name, method) if shown else shut_out(name, method)


def with_a_part_in_it(role, kind, name, method):
    """The owner and the current helpers."""
    allowed = {
        "owner": True,
        "helper_edit": kind != "owner",
        "helper_view": kind == "read" and (method in ("get", "head") or (name, method) == CHOICE),
    }
    return let_in(name, method) if allowed[role] else NOT_ALLOWED


def ask(client, method, where):
    """One request, rolled back afterwards."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = getattr(client, method)(where)
        transaction.set_rollback(True)
    for name, value in cookies.items():
        client.cookies[name] = value
    return answer


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(TABLE) == {route.name for route in all_routes()}


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_read_by_whom_it_is_for_and_nobody_else(role, stage):
    """One walk: what a page answers, how often it asks the database, whose name it says, where it leads."""
    client, rows = stage.browsers[role], rows_for(role, stage)
    wrong, slow, named, offered = {}, {}, set(), set()

    for route in all_routes():
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, "get", address(route, rows))
        note_wrong(wrong, role, route, "get", answer)
        most = MOST_ABOUT_SIGNING_IN if TABLE[route.name][0] in ("account", "sign-in") else MOST_QUERIES
        if (count := count_of(queries)) > most:
            slow[route.name] = count
        page = answer.content.decode("utf-8", "replace")
        if SECRET_NAME in page:
            named.add(route.name)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            offered |= offers_of(page, route.name)

    assert (wrong, slow) == ({}, {})
    assert role in WITH_A_PART or named == pages_of_guest(role) | ({"start"} if role in ENDED else set())
    assert dead_ends(role, client, offered) == set()


def count_of(queries):
    """The queries without the test's own savepoints, and without the cache's counting of heavy work."""
    return sum("SAVEPOINT" not in query["sql"] and '"cache"' not in query["sql"] for query in queries)


def note_wrong(wrong, role, route, method, answer):
    right = expected(role, route, method)
    if answer.status_code != right:
        wrong[route.name, method] = (answer.status_code, right)


def pages_of_guest(role):
    """What a guest is shown; the name appears only there."""
    pages = {name for name, (kind, _answers) in TABLE.items() if kind == "guest"}
    return {name for name in pages if guest_page(role, name, "get") == 200}


def offers_of(page, name):
    """Every link and form of the page, by method and address."""
    offered = set()

    def note(to, method):
        if to.startswith("/") and not to.startswith(("/static/", "/account/")):
            offered.add((name, method, to.split("#")[0]))
        return True

    without_denied(page, note)
    return offered


def dead_ends(role, client, offered):
    """What a page offers to people who see only a part, although it would refuse them."""
    refused = {NOT_FOUND, NOT_ALLOWED, NO_SUCH_METHOD}
    if role in ("helper_edit", "helper_view"):
        return {(method, to) for _name, method, to in offered if by_table(role, to, method) == NOT_ALLOWED}
    if role in GUESTS:
        asked = {
            to for name, method, to in offered if TABLE[name][0] in ("guest", "public") and method == "GET"
        }
        return {to for to in asked if ask(client, "get", to).status_code in refused}
    return set()


def by_table(role, to, method):
    name = resolve(to.split("?")[0]).url_name
    kind = TABLE[name][0]
    return (
        GOES_ON
        if kind in ("own", "public", "account", "sign-in")
        else with_a_part_in_it(role, kind, name, method.lower())
    )


@pytest.mark.parametrize("role", [role for role in ROLES if role not in SAME_AS_ANOTHER])
def test_every_other_method_is_taken_from_whom_it_is_for_and_nobody_else(role, stage):
    client, rows = stage.browsers[role], rows_for(role, stage)
    wrong = {}

    for route in all_routes():
        where = address(route, rows)
        for method in EVERY_OTHER if role == "owner" else ("post", "delete"):
            note_wrong(wrong, role, route, method, ask(client, method, where))

    assert wrong == {}


@pytest.mark.parametrize("role", ["helper_view", "helper_expired", "stranger", "guest"])
def test_nobody_else_changes_anything(role, stage):
    client, rows, before = stage.browsers[role], rows_for(role, stage), kept_rows(stage.person)

    for route in routes():
        client.post(address(route, rows))

    assert kept_rows(stage.person) == before


def test_who_may_only_read_is_not_asked_to_change_anything(stage):
    asked = {
        "about-me": "Change my goals",
        "medicine-list": "A new dose?",
        "diary-list": '<ul class="quick">',
    }

    said = {
        role: [words in stage.browsers[role].get(reverse(page)).text for page, words in asked.items()]
        for role in WITH_A_PART
    }

    assert said == {"owner": [True] * 3, "helper_edit": [True] * 3, "helper_view": [False] * 3}


def test_an_ended_helper_is_told_kindly_and_once(stage):
    client = stage.browsers["helper_expired"]

    first, start = client.get("/"), client.get("/start/")

    assert first.status_code == 404
    assert "is no longer shared with you" in start.text
    assert client.get("/").headers["Location"] == "/start/"


def test_what_an_ended_helper_typed_lands_in_no_other_record(stage):
    client = stage.browsers["helper_revoked"]
    own = make_person(owner=Helper.objects.exclude(ended_at=None).get().user)
    before = kept_rows(own)

    answer = client.post("/allergies/add/", {"name": "penicillin"})

    assert answer.status_code == 404
    assert kept_rows(own) == before


def test_at_home_nothing_of_sharing_is_open(settings, stage):
    settings.HOME_MODE, settings.HOSTED = True, False
    client, rows = stage.browsers["owner"], rows_for("owner", stage)
    of_sharing = ("sharing-log", "helper-", "link-", "invitation", "guest-open", "shared-")

    statuses = {
        ask(client, method, address(route, rows)).status_code
        for route in routes()
        if route.name.startswith(of_sharing)
        for method in ("get", "post")
    }

    assert statuses == {NOT_FOUND, NO_SUCH_METHOD}


def test_time_of_a_share_runs_out_by_itself(stage):
    share = make_helper(
        stage.person, lasts=timedelta(days=7), now=timezone.now() - timedelta(days=6, hours=23)
    )
    client = signed_in(share.user, stage.person)
    assert client.get("/").status_code == 200

    Helper.objects.filter(pk=share.pk).update(expires_at=timezone.now())

    assert client.get("/").status_code == 404
