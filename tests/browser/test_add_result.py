"""From Timeline to a first result: day, month, year, number, Save; by keyboard, and without a script."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser.looking import PHONE, find_barriers
from tests.factories import make_result

NUMBER = "The number on your letter"


def type_result(page, number="0.5", day="12", month="10", year="2025"):
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Month", exact=True).fill(month)
    page.get_by_label("Year", exact=True).fill(year)
    page.get_by_label(NUMBER).fill(number)


def expect_saved(page, person, live_server):
    expect(page).to_have_url(live_server.url + "/")
    expect(page.get_by_text("Saved: 0.5% on the International Scale, taken 12 Oct 2025.")).to_be_visible()
    result = person.results.kept().get()
    assert (result.collected_on, result.value, result.unit) == (
        date(2025, 10, 12),
        Decimal("0.5"),
        "percent_is",
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "no-script"])
def test_first_result_takes_date_number_and_save(open_window, person, live_server, javascript):
    page = open_window(PHONE, owner=person.owner, javascript=javascript)

    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Add a result").click()
    type_result(page)
    page.get_by_role("button", name="Save").click()

    expect_saved(page, person, live_server)


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "no-script"])
def test_first_result_by_keyboard_alone(open_window, person, live_server, javascript):
    page = open_window(PHONE, owner=person.owner, javascript=javascript)

    page.goto("/")
    press_tab_to(page, "Add a result")
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/add/")
    press_tab_to(page, "Day")
    for text in ("12", "10", "2025", "0.5"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    press_tab_to(page, "Save")
    page.keyboard.press("Enter")

    expect_saved(page, person, live_server)


def press_tab_to(page, name):
    """Press Tab until the element with that name has the focus."""
    for _ in range(40):
        if page.locator(":focus").count() and name in focused_name(page):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by keyboard")


def focused_name(page):
    focused = page.locator(":focus")
    labelled = focused.evaluate(
        "element => [...(element.labels || [])].map(label => label.textContent).join(' ')"
    )
    return f"{labelled} {focused.inner_text()}"


def test_number_is_read_back_while_typing(phone, person):
    make_result(person, "0.02", collected_on=date(2025, 9, 1))
    phone.goto("/results/add/")

    type_result(phone, "0,5")

    read_back = phone.locator("#read-back")
    expect(read_back).to_contain_text("0.5% on the International Scale, taken 12 Oct 2025.")
    expect(read_back).to_contain_text("Your last was 0.02%. Does your letter say this?")
    assert person.results.count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "no-script"])
def test_unusual_number_is_asked_about_once(open_window, person, javascript):
    make_result(person, "0.02", collected_on=date(2025, 9, 1))
    page = open_window(PHONE, owner=person.owner, javascript=javascript)
    page.goto("/results/add/")
    type_result(page)

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("This is 25 times as high as your last")).to_be_visible()
    expect(page.get_by_label(NUMBER)).to_have_value("0.5")
    assert person.results.count() == 1
    if javascript:  # axe is a script
        assert find_barriers(page) == []

    page.get_by_role("button", name="Yes, save this").click()

    expect(page.get_by_text(re.compile("Saved: 0.5%"))).to_be_visible()
    assert person.results.count() == 2


def test_problem_is_told_at_the_top_and_at_its_field(phone, person):
    phone.goto("/results/add/")
    type_result(phone, "1.234,5")

    phone.get_by_role("button", name="Save").click()

    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("Use one point or one comma only")).click()
    expect(phone.get_by_label(NUMBER)).to_be_focused()
    expect(phone.get_by_label(NUMBER)).to_have_value("1.234,5")
    assert find_barriers(phone) == []
    assert person.results.count() == 0


def test_deleted_result_comes_back_by_undo(phone, person):
    row = make_result(person, "0.02", collected_on=date(2025, 9, 1))
    phone.goto(f"/results/{row.pk}/")

    phone.get_by_role("button", name="Delete").click()
    expect(phone.get_by_text("No results yet.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()

    expect(phone.get_by_text("Your result is back.")).to_be_visible()
    expect(phone.get_by_role("link", name="1 Sep 2025")).to_be_visible()
