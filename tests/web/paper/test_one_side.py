from __future__ import annotations

from dataclasses import replace

import pytest

from cmlguide.web.paper.one_side import Sheet, rows_that_fit

ROWS = (("6 Nov 2026", "32", "0.11%", "MR2.96", "MMR", "City", ""),) * 12
DECIDED = ("Next test (usual time: 10 Dec 2026 to 10 Feb 2027)", "Next visit")
SHEET = Sheet("who", "printed", ["a", "b", "c"], ["d"] * 6, ["e"] * 4, ROWS, "", DECIDED, "foot", 340.0)


@pytest.mark.parametrize(("chart_height", "expected"), [(250, 8), (340, 8), (375, 7), (405, 5), (900, None)])
def test_rows_that_fit_get_fewer_under_a_tall_chart(chart_height, expected):
    assert rows_that_fit(replace(SHEET, chart_height=chart_height)) == expected


@pytest.mark.parametrize(
    "longer",
    [
        {"questions": ["word " * 60] * 3},
        {"questions": ["a\nb\nc\nd", "b", "c"]},
        {"since": ["d"] * 10},
        {"treatment": ["e " * 300]},
        {"labs": "A: a laboratory " * 12},
        {"rows": tuple((*row[:5], "A laboratory with a long name, in Exampletown", "") for row in ROWS)},
    ],
)
def test_rows_that_fit_get_fewer_beside_longer_words(longer):
    tall = replace(SHEET, chart_height=350.0)

    assert (rows_that_fit(replace(tall, **longer)) or 0) < rows_that_fit(tall)


def test_rows_that_fit_leave_room_to_write_questions():
    tall = replace(SHEET, chart_height=375.0)
    empty, asked = replace(tall, questions=[]), replace(tall, questions=["", "", ""])

    assert rows_that_fit(empty) == rows_that_fit(asked) == 7


def test_rows_that_fit_leave_room_to_write_what_was_decided():
    tall = replace(SHEET, chart_height=420.0)

    assert rows_that_fit(tall) is None
    assert rows_that_fit(replace(tall, off=("decided",))) == 5


@pytest.mark.parametrize("off", ["questions", "since", "chart"])
def test_rows_that_fit_get_the_room_of_what_is_switched_off(off):
    tall = replace(SHEET, chart_height=400.0)

    assert rows_that_fit(tall) < rows_that_fit(replace(tall, off=(off,)))


def test_rows_that_fit_without_a_table_only_say_whether_the_rest_does():
    without = replace(SHEET, rows=(), off=("results",))

    assert rows_that_fit(without) == 0
    assert rows_that_fit(replace(without, treatment=["e"] * 60)) is None
