"""A guest link: made by the owner, opened elsewhere with its PIN, and closed when its time is over."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cmlguide.records.models import GuestLink
from tests.browser.looking import DESK, PHONE, find_barriers, overflow, take_picture
from tests.factories import make_blood_count, make_medicine, make_series

PAGES = ("Timeline", "Results", "Medicines", "Blood counts", "Other tests")


@pytest.fixture
def hosted(settings):
    settings.HOME_MODE, settings.HOSTED = False, True


def look_at(window, name):
    take_picture(window, name)
    return [*find_barriers(window), *(["too wide"] if overflow(window) else [])]


def test_guest_reads_by_link_and_pin_until_the_link_ends(open_window, person, hosted):
    make_medicine(person)
    make_series(person, ("62", "7.1", "0.84", "0.21", "0.074"), first_on=date(2025, 8, 29))
    make_blood_count(person)
    problems = {}

    owner = open_window(DESK, owner=person.owner)
    owner.goto("/sharing/")
    problems["sharing"] = look_at(owner, "sharing")
    owner.get_by_role("link", name="Make a link").click()
    owner.get_by_label("Who is it for?").fill("Dr Weber")
    owner.get_by_label("PIN").fill("4711")
    problems["form"] = look_at(owner, "sharing-link")
    owner.get_by_role("button", name="Make the link").click()
    address = owner.get_by_role("textbox", name="Link").input_value()
    owner.context.grant_permissions(["clipboard-read", "clipboard-write"])
    owner.get_by_role("button", name="Copy the link").click()
    owner.get_by_text("Copied. Paste it where you want to send it.").wait_for()
    assert owner.evaluate("navigator.clipboard.readText()") == address
    problems["made"] = look_at(owner, "sharing-made")

    guest = open_window(PHONE)
    guest.goto(address)
    assert guest.url.endswith("/pin/")
    guest.get_by_role("textbox", name="PIN").fill("1234")
    guest.get_by_role("button", name="Open").click()
    expect(guest.locator("main")).to_contain_text("This is not the PIN")
    problems["pin"] = look_at(guest, "shared-pin")
    guest.get_by_role("textbox", name="PIN").fill("4711")
    guest.get_by_role("button", name="Open").click()
    guest.wait_for_url(lambda url: "/pin/" not in url)
    for name in PAGES:
        with guest.expect_navigation():
            guest.locator(".guest-bar").get_by_role("link", name=name, exact=True).click()
        problems[name] = look_at(guest, f"shared-{name.lower().replace(' ', '-')}")
    assert guest.evaluate("document.referrer") == ""

    GuestLink.objects.update(expires_at=timezone.now())
    guest.reload()

    assert "This link is not open" in guest.locator("main").inner_text()
    problems["closed"] = look_at(guest, "shared-closed")
    assert guest.goto(address).status == 404
    assert {name: found for name, found in problems.items() if found} == {}
