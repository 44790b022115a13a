"""The unbroken time at MR4 or deeper."""

import pytest

from milestones.streak import WHYS, DeepResponse
from tests.milestones.builders import assessed, at_month, day, other, percent, ratio, tki


def streak(*results, **facts) -> DeepResponse:
    return assessed(*results, **facts).deep_response


def test_without_a_deep_test_there_is_no_streak():
    assert streak(percent("0.05", 24)) == DeepResponse()
    assert streak(percent("0.0101", 24)).tests == 0


def test_one_deep_test_is_a_streak_of_one():
    found = streak(percent("0.01", 24))

    assert (found.since, found.months, found.tests, found.longest_gap_days) == (at_month(24), 0, 1, None)


def test_a_streak_runs_from_the_first_to_the_last_deep_test():
    found = streak(
        percent("0.01", day(1000)), percent("0.002", day(1100)), other("not_detected", day(1487), "0.0032")
    )

    assert (found.since, found.months, found.tests, found.longest_gap_days) == (day(1000), 16, 3, 387)


@pytest.mark.parametrize(
    "breaker", [percent("0.0101", 26), other("above_limit", 26, "0.01001"), percent("5", 26)]
)
def test_a_test_that_is_certainly_above_breaks_it(breaker):
    found = streak(percent("0.005", 24), breaker, percent("0.005", 28), percent("0.005", 29))

    assert (found.since, found.tests) == (at_month(28), 2)


def test_it_is_over_where_the_newest_breaks_it():
    assert streak(percent("0.005", 24), percent("0.02", 26)) == DeepResponse()


# Which results do not count, and why; nor do they break it.
@pytest.mark.parametrize(
    ("result", "why"),
    [
        (other("no_result", 26), "no_result"),
        (percent("5", 26, specimen="marrow"), "marrow"),
        (percent("0.001", 26, specimen="marrow"), "marrow"),
        (ratio("5", 26), "not_on_is"),
        (other("not_detected", 26), "depth_not_stated"),
        (other("below_quantification", 26), "depth_not_stated"),
        (percent("0.004", 26, copies=500), "small_sample"),
        (other("not_detected", 26, copies=500), "small_sample"),
        (other("less_than", 26, "0.02"), "cannot_tell"),
        (other("level", 26, level="mmr"), "cannot_tell"),
    ],
)
def test_a_result_that_says_too_little_neither_counts_nor_breaks(result, why):
    found = streak(percent("0.005", 24), result, percent("0.005", 28))

    assert (found.since, found.tests) == (at_month(24), 2)
    assert [(row.collected_on, row.why) for row in found.not_counted] == [(at_month(26), why)]
    assert why in WHYS


def test_an_atypical_transcript_counts_nothing():
    found = streak(percent("0.005", 24), transcript="atypical")

    assert (found.tests, [row.why for row in found.not_counted]) == (0, ["atypical_transcript"])


def test_only_what_lies_inside_the_streak_is_listed():
    found = streak(other("no_result", 23), percent("0.005", 24), other("no_result", 26))

    assert [row.collected_on for row in found.not_counted] == [at_month(26)]


def test_without_a_streak_all_that_did_not_count_since_the_break_is_listed():
    found = streak(other("no_result", 20), percent("0.02", 22), other("not_detected", 24))

    assert [row.collected_on for row in found.not_counted] == [at_month(24)]


def test_two_on_one_day_are_one_test():
    found = streak(percent("0.005", 24), percent("0.006", 24, lab="B"))

    assert (found.tests, found.longest_gap_days) == (1, None)


def test_marrow_of_the_same_day_stays_beside_the_blood():
    found = streak(percent("0.005", day(1000)), percent("0.001", day(1000), specimen="marrow"))

    assert (found.tests, [(row.collected_on, row.why) for row in found.not_counted]) == (
        1,
        [(day(1000), "marrow")],
    )


def test_the_higher_of_two_blood_results_of_one_day_breaks_it():
    found = streak(percent("0.005", day(900)), percent("0.02", day(1000)), percent("0.005", day(1000)))

    assert found == DeepResponse()


def test_a_streak_goes_on_off_treatment():
    rows = [tki(stop=at_month(25), why="treatment_free_remission")]

    assert streak(percent("0.005", 24), percent("0.005", 28), treatments=rows).tests == 2
