"""What happened since a visit, counted separately for each reason."""

from datetime import date, timedelta

import pytest

from cmlguide.records.actions.rows import delete_row
from cmlguide.records.diary.since_visit import (
    AllergyKnown,
    DosesSince,
    IntakeSince,
    MedicineSince,
    NoteSince,
    SideEffectSince,
    SinceVisit,
    since_visit,
)
from tests.factories import make_allergy, make_diary_entry, make_other_medicine, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
VISIT = date(2026, 9, 10)


def ago(days):
    return TODAY - timedelta(days=days)


def miss(person, days, **facts):
    return make_diary_entry(person, happened_on=ago(days), kind="dose", **{"dose_status": "missed", **facts})


def test_since_visit_of_an_empty_record():
    assert since_visit(make_person(), VISIT, TODAY) == SinceVisit(VISIT, TODAY, (), (), (), (), (), ())


def test_doses_are_told_apart_by_what_happened_and_why():
    person = make_person()
    miss(person, 60, doses=1, reason="side_effect", symptom="nausea", text="At night", prints=True)
    miss(person, 30, doses=3, reason="side_effect", symptom="nausea", text="At night")
    miss(person, 29, doses=2, reason="side_effect", symptom="other", symptom_text="Cold feet")
    miss(person, 20, doses=9, dose_status="paused_by_team", reason="side_effect", text="Low counts")
    miss(person, 10, dose_status="not_kept_down", reason="side_effect")
    miss(person, 5, reason="forgot", text=" ")

    assert since_visit(person, VISIT, TODAY).doses == (
        DosesSince("missed", "side_effect", "nausea", "", 4, 0, ("At night",), ago(60), ago(30), prints=True),
        DosesSince("missed", "side_effect", "other", "Cold feet", 2, 0, (), ago(29), ago(29), prints=False),
        DosesSince("missed", "forgot", "", "", 0, 1, (), ago(5), ago(5), prints=False),
        DosesSince("not_kept_down", "side_effect", "", "", 0, 1, (), ago(10), ago(10), prints=False),
        DosesSince(
            "paused_by_team", "side_effect", "", "", 9, 0, ("Low counts",), ago(20), ago(20), prints=False
        ),
    )


def test_side_effects_come_with_their_worst_their_days_and_what_they_disturb():
    person = make_person()
    make_diary_entry(person, happened_on=ago(3), symptom="headache", severity="", text="After lunch")
    make_diary_entry(
        person, happened_on=ago(40), until_on=ago(36), severity="moderate", gets_in_way_of=["social_life"]
    )
    make_diary_entry(
        person,
        happened_on=ago(38),
        severity="mild",
        how_often="sometimes",
        gets_in_way_of=["work", "social_life"],
        text="On the bus",
        prints=True,
    )
    make_diary_entry(
        person, happened_on=ago(2), symptom="other", symptom_text="Cold  feet", severity="severe"
    )

    nausea = SideEffectSince(
        symptom="nausea",
        name="",
        severity="moderate",
        how_often="sometimes",
        gets_in_way_of=("work", "social_life"),
        times=2,
        days=5,
        words=("On the bus",),
        first_on=ago(40),
        last_on=ago(36),
        prints=True,
    )
    told = since_visit(person, VISIT, TODAY).side_effects
    assert told[1] == nausea
    assert [(row.symptom, row.name, row.severity, row.days) for row in told] == [
        ("other", "Cold feet", "severe", 1),
        ("nausea", "", "moderate", 5),
        ("headache", "", "", 1),
    ]


def test_intakes_notes_medicines_and_allergies_are_told():
    person = make_person()
    make_diary_entry(person, happened_on=ago(9), kind="new_intake", intake="antacid", text="For a week")
    make_diary_entry(person, happened_on=ago(8), until_on=ago(7), kind="note", text="Hiked.", prints=True)
    make_other_medicine(person, started_on=ago(5), note="For the stomach")
    make_allergy(person)

    told = since_visit(person, VISIT, TODAY)

    assert told.intakes == (IntakeSince("antacid", "For a week", ago(9), ago(9), prints=False),)
    assert told.notes == (NoteSince("Hiked.", ago(8), ago(7), prints=True),)
    assert told.medicines == (MedicineSince("omeprazole", "20 mg", ago(5), None, "For the stomach"),)
    assert told.allergies == (AllergyKnown("penicillin", "rash"),)


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"happened_on": VISIT - timedelta(days=1)}, []),
        ({"happened_on": VISIT}, [1]),
        ({"happened_on": VISIT - timedelta(days=9), "until_on": VISIT + timedelta(days=1)}, [2]),
        ({"happened_on": TODAY, "until_on": TODAY + timedelta(days=5)}, [1]),
        ({"happened_on": TODAY + timedelta(days=1)}, []),
    ],
)
def test_only_days_from_the_visit_to_today_count(facts, days):
    person = make_person()
    make_diary_entry(person, **facts)

    assert [row.days for row in since_visit(person, VISIT, TODAY).side_effects] == days


@pytest.mark.parametrize(
    ("since", "names"), [(VISIT, ["at_visit", "today"]), (None, ["at_visit", "before", "today", "unknown"])]
)
def test_medicines_started_since_the_visit_are_new(since, names):
    person = make_person()
    started = {"before": VISIT - timedelta(days=1), "at_visit": VISIT, "today": TODAY, "unknown": None}
    for name, day in {**started, "tomorrow": TODAY + timedelta(days=1)}.items():
        make_other_medicine(person, name=name, started_on=day)

    assert [row.name for row in since_visit(person, since, TODAY).medicines] == names


def test_without_a_visit_all_is_told():
    person = make_person()
    make_diary_entry(person, happened_on=ago(900), until_on=ago(899))

    told = since_visit(person, None, TODAY)

    assert (told.since, [row.days for row in told.side_effects]) == (None, [2])


def test_only_ticked_lines_are_counted_for_the_paper():
    person = make_person()
    miss(person, 60, doses=1, reason="forgot", prints=True)
    miss(person, 30, doses=3, reason="forgot")
    make_diary_entry(person, happened_on=ago(3))
    make_allergy(person)

    told = since_visit(person, VISIT, TODAY, only_ticked=True)

    assert [(row.doses, row.prints) for row in told.doses] == [(1, True)]
    assert (told.side_effects, len(told.allergies)) == ((), 1)


def test_deleted_rows_and_those_of_others_are_not_told(django_assert_num_queries):
    person = make_person()
    delete_row(make_diary_entry(person, happened_on=ago(3)))
    delete_row(make_allergy(person))
    delete_row(make_other_medicine(person, started_on=ago(3)))
    make_diary_entry(make_person(), happened_on=ago(3))

    with django_assert_num_queries(3):
        told = since_visit(person, VISIT, TODAY)

    assert told == SinceVisit(VISIT, TODAY, (), (), (), (), (), ())
