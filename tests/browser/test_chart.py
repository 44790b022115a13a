"""The timeline chart in a real browser: where its words are, and what Explore shows and never does."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.timeline.drawing import timeline_figure
from tests.browser.drawings import MEASURE, MEASURE_NAMES, crossing, crowding, faults, lying, show
from tests.browser.looking import PHONE, find_barriers
from tests.factories import make_diary_entry, make_goal, make_medicine, make_result
from tests.web.chart.cases import CASES, assessed, just_above

BUTTONS = [
    *("Choose a part to enlarge", "Move the chart", "Larger", "Smaller"),
    *("The whole chart", "Save as a picture"),
]


@pytest.fixture(scope="module")
def canvas(browser):
    """A window without a server: the drawings need only the style sheets."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_words_are_large_enough_inside_and_apart_in_every_case(canvas, width, scale):
    pictures = {}
    for name, case in CASES.items():
        history = case()
        figure = timeline_figure(assessed(history), history, width=width, scale=scale)
        pictures[name] = draw(figure)

    show(canvas, width, pictures)

    measured = {name: canvas.eval_on_selector(f"#{name} svg", MEASURE) for name in pictures}
    assert {name: faults(texts) for name, texts in measured.items()} == {name: [] for name in pictures}
    assert min(len(texts) for texts in measured.values()) > 5


@pytest.mark.parametrize("pixels", [302, 372])
def test_on_a_phone_nothing_lies_on_the_curve_or_across_today(canvas, pixels):
    pictures = {}
    for name, case in CASES.items():
        history = case()
        pictures[name] = draw(timeline_figure(assessed(history), history, width="phone"))

    show(canvas, "phone", pictures, pixels)

    measured = {name: canvas.eval_on_selector(f"#{name} svg", MEASURE_NAMES) for name in pictures}
    found = {name: lying(parts) + crossing(parts) + crowding(parts) for name, parts in measured.items()}
    assert found == {name: [] for name in pictures}
    assert sum(len(parts["levels"]) for parts in measured.values()) > 60
    assert len(measured["just-above"]["points"]) >= len(just_above().results)


def test_the_measure_sees_names_on_the_curve_and_words_across_today(canvas):
    words = (
        '<text class="c-level-name" x="20" y="20">EMR</text><text class="c-value" x="90" y="20">0.1%</text>'
    )
    today = '<line class="c-today" x1="100" x2="100" y1="0" y2="60"/>'
    axis = '<text class="c-today-name" x="80" y="50">today</text><text class="c-tick" x="60" y="50">12</text>'
    point = '<g class="c-point"><circle cx="25" cy="15" r="4"/></g>'

    show(
        canvas,
        "phone",
        {"broken": f'<svg viewBox="0 0 302 60" font-size="14">{words}{today}{axis}{point}</svg>'},
    )

    parts = canvas.eval_on_selector("#broken svg", MEASURE_NAMES)
    assert lying(parts) + crossing(parts) + crowding(parts) == [
        "EMR on the curve",
        "0.1% across today",
        "12 beside today",
    ]


def test_the_measure_sees_words_that_touch(canvas):
    texts = '<text x="10" y="20" font-size="14">one</text><text x="30" y="22" font-size="14">two</text>'
    one = f'<svg viewBox="0 0 302 40">{texts}</svg>'

    show(canvas, "phone", {"broken": one})

    assert faults(canvas.eval_on_selector("#broken svg", MEASURE)) == ["one / two"]


@pytest.fixture
def charted(person):
    make_medicine(person)
    for day, value in (
        (date(2025, 8, 29), "62"),
        (date(2025, 12, 4), "7.1"),
        (date(2026, 3, 10), "0.84"),
        (date(2026, 9, 7), "0.074"),
    ):
        make_result(person, value, collected_on=day)
    return person


def explored(page):
    page.goto("/")
    page.get_by_role("button", name="Explore").click()
    expect(page.locator("[data-explore-step]").first).to_be_focused()  # the last that is done as it opens
    return page


def test_the_drawing_stands_in_the_page_without_script(open_window, charted):
    page = open_window(owner=charted.owner, javascript=False)

    page.goto("/")

    assert page.locator("svg.chart--wide").is_visible()
    assert not page.locator("svg.chart--phone").is_visible()
    assert page.locator("svg.chart--wide > title").text_content() == "Your BCR::ABL1 results over time"
    assert not page.get_by_role("button", name="Explore").is_visible()


def test_a_phone_sees_its_own_drawing(open_window, charted):
    page = open_window(PHONE, owner=charted.owner)

    page.goto("/")

    assert page.locator("svg.chart--phone").is_visible()
    assert not page.locator("svg.chart--wide").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_explore_loads_its_script_only_when_asked(page, charted):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")

    before = [url for url in asked if "plotly" in url]
    page.get_by_role("button", name="Explore").click()
    page.wait_for_selector("#explore-plot .modebar-btn")

    assert before == []
    assert sorted(url.split("/static/")[1] for url in asked if "plotly" in url) == [
        "css/plotly.css",
        "plotly/plotly.min.js",
    ]


def test_explore_puts_up_no_barrier(page, charted):
    explored(page)

    assert find_barriers(page) == []


def test_explore_offers_exactly_our_buttons(page, charted):
    explored(page)

    titles = page.eval_on_selector_all(
        "#explore-plot .modebar-btn", "all => all.map(one => one.dataset.title)"
    )

    assert titles == BUTTONS


def test_explore_says_each_result_with_the_words_of_the_picture(page, charted):
    explored(page)
    words = page.locator("#explore-words")

    page.get_by_role("button", name="Earlier result").click()
    newest = words.text_content()
    page.get_by_role("button", name="Earlier result").click()

    assert newest == "7 Sep 2026: 0.074%, MMR."
    assert words.text_content() == "10 Mar 2026: 0.84%, CCyR level."
    assert newest in page.locator("svg.chart--wide").text_content()


def test_explore_switches_between_months_and_dates(page, charted):
    explored(page)
    ticks = "#explore-plot .xtick text, #explore-plot .xaxislayer-above text"

    in_months = page.eval_on_selector_all(ticks, "all => all.map(one => one.textContent)")
    page.get_by_role("button", name="Dates", exact=True).click()

    assert in_months[:2] == ["start", "3"]
    expect(page.locator(ticks).filter(has_text="2026").first).to_be_visible()


def test_explore_shows_the_goal_and_the_rows_of_the_diary(page, charted):
    make_diary_entry(charted, kind="dose", dose_status="paused_by_team", happened_on=date(2026, 7, 1))
    make_goal(charted, "too_low_to_find")

    explored(page)

    shown = page.locator("#explore-plot").text_content()
    assert "paused by the team" in shown
    assert "your goal: too low to find" in shown


def test_explore_gives_a_picture_to_keep(page, charted):
    explored(page)

    with page.expect_download() as download:
        page.locator("#explore-plot [data-title='Save as a picture']").click()

    assert download.value.suggested_filename == "timeline.png"
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_closing_explore_brings_the_drawing_back(page, charted):
    explored(page)

    page.get_by_role("button", name="Back to the chart").click()

    page.locator("svg.chart--wide").wait_for()
    page.get_by_role("button", name="Explore").wait_for()
    assert page.locator("#explore-plot .modebar-btn").count() == 0


def test_the_newest_sentence_and_the_whole_drawing_fit_the_first_screen(page, charted):
    page.goto("/")

    box = page.locator("svg.chart--wide").bounding_box()

    assert page.locator(".headline").bounding_box()["y"] > 0
    assert box["y"] + box["height"] < 900
