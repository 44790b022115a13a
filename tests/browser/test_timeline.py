"""Timeline as a person meets it: the first screen, the keyboard, the phone, and without scripts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from cmlguide.records.actions.examples import show_example
from tests.browser.looking import DESK, PHONE, find_barriers, overflow
from tests.factories import make_medicine, make_result, make_user

TODAY = date(2026, 11, 22)
FETCHED_BEFORE_THE_PAGE_WAS_THERE = """() => {
  const { loadEventStart } = performance.getEntriesByType("navigation")[0];
  const htmx = performance.getEntriesByType("resource").find(({ name }) => name.includes("/htmx-2."));
  return loadEventStart === 0 || htmx.startTime < loadEventStart;
}"""
QUESTION = "My number went from 0.074% to 0.11%. When do we repeat the test?"


@pytest.fixture
def example(transactional_db, time_machine):
    """A function that opens an example person's record and returns its owner."""
    time_machine.move_to(TODAY, tick=True)

    def show(kind):
        owner = make_user()
        show_example(owner=owner, kind=kind, today=TODAY)
        return owner

    return show


def bottom(window, selector: str) -> float:
    box = window.locator(selector).bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize("kind", ["doing_well", "just_above"])
def test_first_screen_holds_the_sentence_and_the_whole_chart(open_window, example, kind):
    window = open_window(DESK, owner=example(kind))
    window.goto("/")

    for part in (".headline", ".newest .chip", "#charts", ".facts > div:nth-child(2)"):
        assert bottom(window, part) <= DESK["height"]


def test_first_screen_of_a_rise_holds_what_to_do_and_the_whole_chart(open_window, example):
    window = open_window(DESK, owner=example("rising"))
    window.goto("/")

    for part in (".headline", ".call-card", "#charts", ".facts > div:nth-child(2)"):
        assert bottom(window, part) <= DESK["height"]


def test_a_phone_shows_number_call_and_chart_before_the_facts(open_window, example):
    window = open_window(PHONE, owner=example("rising"))
    window.goto("/")

    parts = (".headline", ".number", ".newest .chip", ".call-card", "#charts", ".overview-facts")
    bottoms = [bottom(window, part) for part in parts]
    assert bottoms == sorted(bottoms)


@pytest.mark.parametrize("size", [DESK, PHONE, {"width": 320, "height": 640}])
@pytest.mark.parametrize("kind", ["doing_well", "just_above", "rising"])
def test_timeline_has_no_barrier_and_fits(open_window, example, kind, size):
    window = open_window(size, owner=example(kind))
    window.goto("/")

    assert (find_barriers(window), overflow(window)) == ([], 0)


def test_results_are_read_out_by_arrow_keys_by_pointing_and_by_a_tap(open_window, example):
    """In the words that the server gave each result."""
    window = open_window(DESK, owner=example("just_above"))
    window.goto("/")
    chart, readout = window.locator("svg.chart--wide"), window.locator("[data-readout]")
    words = chart.locator(".c-point title").all_text_contents()
    said = []

    chart.focus()
    for key in ("ArrowLeft", "ArrowLeft", "Home", "End"):
        window.keyboard.press(key)
        said.append(readout.inner_text())
    chart.locator(".c-point circle").first.hover()
    said.append(readout.inner_text())
    box = chart.bounding_box()
    window.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + 10)
    said.append(readout.inner_text())

    assert said == [words[place] for place in (-1, -2, 0, -1, 0, -1)]
    assert len(set(words)) == 6


def test_many_results_are_read_out_on_a_phone_too(open_window, person):
    """Their words stand once in the page, in the drawing for a desk; on the phone's they are corners."""
    for place in range(100):
        low = {} if place % 9 else {"value": None, "kind": "less_than", "limit": Decimal("0.0032")}
        facts = {"value": f"0.{place + 10}", **low}
        make_result(person, collected_on=date(2018, 1, 1) + timedelta(days=30 * place), **facts)
    window = open_window(PHONE, owner=person.owner)
    window.goto("/")
    chart, readout = window.locator("svg.chart--phone"), window.locator("[data-readout]")
    words = window.locator("svg.chart--wide [class^=c-point] title").all_text_contents()
    said = []

    chart.focus()
    for key in ("Home", "ArrowRight", "End"):
        window.keyboard.press(key)
        said.append(readout.inner_text())

    assert chart.locator("[class^=c-point] title").count() == 0
    assert said == [words[0], words[1], words[-1]]
    assert len(set(words)) == 100


def test_with_forced_colours_the_place_and_the_span_that_are_shown_still_stand_out(open_window, example):
    """Colours are the reader's own there: a clear border turns visible, and a tint is gone."""
    window = open_window(DESK, owner=example("rising"), forced_colors="active")
    window.goto("/")
    line, fill = "borderBottomColor", "backgroundColor"

    def looks(selector, part):
        return window.locator(selector).first.evaluate("(one, part) => getComputedStyle(one)[part]", part)

    assert looks(".places a[aria-current]", line) != looks(".places a:not([aria-current])", line)
    assert looks(".toggle a[aria-current]", fill) != looks(".toggle a:not([aria-current])", fill)


def test_question_added_with_the_keyboard_alone_stays_in_focus(open_window, example):
    window = open_window(DESK, owner=example("just_above"))
    window.goto("/")

    window.locator("#choose-repeat_test").focus()
    window.keyboard.press("Enter")

    expect(window.locator("a#choose-repeat_test")).to_be_focused()
    assert window.url.endswith("/")


def test_question_added_without_scripts(open_window, example):
    window = open_window(PHONE, owner=example("just_above"), javascript=False)
    window.goto("/")

    window.locator("button#choose-repeat_test").click()

    window.locator("a#choose-repeat_test").wait_for()


def test_timeline_refreshes_when_the_record_changes(open_window, transactional_db, person, time_machine):
    time_machine.move_to(TODAY, tick=True)
    make_medicine(person)
    make_result(person, "0.074", collected_on=date(2026, 9, 7))
    window = open_window(DESK, owner=person.owner)
    window.goto("/")

    make_result(person, "0.11", collected_on=date(2026, 11, 12))
    window.evaluate("htmx.trigger(document.body, 'record-changed')")
    window.get_by_text("Your number is just above 0.1% (MMR).").wait_for()

    assert window.locator(".number").inner_text() == "0.11%"
    assert window.evaluate(FETCHED_BEFORE_THE_PAGE_WAS_THERE) is False


def test_prepare_from_timeline_to_the_page(open_window, example):
    window = open_window(PHONE, owner=example("just_above"))
    window.goto("/")

    window.get_by_role("link", name="Prepare for your visit").click()
    window.locator("#choose-repeat_test").click()
    window.locator("#questions").get_by_text(f"1. “{QUESTION}”").wait_for()
    window.get_by_label("My own question").fill("Can I travel in May?")
    window.locator("#own-question").get_by_role("button", name="Add to my page").click()
    window.get_by_text("2. Can I travel in May?").wait_for()
    window.get_by_role("button", name="Move up: Can I travel in May?").click()
    window.get_by_text("1. Can I travel in May?").wait_for()
    barriers = find_barriers(window)
    window.get_by_role("link", name="See my page").click()
    window.wait_for_url("**/summary/")

    asked = window.locator(".paper-questions li").all_inner_texts()

    assert [text.strip() for text in asked] == ["Can I travel in May?", QUESTION]
    assert barriers == []


def test_prepare_without_scripts_says_what_to_do_and_undoes(open_window, example):
    window = open_window(PHONE, owner=example("just_above"), javascript=False)
    window.goto("/prepare/")

    window.locator("#own-question").get_by_role("button", name="Add to my page").click()
    window.get_by_role("link", name="Write your question first.").wait_for()
    window.get_by_label("My own question").fill("Can I travel in May?")
    window.locator("#own-question").get_by_role("button", name="Add to my page").click()
    window.get_by_role("button", name="Remove from my page: Can I travel in May?").click()
    window.get_by_role("button", name="Undo").click()

    window.get_by_text("1. Can I travel in May?").wait_for()
