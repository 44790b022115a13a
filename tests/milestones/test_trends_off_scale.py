"""The trend of raw ratios and atypical transcripts: same laboratory, same scale, only the relative rules."""

import pytest

from tests.milestones.builders import (
    assessed,
    at_month,
    codes,
    finding,
    percent,
    ratio,
)


# Raw ratios and atypical transcripts: same lab, same scale, only the relative rules.
def test_raw_ratios_of_one_lab_are_compared_with_each_other():
    rows = [ratio("0.5", 18, lab="A"), ratio("0.9", 21, lab="A"), ratio("5.1", 24, lab="A")]

    assert codes(assessed(*rows)) == ["rise_from_previous", "rise_from_lowest", "two_rises"]


def test_no_absolute_threshold_is_used_on_raw_ratios():
    rows = [ratio("0.05", 18, lab="A"), ratio("0.05", 20, lab="A"), ratio("15", 21, lab="A")]

    assert codes(assessed(*rows), "soon") == []


def test_raw_ratios_can_be_steady():
    assert codes(assessed(ratio("0.5", 18), ratio("0.6", 21))) == ["within_wobble"]
    assert codes(assessed(ratio("5", 18), ratio("0.6", 21))) == ["falling"]


@pytest.mark.parametrize(
    "before",
    [
        ratio("0.5", 18, lab="B"),
        ratio("0.5", 18),
        percent("0.5", 18, lab="A"),
        ratio("0.5", 18, lab="A", specimen="marrow"),
    ],
)
def test_raw_ratios_are_not_compared_across_labs_scales_or_samples(before):
    assert [code for code in codes(assessed(before, ratio("9", 21, lab="A"))) if "rise" in code] == []


def test_an_atypical_transcript_is_compared_on_one_scale_only():
    rows = [percent("0.5", 18), ratio("9", 21)]

    assert "rise_from_previous" not in codes(assessed(*rows, transcript="atypical"))


def test_labs_are_the_same_whatever_their_spelling():
    assert "rise_from_previous" in codes(assessed(ratio("0.5", 18, lab=" City "), ratio("9", 21, lab="city")))


def test_an_atypical_transcript_has_a_trend_of_its_own():
    rows = [percent("0.02", 18), percent("12", 21)]

    assessment = assessed(*rows, transcript="atypical")

    assert codes(assessment) == ["rise_from_previous", "rise_from_lowest"]
    assert (assessment.trend.pattern, assessment.lowest) == (None, None)


def test_marrow_is_not_mixed_with_blood():
    rows = [percent("0.02", 18), percent("5", 21, specimen="marrow"), percent("0.03", 24)]

    assessment = assessed(*rows)

    assert codes(assessment) == ["within_wobble"]
    assert finding(assessment, "within_wobble").compared_with == at_month(18)


def test_a_marrow_result_last_is_not_the_newest():
    assessment = assessed(percent("0.02", 18), percent("5", 21, specimen="marrow"))

    assert assessment.newest.collected_on == at_month(18)
    assert assessment.now.severity == "on_track"
