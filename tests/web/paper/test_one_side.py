from __future__ import annotations

from dataclasses import replace

import pytest

from cmlguide.web.paper.headline import HeadlineCell
from cmlguide.web.paper.one_side import PAPERS, Sheet, has_roomy_answers, lines_left, rows_that_fit

COLUMNS = ("Taken", "Month", "BCR::ABL1 IS", "MR", "Level", "Lab", "ABL1 copies")
ROWS = (("6 Nov 2026", "32", "0.11%", "MR2.96", "MMR", "City", ""),) * 12
DECIDED = ("Next test (usual time: 10 Dec 2026 to 10 Feb 2027)", "Next visit")
SHEET = Sheet("who", "printed", ["a", "b", "c"], ["d"] * 6, ["e"] * 4, ROWS, "", DECIDED, "foot", 340.0)
SHEET = replace(SHEET, columns=COLUMNS)
CELL = HeadlineCell("Newest, 6 Nov 2026", "0.11%", "International Scale")


def fitting(sheet):
    """On Letter, the shorter of the two."""
    return rows_that_fit(sheet, "us-letter")


@pytest.mark.parametrize(
    ("chart_height", "expected"), [(250, 12), (300, 11), (340, 9), (375, 7), (410, 5), (420, None)]
)
def test_rows_that_fit_get_fewer_under_a_tall_chart(chart_height, expected):
    assert fitting(replace(SHEET, chart_height=chart_height)) == expected


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

    assert (fitting(replace(tall, **longer)) or 0) < fitting(tall)


def test_rows_that_fit_leave_room_to_write_questions():
    tall = replace(SHEET, chart_height=375.0)
    empty, asked = replace(tall, questions=[]), replace(tall, questions=["", "", ""])

    assert fitting(empty) == fitting(asked) == 7


def test_rows_that_fit_leave_room_to_write_what_was_decided():
    tall = replace(SHEET, chart_height=420.0)

    assert fitting(tall) is None
    assert fitting(replace(tall, off=("decided",))) == 4


@pytest.mark.parametrize("off", ["questions", "since", "chart"])
def test_rows_that_fit_get_the_room_of_what_is_switched_off(off):
    tall = replace(SHEET, chart_height=360.0)

    assert fitting(tall) < fitting(replace(tall, off=(off,)))


def test_rows_that_fit_without_a_table_only_say_whether_the_rest_does():
    without = replace(SHEET, rows=(), off=("results",))

    assert fitting(without) == 0
    assert fitting(replace(without, treatment=["e"] * 60)) is None


def test_the_taller_paper_holds_more_rows():
    tall = replace(SHEET, chart_height=375.0)

    assert {paper: rows_that_fit(tall, paper) for paper in PAPERS} == {"a4": 11, "us-letter": 7}


def test_a_headline_takes_the_room_of_its_tallest_cell():
    cells = (CELL,) * 6
    longer = (replace(CELL, note="a note that takes more than one line of its narrow cell " * 2), *cells[1:])
    fits = [fitting(replace(SHEET, chart_height=300.0, headline=strip)) for strip in ((), cells, longer)]

    assert fits == [11, 6, None]


def test_short_record_has_lines_to_write_on_over_the_whole_width():
    short = replace(SHEET, rows=ROWS[:2], chart_height=250.0)

    assert {paper: lines_left(short, paper) for paper in PAPERS} == {"a4": 9, "us-letter": 6}
    assert lines_left(SHEET, "us-letter") is None
    assert [lines_left(replace(short, off=(name,)), "a4") for name in ("results", "decided")] == [None, None]


@pytest.mark.parametrize(("lines", "expected"), [(6, False), (7, True)])
def test_answers_are_given_more_room_only_where_lines_are_left(lines, expected):
    assert has_roomy_answers(SHEET, lines) is expected
