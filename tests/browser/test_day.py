"""What day it is for somebody who starts a record far from UTC."""

import pytest
import time_machine
from playwright.sync_api import expect

from tests.browser.looking import PHONE, find_barriers, overflow, take_picture
from tests.factories import make_user

AUCKLAND = "Pacific/Auckland"


@pytest.fixture
def newcomer(transactional_db):
    return make_user(username="newcomer")


def begin(window):
    window.goto("/start/")
    window.get_by_role("button", name="Start my record").click()
    window.wait_for_url("**/start/diagnosis/")


def test_record_begun_in_auckland_has_its_day_and_its_diary(open_window, newcomer):
    """At 12:30 UTC on the 22nd it is half past one at night of the 23rd in Auckland (UTC+13)."""
    window = open_window(PHONE, owner=newcomer, timezone_id=AUCKLAND)
    with time_machine.travel("2026-11-22 12:30Z", tick=True):
        begin(window)
        window.goto("/diary/note/")
        shown = window.locator("#id_happened_on_day").input_value()
        window.get_by_label("In my own words").fill("A good day")
        window.get_by_role("button", name="Save").click()
        expect(window.locator("#notices")).to_contain_text("23 Nov")

    person = newcomer.people.get()
    assert (person.time_zone, shown) == (AUCKLAND, "23")
    assert [str(entry.happened_on) for entry in person.diary_entries.all()] == ["2026-11-23"]


def test_without_javascript_the_last_step_asks_which_zone_of_the_country(open_window, newcomer):
    window = open_window(PHONE, owner=newcomer, javascript=False, timezone_id=AUCKLAND)
    begin(window)
    before = newcomer.people.get().time_zone
    window.goto("/start/about-me/")
    window.get_by_label("Country").select_option("NZ")
    window.get_by_role("button", name="Save and see my record").click()
    asked = window.locator(".error-summary").inner_text()
    window.wait_for_load_state()
    zones = window.get_by_label("Time zone").locator("option").all_inner_texts()
    take_picture(window, "start-time-zone")
    wide = overflow(window)
    window.get_by_label("Time zone").select_option(AUCKLAND)
    window.get_by_role("button", name="Save and see my record").click()
    window.wait_for_url(lambda url: "/start/" not in url)

    assert (before, newcomer.people.get().time_zone) == ("", AUCKLAND)
    assert "This country has more than one time zone." in asked
    assert [zone.strip() for zone in zones] == ["Not chosen", "Pacific/Auckland", "Pacific/Chatham"]
    assert wide == 0


def test_last_step_has_the_zone_of_the_browser_chosen_already(open_window, newcomer):
    window = open_window(PHONE, owner=newcomer, timezone_id=AUCKLAND)
    begin(window)
    window.goto("/start/about-me/")

    assert window.get_by_label("Time zone").input_value() == AUCKLAND
    assert find_barriers(window) == []
