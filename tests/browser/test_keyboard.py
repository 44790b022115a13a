"""The keyboard alone: Tab reaches everything, in order and in sight, and Enter or Space activates it."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cmlguide.records.actions.questions import choose_question
from tests.browser.looking import PHONE
from tests.browser.walking import FOR_EVERYBODY, bring_in_a_letter, make_full_record, open_all, pages_of
from tests.factories import make_user

FOCUS = Path(__file__).parent / "focus.js"


def tab_through(window):
    """What is wrong with the focus's way through the page:
    it should reach each control once and then leave."""
    open_all(window)
    stops = window.evaluate("focusNotes.start()")
    for _ in range(stops["controls"] + stops["parts"] + 2):
        window.keyboard.press("Tab")
    steps = window.evaluate("focusNotes.steps")
    places = [step["place"] for step in steps]
    faults = {f"{step['fault']}: {step['name']}" for step in steps if step["fault"]}
    missed = [place for place in range(stops["controls"]) if place not in places]
    html = window.evaluate("(places) => places.map((place) => focusNotes.controls[place].outerHTML)", missed)
    faults |= {f"not reached: {control[:100]}" for control in html}
    if any((after - before) % stops["controls"] != 1 for before, after in pairwise(places)):
        faults.add("in another order than on the page")
    return sorted(faults)


@pytest.mark.django_db(transaction=True)
def test_tab_comes_to_every_control_in_order_and_in_sight(open_window):
    owner = make_user()
    _, rows = make_full_record(owner)
    pages = pages_of(owner, rows)
    window, visitor = open_window(PHONE, owner=owner), open_window(PHONE)
    bring_in_a_letter(window)
    problems = {}

    for walker, addresses in ((window, pages), (visitor, FOR_EVERYBODY)):
        walker.context.add_init_script(path=FOCUS)
        for name, where in addresses.items():
            walker.goto(where)
            if faults := tab_through(walker):
                problems[name] = faults

    assert problems == {}


def test_skip_link_leads_past_the_header(phone):
    phone.goto("/results/add/")

    phone.keyboard.press("Tab")
    skip = phone.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")

    assert phone.evaluate("document.querySelector('main').contains(document.activeElement)") is True


def press(window, role, name, key="Enter"):
    """Press a key on the first control with that name."""
    window.get_by_role(role, name=name).first.focus()
    window.keyboard.press(key)


def test_questions_are_chosen_moved_and_taken_back_with_script_too(phone, person):
    choose_question(person=person, text="May I travel?")
    phone.goto("/prepare/")
    phone.locator("#id_text").focus()
    phone.keyboard.type("Who helps me?")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("#questions")).to_contain_text("2. Who helps me?")

    press(phone, "button", "Move up: Who helps me?", "Space")
    expect(phone.locator("#questions :focus")).to_contain_text("1. Who helps me?")
    press(phone, "button", "Remove from my page: Who helps me?")
    expect(phone.locator("#notices")).to_be_focused()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")

    expect(phone.locator("#questions")).to_contain_text("1. Who helps me?")


def test_diary_takes_two_keys_and_a_tick(phone, person):
    phone.goto("/diary/")
    press(phone, "link", "Side effect")
    press(phone, "button", "Nausea")
    press(phone, "button", "On my page", "Space")

    expect(phone.get_by_role("button", name="On my page")).to_have_attribute("aria-pressed", "true")
    assert person.diary_entries.kept().get().prints is True


def test_result_is_read_back_and_saved(phone, person):
    day = timezone.now().date() - timedelta(days=9)
    phone.goto("/results/add/")
    for part in ("day", "month", "year"):
        phone.locator(f"#id_collected_on_{part}").focus()
        phone.keyboard.type(str(getattr(day, part)))
    phone.locator("#id_number").focus()
    phone.keyboard.type("0.02")
    expect(phone.get_by_text("0.02% on the International Scale")).to_be_visible()
    press(phone, "button", "Save")

    expect(phone.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert [str(row.value) for row in person.results.kept()] == ["0.02"]
