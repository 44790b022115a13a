"""The plan for the first year: when tests are usual and what each checkpoint asks for, from the guideline.

Months and levels: ELN 2020, PMC10133857 Table 1; every 3 months until MMR: Leukemia 2020;34:966-984.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from milestones.first_year import FirstYear, find_next_start, plan_first_year, week_of
from milestones.guideline import load_guideline
from milestones.history import Result
from tests.milestones.builders import at_month, history, percent, tki

START = date(2026, 11, 15)
BEFORE = START - timedelta(days=1)


def plan(*results, today=START, guideline="eln-2020", treatments=None, **facts):
    rows = [tki(start=START)] if treatments is None else treatments
    made = history(*results, treatments=rows, **facts)
    return plan_first_year(made, load_guideline(guideline), today)


def test_a_test_every_three_months_and_a_goal_at_each_checkpoint():
    assert [(step.month, step.due_on, step.target_percent) for step in plan().steps] == [
        (3, date(2027, 2, 15), Decimal(10)),
        (6, date(2027, 5, 15), Decimal(1)),
        (9, date(2027, 8, 15), None),
        (12, date(2027, 11, 15), Decimal("0.1")),
    ]


def test_the_levels_are_those_of_the_persons_guideline():
    nccn = plan(guideline="nccn-2024").steps
    later = plan(guideline="nccn-2024", goal="treatment_free_remission").steps

    assert [step.target_percent for step in nccn] == [Decimal(10), Decimal(10), None, Decimal(1)]
    assert later[-1].target_percent == Decimal("0.1")
    assert [(band.category.name, band.at_most) for band in plan().steps[1].bands] == [
        ("optimal", Decimal(1)),
        ("warning", Decimal(10)),
        ("failure", None),
    ]


def test_a_checkpoints_time_is_the_one_its_test_is_read_in():
    first = plan().steps[0]

    assert (first.from_, first.by) == (START + timedelta(days=77), START + timedelta(days=121))


def test_a_test_between_checkpoints_has_a_month_and_no_goal():
    between = plan().steps[2]

    assert (between.from_, between.by, between.bands) == (date(2027, 8, 15), date(2027, 9, 15), ())


@pytest.mark.parametrize(
    ("days", "seen"),
    [(76, None), (77, START + timedelta(days=77)), (121, START + timedelta(days=121)), (122, None)],
)
def test_a_step_is_done_by_a_blood_test_in_its_time(days, seen):
    taken = Result(START + timedelta(days=days), value=Decimal(9), unit="percent_is")

    assert plan(taken, today=START + timedelta(days=130)).steps[0].tested_on == seen


def test_a_step_without_a_goal_is_done_by_a_test_too():
    between = plan().steps[2]
    taken = Result(between.from_, value=Decimal("0.5"), unit="percent_is")

    assert (between.tested_on, plan(taken, today=between.by).steps[2].tested_on) == (None, between.from_)


def test_neither_marrow_nor_a_failed_sample_is_a_test_done():
    day = START + timedelta(days=90)
    marrow = Result(day, value=Decimal(9), unit="percent_is", specimen="marrow")

    assert plan(marrow, Result(day, "no_result"), today=day).steps[0].tested_on is None


def test_a_medicine_that_starts_tomorrow_has_its_plan_today():
    found = plan(today=BEFORE)

    assert (found.medicine, found.starts_on, found.begun, len(found.steps)) == ("imatinib", START, False, 4)
    assert plan(today=START).begun is True


@pytest.mark.parametrize(("today", "steps"), [(date(2027, 11, 15), 4), (date(2027, 11, 16), 0)])
def test_the_plan_ends_with_month_twelve(today, steps):
    found = plan(today=today)

    assert (len(found.steps), found.why_none) == (steps, None if steps else "over")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"treatments": []}, "no_medicine"),
        ({"treatments": [tki("interferon", START)]}, "no_medicine"),
        ({"treatments": [tki("my trial tablet", START)]}, "no_medicine"),
        ({"phase": "blast"}, "not_made_for"),
        ({"transcript": "atypical"}, "not_made_for"),
        ({"born_year": 2012, "diagnosed_on": BEFORE}, "not_made_for"),
        ({"treatments": [tki(start=START, stop=START + timedelta(days=20), why="paused")]}, "off_treatment"),
        (
            {
                "treatments": [
                    tki(start=date(2018, 1, 1), stop=date(2025, 1, 1), why="treatment_free_remission"),
                    tki(start=START),
                ]
            },
            "restart",
        ),
    ],
)
def test_without_a_plan_there_is_a_reason(facts, why):
    found = plan(today=START + timedelta(days=30), **facts)

    assert (found.steps, found.why_none) == ((), why)


def test_a_free_text_answered_as_the_main_tablet_has_a_plan():
    rows = [tki("my trial tablet", START, tki=True)]

    assert plan(treatments=rows).medicine == "my trial tablet"


def test_another_medicine_begins_a_year_of_its_own():
    rows = [tki(stop=at_month(30)), tki("dasatinib", at_month(30))]

    assert plan(treatments=rows, today=at_month(31)).starts_on == at_month(30)


@pytest.mark.parametrize(
    ("last", "starts_on", "medicine"),
    [("1", at_month(0), "imatinib"), ("1.01", at_month(8), "dasatinib")],
)
def test_a_change_that_keeps_the_clock_goes_on_with_the_first_medicines_year(last, starts_on, medicine):
    """For side effects after 1% or less the months go on counting (windows.toml, kept_clock)."""
    rows = [tki(stop=at_month(8), why="side_effects"), tki("dasatinib", at_month(8))]

    found = plan(percent(last, 7), treatments=rows, today=at_month(9))

    assert (found.starts_on, found.medicine) == (starts_on, medicine)


def test_next_start_is_the_first_main_tablet_still_to_begin():
    rows = [tki("hydroxyurea", BEFORE), tki(start=START)]
    made = history(percent("120", BEFORE), treatments=rows)

    assert find_next_start(made, BEFORE) == rows[1]
    assert find_next_start(made, START) is None


def test_a_switch_ahead_is_no_next_start_while_a_tablet_is_taken():
    made = history(treatments=[tki(stop=at_month(30)), tki("dasatinib", at_month(30))])

    assert find_next_start(made, at_month(29)) is None


def test_weeks_count_from_one():
    assert [week_of(START, START + timedelta(days=days)) for days in (0, 6, 7, 84)] == [1, 1, 2, 13]
    assert FirstYear().steps == ()
