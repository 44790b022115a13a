"""Records to print, and measurements on a printed page."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.visits import record_visit
from tests.factories import (
    make_allergy,
    make_blood_count,
    make_diary_entry,
    make_goal,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_other_medicine,
    make_person,
    make_result,
    make_visit,
)

TODAY = date(2026, 11, 22)
SHEETS = ("A4", "Letter")
VALUES = ("62", "14", "3", "0.8", "0.3", "0.12", "0.08", "0.05", "0.04", "0.03", "0.05", "0.11")
DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
ROW = re.compile(r"^\d{1,2} [A-Z][a-z]{2} \d{4}\s+(?:\d+|start)\b.*%", re.MULTILINE)


def make_usual(**facts):
    """The usual record: 12 results, three questions, six diary lines, two medicines, goals and visits."""
    person = make_person(**{"name": "Robin Sample", "born_year": 1971, "transcript_name": "e14a2", **facts})
    make_medicine(
        person, started_on=date(2023, 6, 5), stopped_on=date(2024, 3, 1), stop_reason="side_effects"
    )
    make_medicine(person, medicine="nilotinib", dose="300 mg twice a day", started_on=date(2024, 3, 2))
    for number, value in enumerate(VALUES):
        make_result(person, value, collected_on=date(2023, 6, 1) + timedelta(days=114 * number), lab="City")
    make_visits(person)
    make_diary(person)
    for word in ("nausea", "repeat test", "specialist"):
        choose_question(person=person, text=f"What can we do about the {word}?")
    return person


def make_visits(person):
    visit = make_visit(person, visit_on=date(2026, 8, 20))
    decided = "Go on as before, test again in three months, and tell us about the nausea."
    record_visit(visit=visit, answers=[("", "May I fly?", "Yes")], decisions=decided)
    make_visit(person, visit_on=date(2026, 11, 24))
    for code in ("too_low_to_find", "quality_of_life"):
        make_goal(person, code)


def make_diary(person):
    rows = (
        {"kind": "dose", "dose_status": "missed", "doses": 3, "reason": "forgot"},
        {"kind": "dose", "dose_status": "missed", "doses": 1, "reason": "travel"},
        {"until_on": date(2026, 9, 9), "gets_in_way_of": ["work"]},
        {"symptom": "tiredness", "how_often": "most_days"},
        {"kind": "new_intake", "intake": "antacid", "text": "After dinner"},
        {"kind": "note", "text": "A hard month at work"},
    )
    for row in rows:
        make_diary_entry(person, happened_on=date(2026, 9, 1), prints=True, **row)


def make_everything():
    """The usual record with every section switched on and filled, and the second page."""
    person = make_usual(risk_score="ELTS intermediate")
    wish = "To stay on one tablet I can live with, and to keep working."
    edit_person(person=person, preferences=wish, summary_second_page=True)
    for month, platelets in ((5, "170"), (11, "180")):
        make_blood_count(person, collected_on=date(2026, month, 10), platelets=Decimal(platelets))
    make_marrow_test(person, karyotype="46,XX,t(9;22)(q34;q11.2)[20]")
    make_mutation(person)
    make_allergy(person)
    make_other_medicine(person)
    return person


def make_many():
    """400 results and five medicines, with long questions."""
    person = make_person(name="Robin Sample", transcript_name="e14a2", risk_score="ELTS intermediate")
    start = date(2011, 1, 3)
    for number, medicine in enumerate(("imatinib", "dasatinib", "nilotinib", "bosutinib", "asciminib")):
        first = start + timedelta(days=1100 * number)
        last = None if medicine == "asciminib" else first + timedelta(days=1100)
        facts = {"started_on": first, "stopped_on": last, "stop_reason": "side_effects" if last else ""}
        make_medicine(person, medicine=medicine, **facts)
    for number in range(400):
        day = start + timedelta(days=14 * number)
        make_result(person, f"0.{number % 9 + 1}", collected_on=day, lab="A very long name of a lab")
    for word in ("first", "second", "third"):
        text = f"My {word} question is a long one, and I want to ask it well? " * 2
        choose_question(person=person, text=text)
    return person


def make_small():
    """A short record: four results, one medicine, nothing else."""
    person = make_person(name="Robin Sample", born_year=1971)
    make_medicine(person)
    for number, value in enumerate(("62", "7.1", "0.84", "0.21")):
        make_result(person, value, collected_on=date(2025, 9, 5) + timedelta(days=91 * number))
    return person


def print_pages(window, sheet):
    """The pages that Chromium prints."""
    return PdfReader(BytesIO(window.pdf(format=sheet))).pages


def text_of(page):
    return page.extract_text()


def rows_on(page):
    """How many rows of the results table are on the page."""
    return len(ROW.findall(text_of(page)))


def smallest_type(page):
    """The smallest text on the page, in points: the font size times the scale at which it is drawn."""
    sizes = []

    def see(text, at, line, _font, size):
        scale = (line[2] * at[0] + line[3] * at[2]) ** 2 + (line[2] * at[1] + line[3] * at[3]) ** 2
        if text.strip():
            sizes.append(abs(size) * scale**0.5)

    page.extract_text(visitor_text=see)
    return min(sizes)


def lowest_ink(page):
    """How far down the page there is text, as a share of its height."""
    heights = []
    page.extract_text(
        visitor_text=lambda text, at, line, _font, _size: heights.append(
            (line[4] * at[1] + line[5] * at[3] + at[5]) if text.strip() else float("inf")
        )
    )
    return 1 - min(heights) / float(page.mediabox.height)


def squeezed(text):
    """The text without white space, in one Unicode form:
    lines break elsewhere, and a font may join letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
