"""A year with the product: first number, side effects, a rise, a visit, a new medicine, and back to MMR."""

from datetime import date
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from cmlguide.records.actions.rows import add_row
from cmlguide.records.models import Visit
from tests.browser.looking import PHONE
from tests.factories import make_person

DIAGNOSED, STARTED = date(2026, 1, 5), date(2026, 1, 12)
QUESTIONS = ("Can the nausea get better?", "May I travel in the summer?", "Why did my number rise?")


@pytest.fixture
def year(open_window, transactional_db, time_machine):
    """A person diagnosed at the start, and a function that opens a phone on a given day."""
    time_machine.move_to(DIAGNOSED, tick=True)
    person = make_person(diagnosed_on=DIAGNOSED)

    def on(day):
        time_machine.move_to(day, tick=True)
        return open_window(PHONE, owner=person.owner)

    return person, on


def fill_date(window, name, day):
    for part, text in (("day", day.day), ("month", day.month), ("year", day.year)):
        window.locator(f"#id_{name}_{part}").fill(str(text))


def save(window):
    with window.expect_navigation():
        window.get_by_role("button", name="Save", exact=True).click()


def add_result(window, value, day):
    window.goto("/results/add/")
    fill_date(window, "collected_on", day)
    window.get_by_label("The number on your letter").fill(value)
    expect(window.locator("#read-back")).to_contain_text(f"{value}% on the International Scale")
    save(window)


def add_medicine(window, medicine, day):
    window.goto("/medicines/add/")
    window.locator("#id_medicine").select_option(medicine)
    fill_date(window, "started_on", day)
    save(window)


def add_visit(window, day):
    window.goto("/visits/add/")
    fill_date(window, "visit_on", day)
    save(window)


def ask(window, question):
    window.goto("/prepare/")
    window.locator("#id_text").fill(question)
    with window.expect_response(lambda answer: "/prepare/questions/" in answer.url):
        window.locator("#own-question").get_by_role("button", name="Add to my page").click()
    window.locator("#questions").get_by_text(question).wait_for()


def write_what_was_said(window, answers, decided):
    window.goto("/visits/")
    window.get_by_role("link", name="Write down what was said").first.click()
    for question, answer in answers.items():
        window.get_by_label(question).fill(answer)
    window.get_by_label("What we decided").fill(decided)
    save(window)


def paper(window):
    """The words on the printed page, which takes one side."""
    window.goto("/summary/")
    pages = PdfReader(BytesIO(window.pdf(format="A4"))).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def missing(words, text):
    return [word for word in words if word not in text]


def test_a_year(year):
    person, on = year
    begin(on)
    feel_worse(on)
    first_visit(on)
    rise(on)
    second_visit(on)
    recover(on)

    assert [row.medicine for row in person.medicines.kept()] == ["imatinib", "dasatinib"]
    assert person.answers.kept().count() == len(QUESTIONS) + 1
    assert person.results.kept().count() == 6


def begin(on):
    add_result(on(DIAGNOSED), "62", DIAGNOSED)
    add_medicine(on(STARTED), "imatinib", STARTED)


def feel_worse(on):
    window = on(date(2026, 3, 2))
    window.goto("/diary/side-effect/")
    window.locator("#id_symptom").select_option("nausea")
    window.get_by_label("Work", exact=True).check()
    window.get_by_label("Show this on my page for the visit").check()
    save(window)
    window.goto("/diary/dose/")
    window.locator("#id_doses").fill("2")
    window.locator("#id_reason").select_option("forgot")
    window.get_by_label("Show this on my page for the visit").check()
    save(window)


def first_visit(on):
    day = date(2026, 4, 14)
    window = on(day)
    add_result(window, "8", date(2026, 4, 12))
    add_visit(window, day)
    ask(window, "Is month three on time?")

    told = paper(window)
    expected = ("14 Apr 2026", "Is month three on time?", "8%", "missed 2 (forgot 2)", "in the way of work")
    assert missing(expected, told) == []

    write_what_was_said(on(date(2026, 4, 15)), {"Is month three on time?": "Yes"}, "Go on with imatinib")


def rise(on):
    add_result(on(date(2026, 7, 15)), "0.9", date(2026, 7, 12))
    window = on(date(2026, 9, 16))
    add_result(window, "3.6", date(2026, 9, 12))
    window.goto("/prepare/checklist/")
    window.get_by_role("group", name="same lab").get_by_label("Yes").check()
    window.get_by_role("group", name="doses missed").get_by_label("No", exact=True).check()
    save(window)


def second_visit(on):
    window = on(date(2026, 9, 20))
    add_visit(window, date(2026, 9, 22))
    for question in QUESTIONS:
        ask(window, question)

    told = paper(window)
    expected = (*QUESTIONS, "22 Sep 2026", "Since my last visit (14 Apr 2026)", "same lab: yes")
    assert missing((*expected, "3.6%", "Decided on 14 Apr 2026: Go on with imatinib"), told) == []
    assert "missed 2" not in told  # mentioned at the previous visit

    after = on(date(2026, 9, 23))
    write_what_was_said(after, dict.fromkeys(QUESTIONS, "We spoke of it"), "Change to dasatinib")


def recover(on):
    window = on(date(2026, 9, 24))
    change_medicine(window)
    add_result(on(date(2026, 12, 22)), "0.5", date(2026, 12, 20))
    window = on(date(2027, 1, 6))
    add_result(window, "0.07", date(2027, 1, 4))

    told = paper(window)
    expected = ("Since my last visit (22 Sep 2026)", "0.07%", "MMR", "Change to dasatinib")
    assert missing((*expected, "dasatinib, since 24 Sep 2026"), told) == []


def change_medicine(window):
    window.goto("/medicines/")
    window.get_by_role("link", name="Change imatinib").click()
    fill_date(window, "stopped_on", date(2026, 9, 23))
    window.locator("#id_stop_reason").select_option("working_less_well")
    save(window)
    add_medicine(window, "dasatinib", date(2026, 9, 24))


def test_undo_brings_a_visit_back(year):
    person, on = year
    add_row(Visit, person=person, visit_on=date(2026, 2, 1))
    window = on(date(2026, 1, 20))
    window.goto("/visits/")

    window.get_by_role("button", name="Delete").click()
    window.get_by_role("button", name="Undo").click()

    window.get_by_role("heading", name="1 February 2026").wait_for()
    assert person.visits.kept().count() == 1
