"""The checkpoints of the current clock and the ladder of levels."""

from datetime import date
from decimal import Decimal

import pytest

from tests.milestones.builders import assessed, at_month, day, other, percent, ratio, tki


def statuses(*results, **facts) -> list[tuple]:
    """(month, status, date of the deciding test) for every checkpoint."""
    return [(row.month, row.status, row.result) for row in assessed(*results, **facts).checkpoints]


def status_at(month: int, *results, **facts) -> tuple:
    return next(row[1:] for row in statuses(*results, **facts) if row[0] == month)


@pytest.mark.parametrize(("value", "status"), [("9.9", "met"), ("10", "met"), ("10.01", "not_met")])
def test_a_test_in_the_window_decides(value, status):
    assert status_at(3, percent(value, 3)) == (status, at_month(3))


def test_an_interval_that_cannot_tell_decides_nothing():
    assert status_at(3, other("less_than", 3, "15")) == ("cannot_tell", at_month(3))


def test_a_ratio_without_its_factor_in_the_window_cannot_tell():
    assert status_at(3, ratio("5", 3)) == ("cannot_tell", at_month(3))


def test_a_test_without_a_result_or_of_marrow_is_no_test():
    results = (other("no_result", 3), percent("5", 3.1, specimen="marrow"))

    assert status_at(3, *results, today=at_month(5)) == ("no_test", None)


def test_two_in_one_window_are_met_if_any_meets():
    assert status_at(6, percent("0.9", 5.1), percent("4", 6)) == ("met", at_month(5.1))


def test_two_in_one_window_that_both_meet_show_the_nearest():
    assert status_at(6, percent("0.9", 5.1), percent("0.8", 6.2)) == ("met", at_month(6.2))


def test_two_in_one_window_that_do_not_meet_are_decided_by_the_nearest_to_the_month():
    assert status_at(6, percent("4", 5.1), percent("3", 6.2)) == ("not_met", at_month(6.2))
    assert status_at(6, percent("4", 5.8), percent("3", 6.9)) == ("not_met", at_month(5.8))
    assert status_at(6, percent("4", 5.1), other("less_than", 6.2, "2")) == ("cannot_tell", at_month(6.2))


def test_without_a_test_after_the_window_there_was_none():
    assert statuses(percent("5", 3), today=day(426)) == [
        (3, "met", at_month(3)),
        (6, "no_test", None),
        (12, "ahead", None),
    ]
    assert status_at(12, percent("5", 3), today=day(427)) == ("no_test", None)


def test_a_checkpoint_before_its_month_is_ahead():
    assert statuses(percent("60", day(1))) == [(3, "ahead", None), (6, "ahead", None), (12, "ahead", None)]


def test_a_checkpoint_already_met_shows_the_first_test_that_met_it():
    results = (percent("0.9", 2), percent("0.5", 3))

    assert statuses(*results)[1:] == [(6, "already_met", at_month(2)), (12, "ahead", None)]


def test_a_checkpoint_is_not_already_met_where_the_newest_is_above_it_again():
    assert status_at(6, percent("0.9", 2), percent("1.1", 3)) == ("ahead", None)


def test_only_the_current_line_counts_for_already_met():
    rows = [tki(stop=at_month(20)), tki("dasatinib", at_month(20))]
    later = percent("5", 21)

    assert statuses(percent("0.05", 19), later, treatments=rows)[2] == (12, "ahead", None)


def test_a_kept_clock_keeps_its_checkpoints():
    rows = [tki(stop=at_month(4)), tki("dasatinib", at_month(4), keep_clock=True)]

    assert statuses(percent("5", 3), percent("0.5", 6), treatments=rows) == [
        (3, "met", at_month(3)),
        (6, "met", at_month(6)),
        (12, "ahead", None),
    ]


def test_off_treatment_results_decide_no_checkpoint():
    rows = [tki(stop=at_month(5.5), why="side_effects"), tki(start=at_month(7))]

    assert status_at(6, percent("0.5", 6), treatments=rows, today=at_month(8)) == ("no_test", None)


@pytest.mark.parametrize(
    "facts",
    [
        {"phase": "blast"},
        {"transcript": "atypical"},
        {"transplant_on": at_month(1)},
        {"born_year": 2010},
        {"treatments": []},
        {"treatments": [tki(stop=at_month(2))]},
        {"treatments": [tki(start=at_month(10))], "today": at_month(5)},
    ],
)
def test_there_are_no_checkpoints_where_no_milestones_apply(facts):
    assert statuses(percent("5", 3), **facts) == []


def test_checkpoints_are_there_from_the_first_tablet_on():
    assert statuses(percent("60", day(0)), today=day(0)) == [
        (3, "ahead", None),
        (6, "ahead", None),
        (12, "ahead", None),
    ]


def test_a_checkpoint_knows_its_target_and_dates():
    """Target: the highest %IS on track. Window 2.5 to 4 months is day 77 to 121 after 2024-01-01."""
    eln = assessed(percent("5", 3)).checkpoints
    nccn = assessed(percent("5", 3), guideline="nccn-2024").checkpoints
    for_tfr = assessed(percent("5", 3), guideline="nccn-2024", goal="treatment_free_remission").checkpoints

    assert [row.target_percent for row in eln] == [10, 1, Decimal("0.1")]
    assert [row.target_percent for row in nccn] == [10, 10, 1]
    assert [row.target_percent for row in for_tfr] == [10, 10, Decimal("0.1")]
    assert [str(row.due_on) for row in eln] == ["2024-04-01", "2024-07-01", "2025-01-01"]
    assert [(row.window_from, row.window_by) for row in eln] == [
        (day(77), day(121)),
        (day(153), day(228)),
        (day(320), day(426)),
    ]


def test_light_green_at_12_months_meets_the_goal_it_is_enough_for():
    result = percent("0.5", 12)

    assert status_at(12, result, guideline="nccn-2024") == ("met", at_month(12))
    assert status_at(12, result, guideline="nccn-2024", goal="treatment_free_remission")[0] == "not_met"


def ladder(*results, **facts) -> dict:
    """Level to (date reached, holds now)."""
    return {row.level: (row.reached_on, row.holds_now) for row in assessed(*results, **facts).ladder}


def test_the_ladder_has_a_rung_for_each_level_and_one_for_not_detected():
    rungs = assessed(percent("5", 3)).ladder

    assert [(row.level, str(row.percent)) for row in rungs] == [
        ("emr", "10"),
        ("mr2", "1"),
        ("mmr", "0.1"),
        ("mr4", "0.01"),
        ("mr4.5", "0.0032"),
        ("mr5", "0.001"),
        ("not_detected", "None"),
    ]


def test_a_rung_tells_when_it_was_first_reached_and_whether_it_holds():
    results = (
        percent("0.05", day(-3)),
        percent("5", 3),
        percent("0.05", 6),
        percent("0.02", 9),
        percent("0.3", 12),
    )

    rungs = ladder(*results)

    assert rungs["emr"] == (at_month(3), True)
    assert rungs["mr2"] == (at_month(6), True)
    assert rungs["mmr"] == (at_month(6), False)
    assert rungs["mr4"] == (None, False)
    assert rungs["not_detected"] == (None, False)


def test_not_detected_is_a_rung_of_its_own_with_how_deep_the_test_could_see():
    results = (other("not_detected", 24, "0.0032"), other("not_detected", 27))

    last = assessed(*results).ladder[-1]

    assert (last.level, last.percent, last.reached_on, last.holds_now) == (
        "not_detected",
        Decimal("0.0032"),
        at_month(24),
        True,
    )


def test_not_detected_without_a_depth_says_so():
    last = assessed(other("not_detected", 24), percent("0.02", 27)).ladder[-1]

    assert (last.percent, last.reached_on, last.holds_now) == (None, at_month(24), False)


def test_marrow_and_failed_tests_reach_no_rung():
    results = (percent("0.001", 12, specimen="marrow"), other("no_result", 13))

    assert set(ladder(*results).values()) == {(None, False)}


def test_the_ladder_without_a_result_is_empty_handed():
    assert set(ladder(today=at_month(3)).values()) == {(None, False)}


# reached_late: the first result to meet the level of a checkpoint whose own test did not.
def late(*results, **facts):
    return [row for row in assessed(*results, **facts).trend.findings if row.code == "reached_late"]


def test_a_level_reached_after_its_checkpoint_is_told_once():
    missed, reached, later = percent("0.5", 12), percent("0.1", 16), percent("0.09", 19)

    (found,) = late(missed, reached)
    assert (found.severity, found.result, found.compared_with) == ("none", at_month(16), at_month(12))
    assert late(missed, percent("0.1001", 16)) == []
    assert late(missed, reached, later) == []


def test_a_checkpoint_that_was_met_or_had_no_test_is_not_reached_late():
    assert late(percent("0.1", 12), percent("0.09", 16)) == []
    assert late(percent("5", 4.5), percent("0.09", 16)) == []


def test_of_two_missed_checkpoints_the_later_one_is_told():
    (found,) = late(percent("2", 6), percent("0.5", 12), percent("0.05", 16))
    assert found.compared_with == at_month(12)


def test_an_earlier_checkpoint_reached_before_the_next_one_is_told():
    (found,) = late(percent("2", 6), percent("0.9", 8))
    assert found.compared_with == at_month(6)


def test_the_goal_decides_what_was_reached_late():
    missed, reached = percent("0.5", 12), percent("0.1", 16)

    assert late(missed, reached, guideline="nccn-2024") == []
    assert len(late(missed, reached, guideline="nccn-2024", goal="treatment_free_remission")) == 1


# Where the milestones do not apply to a person, no ladder is shown either.
@pytest.mark.parametrize(
    "facts",
    [
        {"phase": "blast"},
        {"phase": "accelerated"},
        {"transcript": "atypical"},
        {"born_year": 2010, "diagnosed_on": date(2020, 1, 1)},
        {"transplant_on": at_month(3)},
    ],
)
def test_no_ladder_and_no_checkpoint_where_they_are_not_made(facts):
    assessment = assessed(percent("0.05", 12), **facts)

    assert (assessment.ladder, assessment.checkpoints) == ((), ())


@pytest.mark.parametrize(
    "newest",
    [
        other("not_detected", 27),
        percent("0.005", 27, copies=6200, control_gene="ABL1"),
        other("less_than", 27, "0.1"),
    ],
)
def test_a_test_that_cannot_see_so_deep_does_not_say_that_the_number_is_above_it(newest):
    """Of unstated depth, of a small sample, or a limit: MR4.0 was reached, and this test cannot tell."""
    rungs = ladder(percent("0.2", 12), percent("0.008", 24), newest)

    assert (rungs["mmr"], rungs["mr4"]) == ((at_month(24), True), (at_month(24), None))


@pytest.mark.parametrize(("value", "holds"), [("0.01", True), ("0.0101", False)])
def test_a_measured_number_says_on_which_side_of_a_rung_it_is(value, holds):
    assert ladder(percent("0.008", 24), percent(value, 27))["mr4"] == (at_month(24), holds)


def test_a_limit_does_not_say_whether_anything_was_found():
    rungs = ladder(other("not_detected", 24, "0.0032"), other("less_than", 27, "0.003"))

    assert rungs["not_detected"] == (at_month(24), None)


def test_a_record_that_begins_mid_course_does_not_know_when_a_level_was_reached():
    begins_late = assessed(percent("0.05", 100), percent("0.008", 103)).ladder
    whole = assessed(percent("60", day(-3)), percent("0.05", 6)).ladder

    assert [row.level for row in begins_late if row.or_earlier] == ["emr", "mr2", "mmr"]
    assert [row.level for row in whole if row.or_earlier] == []
