"""What a security log has to say of refusals and faults: each writes its line, and none what was sent."""

import logging

import pytest
from django.db import OperationalError
from django.test import Client

from cmlguide.web.frame import heavy_work
from cmlguide.web.frame.private_log import WithoutData
from tests.factories import make_allergy, make_helper, make_person, make_user
from tests.hosting import HOSTED, apply
from tests.signing_in import sign_in_and_look

pytestmark = pytest.mark.django_db
MARK, WORDS = "quokkamark", "four small green words"


@pytest.fixture(autouse=True)
def _hosted(settings):
    apply(settings, HOSTED)


@pytest.fixture
def lines(caplog):
    """The log's lines so far, without their time."""
    caplog.set_level(logging.WARNING)
    logs = WithoutData()
    return lambda: [logs.format(one).partition(" ")[2].partition(" ")[2] for one in caplog.records]


def test_page_that_is_not_for_a_helper(lines, person):
    """16.3.2"""
    client = sign_in_and_look(make_helper(person, role="view").user)
    session = client.session
    session["person_id"] = person.pk
    session.save()

    client.post("/allergies/add/", {"name": MARK})

    assert lines() == ["WARNING django.request: status 403 on page allergy-add"]


def test_row_of_somebody_else(lines, signed_in):
    """16.3.2"""
    row = make_allergy(make_person())

    signed_in.post(f"/allergies/{row.pk}/delete/")

    assert lines() == ["WARNING django.request: status 404 on page allergy-delete"]


def test_name_of_another_host(lines, settings):
    """16.3.3"""
    settings.ALLOWED_HOSTS = ["localhost"]

    Client().get("/", headers={"Host": f"{MARK}.example"})

    assert [line for line in lines() if MARK in line] == []
    assert any("status 400" in line or "DisallowedHost" in line for line in lines())


def test_form_without_its_token(lines, person):
    """16.3.3"""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person.owner)

    client.post("/allergies/add/", {"name": MARK})

    assert any("status 403 on page allergy-add" in line for line in lines())
    assert [line for line in lines() if MARK in line] == []


def test_more_work_than_the_account_has_a_share_of(lines, signed_in, monkeypatch):
    """16.3.3"""
    monkeypatch.setattr(heavy_work, "PIECES", 0)

    signed_in.get("/data/page.pdf")

    assert lines() == ["WARNING django.request: status 429 on page export-pdf"]


def test_guessing_that_runs_into_a_wait(lines, settings):
    """16.3.3: the answer is an ordinary page, so the line has to be written by hand."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/300s/key"}
    make_user(username="maria", password=WORDS)

    for _ in range(3):
        Client().post("/account/login/", {"login": "maria", "password": MARK})

    said = [line.partition("sign_in_log: ")[2] for line in lines()]
    assert said == ["sign-in or fresh proof refused: wrong name or password"] * 2 + [
        "sign-in not looked at: too many tries"
    ]


def test_too_many_sign_ups(lines, settings):
    """2.4.1"""
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}

    statuses = [Client().post("/account/signup/", {"password1": MARK}).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert lines() == ["WARNING django.request: status 429 on page account_signup"]


@pytest.mark.parametrize(("fault", "status"), [(RuntimeError, 500), (OperationalError, 503)])
def test_fault_of_the_site_and_a_database_that_is_gone(lines, signed_in, monkeypatch, fault, status):
    """16.3.4: the line names the kind of fault and its place in the code, and not what it says."""

    def breaks(*_facts, **_more):
        raise fault(MARK)

    monkeypatch.setattr("cmlguide.web.pages.results.views.current_person", breaks)
    signed_in.raise_request_exception = False

    answer = signed_in.get("/results/")

    (line,) = lines()
    assert answer.status_code == status
    assert line.startswith(f"ERROR django.request: status {status} on page result-list\n")
    assert line.endswith(f"\n  {fault.__name__}")
    assert MARK not in line
