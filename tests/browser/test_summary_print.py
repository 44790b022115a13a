"""The page for the appointment on real paper: one side of A4 and of Letter, and nothing too small to read."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from cmlguide.records import actions
from tests.browser.looking import DESK, PHONE, PICTURES, find_barriers, overflow
from tests.factories import (
    make_appointment,
    make_diary_entry,
    make_goal,
    make_person,
    make_result,
    make_treatment,
    make_user,
)

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


@pytest.fixture(params=["doing_well", "just_above", "rising", "usual", "many", "empty"])
def owner(request, transactional_db, time_machine):
    """The owner of a record: an example person, the usual one, 400 results and five medicines, or nothing."""
    time_machine.move_to(TODAY, tick=True)
    if request.param == "empty":
        return make_person().owner
    if request.param == "usual":
        return make_usual().owner
    if request.param == "many":
        return make_many()
    user = make_user()
    actions.show_example(owner=user, kind=request.param, today=TODAY)
    return user


def make_usual():
    """The usual record: 12 results, three questions, six diary lines, two medicines, goals and visits."""
    person = make_person(name="Robin Sample", born_year=1971, transcript_name="e14a2")
    make_treatment(
        person, started_on=date(2023, 6, 5), stopped_on=date(2024, 3, 1), stop_reason="side_effects"
    )
    make_treatment(person, medicine="nilotinib", dose="300 mg twice a day", started_on=date(2024, 3, 2))
    values = ("62", "14", "3", "0.8", "0.3", "0.12", "0.08", "0.05", "0.04", "0.03", "0.05", "0.11")
    for number, value in enumerate(values):
        make_result(person, value, collected_on=date(2023, 6, 1) + timedelta(days=114 * number), lab="City")
    make_visits(person)
    make_diary(person)
    return person


def make_visits(person):
    visit = make_appointment(person, visit_on=date(2026, 8, 20))
    decided = "Go on as before, test again in three months, and tell us about the nausea."
    actions.record_visit(appointment=visit, answers=[("", "May I fly?", "Yes")], decisions=decided)
    make_appointment(person, visit_on=date(2026, 11, 24))
    for code in ("too_low_to_find", "quality_of_life"):
        make_goal(person, code)
    for word in ("nausea", "repeat test", "specialist"):
        actions.choose_question(person=person, text=f"What can we do about the {word}?")


def make_diary(person):
    first = date(2026, 9, 1)
    make_diary_entry(
        person, happened_on=first, kind="dose", dose_status="missed", doses=3, reason="forgot", prints=True
    )
    make_diary_entry(
        person, happened_on=first, kind="dose", dose_status="missed", doses=1, reason="travel", prints=True
    )
    make_diary_entry(
        person, happened_on=first, until_on=date(2026, 9, 9), gets_in_way_of=["work"], prints=True
    )
    make_diary_entry(person, happened_on=first, symptom="tiredness", how_often="most_days", prints=True)
    make_diary_entry(
        person, happened_on=first, kind="new_intake", intake="antacid", text="After dinner", prints=True
    )
    make_diary_entry(person, happened_on=first, kind="note", text="A hard month at work", prints=True)


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
    for number in range(400):
        make_result(
            person,
            f"0.{number % 9 + 1}",
            collected_on=start + timedelta(days=14 * number),
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


def test_summary_prints_the_usual_record_in_full(open_window, transactional_db, time_machine):
    time_machine.move_to(TODAY, tick=True)
    window = open_window(DESK, owner=make_usual().owner)
    window.goto("/summary/")

    text = " ".join(print_pages(window, "Letter")[0].extract_text().split())
    told = (
        "24 Nov 2026",
        "Since my last visit (20 Aug 2026)",
        "forgot 3",
        "tiredness",
        "antacid",
        "A hard month",
    )
    more = ("Go on as before", "My goals: A level too low", "of 12", "What we decided")

    assert [words for words in (*told, *more) if words not in text] == []


def test_summary_second_page_begins_on_a_side_of_its_own(open_window, transactional_db, time_machine):
    time_machine.move_to(TODAY, tick=True)
    person = make_usual()
    actions.edit_person(person=person, summary_second_page=True)
    window = open_window(DESK, owner=person.owner)
    window.goto("/summary/")

    pages = print_pages(window, "A4")

    assert len(pages) == 2
    assert "Full history" in pages[1].extract_text()
    assert "What we decided" in pages[0].extract_text()


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

    with_scripts.get_by_role("button", name="Print", exact=True).wait_for()
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
