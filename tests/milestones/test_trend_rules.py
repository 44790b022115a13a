"""Every rule of the trend below, at and above its border."""

from decimal import Decimal

import pytest

from milestones.trend_rules import FINDING_CODES
from tests.milestones.builders import assessed, at_month, codes, day, every, finding, other, percent, tki

SOON = [
    "above_1_after_mmr",
    "mmr_lost_confirmed",
    "tenfold_above_lowest",
    "above_10_after_6_months",
    "above_mmr_off_treatment",
    "mmr_not_regained",
]


def holds(code: str, *values: str, start: float = 18, months: float = 3, **facts) -> bool:
    """Whether a finding holds after these values, taken every three months on treatment."""
    return code in codes(assessed(*every(months, *values, start=start), **facts))


def test_every_finding_has_a_code():
    assert set(FINDING_CODES) == {
        "rise_from_previous",
        "rise_from_lowest",
        "two_rises",
        "mmr_lost",
        "slow_climb_in_mmr",
        *SOON,
        "mutation_reported",
        "within_wobble",
        "falling",
        "both_deep",
        "steady_level",
        "deep_rise_off_treatment",
        "recovering",
        "mutation_unclear",
        "high_risk_karyotype",
        "depth_unknown",
        "reached_late",
        "later_line",
        "lab_changed",
        "scale_changed",
        "small_sample",
        "test_overdue",
    }


# Test wobble: under 2-fold at or above 0.1%, under 4-fold below it, by the lower of the two.
WOBBLE = [
    ("1", "1.9999", False),
    ("1", "2", True),
    ("0.1", "0.1999", False),
    ("0.1", "0.2", True),
    ("0.0999", "0.3995", False),
    ("0.0999", "0.3996", True),
    ("0.02", "0.0799", False),
    ("0.02", "0.08", True),
]


@pytest.mark.parametrize(("was", "now", "beyond"), WOBBLE)
def test_a_rise_is_real_beyond_the_wobble(was, now, beyond):
    assert holds("rise_from_previous", was, now) is beyond
    assert holds("within_wobble", was, now) is not beyond


@pytest.mark.parametrize(
    ("was", "now", "falling"),
    [
        ("2", "1.0001", False),
        ("2", "1", True),
        ("0.4", "0.0999", True),
        ("0.3999", "0.0999", True),
        ("0.39", "0.0999", False),
    ],
)
def test_a_fall_is_real_beyond_the_wobble(was, now, falling):
    """0.39 to 0.0999 is less than 4-fold, and the lower of the two is below 0.1%."""
    expected = "falling" if falling else "within_wobble"

    assert codes(assessed(*every(3, was, now, start=3))) == [expected]


def test_no_change_is_within_the_wobble():
    found = finding(assessed(*every(3, "0.05", "0.05", start=18)), "within_wobble")

    assert (found.fold, found.still_rising, found.severity) == (1, False, "steady")


# Both values at or below 0.01%: no statement from a fold change.
@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("0.0001", "0.01", ["both_deep"]),
        ("0.01", "0.0001", ["both_deep"]),
        ("0.01", "0.01", ["both_deep"]),
        ("0.002", "0.0101", ["rise_from_previous", "rise_from_lowest"]),
        ("0.0101", "0.0001", ["falling"]),
    ],
)
def test_between_deep_values_a_fold_says_nothing(was, now, expected):
    assert codes(assessed(*every(3, was, now, start=18))) == expected


def test_both_deep_has_no_fold():
    found = finding(assessed(*every(3, "0.0001", "0.01", start=18)), "both_deep")

    assert (found.fold, found.severity, found.compared_with) == (None, "steady", at_month(18))


# rise_from_lowest: ratio squared >= 10 (half a log, "3.2 times") and beyond the wobble; second-lowest.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("1", "1", "3.1622"), False),
        (("1", "1", "3.1623"), True),
        (("0.5", "1", "3.1622"), False),
        (("0.5", "1", "3.1623"), True),
        (("0.5", "1.6"), True),
        (("0.05", "0.05", "0.19"), False),
        (("0.05", "0.05", "0.2"), True),
        (("0.001", "0.002", "0.01"), False),
        (("0.001", "0.002", "0.0101"), True),
        (("0.001", "0.011", "0.0101"), False),
    ],
)
def test_rise_from_lowest_is_half_a_log_above_the_second_lowest(values, expected):
    assert holds("rise_from_lowest", *values) is expected


def test_rise_from_lowest_shows_what_it_compared():
    found = finding(assessed(*every(3, "0.5", "1", "0.8", "4", start=18)), "rise_from_lowest")

    assert (found.fold, found.compared_with, found.result) == (5, at_month(24), at_month(27))


def test_a_new_lowest_makes_the_old_one_the_second_lowest():
    found = finding(assessed(*every(3, "0.05", "0.02", "0.3", start=18)), "rise_from_lowest")

    assert (found.fold, found.compared_with) == (Decimal(6), at_month(18))


# two_rises: two in a row that together make 3-fold.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("1", "1.7", "2.9999"), False),
        (("1", "1.7", "3"), True),
        (("1", "1", "3"), False),
        (("1", "3", "3"), False),
        (("1", "3.1", "3"), False),
        (("1", "3"), False),
        (("0.001", "0.004", "0.01"), False),
        (("0.001", "0.004", "0.0101"), True),
        (("0.5", "1", "1.7", "2.9"), False),
    ],
)
def test_two_rises_in_a_row_that_make_three_fold(values, expected):
    assert holds("two_rises", *values) is expected


def test_falling_compares_with_the_test_before():
    found = finding(assessed(*every(3, "10", "1", start=1)), "falling")

    assert (found.fold, found.compared_with) == (Decimal("0.1"), at_month(1))


def test_a_limit_at_the_last_number_is_not_lower():
    assert "falling" not in codes(assessed(percent("0.05", 18), other("below_quantification", 21, "0.05")))


def test_two_rises_compare_with_the_test_before_both():
    found = finding(assessed(*every(3, "1", "1.7", "3.4", start=18)), "two_rises")

    assert (found.fold, found.compared_with) == (Decimal("3.4"), at_month(18))


# mmr_lost: above 0.1% after MMR.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.1", "0.1"), False),
        (("0.1", "0.1001"), True),
        (("0.1001", "0.15"), False),
        (("0.1", "0.05", "0.2"), True),
    ],
)
def test_mmr_is_lost_above_0_1_percent_after_it(values, expected):
    assert holds("mmr_lost", *values) is expected


def test_mmr_lost_after_an_unstated_depth_counts_too():
    """Not detected without a depth may meet MMR: going above it afterwards is a loss of MMR."""
    found = finding(assessed(other("not_detected", 18), percent("0.2", 21)), "mmr_lost")

    assert (found.compared_with, found.fold) == (at_month(18), 2)


# slow_climb_in_mmr: >= 10-fold above the second-lowest while still <= 0.1%.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.005", "0.005", "0.0499"), False),
        (("0.005", "0.005", "0.05"), True),
        (("0.001", "0.005", "0.05"), True),
        (("0.001", "0.006", "0.05"), False),
        (("0.01", "0.01", "0.1"), True),
        (("0.01", "0.01", "0.1001"), False),
        (("0.001", "0.001", "0.01"), False),
    ],
)
def test_a_slow_climb_within_mmr(values, expected):
    assert holds("slow_climb_in_mmr", *values) is expected


@pytest.mark.parametrize(
    ("values", "code", "fold", "compared_with"),
    [
        (("0.001", "0.005", "0.06"), "slow_climb_in_mmr", "12", at_month(21)),
        (("0.05", "0.2", "0.6"), "tenfold_above_lowest", "12", at_month(18)),
    ],
)
def test_a_climb_says_what_it_is_above_and_how_far(values, code, fold, compared_with):
    found = finding(assessed(*every(3, *values, start=18)), code)

    assert (found.fold, found.compared_with) == (Decimal(fold), compared_with)


# above_1_after_mmr: above 1% after being <= 0.1%.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.1", "1"), False),
        (("0.1", "1.0001"), True),
        (("0.1001", "1.0001"), False),
        (("0.1", "0.5", "1.1"), True),
    ],
)
def test_above_1_after_mmr(values, expected):
    assert holds("above_1_after_mmr", *values) is expected


# mmr_lost_confirmed: above 0.1% on two results in a row after MMR and beyond the wobble from the lowest.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.1", "0.1001", "0.2"), True),
        (("0.1", "0.1001", "0.1999"), False),
        (("0.1", "0.1", "0.2"), False),
        (("0.1", "0.3"), False),
        (("0.04", "0.1001", "0.16"), True),
        (("0.0401", "0.1001", "0.16"), False),
        (("0.05", "0.3", "0.05", "0.3"), False),
        (("0.5", "0.05", "0.3"), False),
        (("0.05", "0.3", "0.1001"), False),
        (("0.025", "0.3", "0.1001"), True),
        (("0.5", "0.15", "0.4", "0.5"), False),
    ],
)
def test_mmr_lost_confirmed(values, expected):
    assert holds("mmr_lost_confirmed", *values) is expected


# tenfold_above_lowest, and now above 0.1%.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.05", "0.4999"), False),
        (("0.05", "0.5"), True),
        (("0.01", "0.1"), False),
        (("0.01", "0.1001"), True),
        (("0.05", "0.2", "0.5"), True),
        (("0.4", "4"), True),
        (("0.4", "3.99"), False),
    ],
)
def test_tenfold_above_the_true_lowest(values, expected):
    assert holds("tenfold_above_lowest", *values) is expected


# above_10_after_6_months: from month 5.5 (day 167.4) of a line.
@pytest.mark.parametrize(
    ("days", "value", "expected"),
    [
        (167, "10.1", False),
        (168, "10.1", True),
        (168, "10", False),
        (168, "10.0001", True),
        (1000, "12", True),
    ],
)
def test_above_10_percent_from_month_5_and_a_half(days, value, expected):
    assert (codes(assessed(percent(value, day(days)))) == ["above_10_after_6_months"]) is expected


def test_above_10_after_6_months_compares_with_no_result():
    found = finding(assessed(percent("12", 8)), "above_10_after_6_months")

    assert (found.compared_with, found.fold, found.since) == (None, None, at_month(8))


# above_mmr_off_treatment: on a try without, any value above 0.1%; off for another reason, none stated
# included, once MMR had been reached; never in a pause.
TRYING = [tki(stop=at_month(60), why="treatment_free_remission")]


@pytest.mark.parametrize(
    ("why", "before", "value", "expected"),
    [
        ("treatment_free_remission", "0.09", "0.1", False),
        ("treatment_free_remission", "0.09", "0.1001", True),
        ("treatment_free_remission", "0.5", "0.1001", True),
        ("pregnancy", "0.09", "0.1", False),
        ("pregnancy", "0.09", "0.1001", True),
        ("pregnancy", "0.1001", "0.1001", False),
        (None, "0.1", "0.1001", True),
        (None, "0.5", "0.6", False),
        ("side_effects", "0.09", "0.1001", True),
        ("paused", "0.09", "0.1001", False),
    ],
)
def test_a_value_above_mmr_without_treatment(why, before, value, expected):
    rows = [tki(stop=at_month(60), why=why)]

    assessment = assessed(percent(before, 59), percent(value, 62), treatments=rows)

    assert ("above_mmr_off_treatment" in codes(assessment)) is expected


def test_on_treatment_there_is_no_such_finding():
    assert "above_mmr_off_treatment" not in codes(assessed(percent("0.09", 59), percent("0.5", 62)))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (["0.1"], True),
        (["0.05", "0.1"], False),
        (["0.05", "0.2"], True),
        (["0.05", "0.2", "0.05"], True),
        (["0.05", "0.2", "0.05", "0.05"], False),
    ],
)
def test_it_is_held_until_two_results_in_a_row_are_back(after, expected):
    values = every(1, "0.02", "0.02", "0.2", *after, start=59)

    assert ("above_mmr_off_treatment" in codes(assessed(*values, treatments=TRYING))) is expected


def test_an_unstated_depth_does_not_clear_it_and_does_not_break_the_row():
    held = [*every(1, "0.02", "0.02", "0.2", "0.05", start=59), other("not_detected", 63)]

    assert "above_mmr_off_treatment" in codes(assessed(*held, treatments=TRYING))
    assert "above_mmr_off_treatment" not in codes(assessed(*held, percent("0.05", 64), treatments=TRYING))


def test_a_result_that_cannot_tell_breaks_the_row():
    held = [
        *every(1, "0.02", "0.02", "0.2", "0.05", start=59),
        other("less_than", 63, "0.5"),
        percent("0.05", 64),
    ]

    assert "above_mmr_off_treatment" in codes(assessed(*held, treatments=TRYING))


def test_taking_treatment_up_again_clears_it():
    rows = [*TRYING, tki(start=at_month(64))]
    values = every(1, "0.02", "0.02", "0.2", start=59)

    assert "above_mmr_off_treatment" not in codes(assessed(*values, percent("0.3", 65), treatments=rows))
    assert codes(assessed(*values, treatments=rows, today=at_month(66)), "soon") == []


def test_taking_treatment_up_again_clears_it_even_without_a_test_on_treatment():
    rows = [*TRYING, tki("dasatinib", at_month(64), at_month(65), why="pregnancy")]
    values = [*every(1, "0.02", "0.02", "0.2", start=59), other("not_detected", 67, "0.001")]

    assert codes(assessed(*values, treatments=rows)) == ["falling"]


def test_the_wobble_at_its_border_by_the_lower_of_two():
    """0.0999 to 0.2 is about 2-fold: under the 4-fold that counts below 0.1%."""
    assert codes(assessed(*every(3, "0.0999", "0.2", start=18))) == ["mmr_lost", "within_wobble"]
