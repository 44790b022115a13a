"""The page for the appointment on real paper: one side of A4 and of Letter, and nothing too small to read."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from cmlguide.records import actions
from tests.browser.looking import DESK, PHONE, PICTURES, find_barriers, overflow
from tests.factories import make_person, make_result, make_treatment, make_user

TODAY = date(2026, 11, 22)
SMALLEST, BODY = 9.0, 11.0  # points
POINTS_A_PIXEL = 0.75
NOT_PRINTED = ("Warning signs", "Add a result", "Change my questions", "use your browser", "Timeline")
MEASURE = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('.paper'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
    if (!words || element.closest('title, desc') || !element.getClientRects().length) continue;
    const svg = element.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    found.push([words, parseFloat(getComputedStyle(element).fontSize) * scale]);
  }
  return found;
}"""


@pytest.fixture(params=["doing_well", "just_above", "rising", "many", "empty"])
def owner(request, transactional_db, time_machine):
    """The owner of a record: an example person, one with 60 results and five medicines, or nothing at all."""
    time_machine.move_to(TODAY, tick=True)
    if request.param == "empty":
        return make_person().owner
    if request.param == "many":
        return make_many()
    user = make_user()
    actions.show_example(owner=user, kind=request.param, today=TODAY)
    return user


def make_many():
    person = make_person(name="Robin Sample", transcript_name="e14a2", risk_score="ELTS intermediate")
    start = date(2011, 1, 3)
    for number, medicine in enumerate(("imatinib", "dasatinib", "nilotinib", "bosutinib", "asciminib")):
        first = start + timedelta(days=1100 * number)
        last = None if medicine == "asciminib" else first + timedelta(days=1100)
        make_treatment(
            person,
            medicine=medicine,
            started_on=first,
            stopped_on=last,
            stop_reason="side_effects" if last else "",
        )
    for number in range(60):
        make_result(
            person,
            f"0.{number % 9 + 1}",
            collected_on=start + timedelta(days=95 * number),
            lab="A very long name of a lab",
        )
    for word in ("first", "second", "third"):
        actions.choose_question(
            person=person, text=f"My {word} question is a long one, and I want to ask it well? " * 2
        )
    return person.owner


def print_pages(window, sheet: str) -> list:
    return PdfReader(BytesIO(window.pdf(format=sheet))).pages


def test_summary_prints_on_exactly_one_side_of_either_paper(open_window, owner):
    window = open_window(DESK, owner=owner)
    window.goto("/summary/")

    printed = {sheet: print_pages(window, sheet) for sheet in ("A4", "Letter")}
    text = printed["A4"][0].extract_text()

    assert {sheet: len(pages) for sheet, pages in printed.items()} == {"A4": 1, "Letter": 1}
    assert "What we decided" in text
    assert [word for word in NOT_PRINTED if word in text] == []


def test_summary_prints_nothing_too_small(open_window, owner):
    window = open_window({"width": 695, "height": 1000}, owner=owner)  # the printed width of A4
    window.goto("/summary/")
    window.emulate_media(media="print")

    sizes = {words: size * POINTS_A_PIXEL for words, size in window.evaluate(MEASURE)}

    assert {words: size for words, size in sizes.items() if size < SMALLEST} == {}
    assert sizes["What I most want to talk about"] >= BODY


def test_summary_prints_on_one_side_from_a_phone_without_scripts(open_window, person):
    make_result(person)
    window = open_window(PHONE, owner=person.owner, javascript=False)
    window.goto("/summary/")

    assert len(print_pages(window, "A4")) == 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_summary_has_no_barrier_and_fits(open_window, person, size):
    make_result(person)
    window = open_window(size, owner=person.owner)
    window.goto("/summary/?visit_on_day=40&visit_on_month=1&visit_on_year=2026")

    assert window.get_by_text("Dates, large print, my name").is_visible()
    assert (find_barriers(window), overflow(window)) == ([], 0)


def test_summary_in_large_print_takes_two_sides_at_most(open_window, person):
    for number in range(8):
        make_result(person, collected_on=date(2025, 1, 6) + timedelta(days=91 * number))
    window = open_window(DESK, owner=person.owner)
    window.goto("/summary/?large=on")

    assert len(print_pages(window, "A4")) <= 2


def test_summary_offers_print_only_with_scripts(open_window, person):
    make_result(person)
    with_scripts = open_window(DESK, owner=person.owner)
    without = open_window(DESK, owner=person.owner, javascript=False)

    for window in (with_scripts, without):
        window.goto("/summary/")

    assert with_scripts.get_by_role("button", name="Print", exact=True).is_visible()
    assert not without.locator("#print").is_visible()
    assert overflow(with_scripts) == 0


def test_summary_picture_for_people(open_window, transactional_db, time_machine):
    time_machine.move_to(TODAY, tick=True)
    user = make_user()
    actions.show_example(owner=user, kind="just_above", today=TODAY)
    window = open_window(DESK, owner=user)
    window.goto("/summary/")
    PICTURES.mkdir(exist_ok=True)

    file = PICTURES / "summary.pdf"
    window.pdf(path=file, format="A4")

    assert file.stat().st_size > 0
