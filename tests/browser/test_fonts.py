"""The drawings and the paper in the fonts of six systems: nothing is cut off or overlaps."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cmlguide.exchange.paper import printable_text
from cmlguide.records.actions.examples import show_example
from cmlguide.records.models.person import EXAMPLES
from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.timeline.drawing import timeline_figure
from tests.browser.drawings import MEASURE, faults, show
from tests.browser.looking import DESK, PHONE, wear
from tests.browser.paper import SHEETS, TODAY, print_pages, smallest_type
from tests.factories import make_user
from tests.fonts import LOOKS, need_fonts
from tests.web.chart.cases import CASES, assessed

SMALLEST = 9 - 0.01  # points, the chart's words included
ROWS_OF_THE_HEADER = """() => {
  const parts = [...document.querySelectorAll(".top-bar-row > *")].filter((part) => part.offsetHeight);
  const ends = parts.map((part) => part.getBoundingClientRect());
  return ends.some((part) => ends.some((above) => above.bottom <= part.top)) ? 2 : 1;
}"""
PRINTED_IN = "family => { document.querySelector('.paper').style.fontFamily = family; }"


@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_words_of_every_drawing_are_inside_and_apart(with_all_fonts, width, scale):
    canvas = with_all_fonts.new_page(viewport={"width": 1280, "height": 900})
    pictures = {}
    for name, case in CASES.items():
        history = case()
        figure = timeline_figure(assessed(history), history, width=width, scale=scale)
        pictures[name] = draw(figure)
    found = {}

    for system, look in LOOKS.items():
        show(canvas, width, pictures, family=look.family)
        for name in pictures:
            if problems := faults(canvas.eval_on_selector(f"#{name} svg", MEASURE)):
                found[system, name] = problems

    assert found == {}


@pytest.mark.django_db(transaction=True)
def test_header_of_a_phone_is_one_row_in_every_font(with_all_fonts, open_window, person):
    """Wide letters may break a word of its buttons, never the row: that would cost a line of every page."""
    window = open_window(PHONE, owner=person.owner, browser=with_all_fonts)
    window.goto("/more/")
    rows = {}

    for system, look in LOOKS.items():
        wear(window, look.family)
        rows[system] = window.evaluate(ROWS_OF_THE_HEADER)

    assert rows == dict.fromkeys(LOOKS, 1)


@pytest.fixture
def paper_in(monkeypatch):
    """A function that lets typst see only the fonts of one system,
    as if it had not looked for fonts before."""

    def wear_on_paper(system):
        monkeypatch.setenv("FONTCONFIG_FILE", str(need_fonts(system)))
        monkeypatch.setattr(printable_text, "_known", {})
        printable_text.fonts.cache_clear()

    yield wear_on_paper
    printable_text.fonts.cache_clear()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_pdf_holds_the_whole_sheet_on_its_first_side(paper_in, transactional_db, time_machine, kind):
    time_machine.move_to(TODAY, tick=True)
    person = show_example(owner=make_user(), kind=kind, today=TODAY)
    client = Client()
    client.force_login(person.owner)
    found = {}

    for system, look in LOOKS.items():
        paper_in(system)
        first, *more = PdfReader(BytesIO(client.get(reverse("export-pdf")).content)).pages
        words = first.extract_text()
        drawn_in = {str(font.get_object()["/BaseFont"]) for font in first["/Resources"]["/Font"].values()}
        is_worn = any(look.family.replace(" ", "") in name for name in drawn_in)
        is_readable = smallest_type(first) >= SMALLEST
        found[system] = (
            len(more),
            "What we decided" in words,
            "Not a diagnosis" in words,
            is_worn,
            is_readable,
        )

    assert found == dict.fromkeys(LOOKS, (0, True, True, True, True))


@pytest.mark.parametrize("kind", EXAMPLES)
def test_print_holds_the_whole_sheet_on_one_side(
    with_all_fonts, open_window, transactional_db, time_machine, kind
):
    time_machine.move_to(TODAY, tick=True)
    person = show_example(owner=make_user(), kind=kind, today=TODAY)
    window = open_window(DESK, owner=person.owner, browser=with_all_fonts)
    window.goto("/summary/")
    found = {}

    for system, look in LOOKS.items():
        window.evaluate(PRINTED_IN, look.family)
        printed = [print_pages(window, sheet) for sheet in SHEETS]
        found[system] = [(len(pages), smallest_type(pages[0]) >= SMALLEST) for pages in printed]

    assert found == {system: [(1, True)] * len(SHEETS) for system in LOOKS}
