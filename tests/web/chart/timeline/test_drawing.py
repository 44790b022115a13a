"""The timeline's figure as a whole: its axis, what it tells and explains, and that nothing in the record is
lost or added."""

from dataclasses import replace
from datetime import date

import pytest

from tests.web.chart.cases import CASES, history, just_above, mixed, not_detected, value
from tests.web.chart.timeline.figures import figure_of, lines, marks, rects, texts


def test_the_axis_grows_for_a_high_start():
    usual, high = figure_of(just_above()), figure_of(CASES["start-320"]())

    assert high.height - usual.height == pytest.approx(24.3, abs=0.2)  # half a ten-fold step of 48
    assert texts(high, "tick")[:2] == ["100%", "10%"]


def test_the_axis_grows_for_a_triangle_at_mr5():
    figure = figure_of(history(value(date(2025, 9, 1), "50"), not_detected(date(2026, 11, 1), "0.001")))

    triangle = marks(figure, "point")[-1]
    assert triangle.shape == "down"
    assert triangle.y + 2 * triangle.size < max(band.y + band.height for band in rects(figure, "band-6"))
    assert "MR5" in texts(figure, "level-name")


def test_only_signs_that_stand_in_the_drawing_are_explained():
    assert [entry.sign for entry in figure_of(CASES["one"]()).key] == ["my-goal", "goal", "next-test"]


def test_a_plain_scale_says_what_it_hides():
    assert figure_of(just_above(), scale="plain").description.startswith(
        "A plain scale from 0%. It shows large falls well and hides small changes near zero."
    )


def test_the_description_tells_first_lowest_and_newest():
    assert figure_of(just_above()).description == (
        "Each step down is ten times less. 6 results. First: 29 Aug 2025: 62%. Lab: County. "
        "Lowest on the chart: 7 Sep 2026: 0.074%, MMR. Lab: City. "
        "Newest: 12 Nov 2026: 0.11%, CCyR level. Lab: City. "
        "The usual goal now: 0.1% or less (ELN 2020). "
        "Checkpoint by 3 months: 10% or less. Checkpoint by 6 months: 1% or less. "
        "Checkpoint by 12 months: 0.1% or less. imatinib 400 mg since 8 Sep 2025. "
        "Usual time for the next test: 12 Dec to 12 Feb."
    )


def test_the_order_of_entry_never_matters():
    case = just_above()
    shuffled = replace(case, results=tuple(reversed(case.results)))

    assert figure_of(shuffled) == figure_of(case)


def test_dashes_are_explained_too():
    censored = {entry.sign: entry.words for entry in figure_of(mixed()).key}
    switched = {entry.sign: entry.words for entry in figure_of(CASES["new-line"]()).key}

    assert censored["line-limit"] == "one end of this part is only a limit"
    assert switched["line-start"] == "another CML medicine starts"


def test_one_result_before_treatment_is_drawn_with_the_road_ahead():
    figure = figure_of(CASES["one"]())

    assert texts(figure, "goal-when") == [
        "by 3 months (15 Feb): 10% or less",
        "by 6 months (15 May): 1% or less",
        "by 12 months (15 Nov 2027): 0.1% or less",
    ]
    assert len(texts(figure, "level-name")) == 5  # right of today, which is the picture here
    assert "Not everyone gets there by that day." in figure.description
    assert [line for line in lines(figure, "line") if line] == []  # no curve is foretold


def test_road_on_a_phone_says_the_level_at_each_ceiling():
    assert texts(figure_of(CASES["one-ahead"](), "phone"), "goal-when") == [
        "10% or less",
        "1% or less",
        "0.1% or less",
    ]


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_road_names_the_day_treatment_begins(width):
    figure = figure_of(CASES["one-ahead"](), width)

    assert [line.title for line in lines(figure, "begins")] == ["imatinib starts, 25 Nov 2026"]
    assert "imatinib starts, 25 Nov" in texts(figure, "next-name")
    assert "your CML medicine starts" in [entry.words for entry in figure.key]
