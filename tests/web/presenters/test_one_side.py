from __future__ import annotations

import pytest

from cmlguide.web.presenters.one_side import rows_that_fit

SHORT = {"questions": ["a", "b", "c"], "since": ["d"] * 4, "treatment": ["e"] * 4}


@pytest.mark.parametrize(("chart_height", "expected"), [(250, 8), (340, 6), (380, 4), (900, 3)])
def test_rows_that_fit_get_fewer_under_a_tall_chart(chart_height, expected):
    assert rows_that_fit(**SHORT, chart_height=chart_height) == expected


def test_rows_that_fit_get_fewer_under_long_questions():
    long = {**SHORT, "questions": ["word " * 40] * 3}

    assert rows_that_fit(**long, chart_height=320) < rows_that_fit(**SHORT, chart_height=320)


def test_rows_that_fit_count_the_lines_of_a_question():
    lines = {**SHORT, "questions": ["a\nb\nc", "b", "c"]}

    assert rows_that_fit(**lines, chart_height=340) == 4
