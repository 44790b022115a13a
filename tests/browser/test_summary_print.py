"""The page for the visit on real paper: one side of A4 and of Letter, filled, with nothing too small."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cmlguide.records.actions.examples import show_example
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from tests.browser.looking import DESK, PHONE, PICTURES, find_barriers, overflow
from tests.browser.paper import (
    SHEETS,
    TODAY,
    lowest_ink,
    make_everything,
    make_many,
    make_small,
    make_usual,
    print_pages,
    rows_on,
    smallest_type,
)
from tests.factories import make_person, make_result, make_user

SMALLEST, BODY = 9.0, 11.0  # points
ROUNDED = 0.01
FILLED = 0.93  # of the height of the sheet
NOT_PRINTED = ("Warning signs", "Add a result", "Change my questions", "use your browser", "Timeline")
EXAMPLES = ("doing_well", "just_above", "rising")
LONG = "My {} question is long, and I want to ask it well because it matters a lot to me. "


def make_long_questions():
    person = make_usual()
    person.page_questions.all().delete()
    for word in ("first", "second", "third"):
        choose_question(person=person, text=LONG.format(word) * 12)
    return person


def make_example(kind):
    return lambda: show_example(owner=make_user(), kind=kind, today=TODAY)


# record: (how it is made, the fewest and the most rows that print, pages)
RECORDS = {
    "usual": (make_usual, (6, 12), 1),
    "everything": (make_everything, (4, 12), 2),
    "long questions": (make_long_questions, (4, 12), 2),
    "400 results": (make_many, (6, 12), 1),
    "small": (make_small, (4, 4), 1),
    "empty": (make_person, (0, 0), 1),
    **{kind: (make_example(kind), (6, 16), 1) for kind in EXAMPLES},
}


@pytest.fixture(params=RECORDS)
def record(request, transactional_db, time_machine):
    """(person, fewest rows, most rows, pages)"""
    time_machine.move_to(TODAY, tick=True)
    make, rows, pages = RECORDS[request.param]
    return make(), *rows, pages


def measured(pages):
    """(pages, rows of results on the first, smallest type on any in points)"""
    return len(pages), rows_on(pages[0]), min(smallest_type(page) for page in pages)


def test_summary_prints_on_one_side_of_either_paper(open_window, record):
    person, fewest, most, expected_pages = record
    window = open_window(DESK, owner=person.owner)
    window.goto("/summary/")

    for sheet in SHEETS:
        printed = print_pages(window, sheet)
        pages, rows, smallest = measured(printed)
        text = printed[0].extract_text()

        assert (sheet, pages) == (sheet, expected_pages)
        assert fewest <= rows <= most
        assert smallest >= SMALLEST - ROUNDED
        assert lowest_ink(printed[0]) >= FILLED
        assert "What we decided" in text
        assert [word for word in NOT_PRINTED if word in text] == []


def test_pdf_takes_one_side_of_either_paper(record):
    person, fewest, most, expected_pages = record
    client = Client()
    client.force_login(person.owner)

    for country in ("GB", "US"):
        edit_person(person=person, country=country)
        printed = PdfReader(BytesIO(client.get(reverse("export-pdf")).content)).pages
        pages, rows, smallest = measured(printed)

        assert (country, pages) == (country, expected_pages)
        assert fewest <= rows <= most
        assert smallest >= SMALLEST - ROUNDED
        assert lowest_ink(printed[0]) >= FILLED


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
    treated = ("imatinib 400 mg once a day, 5 Jun 2023 to 1 Mar 2024", "nilotinib 300 mg twice a day, since")
    more = ("Go on as before", "My goals: A level too low", "of 12", "What we decided")

    assert [words for words in (*told, *treated, *more) if words not in text] == []


def test_summary_prints_every_section_of_a_full_record(open_window, transactional_db, time_machine):
    time_machine.move_to(TODAY, tick=True)
    window = open_window(DESK, owner=make_everything().owner)
    window.goto("/summary/")

    first, second = (" ".join(page.extract_text().split()) for page in print_pages(window, "A4"))
    order = ("Since my last visit", "BCR::ABL1 over time", "Results as reported", "Treatment so far")
    told = (
        "T315I (10 Jan 2026)",
        "ELTS intermediate",
        "Bone marrow, 29 Aug 2025",
        "Blood counts, 10 Nov 2026",
        "What matters to me: To stay on one tablet",
        "Next test (usual time",
    )
    behind = (
        "Full history",
        "46,XX,t(9;22)(q34;q11.2)[20]",
        "omeprazole",
        "Allergy: penicillin",
        "1 Jun 2023",
    )

    assert [first.index(heading) for heading in order] == sorted(first.index(heading) for heading in order)
    assert [words for words in told if words not in first] == []
    assert [words for words in behind if words not in second] == []


def test_summary_prints_a_large_heading_over_the_questions(open_window, person):
    window = open_window({"width": 695, "height": 1000}, owner=person.owner)  # the printed width of A4
    window.goto("/summary/")
    window.emulate_media(media="print")

    size = window.locator("#talk-title").evaluate("element => parseFloat(getComputedStyle(element).fontSize)")

    assert size * 0.75 >= BODY - ROUNDED


def test_summary_repeats_the_table_head_on_each_side_of_a_long_history(
    open_window, transactional_db, time_machine
):
    time_machine.move_to(TODAY, tick=True)
    person = make_many()
    edit_person(person=person, summary_second_page=True)
    window = open_window(DESK, owner=person.owner)
    window.goto("/summary/")

    first, *behind = print_pages(window, "A4")

    assert "Full history" not in first.extract_text()
    assert "Full history" in behind[0].extract_text()
    assert ["Taken" in page.extract_text() for page in behind] == [True] * len(behind)
    assert sum(rows_on(page) for page in behind) == 400


def test_summary_prints_on_one_side_from_a_phone_without_scripts(open_window, person):
    make_result(person)
    window = open_window(PHONE, owner=person.owner, javascript=False)
    window.goto("/summary/")

    assert len(print_pages(window, "A4")) == 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_summary_has_no_barrier_and_fits(open_window, person, size):
    make_result(person)
    window = open_window(size, owner=person.owner)
    window.goto("/summary/")
    window.get_by_text("Dates, large print, my name").click()
    window.get_by_role("group", name="Day of the visit").get_by_label("Day", exact=True).fill("40")
    with window.expect_navigation():
        window.get_by_role("button", name="Show it like this").click()

    assert window.get_by_text("Dates, large print, my name").is_visible()
    assert (find_barriers(window), overflow(window)) == ([], 0)


def test_summary_in_large_print_takes_two_sides_at_most(open_window, transactional_db, time_machine):
    time_machine.move_to(TODAY, tick=True)
    window = open_window(DESK, owner=make_usual().owner)
    window.goto("/summary/")
    window.get_by_text("Dates, large print, my name").click()
    window.get_by_label("Large print").check()
    window.get_by_role("button", name="Show it like this").click()
    window.get_by_text("Large print may need a second side.").wait_for()

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
    window = open_window(DESK, owner=make_example("just_above")().owner)
    window.goto("/summary/")
    PICTURES.mkdir(exist_ok=True)

    file = PICTURES / "summary.pdf"
    window.pdf(path=file, format="A4")

    assert file.stat().st_size > 0
