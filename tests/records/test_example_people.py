"""The example people show what they are meant to show, on whatever day they are looked at."""

from datetime import date

import pytest

from cmlguide.records.actions.examples import show_example
from cmlguide.records.diary.since_visit import since_visit
from cmlguide.records.diary.situations import situations_in
from cmlguide.records.example_people import read_example
from cmlguide.records.models.person import EXAMPLES
from milestones.assess import assess
from milestones.guideline import load_guideline
from tests.factories import make_user

DAYS = [date(2026, 11, 22), date(2024, 2, 29), date(2031, 1, 1)]


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize(
    ("kind", "guideline", "severity", "pattern"),
    [
        ("doing_well", "eln-2020", "on_track", None),
        ("doing_well", "nccn-2024", "on_track", None),
        ("just_above", "eln-2020", "discuss", None),
        ("just_above", "nccn-2024", "discuss", None),
        ("rising", "eln-2020", "soon", "secondary"),
        ("rising", "nccn-2024", "soon", "secondary"),
    ],
)
def test_read_example_shows_what_it_is_for(kind, guideline, severity, pattern, today):
    assessment = assess(read_example(kind, today), load_guideline(guideline), today)

    assert (assessment.now.severity, assessment.trend.pattern) == (severity, pattern)
    assert assessment.left_out == ()
    assert assessment.next_test.overdue is False


def test_read_example_just_above_has_lost_mmr_and_nothing_worse():
    today = date(2026, 11, 22)

    assessment = assess(read_example("just_above", today), load_guideline("eln-2020"), today)

    assert assessment.now.because == ("result", "mmr_lost")
    assert [finding.code for finding in assessment.trend.findings] == ["mmr_lost", "within_wobble"]
    assert [(judged.collected_on.isoformat(), str(judged.high)) for judged in assessment.results] == [
        ("2025-08-29", "62"),
        ("2025-12-04", "7.1"),
        ("2026-03-10", "0.84"),
        ("2026-06-09", "0.21"),
        ("2026-09-07", "0.074"),
        ("2026-11-12", "0.11"),
    ]


def test_read_example_doing_well_holds_a_deep_response():
    today = date(2026, 11, 22)

    streak = assess(read_example("doing_well", today), load_guideline("eln-2020"), today).deep_response

    assert (streak.tests, streak.longest_gap_days) == (9, 113)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_read_example_is_marked_and_has_medicines_labs_and_copies(kind):
    history = read_example(kind, date(2026, 11, 22))

    assert history.person.extra["example"] == kind
    assert "(example)" in history.person.extra["name"]
    assert len(history.treatments) >= 1
    assert [result for result in history.results if not result.lab or not result.copies] == []
    assert [result.baseline for result in history.results].count(True) == 1


def test_read_example_refuses_another_kind():
    with pytest.raises(ValueError, match="no example person"):
        read_example("../secrets", date(2026, 11, 22))


@pytest.mark.django_db
@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_show_example_tells_the_whole_story(kind, today):
    person = show_example(owner=make_user(), kind=kind, today=today)

    assert (person.extra, person.record_extra) == ({}, {})
    nouns = (person.diary_entries, person.visits, person.goals, person.other_medicines)
    assert [noun for rows in nouns for noun in rows.all() if noun.extra] == []
    assert min(rows.count() for rows in nouns) >= 1
    codes = set(person.goals.values_list("code", flat=True))
    assert (person.goal == "treatment_free_remission") == ("treatment_free_remission" in codes)
    assert [visit.happened for visit in person.visits.all()] == [True, False]
    assert (person.visits.last().visit_on - today).days in (1, 3, 8)
    assert person.answers.count() == 1


@pytest.mark.django_db
def test_just_above_missed_four_doses_since_august_because_of_nausea():
    today = date(2026, 11, 22)
    person = show_example(owner=make_user(), kind="just_above", today=today)

    told = since_visit(person, person.visits.first().visit_on, today, only_ticked=True)

    (missed,) = told.doses
    assert (missed.doses, missed.symptom, missed.first_on) == (4, "nausea", date(2026, 8, 26))
    assert [(row.symptom, row.days, row.gets_in_way_of) for row in told.side_effects] == [
        ("nausea", 6, ("work",))
    ]
    assert [row.name for row in told.medicines] == ["omeprazole"]
    others = person.other_medicines.kept()
    situations = situations_in(person.diary_entries.kept(), person.goals.kept(), others, today)
    assert [row.code for row in situations] == [
        "side_effect_stops_doses",
        "doses_missed",
        "side_effect_in_the_way",
        "trouble_sleeping",
        "named_by_labels",
        "quality_of_life",
        "goals_not_talked_over",
    ]
