"""From dates and percents to coordinates: true distances, tenfold steps of equal height, room to grow."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from cmlguide.web.chart.drawing.scales import TimeAxis, log_axis, own_log_axis, plain_axis, steps_down


def percents(*values):
    return tuple(Decimal(value) for value in values)


def test_days_keep_their_true_distances():
    axis = TimeAxis(date(2026, 1, 1), date(2026, 1, 11), 100, 200)

    assert [axis.x(date(2026, 1, day)) for day in (1, 2, 6, 11)] == pytest.approx([100, 110, 150, 200])
    assert (axis.x(date(2020, 1, 1)), axis.x(date(2030, 1, 1))) == (100, 200)


def test_each_ten_fold_step_is_as_tall_as_the_last():
    axis = log_axis(percents("62"), top=0, step=40)

    heights = [axis.y(percent) for percent in percents("100", "10", "1", "0.1", "0.01", "0.001")]

    assert [lower - upper for upper, lower in pairwise(heights)] == pytest.approx([40.0] * 5)
    assert axis.bottom == pytest.approx(heights[-1])


@pytest.mark.parametrize(
    ("value", "taller"), [("320", True), ("0.001", True), ("100", False), ("0.002", False)]
)
def test_the_log_axis_grows_only_when_it_must(value, taller):
    usual = log_axis(percents("62"), 0, 40)

    axis = log_axis(percents("62", value), 0, 40)

    assert (axis.bottom > usual.bottom) is taller


def test_gridlines_stand_at_the_tens():
    assert log_axis(percents("62"), 0, 40).gridlines() == percents("100", "10", "1", "0.1", "0.01", "0.001")


def test_nothing_is_farther_than_the_picture_reaches():
    assert steps_down(Decimal(0)) == steps_down(Decimal("1e-400"))
    assert steps_down(Decimal("1e400")) < 0


def test_an_own_axis_holds_what_there_is_and_no_more():
    assert own_log_axis(percents("9.4", "3.1"), 0, 80).gridlines() == percents("100", "10", "1")


@pytest.mark.parametrize(
    ("largest", "lines"),
    [
        ("62", ["60", "40", "20", "0"]),
        ("0.5", ["1", "0.8", "0.6", "0.4", "0.2", "0"]),
        ("320", ["300", "200", "100", "0"]),
    ],
)
def test_a_plain_axis_has_a_few_round_lines_down_to_zero(largest, lines):
    assert [
        format(line.normalize(), "f") for line in plain_axis(percents(largest), 0, 200).gridlines()
    ] == lines


def test_a_plain_axis_knows_what_it_holds():
    axis = plain_axis(percents("0.4"), 0, 200)

    assert axis.holds(Decimal("0.1"))
    assert not axis.holds(Decimal(10))
