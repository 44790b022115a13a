"""Every kind of text in a person's own words on a narrow phone:
all of it shown, nothing pushed out of the window."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cmlguide.records.actions.goals import add_goal
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.visits import record_visit
from tests.browser.looking import find_layout_faults
from tests.browser.walking import open_all, pages_of
from tests.factories import (
    make_allergy,
    make_diary_entry,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_other_medicine,
    make_person,
    make_result,
    make_visit,
    make_waiting_sample,
)

SIGNS = "👩🏽‍⚕️שלוםעולם·مرحبا·你好·<script>alert(1)</script>&{{x}}"
NOTE = (f"{SIGNS}\n\n  second line\n{'w' * 300}\n" * 15)[:5000]


def fill_with_own_words(person):
    """A row of every noun, full of own words: its number by the first word of the routes' names."""
    day = timezone.now().date() - timedelta(days=5)
    made = {
        "result": make_result(person, collected_on=day, lab=SIGNS, note=NOTE, control_gene=SIGNS),
        "medicine": make_medicine(person, medicine=SIGNS, dose=SIGNS, tki=True, started_on=day),
        "mutation": make_mutation(person, name=SIGNS),
        "marrow": make_marrow_test(person, karyotype=NOTE),
        "goal": add_goal(person=person, code="own", text=NOTE),
        "question": choose_question(person=person, text=NOTE),
        "diary": make_diary_entry(person, happened_on=day, symptom="other", symptom_text=SIGNS, text=NOTE),
        "other": make_other_medicine(person, name=SIGNS, dose=SIGNS, note=NOTE),
        "allergy": make_allergy(person, name=SIGNS, reaction=SIGNS),
        "waiting": make_waiting_sample(person, lab=SIGNS),
        "visit": make_visit(person, visit_on=day, place=SIGNS, with_whom=SIGNS, note=NOTE),
    }
    record_visit(visit=made["visit"], answers=[("", NOTE, NOTE)], decisions=NOTE)
    make_diary_entry(person, happened_on=day, kind="note", text=NOTE, prints=True)
    lines = ("name", "transcript_name", "risk_score", "clinic_day_phone", "pharmacy_phone")
    edit_person(person=person, **dict.fromkeys(lines, SIGNS))
    edit_person(person=person, preferences=NOTE, specialist="planned", specialist_note=NOTE)
    return {noun: row.pk for noun, row in made.items()}


@pytest.mark.django_db(transaction=True)
def test_own_words_stay_in_the_window(open_window):
    person = make_person()
    rows = fill_with_own_words(person)
    pages = pages_of(person.owner, rows, holding="שלוםעולם")
    window = open_window({"width": 320, "height": 568}, owner=person.owner)
    problems = {}

    for name, where in pages.items():
        window.goto(where)
        open_all(window)
        if faults := find_layout_faults(window, with_selects=False):
            problems[name] = faults

    assert len(pages) > 20
    assert problems == {}


def test_each_line_runs_in_its_own_direction(phone, person):
    add_goal(person=person, code="own", text="שלום עולם\nMy own goal")
    phone.goto("/goals/")

    lines = phone.evaluate("""() => {
        const text = document.querySelector(".question--chosen .question-text");
        const [first, second] = [0, 1].map((place) => {
            const range = document.createRange();
            const start = text.firstChild.data.indexOf(place ? "My" : "ש");
            range.setStart(text.firstChild, start);
            range.setEnd(text.firstChild, start + 1);
            return range.getBoundingClientRect();
        });
        const box = text.getBoundingClientRect();
        return [first.left - box.left > box.width / 2, second.left - box.left < 3];
    }""")

    assert lines == [True, True]
