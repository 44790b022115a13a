"""Questions from a diary, merged with those from the results: ranked, without repeats, five at most."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cmlguide.records.diary.questions import TOLD_BY, DiaryPrompt, with_diary_prompts
from cmlguide.records.judged import assess_with_history
from milestones.assess import assess
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline
from milestones.prompts import DIARY_SITUATIONS
from tests.factories import (
    make_diary_entry,
    make_goal,
    make_medicine,
    make_other_medicine,
    make_person,
    make_result,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
MISSED = {"kind": "dose", "dose_status": "missed", "happened_on": TODAY}


def codes_of(person):
    return [prompt.code for prompt in assess_with_history(person, TODAY)[1].prompts]


def test_record_without_a_diary_is_judged_by_the_engine_alone():
    person = make_person()
    make_medicine(person)
    make_result(person)

    history, assessment = assess_with_history(person, TODAY)

    assert assessment == assess(history, load_guideline(DEFAULT_GUIDELINE), TODAY)
    assert with_diary_prompts(assessment, ()) is assessment


def test_diary_changes_nothing_but_the_questions():
    person = make_person()
    make_medicine(person)
    make_result(person)
    make_diary_entry(person, **MISSED)

    history, assessment = assess_with_history(person, TODAY)

    alone = assess(history, load_guideline(DEFAULT_GUIDELINE), TODAY)
    assert replace(assessment, prompts=alone.prompts) == alone


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"reason": "side_effect", "symptom": "nausea"}, "side_effect_stops_doses"),
        ({"reason": "ran_out"}, "doses_ran_out"),
        ({"reason": "cost"}, "doses_cost"),
        ({"reason": "forgot"}, "doses_forgotten"),
        ({"reason": "travel"}, "doses_travel"),
        ({}, "doses_missed"),
        ({"reason": "other"}, "doses_missed"),
        ({"dose_status": "not_kept_down"}, "doses_not_kept_down"),
        ({"dose_status": "paused_by_team"}, "doses_paused"),
    ],
)
def test_doses_not_taken_raise_one_question_by_their_reason(facts, code):
    person = make_person()
    make_diary_entry(person, **{**MISSED, **facts})

    assert [known for known in codes_of(person) if "doses" in known] == [code]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"symptom": "nausea", "severity": "severe", "how_often": "every_day"}, "severe_side_effect"),
        ({"symptom": "nausea", "how_often": "every_day"}, "side_effect_repeated"),
        ({"symptom": "nausea", "gets_in_way_of": ["work"]}, "side_effect_in_the_way"),
        ({"symptom": "low_mood_or_worry"}, "low_mood"),
        ({"symptom": "trouble_sleeping"}, "trouble_sleeping"),
        ({"symptom": "trouble_remembering"}, "trouble_remembering"),
        ({"symptom": "tiredness"}, "tiredness"),
    ],
)
def test_side_effect_raises_its_question(facts, code):
    person = make_person()
    make_diary_entry(person, happened_on=TODAY, **facts)

    assert code in codes_of(person)
    assert len(set(codes_of(person)) & {"severe_side_effect", "side_effect_repeated"}) <= 1


def test_other_medicine_and_goals_raise_questions():
    person = make_person()
    make_other_medicine(person, name="paracetamol", started_on=TODAY - timedelta(days=9))
    make_goal(person, "family_plans")

    assert {"new_intake", "family_plans"} <= set(codes_of(person))


def test_question_carries_what_its_words_need():
    person = make_person()
    make_diary_entry(person, **MISSED, doses=3, reason="side_effect", symptom="nausea")
    make_diary_entry(
        person, **{**MISSED, "happened_on": date(2026, 9, 1)}, doses=1, reason="side_effect", symptom="nausea"
    )

    first = next(row for row in assess_with_history(person, TODAY)[1].prompts if isinstance(row, DiaryPrompt))

    (behind,) = first.situations
    assert (first.code, first.result, behind.doses, behind.symptoms, behind.first_on) == (
        "side_effect_stops_doses",
        None,
        4,
        (("nausea", ""),),
        date(2026, 9, 1),
    )


def test_five_at_most_none_twice():
    person = make_person()
    for symptom in ("nausea", "tiredness", "trouble_sleeping", "low_mood_or_worry"):
        make_diary_entry(person, happened_on=TODAY, symptom=symptom, severity="severe")
    for reason in ("forgot", "ran_out", "cost"):
        make_diary_entry(person, **MISSED, reason=reason)

    codes = codes_of(person)

    assert (len(codes), len(set(codes))) == (5, 5)


def test_what_tells_more_exactly_is_a_situation_itself():
    assert {*TOLD_BY, *(code for others in TOLD_BY.values() for code in others)} <= set(DIARY_SITUATIONS)


@pytest.mark.parametrize(
    ("tablet", "asked"),
    [
        ({}, True),
        ({"stopped_on": TODAY - timedelta(days=3), "stop_reason": "treatment_free_remission"}, False),
        ({"stopped_on": TODAY - timedelta(days=3), "stop_reason": "paused"}, False),
        (None, False),
    ],
)
def test_the_pharmacist_is_asked_about_a_tablet_that_is_taken(tablet, asked):
    person = make_person()
    make_other_medicine(person, started_on=None)
    if tablet is not None:
        make_medicine(person, **tablet)

    assert ("ask_pharmacist" in codes_of(person)) is asked


@pytest.mark.parametrize(("reason", "asked"), [("treatment_free_remission", False), ("paused", True)])
def test_goals_of_a_try_without_treatment_do_not_ask_if_the_team_knows_of_it(reason, asked):
    """The clinical rule: that question is for a stop that was not planned as a try."""
    person = make_person()
    make_medicine(person, stopped_on=TODAY - timedelta(days=40), stop_reason=reason)
    make_result(person)
    make_goal(person)

    codes = codes_of(person)

    assert ("goals_to_talk_over" in codes, "team_knows_i_stopped" in codes) == (True, asked)
