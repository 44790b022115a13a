"""A restart after a stop for treatment-free remission, and whether a change of medicine keeps the clock."""

import pytest

from milestones.lines import (
    build_course,
)
from tests.milestones.builders import (
    START,
    assessed,
    day,
    other,
    percent,
    ratio,
    tki,
)
from tests.milestones.line_facts import TO_STOP, lines_of


# "A restart after stopping for treatment-free remission is a new line judged by any time from its first day."
def test_a_restart_is_a_new_line_even_of_the_same_medicine():
    rows = [tki(stop=day(1000), why=TO_STOP), tki(start=day(1200))]

    assert lines_of(*rows) == [("imatinib", 0, 0, False, 1000), ("imatinib", 1200, 1200, True, None)]


def test_checkpoints_by_month_are_not_made_for_a_restart():
    rows = [tki(stop=day(1000), why=TO_STOP), tki(start=day(1200))]

    assessment = assessed(percent("0.5", day(1210)), treatments=rows)

    assert (assessment.results[0].row, assessment.results[0].category) == ("any time", "warning")
    assert assessment.checkpoints == ()


def test_a_restart_beats_keep_clock():
    rows = [tki(stop=day(1000), why=TO_STOP), tki("dasatinib", day(1200), keep_clock=True)]

    assert lines_of(*rows)[1] == ("dasatinib", 1200, 1200, True, None)


def test_a_kept_clock_after_a_restart_is_still_a_restart():
    rows = [
        tki(stop=day(1000), why=TO_STOP),
        tki(start=day(1200), stop=day(1300)),
        tki("dasatinib", day(1300), keep_clock=True),
    ]

    assert lines_of(*rows)[2] == ("dasatinib", 1300, 1200, True, None)


def test_a_restart_on_the_day_of_the_stop_is_one_too():
    rows = [tki(stop=day(1000), why=TO_STOP), tki(start=day(1000))]

    assert lines_of(*rows)[1][3] is True


def test_a_medicine_left_open_ended_when_the_next_one_started():
    """Nobody closed the first row: the stop of the newer one is a stop all the same."""
    rows = [tki(), tki("dasatinib", day(10), day(500), why=TO_STOP), tki("dasatinib", day(600))]

    assert [line[3] for line in lines_of(*rows)] == [False, False, True]


@pytest.mark.parametrize("why", ["side_effects", "pregnancy", "paused", None])
def test_a_pause_for_another_reason_is_no_restart(why):
    assert lines_of(tki(stop=day(1000), why=why), tki(start=day(1200))) == [("imatinib", 0, 0, False, None)]


# A change for side effects, cost or shortage after a last result of at most 1% keeps the clock.
def clock_of_second(results, why="side_effects", keep_clock=None, stop=400, start=400):
    rows = [tki(stop=day(stop), why=why), tki("dasatinib", day(start), keep_clock=keep_clock)]
    line = build_course(rows, results).lines[1]
    return line.keeps_clock, line.clock_from


KEPT, ANEW = (True, START), (False, day(400))


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("side_effects", KEPT),
        ("cost", KEPT),
        ("shortage", KEPT),
        ("working_less_well", ANEW),
        ("pregnancy", ANEW),
        ("paused", ANEW),
        ("other", ANEW),
        (None, ANEW),
    ],
)
def test_the_clock_is_kept_by_the_reason_of_the_change(why, expected):
    assert clock_of_second([percent("0.5", day(380))], why) == expected


@pytest.mark.parametrize(("value", "expected"), [("0.9999", KEPT), ("1", KEPT), ("1.0001", ANEW)])
def test_the_clock_is_kept_where_the_last_result_was_at_most_1_percent(value, expected):
    assert clock_of_second([percent(value, day(380))]) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], ANEW),
        ([percent("0.5", day(-3))], ANEW),
        ([percent("0.5", day(0))], KEPT),
        ([percent("0.5", day(400))], KEPT),
        ([percent("0.5", day(401))], ANEW),
        ([percent("5", day(200)), percent("0.5", day(390))], KEPT),
        ([percent("0.5", day(200)), percent("5", day(390))], ANEW),
        ([percent("0.5", day(390)), percent("5", day(390))], ANEW),
        ([other("not_detected", day(390))], KEPT),
        ([other("less_than", day(390), "2")], ANEW),
    ],
)
def test_the_last_result_is_the_newest_on_that_line_up_to_the_switch(results, expected):
    assert clock_of_second(results) == expected


@pytest.mark.parametrize(("said", "expected"), [(True, KEPT), (False, ANEW), (None, KEPT)])
def test_what_the_person_says_of_the_clock_comes_first(said, expected):
    assert clock_of_second([percent("0.5", day(380))], keep_clock=said) == expected
    assert clock_of_second([percent("50", day(380))], keep_clock=said) == (KEPT if said else ANEW)


def test_a_result_in_the_gap_before_the_new_medicine_is_on_the_old_line():
    results = [percent("0.5", day(390)), percent("5", day(430))]

    assert clock_of_second(results, stop=400, start=450) == (False, day(450))


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({"transcript": "atypical"}, percent("0.5", day(380))),
        ({}, ratio("0.5", day(380))),
        ({}, percent("0.5", day(380), specimen="marrow")),
        ({}, other("not_detected", day(380), copies=500)),
    ],
)
def test_only_a_comparable_result_keeps_the_clock(facts, result):
    rows = [tki(stop=day(400), why="cost"), tki("dasatinib", day(400))]

    assessment = assessed(result, percent("0.5", day(420)), treatments=rows, **facts)

    assert [line.keeps_clock for line in assessment.lines] == [False, False]


def test_a_restart_beats_a_kept_clock():
    rows = [
        tki(stop=day(400), why="treatment_free_remission"),
        tki("dasatinib", day(500), keep_clock=True),
    ]

    line = build_course(rows, [percent("0.5", day(390))]).lines[1]

    assert (line.restart, line.keeps_clock, line.clock_from) == (True, False, day(500))
