"""WebKit and Firefox: every page fits, and what a person does there works as in Chromium."""

from datetime import date
from decimal import Decimal

import pytest

from tests.browser.conftest import session_cookie
from tests.browser.drawings import MEASURE, faults
from tests.browser.looking import DESK, LAYOUT, PHONE, PLAIN
from tests.browser.walking import FOR_EVERYBODY, OPEN_ALL, make_full_record, pages_of
from tests.factories import make_medicine, make_person, make_result, make_user

MMR = 'button.word[popovertarget="word-mmr"]'
OPEN_NOTES = "document.querySelectorAll('.word-note:popover-open').length"
LOOKS_OF = """word => {
  const style = getComputedStyle(document.querySelector(word));
  return ["Line", "Style", "Thickness", "Color"].map((part) => style[`textDecoration${part}`]);
}"""
BOX = "selector => document.querySelector(selector).getBoundingClientRect().toJSON()"
DRAWN = f"""() => [...document.querySelectorAll('#charts svg')].filter((one) => one.checkVisibility())
  .map({MEASURE})"""


@pytest.fixture
def owner(engine, live_server, transactional_db):
    """Someone with a medicine and a result, signed in."""
    person = make_person(make_user())
    make_medicine(person)
    make_result(person, "0.05")
    engine.sign_in(session_cookie(person.owner, live_server.url))
    return person.owner


def test_every_page_fits_and_every_control_is_seen(engine, live_server, transactional_db):
    owner = make_user()
    _, rows = make_full_record(owner)
    engine.sign_in(session_cookie(owner, live_server.url))
    found = {}

    for name, where in (pages_of(owner, rows) | FOR_EVERYBODY).items():
        engine.goto(live_server.url + where)
        engine.evaluate(OPEN_ALL)
        for size in (PHONE, DESK):
            engine.resize(size)
            problems = engine.evaluate(LAYOUT, {"least": 44, "withSelects": size is DESK})
            if problems := problems + engine.evaluate(PLAIN):
                found[name, size["width"]] = problems

    assert found == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_words_of_the_chart_are_large_enough_inside_and_apart(engine, owner, live_server, size):
    engine.resize(size)
    engine.goto(live_server.url)

    seen = engine.evaluate(DRAWN)

    assert [len(words) > 5 for words in seen] == [True]
    assert [faults(words) for words in seen] == [[]]


def test_a_word_with_a_note_is_seen_and_opens_it(engine, owner, live_server):
    engine.resize(PHONE)
    engine.goto(live_server.url)

    engine.use(MMR)
    engine.wait_for(f"{OPEN_NOTES} === 1")
    box = engine.evaluate(BOX, ".word-note:popover-open")
    engine.press("Escape")
    engine.wait_for(f"{OPEN_NOTES} === 0")

    assert engine.evaluate(LOOKS_OF, MMR) == ["underline", "dotted", "2px", "rgb(11, 102, 100)"]
    assert box["left"] >= 0
    assert box["right"] <= PHONE["width"]
    assert box["bottom"] <= PHONE["height"]


def test_a_note_closes_by_its_button(engine, owner, live_server):
    engine.resize(DESK)
    engine.goto(live_server.url)
    engine.use(MMR)
    engine.wait_for(f"{OPEN_NOTES} === 1")

    engine.use(".word-note:popover-open .word-close")

    engine.wait_for(f"{OPEN_NOTES} === 0")


def test_explore_opens_steps_and_closes(engine, owner, live_server):
    engine.resize(DESK)
    engine.goto(live_server.url)

    engine.wait_for("!document.querySelector('[data-explore-open]').hidden")
    engine.use("[data-explore-open]")
    engine.wait_for("document.querySelector('#explore-plot .modebar-btn')")
    engine.use("[data-explore-step='back']")
    engine.wait_for("document.querySelector('#explore-words').innerText.startsWith('7 Sep 2026: 0.05%')")
    engine.use("[data-explore-close]")

    engine.wait_for("document.querySelector('svg.chart--wide').checkVisibility()")


def test_a_result_is_read_back_and_saved(engine, owner, live_server):
    engine.resize(PHONE)
    engine.goto(f"{live_server.url}/results/add/")
    engine.wait_for("window.htmx")  # it comes after the page; what is typed before is not read back

    for part, digits in (("day", "12"), ("month", "10"), ("year", "2025")):
        engine.type(f"#id_collected_on_{part}", digits)
    engine.type("#id_number", "0.5")
    engine.wait_for("document.body.innerText.includes('0.5% on the International Scale')")
    engine.press("Enter")

    engine.wait_for("document.body.innerText.includes('Saved: 0.5% on the International Scale')")
    saved = owner.people.get().results.kept().order_by("collected_on").first()
    assert (saved.collected_on, saved.value) == (date(2025, 10, 12), Decimal("0.5"))
