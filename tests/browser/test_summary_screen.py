"""The page for the visit on a narrow screen: laid out for it, without sideways scrolling."""

import pytest

from tests.browser.looking import DESK, find_barriers, overflow
from tests.browser.paper import TODAY, make_everything, print_pages, rows_on

NARROW = [{"width": 390, "height": 844}, {"width": 320, "height": 640}]
SIDEWAYS = """() => [...document.querySelectorAll('.paper, .paper *')].filter(element =>
  element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
  && getComputedStyle(element).overflowX !== 'visible').map(element => element.className)"""
OUTSIDE = """() => [...document.querySelectorAll('.paper :is(text, td, tbody th, li, p)')].filter(element =>
  element.getClientRects().length && element.getBoundingClientRect().width > 1
  && element.getBoundingClientRect().right > innerWidth + 1).map(element => element.textContent)"""
TEXT_SIZE = """() => { const svg = document.querySelector('.paper-drawing--narrow svg');
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return parseFloat(svg.getAttribute('font-size')) * scale }"""


@pytest.fixture
def person(transactional_db, time_machine):
    time_machine.move_to(TODAY, tick=True)
    return make_everything()


@pytest.mark.parametrize("size", NARROW)
@pytest.mark.parametrize("javascript", [True, False])
def test_nothing_scrolls_sideways_on_a_phone(open_window, person, size, javascript):
    window = open_window(size, owner=person.owner, javascript=javascript)
    window.goto("/summary/")

    assert overflow(window) == 0
    assert (window.evaluate(SIDEWAYS), window.evaluate(OUTSIDE)) == ([], [])


@pytest.mark.parametrize("size", NARROW)
def test_a_phone_has_a_chart_of_its_own_and_rows_told_in_lines(open_window, person, size):
    window = open_window(size, owner=person.owner)
    window.goto("/summary/")
    charts = window.locator(".paper-drawing")
    row = window.get_by_role("table").first.get_by_role("row").nth(1)

    assert [charts.nth(place).is_visible() for place in range(2)] == [False, True]
    assert window.evaluate(TEXT_SIZE) >= 13 * 0.98
    assert " ".join(row.inner_text().split()) == "6 Nov 2026 Month 32 0.11% MR2.96 CCyR level City"
    assert find_barriers(window) == []


def test_a_phone_prints_the_paper_and_not_the_screen(open_window, person):
    window = open_window(NARROW[0], owner=person.owner)
    window.goto("/summary/")
    pages = print_pages(window, "A4")

    assert len(pages) == 2
    assert rows_on(pages[0]) >= 4
    assert pages[0].extract_text().count("100%") == 1


def test_a_desk_shows_the_chart_of_the_paper_only(open_window, person):
    window = open_window(DESK, owner=person.owner)
    window.goto("/summary/")
    charts = window.locator(".paper-drawing")

    assert [charts.nth(place).is_visible() for place in range(2)] == [True, False]
