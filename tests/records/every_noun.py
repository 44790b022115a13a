"""One row of every noun, for tests that must not miss any."""

from datetime import date

from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import add_row
from cmlguide.records.models import Answer, ChecklistAnswer
from tests.factories import (
    make_allergy,
    make_blood_count,
    make_diary_entry,
    make_goal,
    make_import,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_other_medicine,
    make_result,
    make_visit,
    make_waiting_sample,
)


def one_of_each(person):
    """A stored row of every noun, by noun; the answer belongs to a visit of its own."""
    result_on = date(2026, 9, 7)
    return {
        "medicine": make_medicine(person),
        "result": make_result(person, "0.0200", copies=52000, lab="City", note="two\nlines"),
        "blood_count": make_blood_count(person, spleen_felt=False),
        "marrow_test": make_marrow_test(person),
        "mutation": make_mutation(person),
        "page_question": choose_question(person=person, text="When is the next test?"),
        "goal": make_goal(person, code="own", text="To travel"),
        "diary_entry": make_diary_entry(person, gets_in_way_of=["sleep", "work"]),
        "other_medicine": make_other_medicine(person),
        "allergy": make_allergy(person),
        "waiting_sample": make_waiting_sample(person),
        "visit": make_visit(person),
        "answer": add_row(
            Answer, person=person, visit=make_visit(person), question_text="When?", answer="In May"
        ),
        "checklist_answer": add_row(
            ChecklistAnswer, person=person, result_on=result_on, item="same_lab", answer="yes"
        ),
        "import_batch": make_import(person, rows={}),
    }
