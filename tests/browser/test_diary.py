"""The diary on a phone: two taps save an entry for today, and a warning sign that matches comes first."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.looking import PHONE, find_barriers
from tests.factories import make_diary_entry

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def noon(time_machine):
    """No test begins on one day and ends on the next."""
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=True)


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "no-script"])
@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("Side effect", "Nausea", {"kind": "side_effect", "symptom": "nausea"}),
        ("Missed dose", "Missed", {"kind": "dose", "dose_status": "missed"}),
        ("Something new", "Antacid", {"kind": "new_intake", "intake": "antacid"}),
    ],
)
def test_two_taps_save_an_entry_for_today(open_window, person, javascript, first, second, kept):
    page = open_window(PHONE, owner=person.owner, javascript=javascript)
    page.goto("/diary/")

    page.get_by_role("link", name=first).click()
    page.get_by_role("button", name=second, exact=True).click()

    expect(page.get_by_role("status").filter(has_text="Saved:")).to_be_visible()
    entry = person.diary_entries.kept().get()
    assert {field: getattr(entry, field) for field in kept} == kept
    assert entry.happened_on == TODAY


def test_quick_buttons_are_seen_at_once_and_big(phone):
    phone.goto("/diary/")

    boxes = [button.bounding_box() for button in phone.locator(".quick-button").all()]

    assert len(boxes) == 4
    assert min(box["height"] for box in boxes) >= 72
    assert max(box["y"] + box["height"] for box in boxes) < PHONE["height"]


def test_matching_warning_sign_comes_up_first(phone, person):
    phone.goto("/diary/side-effect/")

    phone.get_by_text("More side effects").click()
    phone.get_by_role("button", name="Short of breath").click()

    first = phone.locator("main").get_by_role("heading").first
    expect(first).to_have_text("First: is any of this true for you now?")
    expect(phone.get_by_text("Very hard to breathe")).to_be_visible()
    assert find_barriers(phone) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "no-script"])
def test_what_prints_is_ticked_by_the_person(open_window, person, javascript):
    row = make_diary_entry(person, happened_on=TODAY)
    page = open_window(PHONE, owner=person.owner, javascript=javascript)
    page.goto("/diary/")

    page.get_by_role("button", name="On my page").click()

    expect(page.get_by_role("button", name="On my page")).to_have_attribute("aria-pressed", "true")
    row.refresh_from_db()
    assert row.prints is True


def test_day_of_the_month_leads_to_its_entry(phone, person):
    row = make_diary_entry(person, happened_on=TODAY)
    phone.goto("/diary/")

    phone.locator("a.month-day").click()

    expect(phone).to_have_url(re.compile(rf"#entry-{row.pk}$"))
