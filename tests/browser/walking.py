"""A full record, and a way through every page of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cmlguide.records.actions.examples import show_example
from cmlguide.records.actions.goals import add_goal
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.visits import record_visit
from cmlguide.records.models import Person, User
from cmlguide.web.pages.reading.learn import SLUGS
from tests.factories import make_blood_count, make_diary_entry, make_medicine, make_visit
from tests.routes import address, routes, rows_of

ACCOUNT_PAGES = {
    "account-password": "/account/password/change/",
    "account-two-steps": "/account/2fa/",
    "account-sign-out": "/account/logout/",
}
FOR_EVERYBODY = {
    "sign-in": "/account/login/",
    "signs-for-everybody": "/warning-signs/",
    "privacy-for-everybody": "/privacy/",
    "how-to-open": "/open/guess/",
    "not-found": "/nowhere/",
}
"""What somebody sees who is not signed in."""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
LETTER = "Sample collected: 12-Sep-2025\nBCR-ABL1: 0.0456 % (IS)\nPlatelets 210 10^9/L\nPhone 555-0199"


def make_full_record(owner: User) -> tuple[Person, dict[str, int]]:
    """An example person with a row of every noun and more, and the rows' numbers as rows_of gives them."""
    today = timezone.now().date()
    person = show_example(owner=owner, kind="rising", today=today)
    rows = rows_of(person)
    edit_person(person=person, clinic_day_phone="+49 30 1234567", pharmacy_phone="030 7654321")
    make_medicine(person, medicine="dasatinib", started_on=today - timedelta(days=30), dose="100 mg")
    make_blood_count(person, collected_on=today - timedelta(days=9), neutrophils=Decimal("0.3"))
    make_diary_entry(person, happened_on=today, symptom="shortness_of_breath", severity="severe", prints=True)
    make_diary_entry(person, happened_on=today, kind="note", text="A long day at work. " * 9)
    make_diary_entry(
        person, happened_on=today - timedelta(days=2), kind="dose", dose_status="missed", doses=2
    )
    add_goal(person=person, code="no_progression")
    for code in ("quality_of_life", "family_plans"):
        add_goal(person=person, code=code)
    for question in ("May I travel in the summer?", "Can the nausea get better?", "Who looks after me then?"):
        choose_question(person=person, text=question)
    visit = make_visit(person, visit_on=today - timedelta(days=20))
    record_visit(visit=visit, answers=[("", "Why?", "We wait.")], decisions="Go on")
    return person, rows


def pages_of(owner: User, rows: dict[str, int], *, holding: str = "") -> dict[str, str]:
    """The address of every page `owner` can open, by route name;
    with `holding`, only those that contain it."""
    client = Client()
    client.force_login(owner)
    addresses = {route.name: address(route, rows) for route in routes()} | ACCOUNT_PAGES
    addresses |= {f"learn-{slug}": reverse("learn-topic", args=[slug]) for slug in SLUGS}
    answers = {name: client.get(where, follow=True) for name, where in addresses.items()}
    return {
        name: addresses[name]
        for name, answer in answers.items()
        if answer.status_code == 200
        and answer.headers["Content-Type"].startswith("text/html")
        and holding in answer.text
    }


def bring_in_a_letter(window: Page) -> None:
    """Paste a letter, so that the preview of an import has something to show."""
    window.goto("/data/")
    window.locator("#id_text").fill(LETTER)
    window.get_by_role("button", name="Show what is in it").click()
    window.wait_for_url("**/data/import/")


def open_all(window: Page) -> None:
    """Unfold everything that is folded."""
    window.evaluate(OPEN_ALL)
