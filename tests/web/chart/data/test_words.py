"""The chart's words: short on the drawing, complete in its description, the same everywhere."""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.timeline import chart_data
from milestones.history import Result
from tests.web.chart.cases import CASES, assessed, history, not_detected, value


def words_of(result):
    judged = assessed(history(result)).results[0]
    said = words.result_words()
    return said.whole(judged, said.value(judged), said.level(judged))


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (value(date(2026, 9, 7), "0.074"), "7 Sep 2026: 0.074%, MMR."),
        (value(date(2026, 9, 7), "62"), "7 Sep 2026: 62%."),
        (value(date(2026, 9, 7), "0.074", lab="City"), "7 Sep 2026: 0.074%, MMR. Lab: City."),
        (
            value(date(2026, 9, 7), "1.4", specimen="marrow"),
            "7 Sep 2026: 1.4%, EMR. From bone marrow.",
        ),
        (not_detected(date(2026, 9, 7)), "7 Sep 2026: <0.0032%, not found, MR4.5."),
        (
            Result(date(2026, 9, 7), kind="not_detected", copies=41000, control_gene="ABL1"),
            "7 Sep 2026: not found, 41,000 copies, MR4.5. The test could see down to 0.0032%.",
        ),
        (Result(date(2026, 9, 7), kind="no_result"), "7 Sep 2026: no result."),
    ],
)
def test_a_result_in_words(result, said):
    assert words_of(result) == said


def test_a_percent_loses_only_idle_zeros():
    assert [words.percent(Decimal(text)) for text in ("0.10", "1E+2", "0")] == ["0.1%", "100%", "0%"]


@pytest.mark.parametrize("name", CASES)
def test_the_description_has_no_double_stop(name):
    case = CASES[name]()

    said = words.description(chart_data(assessed(case), case), plain=False)

    assert ".." not in said.replace("...", "")
    assert said.endswith(".")


def test_a_record_without_numbers_says_so():
    case = CASES["nothing"]()

    assert "There is no result with a number yet." in words.description(
        chart_data(assessed(case), case), plain=False
    )
