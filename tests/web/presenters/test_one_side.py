from __future__ import annotations

from dataclasses import replace

import pytest

from cmlguide.web.presenters.one_side import Sheet, fit_on_one_side, rows_that_fit

SHEET = Sheet("who", ["a", "b", "c"], ["d"] * 4, "foot", 340.0)
TREATMENT = ("e",) * 4


@pytest.mark.parametrize(("chart_height", "expected"), [(250, 8), (340, 8), (380, 6), (900, 0)])
def test_rows_that_fit_get_fewer_under_a_tall_chart(chart_height, expected):
    assert rows_that_fit(replace(SHEET, chart_height=chart_height), TREATMENT) == expected


def test_rows_that_fit_get_fewer_under_long_questions():
    long = replace(SHEET, questions=["word " * 40] * 3)

    assert rows_that_fit(long, TREATMENT) < rows_that_fit(SHEET, TREATMENT)


def test_rows_that_fit_count_the_lines_of_a_question():
    assert rows_that_fit(replace(SHEET, questions=["a\nb\nc", "b", "c"]), TREATMENT) == 6


def test_rows_that_fit_leave_room_to_write_questions():
    empty, asked = replace(SHEET, questions=[]), replace(SHEET, questions=["", "", ""])

    assert rows_that_fit(empty, TREATMENT) == rows_that_fit(asked, TREATMENT)


def test_fit_on_one_side_keeps_the_longest_that_leaves_enough_rows():
    long, short = ("f" * 50,) * 14, ("f" * 50,) * 7

    assert fit_on_one_side(SHEET, [long, short]) == (short, 7)


def test_fit_on_one_side_without_room_gives_the_least():
    tall = replace(SHEET, chart_height=900.0)

    assert fit_on_one_side(tall, [TREATMENT, ("e",)]) == (("e",), 3)


def test_rows_that_fit_get_the_room_of_what_is_switched_off():
    tall = replace(SHEET, chart_height=480.0)

    assert rows_that_fit(tall, TREATMENT) < rows_that_fit(replace(tall, off=("chart",)), TREATMENT)
