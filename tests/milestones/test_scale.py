"""MR and percent, what a reported result can mean, the response levels."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from milestones.history import Result
from milestones.scale import (
    Interval,
    depth_seen,
    is_as_deep_as,
    is_small_sample,
    level_of,
    level_percent,
    levels,
    mr_of,
    percent_of_mr,
    read_interval,
    read_raw_interval,
)
from tests.milestones.builders import assessed, at_month, other, percent, ratio

DAY = date(2026, 9, 7)
D = Decimal


def interval(kind: str, **facts) -> Interval | None:
    return read_interval(Result(DAY, kind, **facts))


def in_percent(kind: str, limit: str, **facts) -> Interval | None:
    return interval(kind, limit=D(limit), unit="percent_is", **facts)


# The table of section 2, row by row: kind and facts -> low, high, detected, depth stated.
TABLE = [
    ("value", {"value": D("0.074"), "unit": "percent_is"}, Interval(D("0.074"), D("0.074"), True)),
    ("below_quantification", {"limit": D("0.002"), "unit": "percent_is"}, Interval(D(0), D("0.002"), True)),
    ("not_detected", {"limit": D("0.0032"), "unit": "percent_is"}, Interval(D(0), D("0.0032"), False)),
    ("less_than", {"limit": D("0.0032"), "unit": "percent_is"}, Interval(D(0), D("0.0032"), None)),
    ("not_detected", {}, Interval(D(0), D("0.1"), False, depth_stated=False)),
    ("below_quantification", {}, Interval(D(0), D("0.1"), True, depth_stated=False)),
    ("level", {"level": "emr"}, Interval(D(0), D("10"), None)),
    ("level", {"level": "mr2"}, Interval(D(0), D("1"), None)),
    ("level", {"level": "mmr"}, Interval(D(0), D("0.1"), None)),
    ("level", {"level": "mr4"}, Interval(D(0), D("0.01"), None)),
    ("level", {"level": "mr4.5"}, Interval(D(0), D("0.0032"), None)),
    ("level", {"level": "mr5"}, Interval(D(0), D("0.001"), None)),
    ("above_limit", {"limit": D("55"), "unit": "percent_is"}, Interval(D("55"), None, True)),
    ("no_result", {}, None),
    ("no_result", {"value": D("1"), "unit": "percent_is"}, None),
]


@pytest.mark.parametrize(("kind", "facts", "expected"), TABLE)
def test_every_kind_of_result_is_an_interval(kind, facts, expected):
    assert interval(kind, **facts) == expected


# "Not detected, ABL1 copies only": how deep the test could see, by the copies read; GUSB recalled.
DEPTHS = [
    ("ABL1", 9_999, None),
    ("ABL1", 10_000, "0.01"),
    ("ABL1", 31_999, "0.01"),
    ("ABL1", 32_000, "0.0032"),
    ("ABL1", 99_999, "0.0032"),
    ("ABL1", 100_000, "0.001"),
    ("GUSB", 23_999, None),
    ("GUSB", 24_000, "0.01"),
    ("GUSB", 76_999, "0.01"),
    ("GUSB", 77_000, "0.0032"),
    ("GUSB", 239_999, "0.0032"),
    ("GUSB", 240_000, "0.001"),
    ("ABL", 32_000, "0.0032"),
    ("abl1", 32_000, "0.0032"),
    (None, 32_000, "0.0032"),
]


@pytest.mark.parametrize(("gene", "copies", "high"), DEPTHS)
def test_not_detected_is_as_deep_as_its_copies(gene, copies, high):
    read = interval("not_detected", copies=copies, control_gene=gene)

    assert read == Interval(D(0), high and D(high), False, depth_stated=high is not None)


def test_not_detected_with_too_few_copies_is_not_fit_to_score():
    assert level_of(interval("not_detected", copies=9_999), small_sample=True) == "not_scored"


@pytest.mark.parametrize(
    ("limit", "copies", "high"),
    [("0.0032", 10_000, "0.01"), ("0.02", 32_000, "0.02"), ("0.0032", 32_000, "0.0032")],
)
def test_not_detected_with_limit_and_copies_is_the_shallower(limit, copies, high):
    assert in_percent("not_detected", limit, copies=copies) == Interval(D(0), D(high), False)


def test_not_detected_with_a_limit_but_too_few_copies_is_not_fit_to_score():
    read = in_percent("not_detected", "0.0032", copies=9_999)

    assert read == Interval(D(0), None, False, depth_stated=False)


def test_copies_of_a_gene_without_known_depths_say_nothing():
    read = interval("not_detected", copies=500_000, control_gene="BCR")

    assert read == Interval(D(0), D("0.1"), False, depth_stated=False)


@pytest.mark.parametrize("kind", ["below_quantification", "less_than"])
def test_copies_do_not_deepen_a_detected_or_unclear_result(kind):
    assert in_percent(kind, "0.02", copies=500_000).high == D("0.02")


@pytest.mark.parametrize(
    ("low", "high", "target", "answer"),
    [
        ("0", "0.1", "0.1", True),
        ("0", "0.11", "0.1", None),
        ("0.1", "0.1", "0.1", True),
        ("0.1", "0.2", "0.1", None),
        ("0.1001", "0.2", "0.1", False),
        ("55", None, "55", None),
        ("55", None, "54", False),
    ],
)
def test_meeting_a_target_is_yes_no_or_cannot_tell(low, high, target, answer):
    """Yes when high <= T (T inclusive), no when low > T, else cannot tell."""
    read = Interval(D(low), high and D(high), None)

    assert read.is_at_most(D(target)) is answer
    assert read.is_above(D(target)) is (answer is False)


# MR = 2 - log10(%IS), %IS = 10^(2 - MR).
@pytest.mark.parametrize(
    ("value", "mr"),
    [("100", "0"), ("10", "1"), ("1", "2"), ("0.1", "3"), ("0.01", "4"), ("0.001", "5"), ("1000", "-1")],
)
def test_percent_and_mr_are_exact_at_whole_steps(value, mr):
    assert mr_of(D(value)) == D(mr)
    assert percent_of_mr(D(mr)) == D(value)


def test_mr_of_zero_is_not_a_number_of_steps():
    assert mr_of(D(0)) is None


def test_0_011_percent_is_mmr_and_not_mr4():
    """0.011% is MR3.96: the stored value is judged, never the rounded MR."""
    assert round(mr_of(D("0.011")), 2) == D("3.96")
    assert level_of(Interval(D("0.011"), D("0.011"), True)) == "mmr"


def test_values_beyond_any_floats_reach_stay_exact():
    assert mr_of(D("1E-400")) == D(402)
    assert percent_of_mr(D(402)) == D("1E-400")


@pytest.mark.parametrize("unit", ["mr", "log_reduction"])
def test_mr_and_log_reduction_count_from_the_is_100_percent(unit):
    read = interval("value", value=D("4"), unit=unit)

    assert read == Interval(D("0.01"), D("0.01"), True)
    assert interval("not_detected", limit=D("4"), unit=unit) == Interval(D(0), D("0.01"), False)


# A scale that runs the other way reverses the sign: "less than 3 log reduction" is above 0.1%.
@pytest.mark.parametrize("unit", ["mr", "log_reduction"])
def test_a_limit_on_a_log_scale_turns_the_sign(unit):
    assert interval("less_than", limit=D("3"), unit=unit) == Interval(D("0.1"), None, True, above_low=True)
    assert interval("above_limit", limit=D("4"), unit=unit) == Interval(D(0), D("0.01"), None)
    assert level_of(interval("above_limit", limit=D("4.5"), unit=unit)) == "mr4.5"
    assert level_of(interval("less_than", limit=D("3"), unit=unit)) == "not_scored"


@pytest.mark.parametrize(
    ("border", "at_most", "above"), [("0.0999", False, True), ("0.1", False, True), ("0.1001", None, False)]
)
def test_less_than_three_logs_is_above_a_tenth_and_never_a_tenth(border, at_most, above):
    read = interval("less_than", limit=D("3"), unit="log_reduction")

    assert (read.is_at_most(D(border)), read.is_above(D(border))) == (at_most, above)


def test_above_an_upper_limit_may_be_the_limit_itself():
    read = interval("above_limit", limit=D("10"), unit="percent_is")

    assert (read.is_at_most(D("10")), read.is_above(D("10"))) == (None, False)


@pytest.mark.parametrize(
    ("facts", "high", "stated"),
    [
        ({}, "0.1", False),
        ({"limit": D("0.002"), "unit": "percent_is"}, "0.002", True),
        ({"quantifies_to": D("0.004")}, "0.004", True),
        ({"limit": D("0.002"), "unit": "percent_is", "quantifies_to": D("0.004")}, "0.002", True),
    ],
)
def test_below_quantification_reaches_to_its_limit_else_to_what_that_test_quantifies(facts, high, stated):
    assert interval("below_quantification", **facts) == Interval(D(0), D(high), True, stated)


def test_what_a_test_quantifies_says_nothing_of_what_it_detects():
    assert interval("not_detected", quantifies_to=D("0.004")) == Interval(D(0), D("0.1"), False, False)


@pytest.mark.parametrize(
    ("result", "seen"),
    [
        (other("not_detected", 24, "0.0032"), "0.0032"),
        (other("not_detected", 24, copies=32_000), "0.0032"),
        (other("not_detected", 24, "0.001", copies=32_000), "0.0032"),
        (other("not_detected", 24), None),
        (other("not_detected", 24, copies=9_999), None),
        (percent("0.05", 24), None),
        (percent("0.05", 24, copies=32_000), "0.0032"),
        (percent("0.05", 24, quantifies_to=D("0.002")), "0.002"),
        (percent("0.0032", 24), "0.0032"),
        (percent("0.0033", 24), None),
        (Result(at_month(24), "level", level="mr4"), None),
        (Result(at_month(24), "level", level="mr4.5"), "0.0032"),
        (other("no_result", 24), None),
        (other("not_detected", 24, "0.0032", specimen="marrow"), None),
    ],
)
def test_how_far_down_a_test_could_see(result, seen):
    assert depth_seen(result) == (None if seen is None else D(seen))


def test_a_raw_ratio_is_on_the_scale_only_with_its_factor():
    assert read_interval(ratio("0.121", 6)) is None
    assert read_interval(ratio("0.121", 6, "0.82")) == Interval(D("0.09922"), D("0.09922"), True)
    assert read_raw_interval(ratio("0.121", 6, "0.82")) == Interval(D("0.121"), D("0.121"), True)
    assert read_raw_interval(ratio("0.121", 6)) == Interval(D("0.121"), D("0.121"), True)


def test_a_factor_beside_a_percent_is_value_changes_nothing():
    assert read_interval(percent("0.121", 6, conversion_factor=D("0.82"))).low == D("0.121")


def test_a_value_without_its_number_is_never_guessed():
    with pytest.raises(ValueError, match="a value without its number: check the result before reading it"):
        interval("value", unit="percent_is")


# The ladder of section 3: at its bound a level is met, just above it is not.
LADDER = [
    ("320", "none"),
    ("10.0001", "none"),
    ("10", "emr"),
    ("1.0001", "emr"),
    ("1", "mr2"),
    ("0.1001", "mr2"),
    ("0.1", "mmr"),
    ("0.010001", "mmr"),
    ("0.01", "mr4"),
    ("0.003201", "mr4"),
    ("0.0032", "mr4.5"),
    ("0.00101", "mr4.5"),
    ("0.001", "mr5"),
    ("0.0000001", "mr5"),
]


@pytest.mark.parametrize(("value", "level"), LADDER)
def test_the_level_of_a_value_at_each_bound(value, level):
    assert level_of(Interval(D(value), D(value), True)) == level


@pytest.mark.parametrize(
    ("read", "level"),
    [
        (None, "not_scored"),
        (Interval(D("55"), None, True), "none"),
        (Interval(D("10"), None, True), "not_scored"),
        (Interval(D("5"), None, True), "not_scored"),
        (Interval(D("0"), D("15"), None), "not_scored"),
        (Interval(D("0"), D("0.0032"), False), "mr4.5"),
        (Interval(D("0"), D("0.1"), False, depth_stated=False), "mmr"),
    ],
)
def test_the_level_of_an_interval_is_what_it_certainly_meets(read, level):
    assert level_of(read) == level


def test_levels_run_from_shallow_to_deep():
    assert [level.code for level in levels()] == ["emr", "mr2", "mmr", "mr4", "mr4.5", "mr5"]


@pytest.mark.parametrize(
    ("level", "wanted", "answer"),
    [
        ("mr4.5", "mr4", True),
        ("mr4", "mr4", True),
        ("mmr", "mr4", False),
        ("none", "emr", False),
        ("not_scored", "emr", False),
    ],
)
def test_is_as_deep_as(level, wanted, answer):
    assert is_as_deep_as(level, wanted) is answer


def test_an_unknown_level_is_an_error():
    with pytest.raises(KeyError):
        level_percent("mr6")


# "Measured, but < 10,000 ABL1 (24,000 GUSB) copies": level at most MMR, information small_sample.
@pytest.mark.parametrize(
    ("gene", "copies", "small"),
    [("ABL1", 9_999, True), ("ABL1", 10_000, False), ("GUSB", 23_999, True), ("GUSB", 24_000, False)],
)
def test_a_small_sample_is_never_called_deeper_than_mmr(gene, copies, small):
    result = percent("0.004", 30, copies=copies, control_gene=gene)

    assessment = assessed(result)

    assert is_small_sample(result) is small
    assert assessment.results[0].level == ("mmr" if small else "mr4")
    assert ("small_sample" in [row.code for row in assessment.trend.findings]) is small


def test_a_small_sample_above_mmr_keeps_its_own_level():
    assert assessed(percent("0.5", 30, copies=500)).results[0].level == "mr2"


def test_without_copies_nothing_is_called_a_small_sample():
    assert is_small_sample(percent("0.004", 30)) is False
    assert is_small_sample(percent("0.004", 30, copies=5, control_gene="BCR")) is False


def test_no_copies_at_all_is_a_small_sample():
    assert is_small_sample(percent("0.004", 30, copies=0)) is True


def test_unstated_depth_may_meet_mmr_and_is_never_deeper():
    judged = assessed(other("not_detected", 30)).results[0]

    assert (judged.level, judged.category, judged.detected, judged.depth_stated) == (
        "mmr",
        "optimal",
        False,
        False,
    )


def test_the_limit_of_a_ratio_is_converted_like_a_value():
    unseen = other("not_detected", 6, unit="ratio_percent", limit=None)
    unseen = replace(unseen, limit=D("0.01"), conversion_factor=D("0.8"))

    assert read_interval(unseen) == Interval(D(0), D("0.008"), False)
    assert read_raw_interval(unseen) == Interval(D(0), D("0.01"), False)


def test_the_upper_limit_of_a_ratio_is_converted_like_a_value():
    above = replace(other("above_limit", 6, "50"), unit="ratio_percent", conversion_factor=D("0.8"))

    assert read_interval(above) == Interval(D(40), None, True)
    assert read_raw_interval(above) == Interval(D(50), None, True)
