"""What a person typed comes back unchanged on the page and on paper, from one character to 5,000."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.visits import record_visit
from tests.browser.looking import DESK, PHONE, overflow
from tests.browser.paper import SHEETS, TODAY, make_usual, print_pages, rows_on, squeezed
from tests.factories import (
    make_allergy,
    make_diary_entry,
    make_goal,
    make_other_medicine,
    make_result,
    make_visit,
)

SCRIPT = "<script>alert(1)</script> & <b>bold</b> {{ page }} {% now %} #let x = [*_$`\\ ] //"
LONG = "".join(f"Sentence {number} of mine. " for number in range(230))[:5000].strip()
LINES = "first line\nsecond line\n\nfourth line"
RIGHT_TO_LEFT = "שלום רופא יקר"
ARABIC = "مرحبا يا دكتور"
CHINESE = "我想知道下一步"
EMOJI = "so glad 😀 👍🏽 👩‍👩‍👧 ❤️"
WORDS = {
    "script": SCRIPT,
    "5,000 signs": LONG,
    "lines": LINES,
    "Hebrew": RIGHT_TO_LEFT,
    "Arabic": ARABIC,
    "Chinese": CHINESE,
    "emoji": EMOJI,
}
LATIN = ("script", "5,000 signs", "lines")
RIGHT_TO_LEFT_KINDS = ("Hebrew", "Arabic")
SOLID = "word" * 1250


def tell_everywhere(person, words):
    """Put the words in every place on the paper where a person's own may be; `At N:` names the place."""
    places = [f"At {number}: {words}" for number in range(12)]
    goal, wish, name, note, decided, question, answer, medicine, lab, allergy, intake, asked = places
    edit_person(person=person, preferences=wish, summary_second_page=True)
    person.page_questions.all().delete()
    choose_question(person=person, text=asked)
    make_goal(person, "own", text=goal)
    on_paper = {"happened_on": date(2026, 10, 2), "prints": True}
    make_diary_entry(person, kind="note", text=note, **on_paper)
    make_diary_entry(person, symptom="other", text=name, **on_paper)
    make_diary_entry(person, kind="new_intake", intake="supplement", text=intake, **on_paper)
    make_other_medicine(person, name=medicine)
    make_allergy(person, name=allergy)
    make_result(person, "0.05", collected_on=date(2026, 11, 10), lab=lab)
    visit = make_visit(person, visit_on=date(2026, 9, 20))
    record_visit(visit=visit, answers=[("", question, answer)], decisions=decided)
    return places


@pytest.fixture(params=WORDS)
def told(request, transactional_db, time_machine):
    """(person, name of the kind of words, the words at each place)"""
    time_machine.move_to(TODAY, tick=True)
    person = make_usual()
    return person, request.param, tell_everywhere(person, WORDS[request.param])


def missing_on_paper(kind, places, text):
    """What is missing on paper. Latin words must be there as they are; right-to-left words by letter, in
    either order. Chinese and emoji need a font not every machine has, so for them the page and the text file
    are the proof."""
    if kind in LATIN:
        return missing(places, text)
    if kind not in RIGHT_TO_LEFT_KINDS:
        return []
    whole = squeezed(text)
    words = [squeezed(word) for word in WORDS[kind].split()]
    return [word for word in words if whole.count(word) + whole.count(word[::-1]) < len(places)]


def missing(places, text):
    whole = squeezed(text)
    return [place[:20] for place in places if squeezed(place) not in whole]


def test_own_words_stand_unchanged_on_the_page_and_in_the_text_file(told):
    person, _kind, places = told
    client = Client()
    client.force_login(person.owner)

    html = client.get(reverse("summary")).content.decode()
    text = client.get(reverse("export-text")).content.decode()
    page = unescape(re.sub(r"<[^>]*>", " ", html[html.index("<main") :]))

    assert missing(places, page) == []
    assert missing(places, text) == []
    assert "<script>alert" not in html


def test_own_words_stand_unchanged_on_paper(open_window, told):
    person, kind, places = told
    window = open_window(DESK, owner=person.owner)
    window.goto("/summary/")

    for sheet in SHEETS:
        pages = print_pages(window, sheet)

        assert "What we decided" in pages[0].extract_text()
        assert rows_on(pages[0]) >= 4
        assert missing_on_paper(kind, places, "".join(page.extract_text() for page in pages)) == []


def test_own_words_stand_unchanged_in_the_pdf(told):
    person, kind, places = told
    client = Client()
    client.force_login(person.owner)

    pages = PdfReader(BytesIO(client.get(reverse("export-pdf")).content)).pages
    text = "".join(page.extract_text() for page in pages)

    assert "What we decided" in pages[0].extract_text()
    assert rows_on(pages[0]) >= 4
    assert missing_on_paper(kind, places, text) == []


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_word_without_end_stays_inside_the_page(open_window, transactional_db, time_machine, size):
    time_machine.move_to(TODAY, tick=True)
    person = make_usual()
    tell_everywhere(person, SOLID)
    window = open_window(size, owner=person.owner)
    window.goto("/summary/")

    assert overflow(window) == 0
    assert window.locator(".paper").evaluate("paper => paper.scrollWidth - paper.clientWidth") <= 0
    assert rows_on(print_pages(window, "Letter")[0]) >= 4
