"""Every noun can be added, edited, deleted and restored, and its edit history says so."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cmlguide.records.actions.goals import delete_goal, edit_goal, restore_goal
from cmlguide.records.actions.results import add_result, edit_result
from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row, undo_edit
from cmlguide.records.models import (
    Allergy,
    BloodCount,
    DiaryEntry,
    Goal,
    MarrowTest,
    Medicine,
    Mutation,
    OtherMedicine,
    Result,
    Visit,
    WaitingSample,
)
from tests import factories
from tests.factories import make_medicine, make_person, make_result

pytestmark = pytest.mark.django_db

NOUNS = {
    "medicine": ("medicines", {"dose": "300 mg"}, {"dose": "400 mg once a day"}),
    "result": ("results", {"value": Decimal("0.0740")}, {"value": "0.074"}),
    "blood_count": ("blood_counts", {"wbc": None}, {"wbc": "5.4"}),
    "marrow_test": ("marrow_tests", {"collected_on": date(2025, 8, 30)}, {"collected_on": "2025-08-29"}),
    "mutation": ("mutations", {"resistance": None}, {"resistance": True}),
    "goal": ("goals", {"talked_over": True}, {"talked_over": False}),
    "diary_entry": (
        "diary_entries",
        {"until_on": date(2026, 9, 4), "gets_in_way_of": ["sleep", "work"], "doses": 2},
        {"until_on": None, "gets_in_way_of": "[]", "doses": None},
    ),
    "other_medicine": ("other_medicines", {"started_on": None}, {"started_on": "2026-08-01"}),
    "allergy": ("allergies", {"reaction": ""}, {"reaction": "rash"}),
    "waiting_sample": ("waiting_samples", {"done_on": date(2026, 11, 20)}, {"done_on": None}),
    "visit": ("visits", {"visit_at": None}, {"visit_at": "09:30:00"}),
}
NAUSEA = {"happened_on": date(2026, 9, 1), "kind": "side_effect", "symptom": "nausea"}
VERBS = {"edit": edit_row, "delete": delete_row, "restore": restore_row}
OWN = {
    ("edit", "result"): edit_result,
    ("edit", "goal"): edit_goal,
    ("delete", "goal"): delete_goal,
    ("restore", "goal"): restore_goal,
}
each_noun = pytest.mark.parametrize("noun", NOUNS)


def make(noun, person):
    return getattr(factories, f"make_{noun}")(person)


def act(verb, noun, row, **fields):
    """Call a verb: the general one, or the noun's own if its write does more than change the row."""
    if (verb, noun) in OWN:
        return OWN[verb, noun](**{noun: row}, **fields)
    return VERBS[verb](row, **fields)


def history_of_changes(person, noun):
    return [
        (change.action, change.row_id, change.before)
        for change in person.changes.filter(noun=noun).order_by("pk")
    ]


@each_noun
def test_add_keeps_the_row_and_a_change(noun):
    person = make_person()

    row = make(noun, person)

    assert list(getattr(person, NOUNS[noun][0]).kept()) == [row]
    assert history_of_changes(person, noun) == [("added", row.pk, {})]


@each_noun
def test_edit_changes_the_row_and_keeps_what_it_said(noun):
    related, fields, before = NOUNS[noun]
    person = make_person()
    row = make(noun, person)

    returned = act("edit", noun, row, **fields)

    stored = getattr(person, related).get()
    assert {name: str(getattr(stored, name)) for name in fields} == {
        name: str(new) for name, new in fields.items()
    }
    assert returned is row
    assert history_of_changes(person, noun) == [("added", row.pk, {}), ("edited", row.pk, before)]


@each_noun
def test_edit_without_a_difference_writes_nothing(noun):
    person = make_person()
    row = make(noun, person)
    same = {name: getattr(row, name) for name in NOUNS[noun][1]}

    act("edit", noun, row, **same)

    assert history_of_changes(person, noun) == [("added", row.pk, {})]


@each_noun
def test_delete_hides_the_row_and_restore_brings_it_back(noun):
    rows = NOUNS[noun][0]
    person = make_person()
    row = make(noun, person)

    act("delete", noun, row)
    hidden = list(getattr(person, rows).kept())
    act("restore", noun, row)

    assert hidden == []
    assert list(getattr(person, rows).kept()) == [row]
    assert row.deleted_at is None
    assert [action for action, _, _ in history_of_changes(person, noun)] == ["added", "deleted", "restored"]


@each_noun
def test_delete_and_restore_twice_note_one_change_each(noun):
    person = make_person()
    row = make(noun, person)

    for verb in ("restore", "delete", "delete", "restore", "restore"):
        act(verb, noun, row)

    assert [action for action, _, _ in history_of_changes(person, noun)] == ["added", "deleted", "restored"]


@each_noun
def test_edit_refuses_a_deleted_row(noun):
    person = make_person()
    row = make(noun, person)
    act("delete", noun, row)

    with pytest.raises(type(row).DoesNotExist):
        act("edit", noun, row, **NOUNS[noun][1])


def test_delete_remembers_when():
    row = make_result(make_person())

    with time_machine.travel("2026-11-22 08:00Z", tick=False):
        delete_row(row)

    assert row.deleted_at.isoformat() == "2026-11-22T08:00:00+00:00"
    assert Result.objects.get(pk=row.pk).deleted_at == row.deleted_at


def test_edit_compares_with_what_is_stored_not_with_what_the_caller_holds():
    row = make_result(make_person(), "0.074")
    row.value = Decimal("0.11")

    edit_result(result=row, value=Decimal("0.11"))

    assert str(Result.objects.get(pk=row.pk).value) == "0.11"
    assert row.person.changes.get(action="edited").before == {"value": "0.074"}


def test_edit_refused_leaves_the_row_and_the_object_as_they_were():
    row = make_medicine(make_person())

    with pytest.raises(ValidationError) as refused:
        edit_row(row, dose="300 mg", stopped_on=date(2020, 1, 1))

    assert list(refused.value.error_dict) == ["stopped_on"]
    assert (row.dose, row.stopped_on) == ("400 mg once a day", None)
    row.refresh_from_db()
    assert (row.dose, row.stopped_on) == ("400 mg once a day", None)


def test_edit_leaves_fields_not_named_alone():
    person = make_person()
    row = make_result(person, note="as before")
    elsewhere = person.results.get()
    edit_result(result=elsewhere, note="changed elsewhere")

    edit_result(result=row, lab="City")

    stored = person.results.get()
    assert (stored.note, stored.lab) == ("changed elsewhere", "City")


@pytest.mark.parametrize("field", ["id", "person", "person_id", "deleted_at", "created_at", "colour"])
def test_add_and_edit_take_no_field_of_ours_or_unknown(field):
    person = make_person()
    row = make_result(person)

    with pytest.raises(TypeError):
        add_result(person=person, collected_on=date(2026, 9, 7), **{field: 1})
    with pytest.raises(TypeError):
        edit_result(result=row, **{field: 1})


def test_add_reports_all_problems_at_once_and_saves_nothing():
    person = make_person()

    with pytest.raises(ValidationError) as refused:
        add_result(person=person, collected_on=date(26, 1, 1), kind="guess", copies=-1, lab="\x00")

    assert sorted(refused.value.error_dict) == ["collected_on", "copies", "kind", "lab"]
    assert person.results.count() == 0
    assert list(person.changes.values_list("noun", flat=True)) == ["person"]


@pytest.mark.parametrize(
    ("model", "fields", "problem"),
    [
        (Medicine, {"medicine": "  ", "started_on": date(2026, 1, 1)}, "medicine"),
        (
            MarrowTest,
            {"collected_on": date(2026, 1, 1), "ph_positive": 21, "metaphases": 20},
            "ph_positive",
        ),
        (Medicine, {"medicine": "", "started_on": date(2026, 1, 1)}, "medicine"),
        (Medicine, {"medicine": "imatinib"}, "started_on"),
        (Result, {"collected_on": date(2026, 1, 1), "unit": "percent_is"}, "value"),
        (BloodCount, {"collected_on": date(2026, 1, 1), "wbc": Decimal(-1)}, "wbc"),
        (MarrowTest, {"collected_on": date(2026, 1, 1), "metaphases": 2**63}, "metaphases"),
        (Mutation, {"name": "T315I"}, "found_on"),
        (Goal, {"code": "own", "text": " "}, "text"),
        (Goal, {"code": "to_fly"}, "code"),
        (DiaryEntry, {"happened_on": date(2026, 9, 1), "kind": "side_effect"}, "symptom"),
        (DiaryEntry, {"happened_on": date(2026, 9, 1), "kind": "dose"}, "dose_status"),
        (DiaryEntry, {"happened_on": date(2026, 9, 1), "kind": "note", "text": " "}, "text"),
        (DiaryEntry, {"happened_on": date(2026, 9, 1), "kind": "new_intake"}, "intake"),
        (DiaryEntry, {"kind": "note", "text": "Walked far."}, "happened_on"),
        (DiaryEntry, {**NAUSEA, "severity": "awful"}, "severity"),
        (DiaryEntry, {**NAUSEA, "gets_in_way_of": ["work", "work"]}, "gets_in_way_of"),
        (DiaryEntry, {**NAUSEA, "gets_in_way_of": ["golf"]}, "gets_in_way_of"),
        (DiaryEntry, {**NAUSEA, "until_on": date(2026, 8, 31)}, "until_on"),
        (DiaryEntry, {**NAUSEA, "doses": -1}, "doses"),
        (OtherMedicine, {"name": " "}, "name"),
        (
            OtherMedicine,
            {"name": "zinc", "started_on": date(2026, 9, 2), "stopped_on": date(2026, 9, 1)},
            "stopped_on",
        ),
        (Allergy, {"name": ""}, "name"),
        (WaitingSample, {"lab": "City"}, "taken_on"),
        (Visit, {"place": "City"}, "visit_on"),
        (Visit, {"visit_on": date(2026, 9, 1), "visit_at": "noon"}, "visit_at"),
    ],
)
def test_add_names_the_field_at_fault(model, fields, problem):
    with pytest.raises(ValidationError) as refused:
        add_row(model, person=make_person(), **fields)

    assert list(refused.value.error_dict) == [problem]


def test_rows_come_in_date_order_whatever_order_they_were_entered_in():
    person = make_person()
    days = [date(2026, 3, 10), date(2025, 8, 29), date(2026, 11, 12), date(2025, 8, 29)]
    rows = [make_result(person, collected_on=day) for day in days]

    assert list(person.results.kept()) == [rows[1], rows[3], rows[0], rows[2]]


def test_undo_edit_brings_back_what_the_last_edit_changed_and_nothing_else():
    row = make_result(make_person(), "0.0030", lab="City")
    edit_row(row, note="first")
    edit_row(row, value=Decimal("0.30"), lab="County", collected_on=date(2026, 1, 1))

    undo_edit(row)

    row.refresh_from_db()
    kept = (str(row.value), row.lab, row.collected_on, row.note)
    assert kept == ("0.0030", "City", date(2026, 9, 7), "first")


def test_undo_edit_of_what_was_never_edited_changes_nothing():
    row = make_medicine(make_person())

    undo_edit(row)

    assert row.person.changes.filter(noun="medicine").count() == 1


def test_undo_edit_refuses_a_deleted_row():
    row = make_medicine(make_person())
    edit_row(row, dose="300 mg")
    Medicine.objects.filter(pk=row.pk).update(deleted_at=row.created_at)

    with pytest.raises(Medicine.DoesNotExist):
        undo_edit(row)
