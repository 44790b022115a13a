from decimal import Decimal

import pytest

from cmlguide.web.words.guidelines import band_range, category_words, guideline_lines
from milestones.guideline import Band, Category
from tests.web.stories import RISING, judged, tell

WARNING = Category("warning", "discuss")


@pytest.mark.parametrize(
    ("band", "text"),
    [
        (Band(WARNING, Decimal(0), Decimal("0.1")), "0.1% or less"),
        (Band(WARNING, Decimal("0.1"), Decimal(1)), "more than 0.1%, up to 1%"),
        (Band(WARNING, Decimal(10), None), "more than 10%"),
    ],
)
def test_range_says_both_borders(band, text):
    assert band_range(band) == text


def test_category_is_quoted_and_a_gap_is_said_to_be_one():
    assert (category_words("warning"), category_words(None)) == ("“warning”", "it does not say")


def test_beside_a_quoted_failure_stands_once_that_the_next_edition_left_the_word():
    worst, milder = (
        guideline_lines(judged(RISING)),
        guideline_lines(judged(tell("48", "4", "3", "0.5", "0.5"))),
    )

    assert worst[:2] == (
        "In the words of ELN 2020: “failure”.",
        "The 2025 edition no longer uses this word.",
    )
    assert [line for line in guideline_lines(judged(RISING), brief=True) if "2025" in line] == []
    assert [line for line in milder if "2025" in line] == []
