"""Two tabs on one record: what was typed in either is never silently lost, in any form that changes a row.

All routes are checked, so that a new page that changes a row without asking fails here.
"""

from datetime import date

import pytest
from django.urls import reverse

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import MODELS, delete_row, edit_row
from tests.factories import make_medicine, make_result
from tests.routes import address, routes, rows_of
from tests.tabs import form_to, open_form

pytestmark = pytest.mark.django_db

EDITS = {
    "result-edit": ("lab", "Lab", "North", "South"),
    "count-edit": ("wbc", "White cells (WBC)", "6.1", "7.2"),
    "marrow-edit": ("karyotype", "Karyotype, as the letter writes it", "46,XX", "46,XY"),
    "mutation-edit": ("name", "Its name", "E255K", "Y253H"),
    "medicine-edit": ("dose", "Dose", "300 mg once a day", "600 mg once a day"),
    "other-edit": ("dose", "Dose", "10 mg", "40 mg"),
    "allergy-edit": ("reaction", "What happens?", "Hives", "Fever"),
    "visit-edit": ("place", "Place", "North", "South"),
    "visit-after": ("decisions", "What we decided", "Wait and see", "Test again"),
    "waiting-edit": ("lab", "Lab", "North", "South"),
    "diary-edit": ("text", "In my own words", "After lunch", "Before lunch"),
    "about-me-cml": ("risk_score", "Risk score at diagnosis, if you know it", "ELTS low", "ELTS high"),
    "about-me-person": ("name", "Name", "Robin", "Sam"),
    "about-me-care": ("agreed_percent_is", "The level we agreed on, in % (IS)", "0.1", "0.5"),
    "person-edit": ("name", "Whose record is it?", "Robin", "Sam"),
    "prepare-preferences": ("preferences", "What matters to me", "My work", "My family"),
    "prepare-checklist": ("same_lab", "Was it the same lab as last time?", "yes", "no"),
}
"""Each route that changes what is kept: a box, what it is called, and what either tab types there."""
STEPS = {
    "diagnosis": ("diagnosed_on_day", "When were you told it is CML?", "3", "4"),
    "guideline": ("guideline", "Which guideline does your team use?", "eln-2020", "nccn-2024"),
    "goals": ("goal", "My goal", "long_term_control", "treatment_free_remission"),
    "about-me": ("clinic_day_phone", "Clinic, by day", "555 01", "555 02"),
}
CLICKS = {
    "goal-move", "goal-talk", "goal-delete", "question-move", "question-unchoose", "diary-print",
    "medicine-undo", "result-delete", "count-delete", "marrow-delete", "mutation-delete", "medicine-delete",
    "other-delete", "allergy-delete", "visit-delete", "waiting-delete", "diary-delete",
}  # fmt: skip
"""Each route that does something to a row at one click."""
OF_A_ROW = sorted(name for name in EDITS if name.split("-")[0] not in ("about", "prepare", "person"))


@pytest.fixture
def rows(person, time_machine):
    """A row of every noun, and a rise for the checklist to ask about."""
    time_machine.move_to(date(2026, 11, 22))
    made = rows_of(person)
    make_medicine(person)
    make_result(person, "0.9", collected_on=date(2026, 11, 12))
    return made


def address_of(name, rows):
    return address(next(route for route in routes() if route.name == name), rows)


def differences(answer):
    return [(one.label, one.typed, one.saved) for one in answer.context["form"].meanwhile.differences]


def primary_buttons(answer):
    """How many the page itself has: neither of two versions may look like the one to choose."""
    return answer.text.partition("<main")[2].partition("</main>")[0].count("button--primary")


def said(answer, name, value):
    """The words for a box's value."""
    field = answer.context["form"].fields[name]
    return str(dict(getattr(field, "choices", ())).get(value, value))


@pytest.mark.parametrize("name", EDITS)
def test_a_stale_form_writes_nothing_and_asks_which_should_stay(name, signed_in, rows):
    box, label, mine, theirs = EDITS[name]
    here = address_of(name, rows)
    my_tab, their_tab = open_form(signed_in, here), open_form(signed_in, here)
    their_tab.fill(**{box: theirs}).send()

    answer = my_tab.fill(**{box: mine}).send()

    assert answer.status_code == 422
    assert differences(answer) == [(label, said(answer, box, mine), said(answer, box, theirs))]
    assert form_to(here, answer, signed_in)[box] == mine
    assert open_form(signed_in, here)[box] == theirs
    assert f'<a class="button" href="{here}">Take what was saved</a>' in answer.content.decode()
    assert primary_buttons(answer) == 1


@pytest.mark.parametrize("name", EDITS)
def test_the_person_may_keep_what_they_typed(name, signed_in, rows):
    box, _label, mine, theirs = EDITS[name]
    here = address_of(name, rows)
    my_tab, their_tab = open_form(signed_in, here), open_form(signed_in, here)
    their_tab.fill(**{box: theirs}).send()
    asked = my_tab.fill(**{box: mine}).send()

    answer = form_to(here, asked, signed_in).send()

    assert answer.status_code == 302
    assert open_form(signed_in, here)[box] == mine


@pytest.mark.parametrize("name", EDITS)
def test_a_form_sent_after_the_other_tab_saved_the_same_is_simply_saved(name, signed_in, rows):
    box, _label, mine, _theirs = EDITS[name]
    here = address_of(name, rows)
    my_tab, their_tab = open_form(signed_in, here), open_form(signed_in, here)
    their_tab.fill(**{box: mine}).send()

    assert my_tab.fill(**{box: mine}).send().status_code == 302


@pytest.mark.parametrize("name", OF_A_ROW)
def test_what_was_typed_about_a_row_deleted_elsewhere_is_kept_and_can_go_back_with_it(
    name, signed_in, person, rows
):
    box, _label, mine, _theirs = EDITS[name]
    here, noun = address_of(name, rows), name.split("-")[0]
    my_tab = open_form(signed_in, here).fill(**{box: mine})
    open_form(signed_in, address_of(f"{noun}-edit", rows)).client.post(address_of(f"{noun}-delete", rows))

    answer = my_tab.send()

    assert (answer.status_code, answer.context["form"].meanwhile.deleted) == (422, True)
    assert differences(answer) == []
    assert form_to(here, answer, signed_in)[box] == mine
    assert primary_buttons(answer) == 1
    assert signed_in.get(here).status_code == 404  # nothing came back by itself

    form_to(here, answer, signed_in).send()

    assert open_form(signed_in, here)[box] == mine


@pytest.mark.parametrize("name", OF_A_ROW)
def test_a_row_changed_and_then_deleted_elsewhere_shows_both(name, signed_in, rows):
    box, label, mine, theirs = EDITS[name]
    here, noun = address_of(name, rows), name.split("-")[0]
    my_tab = open_form(signed_in, here).fill(**{box: mine})
    open_form(signed_in, here).fill(**{box: theirs}).send()
    signed_in.post(address_of(f"{noun}-delete", rows))

    answer = my_tab.send()

    assert answer.context["form"].meanwhile.deleted
    assert differences(answer) == [(label, said(answer, box, mine), said(answer, box, theirs))]


def test_every_route_that_shows_a_row_to_change_is_in_the_table(signed_in, rows):
    showing = {
        route.name
        for route in routes()
        if b'name="seen"' in signed_in.get(address(route, rows)).content
        and not route.name.endswith("-add")
        and not route.name.startswith("diary-add")
    }

    assert showing == {*EDITS, "start-step"}
    assert {route.name for route in routes() if route.name.endswith("-edit")} <= showing


@pytest.mark.parametrize("step", STEPS)
def test_a_stale_step_of_start_asks_too(step, signed_in, person):
    box, label, mine, theirs = STEPS[step]
    here = reverse("start-step", args=[step])
    my_tab, their_tab = open_form(signed_in, here), open_form(signed_in, here)
    their_tab.fill(**{box: theirs}).send()

    answer = my_tab.fill(**{box: mine}).send()

    assert answer.status_code == 422
    assert [one[0] for one in differences(answer)] == [label]
    assert open_form(signed_in, here)[box] == theirs

    assert form_to(here, answer, signed_in).send().status_code == 302
    assert open_form(signed_in, here)[box] == mine


@pytest.mark.parametrize("name", sorted(CLICKS))
def test_a_click_on_a_row_deleted_elsewhere_offers_to_put_it_back(name, signed_in, person):
    deleted = rows_of(person, deleted=True)
    here, restore = address_of(name, deleted), address_of(f"{name.split('-')[0]}-restore", deleted)

    answer = signed_in.post(here)

    assert answer.status_code == 404
    assert f'<form method="post" action="{restore}">' in answer.content.decode()

    signed_in.post(restore)

    assert signed_in.post(here).status_code == 302


def test_a_click_of_htmx_on_a_row_deleted_elsewhere_reloads_the_page_with_the_way_back(signed_in, person):
    deleted = rows_of(person, deleted=True)

    answer = signed_in.post(address_of("diary-print", deleted), headers={"HX-Request": "true"})

    assert answer.headers["HX-Refresh"] == "true"
    page = signed_in.get(reverse("diary-list")).content.decode()
    assert f'action="{address_of("diary-restore", deleted)}"' in page


def test_what_another_page_changed_meanwhile_is_no_conflict(signed_in, person):
    tab = open_form(signed_in, reverse("prepare-preferences")).fill(preferences="My work")
    edit_person(person=person, clinic_day_phone="555 01")

    assert tab.send().status_code == 302


def test_a_field_nobody_sees_is_not_asked_about(signed_in, person, rows):
    """The typed text of a number changed, and the number did not."""
    here = address_of("result-edit", rows)
    tab = open_form(signed_in, here)
    edit_row(person.results.get(pk=rows["result"]), typed_as="0,074 %")

    assert tab.send().status_code == 302


def test_a_form_from_before_there_were_digests_is_taken(signed_in, rows):
    here = address_of("allergy-edit", rows)
    tab = open_form(signed_in, here).fill(reaction="Hives", seen=None)
    open_form(signed_in, here).fill(reaction="Fever").send()

    assert tab.send().status_code == 302


def test_an_invalid_form_still_knows_what_it_was_opened_on(signed_in, rows):
    here = address_of("allergy-edit", rows)
    tab = open_form(signed_in, here)
    open_form(signed_in, here).fill(reaction="Fever").send()
    invalid = tab.fill(name="", reaction="Hives").send()

    answer = form_to(here, invalid, signed_in).fill(name="penicillin").send()

    assert differences(answer) == [("What happens?", "Hives", "Fever")]


def test_an_answer_to_a_question_taken_off_the_page_meanwhile_is_kept(signed_in, person, rows):
    here = address_of("visit-after", rows)
    tab = open_form(signed_in, here)
    box = next(
        name for name in tab.fields if name.startswith("said_") and not name.endswith(("_code", "_text"))
    )
    delete_row(person.page_questions.get(pk=rows["question"]))

    tab.fill(**{box: "In May"}).send()

    assert [(row.question_text, row.answer) for row in person.answers.kept()] == [
        ("My own question", "In May")
    ]


def test_a_yes_to_a_question_still_counts_after_the_choice(signed_in, person, rows):
    """A day before the diagnosis asks once, and not again after the question which version should stay."""
    here = address_of("result-edit", rows)
    tab = open_form(signed_in, here).fill(collected_on_year="2024")
    open_form(signed_in, here).fill(lab="South").send()
    asked = tab.send()
    yes = form_to(here, asked, signed_in).fill(confirmed=asked.context["form"].token)

    which = yes.send()

    assert asked.context["form"].asks[0].code == "before_diagnosis"
    assert [one.label for one in which.context["form"].meanwhile.differences] == [
        "When was the blood taken?",
        "Lab",
    ]
    assert form_to(here, which, signed_in).send().status_code == 302


def test_every_noun_with_rows_to_change_is_in_the_table():
    no_form = {"page_question", "goal", "import_batch"}  # chosen, moved and taken off at a click
    nouns = {
        "result",
        "count",
        "marrow",
        "mutation",
        "medicine",
        "other",
        "allergy",
        "visit",
        "waiting",
        "diary",
    }

    assert {name.split("-")[0] for name in OF_A_ROW} == nouns
    assert len(MODELS) == len(nouns) + len(no_form) + len({"answer", "checklist_answer"})
