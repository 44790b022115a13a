"""The curve of results: each point once, with its sign, joined only to what it may be joined to."""

from datetime import date
from decimal import Decimal

from milestones.history import Result
from tests.web.chart.cases import CASES, TODAY, history, just_above, mixed, value
from tests.web.chart.timeline.figures import data_of, figure_of, lines, marks


def test_every_result_is_one_point_in_order_of_date():
    points = data_of(just_above()).main.points

    assert [(point.on, str(point.percent), point.shape) for point in points] == [
        (date(2025, 8, 29), "62", "value"),
        (date(2025, 12, 4), "7.1", "value"),
        (date(2026, 3, 10), "0.84", "value"),
        (date(2026, 6, 9), "0.21", "value"),
        (date(2026, 9, 7), "0.074", "value"),
        (date(2026, 11, 12), "0.11", "value"),
    ]


def test_a_point_says_its_whole_result():
    assert data_of(just_above()).newest.words == "12 Nov 2026: 0.11%, CCyR level. Lab: City."


def test_a_value_beyond_any_picture_stays_on_it():
    case = history(value(date(2026, 1, 1), "0.0000000000001"), value(date(2026, 2, 1), "9" * 40))
    figure = figure_of(case)

    assert all(0 <= mark.y <= figure.height for mark in marks(figure, "point"))


def test_a_limit_is_drawn_where_that_test_could_see():
    limits = lines(figure_of(just_above()), "limit")

    assert len(limits) == 2  # only two of the six reports say it
    assert limits[0].y1 == limits[0].y2


def test_censored_results_are_open_triangles_at_their_limit():
    shapes = {point.on: (point.shape, str(point.percent)) for point in data_of(mixed()).main.points}

    assert shapes[date(2025, 8, 29)] == ("above", "55")
    assert shapes[date(2026, 9, 7)] == ("below", "0.002")
    assert shapes[date(2026, 8, 9)] == ("below", "0.1")


def test_the_line_breaks_at_another_scale_and_passes_marrow_by():
    data = data_of(mixed())

    assert [[point.on for point in run.points] for run in data.main.runs] == [
        [date(2025, 8, 29)],
        [date(2026, 3, 10), date(2026, 6, 9), date(2026, 8, 9), date(2026, 9, 7)],
    ]
    assert [str(point.percent) for point in data.own.points] == ["9.4", "3.1"]
    assert [event.on for event in data.no_numbers] == [date(2026, 5, 9)]
    assert [point.on for point in data.main.points if point.marrow] == [date(2026, 3, 20)]


def test_another_lab_is_a_mark_on_the_line():
    figure = figure_of(just_above())

    assert [bar.title for bar in marks(figure, "lab")] == ["Another lab: County, then City"]


def test_two_results_on_one_day_make_one_stop_of_the_line():
    data = data_of(CASES["two-on-one-day"]())

    assert len(data.main.points) == 8
    assert [str(point.percent) for point in data.main.runs[0].points][-1] == "0.11"
    assert len(data.main.runs[0].points) == 6


def test_too_few_copies_are_a_test_without_a_number():
    case = history(
        value(date(2026, 1, 1), "3"),
        Result(date(2026, 4, 1), kind="not_detected", copies=4000, control_gene="ABL1"),
    )

    assert [event.on for event in data_of(case).no_numbers] == [date(2026, 4, 1)]


def test_a_result_after_today_is_not_drawn():
    case = history(*just_above().results, value(date(2026, 12, 24), "0.01"))

    assert max(point.on for point in data_of(case).main.points) <= TODAY


def test_a_zero_stays_on_the_picture_as_a_limit():
    case = history(
        value(date(2026, 1, 1), "3"), Result(date(2026, 4, 1), value=Decimal(0), unit="percent_is")
    )

    assert data_of(case).main.points[-1].shape == "below"
