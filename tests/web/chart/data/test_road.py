"""One result from before treatment: the first year's checkpoints stand in the time to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.web.chart.data.timeline import chart_data, first_and_last_day
from milestones.history import Treatment
from tests.web.chart.cases import TYPICAL, assessed, history, not_detected, value

TODAY = date(2026, 11, 22)
TAKEN, START = date(2026, 11, 14), date(2026, 11, 25)
ROAD = [
    (date(2027, 2, 25), Decimal(10), "by 3 months", "10% or less", "25 Feb"),
    (date(2027, 5, 25), Decimal(1), "by 6 months", "1% or less", "25 May 2027"),
    (date(2027, 11, 25), Decimal("0.1"), "by 12 months", "0.1% or less", "25 Nov 2027"),
]


def data_of(*results, start=START, today=TODAY, **facts):
    taken = (Treatment("imatinib", start, dose="400 mg"),) if start else ()
    case = history(*results, treatments=taken, person=replace(TYPICAL, **facts))
    return chart_data(assessed(case, today), case)


def goals(data):
    return [(goal.on, goal.percent, goal.when, goal.goal, goal.date_words) for goal in data.goals]


def test_road_before_the_first_tablet_has_each_checkpoint_with_its_day():
    data = data_of(value(TAKEN, "87"))

    assert (data.road, data.clock_from, data.one_clock) == (True, START, True)
    assert goals(data) == ROAD
    assert data.begins.label == "imatinib starts, 25 Nov"
    assert first_and_last_day(data)[1] > ROAD[-1][0]


def test_road_goes_on_once_treatment_has_begun():
    data = data_of(value(TAKEN, "87"), start=date(2026, 11, 16))

    assert (data.road, data.begins) == (True, None)
    assert [goal.on for goal in data.goals] == [date(2027, 2, 16), date(2027, 5, 16), date(2027, 11, 16)]


@pytest.mark.parametrize(
    "results",
    [
        (),
        (value(TAKEN, "87"), value(TAKEN + timedelta(days=5), "80")),  # a line already
        (not_detected(TAKEN, None),),  # without a height
    ],
)
def test_there_is_no_road_without_exactly_one_point(results):
    assert data_of(*results).road is False


@pytest.mark.parametrize("facts", [{"start": None}, {"phase": "blast"}, {"transcript": "atypical"}])
def test_there_is_no_road_without_a_plan(facts):
    data = data_of(value(TAKEN, "87"), **facts)

    assert (data.road, data.begins, data.goals) == (False, None, ())


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 2, 1), True), (date(2026, 3, 20), False)])
def test_a_first_result_in_the_time_of_a_checkpoint_is_no_beginning(day, expected):
    data = data_of(value(day, "12"), start=date(2026, 1, 1), today=date(2026, 4, 1))

    assert data.road is expected
