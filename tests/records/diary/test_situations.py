"""Which situations a diary raises, and what they are made of."""

from datetime import date, timedelta

import pytest

from cmlguide.records.actions.rows import delete_row
from cmlguide.records.diary.situations import (
    BY_DOSE_STATUS,
    BY_GOAL,
    BY_INTAKE,
    BY_REASON,
    BY_SYMPTOM,
    DIARY_SITUATIONS,
    DiarySituation,
    count_days,
    situations_in,
)
from cmlguide.records.models import DiaryEntry
from cmlguide.records.models.diary_entry import DOSE_REASONS, DOSE_STATUSES, INTAKES, SYMPTOMS
from cmlguide.records.models.goal import GOAL_CODES
from tests.factories import make_diary_entry, make_goal, make_other_medicine, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def ago(days):
    return TODAY - timedelta(days=days)


def situations_of(person, today):
    return situations_in(
        person.diary_entries.kept(), person.goals.kept(), person.other_medicines.kept(), today
    )


def codes_of(person):
    return [situation.code for situation in situations_of(person, TODAY)]


def codes_of_one(**facts):
    person = make_person()
    make_diary_entry(person, **{"happened_on": TODAY, **facts})
    return codes_of(person)


def test_codes_are_those_the_records_can_hold():
    assert set(BY_DOSE_STATUS) == set(DOSE_STATUSES)
    assert set(BY_REASON) == set(DOSE_REASONS) - {"other"}
    assert set(BY_INTAKE) == set(INTAKES)
    assert set(BY_SYMPTOM) <= set(SYMPTOMS)
    assert set(BY_GOAL) <= set(GOAL_CODES)
    assert len(DIARY_SITUATIONS) == len(set(DIARY_SITUATIONS))


def test_empty_diary_raises_nothing():
    assert situations_of(make_person(), TODAY) == ()


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"symptom": "nausea", "severity": "mild"}, []),
        ({"symptom": "nausea", "severity": "severe"}, ["side_effect_severe"]),
        ({"symptom": "nausea", "how_often": "sometimes"}, []),
        ({"symptom": "nausea", "how_often": "most_days"}, ["side_effect_repeated"]),
        ({"symptom": "nausea", "how_often": "every_day"}, ["side_effect_repeated"]),
        ({"symptom": "nausea", "gets_in_way_of": ["work"]}, ["side_effect_in_the_way"]),
        ({"symptom": "nausea", "gets_in_way_of": ["mood"]}, ["side_effect_in_the_way", "low_mood"]),
        ({"symptom": "nausea", "gets_in_way_of": ["sleep"]}, ["side_effect_in_the_way", "trouble_sleeping"]),
        ({"symptom": "low_mood_or_worry"}, ["low_mood"]),
        ({"symptom": "trouble_sleeping"}, ["trouble_sleeping"]),
        ({"symptom": "trouble_remembering"}, ["trouble_remembering"]),
        ({"symptom": "tiredness"}, ["tiredness"]),
        ({"kind": "note", "text": "Walked far."}, []),
        ({"kind": "dose", "dose_status": "missed"}, ["doses_missed"]),
        ({"kind": "dose", "dose_status": "missed", "reason": "other"}, ["doses_missed"]),
        (
            {"kind": "dose", "dose_status": "missed", "reason": "side_effect"},
            ["side_effect_stops_doses", "doses_missed"],
        ),
        ({"kind": "dose", "dose_status": "missed", "reason": "forgot"}, ["doses_missed", "doses_forgotten"]),
        ({"kind": "dose", "dose_status": "missed", "reason": "cost"}, ["doses_missed", "doses_cost"]),
        ({"kind": "dose", "dose_status": "missed", "reason": "ran_out"}, ["doses_missed", "doses_ran_out"]),
        ({"kind": "dose", "dose_status": "missed", "reason": "travel"}, ["doses_missed", "doses_travel"]),
        ({"kind": "dose", "dose_status": "not_kept_down"}, ["doses_not_kept_down"]),
        ({"kind": "dose", "dose_status": "paused_by_team", "reason": "side_effect"}, ["doses_paused"]),
        ({"kind": "new_intake", "intake": "antacid"}, ["new_antacid"]),
        ({"kind": "new_intake", "intake": "supplement"}, ["new_supplement"]),
        ({"kind": "new_intake", "intake": "grapefruit"}, ["new_grapefruit"]),
        ({"kind": "new_intake", "intake": "medicine"}, ["new_medicine"]),
        ({"kind": "new_intake", "intake": "other"}, ["new_other_intake"]),
    ],
)
def test_one_line_raises(facts, codes):
    assert codes_of_one(**facts) == codes


@pytest.mark.parametrize(
    ("days_ago", "codes"),
    [
        ((0, 1), []),
        ((0, 1, 2), ["side_effect_repeated"]),
        ((0, 0, 0), []),
        ((0, 26, 27), ["side_effect_repeated"]),
        ((0, 27, 28), []),
    ],
)
def test_side_effect_on_three_days_of_four_weeks_is_repeated(days_ago, codes):
    person = make_person()
    for days in days_ago:
        make_diary_entry(person, happened_on=ago(days))

    assert codes_of(person) == codes


def test_different_side_effects_do_not_add_up():
    person = make_person()
    for days, symptom in enumerate(("nausea", "headache", "rash_or_itch")):
        make_diary_entry(person, happened_on=ago(days), symptom=symptom)
    for days, words in enumerate(("Cold feet", "Cold hands", " Cold  feet")):
        make_diary_entry(person, happened_on=ago(days), symptom="other", symptom_text=words)

    assert codes_of(person) == []


def test_repeated_side_effect_names_itself_and_its_days():
    person = make_person()
    make_diary_entry(person, happened_on=ago(9), until_on=ago(7), symptom="other", symptom_text="Cold  feet")
    make_diary_entry(person, happened_on=ago(3), symptom="other", symptom_text="Cold feet")
    make_diary_entry(person, happened_on=ago(3), symptom="headache")

    assert situations_of(person, TODAY) == (
        DiarySituation(
            "side_effect_repeated",
            times=2,
            symptoms=(("other", "Cold feet"),),
            first_on=ago(9),
            last_on=ago(3),
        ),
    )


def test_missed_doses_are_counted_where_they_were():
    person = make_person()
    for days, doses in ((40, 3), (20, None), (10, 1)):
        make_diary_entry(person, kind="dose", dose_status="missed", doses=doses, happened_on=ago(days))

    assert situations_of(person, TODAY) == (
        DiarySituation("doses_missed", times=3, doses=4, first_on=ago(40), last_on=ago(10)),
    )


def test_missed_doses_name_the_side_effect_behind_them():
    person = make_person()
    for days in (88, 39):
        make_diary_entry(
            person,
            kind="dose",
            dose_status="missed",
            doses=2,
            reason="side_effect",
            symptom="nausea",
            happened_on=ago(days),
        )

    facts = {"times": 2, "doses": 4, "symptoms": (("nausea", ""),), "first_on": ago(88), "last_on": ago(39)}
    assert situations_of(person, TODAY) == (
        DiarySituation("side_effect_stops_doses", **facts),
        DiarySituation("doses_missed", **facts),
    )


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"happened_on": ago(90)}, ["doses_missed"]),
        ({"happened_on": ago(91)}, []),
        ({"happened_on": ago(200), "until_on": ago(90)}, ["doses_missed"]),
        ({"happened_on": ago(-1)}, []),
    ],
)
def test_only_the_last_ninety_days_count(facts, codes):
    assert codes_of_one(kind="dose", dose_status="missed", **facts) == codes


def test_deleted_lines_and_those_of_others_raise_nothing():
    person = make_person()
    delete_row(make_diary_entry(person, happened_on=TODAY, severity="severe"))
    make_diary_entry(make_person(), happened_on=TODAY, severity="severe")

    assert codes_of(person) == []


@pytest.mark.parametrize(
    ("days", "codes"), [(0, ["new_medicine"]), (90, ["new_medicine"]), (91, []), (-1, [])]
)
def test_other_medicine_started_lately_is_new(days, codes):
    person = make_person()
    make_other_medicine(person, name="paracetamol", started_on=ago(days))
    make_other_medicine(person, name="paracetamol", started_on=None)

    assert codes_of(person) == codes


def test_goals_raise_their_own_and_those_not_talked_over():
    person = make_person()
    make_goal(person, "family_plans", talked_over=True)
    make_goal(person, "quality_of_life")
    make_goal(person, "own", text="Hike again")

    assert situations_of(person, TODAY) == (
        DiarySituation("family_plans", 1),
        DiarySituation("quality_of_life", 1),
        DiarySituation("goals_not_talked_over", 2),
    )


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([(5, 5)], 1),
        ([(5, 3), (4, 2)], 4),
        ([(9, 0), (5, 3)], 10),
        ([(30, 8)], 2),
        ([(2, -5)], 3),
        ([(30, 20)], 0),
        ([(-1, -3)], 0),
    ],
)
def test_count_days_counts_a_day_once_and_only_between_the_borders(spans, days):
    entries = [DiaryEntry(happened_on=ago(first), until_on=ago(last)) for first, last in spans]

    assert count_days(reversed(entries), ago(9), TODAY) == days


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ({"name": "omeprazole", "started_on": ago(900)}, ("omeprazole",)),
        ({"name": "St. John's  wort tea", "started_on": None}, ("St. John's wort tea",)),
        ({"name": "grapefruit juice", "started_on": ago(0)}, ("grapefruit juice",)),
        ({"name": "Clarithromycin", "started_on": ago(3), "stopped_on": ago(0)}, ("Clarithromycin",)),
        ({"name": "Clarithromycin", "started_on": ago(9), "stopped_on": ago(1)}, None),
        ({"name": "omeprazole", "started_on": ago(-1)}, None),
        ({"name": "paracetamol", "started_on": ago(900)}, None),
    ],
)
def test_a_medicine_that_labels_name_is_a_question_for_the_pharmacist_while_it_is_taken(facts, names):
    person = make_person()
    make_other_medicine(person, **facts)

    found = [row.names for row in situations_of(person, TODAY) if row.code == "named_by_labels"]

    assert found == ([names] if names else [])
    assert "new_medicine" not in codes_of(person)
