import pytest
from django.test import Client, RequestFactory

from cmlguide.web.frame import errors

pytestmark = pytest.mark.django_db


def test_unknown_address_says_what_to_do(signed_in):
    answer = signed_in.get("/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_form_without_its_token_is_refused_kindly(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person.owner)

    answer = client.post("/passphrase/not-now/")

    assert answer.status_code == 403
    assert "Please send it again" in answer.content.decode()


def test_wrong_host_is_refused_with_a_page():
    answer = Client().get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "We could not read that" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


def test_what_is_not_open_is_said(rf):
    request = RequestFactory().get("/")

    answer = errors.not_allowed(request, PermissionError())

    assert answer.status_code == 403
    assert "This page is not open to you" in answer.content.decode()


def test_fault_is_a_plain_page_without_a_trace(settings, person):
    settings.DEMO_TODAY = "not a date"
    client = Client(raise_request_exception=False)
    client.force_login(person.owner)

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert '<link rel="stylesheet" href="/static/built/screen.css">' in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_fault_of_the_style_sheet_leaves_a_page_without_one(monkeypatch):
    def missing(name):
        raise ValueError(f"Missing staticfiles manifest entry for '{name}'")

    monkeypatch.setattr(errors, "static", missing)

    answer = errors.broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "stylesheet" not in answer.content.decode()
    assert "Something went wrong on our side" in answer.content.decode()
