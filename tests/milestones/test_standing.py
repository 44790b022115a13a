"""`now`: the worse of the newest verdict and the trend on the current line."""

import pytest

from milestones.history import Mutation
from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    day,
    every,
    history,
    other,
    percent,
    ratio,
    tki,
)


def now(*results, **facts) -> tuple:
    standing = assessed(*results, **facts).now
    return standing.severity, standing.because


SWITCHED = [tki(stop=at_month(20), why="side_effects"), tki("dasatinib", at_month(20), keep_clock=False)]
TRYING = [tki(stop=at_month(60), why="treatment_free_remission")]
PAUSED = [tki(stop=at_month(60), why="pregnancy")]


def test_on_track_because_of_the_result():
    assert now(percent("0.05", 24)) == ("on_track", ("result",))


def test_the_verdict_and_the_trend_are_both_named_where_they_agree():
    assert now(percent("0.02", 18), percent("0.11", 21)) == (
        "discuss",
        ("result", "rise_from_previous", "rise_from_lowest", "mmr_lost"),
    )


def test_the_trend_can_be_worse_than_the_verdict():
    assert now(percent("0.005", 18), percent("0.09", 21)) == (
        "discuss",
        ("rise_from_previous", "rise_from_lowest", "slow_climb_in_mmr"),
    )
    assert now(percent("0.02", 18), percent("0.5", 21)) == ("soon", ("tenfold_above_lowest",))


def test_the_verdict_can_be_worse_than_the_trend():
    assert now(percent("6", 6), percent("4", 12)) == ("soon", ("result",))


def test_nothing_yet():
    assert now(today=at_month(3)) == ("none", ("no_result",))
    assert now(percent("62", day(-10)), today=at_month(1)) == ("none", ("before_treatment",))
    assert now(percent("62", day(20))) == ("none", ("too_early",))
    assert now(percent("0.5", 12), treatments=[]) == ("none", ("no_treatment",))


def test_a_medicine_of_the_future_and_no_result():
    assert now(treatments=[tki(start=day(30))], today=day(0)) == ("none", ("no_result",))


# After a switch, before its first judged test: none, too_early.
def test_after_a_switch_it_is_too_early_whatever_was_before():
    assert now(percent("12", 19), treatments=SWITCHED, today=at_month(21)) == ("none", ("too_early",))


def test_a_too_early_test_after_a_switch_still_shows_a_concern():
    results = percent("0.02", 19), percent("0.5", 21)

    assert now(*results, treatments=SWITCHED) == ("soon", ("tenfold_above_lowest",))


def test_a_too_early_test_after_a_switch_shows_no_good_news():
    assert now(percent("0.02", 19), percent("0.02", 21), treatments=SWITCHED) == ("none", ("too_early",))


def test_a_mutation_on_the_new_line_counts_before_its_first_test():
    made = history(percent("0.02", 19), treatments=SWITCHED)
    made = made.__class__(
        made.person, made.treatments, made.results, mutations=(Mutation(at_month(21), "T315I", True),)
    )

    standing = assess_history(made, today=at_month(22)).now

    assert (standing.severity, standing.because) == ("soon", ("mutation_reported",))


# If the newest blood test cannot be judged, good news is never carried over it; discuss and soon are.
@pytest.mark.parametrize("newest", [other("no_result", 27), ratio("0.05", 27), other("less_than", 27, "0.5")])
@pytest.mark.parametrize(("earlier", "severity"), [("0.05", "none"), ("0.3", "discuss"), ("1.2", "soon")])
def test_a_test_that_says_nothing_carries_only_a_concern(newest, earlier, severity):
    reason = {"no_result": "no_result", "value": "not_on_is", "less_than": "cannot_tell"}[newest.kind]

    assert now(percent(earlier, 24), newest) == (severity, ("result",) if severity != "none" else (reason,))


def test_a_concern_of_the_trend_is_carried_over_a_failed_test():
    results = [*every(3, "0.005", "0.005", "0.09", start=18), other("no_result", 27)]

    assert now(*results) == ("discuss", ("rise_from_previous", "rise_from_lowest", "slow_climb_in_mmr"))


def test_a_steady_finding_is_not_carried_over_a_failed_test():
    results = [*every(3, "0.02", "0.02", start=18), other("no_result", 27)]

    assert assessed(*results).trend.findings == ()


def test_an_older_concern_of_another_line_is_not_carried():
    results = percent("12", 19), other("no_result", 26)

    assert now(*results, treatments=SWITCHED) == ("none", ("no_result",))


def test_only_the_last_verdict_is_carried():
    results = percent("1.5", 20), percent("0.05", 23), other("no_result", 26)

    assert now(*results[:1])[0] == "soon"
    assert (
        now(percent("0.5", 20), percent("0.4", 23), percent("0.09", 26), other("no_result", 29))[0] == "none"
    )


# Without a verdict, a steady trend is on_track only off treatment at <= 0.1%.
@pytest.mark.parametrize("rows", [TRYING, PAUSED])
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.02", "0.02"), ("on_track", ("within_wobble",))),
        (("0.1", "0.1"), ("on_track", ("within_wobble",))),
        (("0.005", "0.005"), ("on_track", ("both_deep",))),
        (("0.09", "0.02"), ("on_track", ("falling",))),
    ],
)
def test_off_treatment_a_steady_trend_in_mmr_is_on_track(rows, values, expected):
    assert now(percent(values[0], 59), percent(values[1], 63), treatments=rows) == expected


def test_off_treatment_a_steady_trend_above_mmr_is_not():
    assert now(percent("0.09", 59), percent("0.15", 63), treatments=PAUSED)[0] != "on_track"


def test_off_treatment_above_mmr_an_older_concern_stands():
    assert now(percent("0.5", 59), percent("0.5", 63), treatments=PAUSED) == ("discuss", ("result",))


def test_off_treatment_the_first_test_has_no_trend_to_be_steady():
    assert now(percent("0.05", 63), treatments=PAUSED) == ("none", ("off_treatment",))


def test_without_a_verdict_on_treatment_a_steady_trend_says_nothing():
    assert now(percent("0.05", 18), percent("0.05", 21), phase="blast") == (
        "none",
        ("not_for_these_milestones",),
    )


def test_a_concern_off_treatment_shows():
    assert now(percent("0.05", 59), percent("0.11", 63), treatments=TRYING) == (
        "soon",
        ("above_mmr_off_treatment",),
    )


# Two on one day: the one that says most is the newest, then the one with the higher upper end.
def test_the_newest_of_one_day_is_the_one_that_says_most():
    on_one_day = [other("no_result", 24), ratio("9", 24), percent("0.05", 24), percent("0.3", 24, lab="B")]

    assert assessed(*on_one_day).newest.high == on_one_day[3].value
    assert assessed(*on_one_day[:3]).newest.result == on_one_day[2]
    assert assessed(*on_one_day[:2]).newest.result == on_one_day[1]
    assert assessed(*on_one_day[:1]).newest.result == on_one_day[0]


def test_severity_of_every_category_is_now():
    assert [now(percent(value, 24))[0] for value in ("0.1", "0.5", "2")] == ["on_track", "discuss", "soon"]
