"""What holds on the newest test: the trend's findings, other scales, and what explains or limits the test."""

from milestones.trends import Finding
from tests.milestones.builders import assessed, at_month, codes, finding, other, percent, ratio


def test_another_laboratory_is_named_with_both_days():
    changed = finding(assessed(percent("0.05", 18, lab="A"), percent("0.05", 21, lab="B")), "lab_changed")

    assert changed == Finding("lab_changed", "none", at_month(21), at_month(18), since=at_month(21))


def test_another_scale_is_named_with_both_days():
    changed = finding(assessed(percent("0.05", 18), ratio("0.05", 21)), "scale_changed")

    assert changed == Finding("scale_changed", "none", at_month(21), at_month(18), since=at_month(21))


def test_a_small_sample_is_named():
    small = finding(assessed(percent("0.05", 18, copies=500)), "small_sample")

    assert small == Finding("small_sample", "none", at_month(18), since=at_month(18))


def test_a_plain_ratio_of_the_day_of_a_standardised_test_is_not_asked():
    """The International Scale speaks for a day on which it was used."""
    both = assessed(percent("0.05", 18), ratio("0.05", 18), percent("0.05", 21), ratio("0.5", 21))

    assert codes(both, "discuss") == []


def test_of_another_scale_only_the_alarms_are_listed():
    steady_elsewhere = [ratio("0.5", 12, lab="B"), ratio("0.5", 13, lab="B")]
    risen_elsewhere = [ratio("0.5", 12, lab="B"), ratio("5", 13, lab="B")]
    own = [ratio("1", 14, lab="A"), ratio("9", 15, lab="A")]

    assert "within_wobble" not in codes(assessed(*steady_elsewhere, *own))
    assert "rise_from_previous" in codes(assessed(*risen_elsewhere, ratio("1", 14, lab="A")))


def test_a_test_too_vague_to_be_judged_keeps_no_calm_from_before():
    vague = assessed(percent("0.05", 18), percent("0.06", 21), other("less_than", 24, "0.5"))

    assert (vague.results[-1].reason, codes(vague)) == ("cannot_tell", [])
