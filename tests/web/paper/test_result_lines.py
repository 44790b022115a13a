from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.web.paper.result_lines import ResultLine, letter_labs, result_line
from milestones.history import Result, Treatment
from tests.web.stories import judged, tell

LINE = ResultLine("6 Nov 2026", "32", "0.11%", "MR2.96", "MMR", "City", "")


def test_short_names_of_labs_stay():
    assert letter_labs([LINE, replace(LINE, lab="")]) == ((LINE, replace(LINE, lab="")), ())


def test_one_long_name_makes_letters_of_all():
    lines, key = letter_labs([replace(LINE, lab="Lakeview Institute"), LINE, replace(LINE, lab="")])

    assert [line.lab for line in lines] == ["A", "B", ""]
    assert key == (("A", "Lakeview Institute"), ("B", "City"))


@pytest.mark.parametrize("facts", [{"phase": "blast"}, {"born_year": 2012, "diagnosed_on": date(2025, 1, 2)}])
def test_the_start_is_the_start_whoever_the_checkpoints_are_made_for(facts):
    told = tell("62", "7", **facts)
    row = Treatment("imatinib", told.results[0].collected_on + timedelta(days=3))
    assessment = judged(replace(told, treatments=(row,)))

    first = result_line(assessment.results[0], assessment)

    assert (first.month, first.level) == ("start", "baseline")


def test_a_limit_from_other_reports_is_marked_on_paper():
    told = tell("0.05", "nd 0.0032")
    stated, filled = told.results[1], replace(told.results[1], extra={"limit_from_lab": True})

    def value(newest):
        assessment = judged(replace(told, results=(told.results[0], newest)))
        return result_line(assessment.results[1], assessment).value

    assert value(stated) == "<0.0032%, not found"
    assert value(filled) == "<0.0032%, not found (limit from other reports)"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"as_reported": "neg"}, "“neg”: <0.0032%, not found"),
        ({"as_reported": "  undetect.\n"}, "“undetect.”: <0.0032%, not found"),
        ({"as_reported": ""}, "<0.0032%, not found"),
        ({"as_reported": "<0,0032 %"}, "<0.0032%, not found"),  # a number stands as it is
        ({"as_reported": "nothing of the fusion gene was found"}, "<0.0032%, not found"),  # too long
    ],
)
def test_the_reports_own_word_stands_before_how_it_was_read(facts, expected):
    told = tell("0.05", "nd 0.0032")
    assessment = judged(replace(told, results=(told.results[0], replace(told.results[1], **facts))))

    assert result_line(assessment.results[1], assessment).value == expected


def test_a_number_is_never_replaced_by_words_of_the_report():
    told = tell("0.05")
    assessment = judged(replace(told, results=(replace(told.results[0], as_reported="pos"),)))

    assert result_line(assessment.results[0], assessment).value == "0.05%"


@pytest.mark.parametrize(
    ("gene", "expected"), [(None, "52,000"), ("ABL1", "52,000"), ("GUSB", "52,000 (GUSB)")]
)
def test_copies_name_another_control_gene(gene, expected):
    told = tell("0.05")
    row = replace(told.results[0], copies=52000, control_gene=gene)
    assessment = judged(replace(told, results=(row,)))

    assert result_line(assessment.results[0], assessment).copies == expected


@pytest.mark.parametrize(
    ("factor", "low", "shown"),
    [(None, None, "0.9%, not IS"), (Decimal("0.62"), Decimal("0.558"), "0.9% × 0.62 = 0.558% IS")],
)
def test_own_ratio_says_what_its_factor_makes_of_it(factor, low, shown):
    """`0.9%, lab's own ratio` beside MR2.25 looked like a mistake: 0.9% is MR2.05."""
    row = Result(date(2025, 4, 7), value=Decimal("0.9"), unit="ratio_percent", conversion_factor=factor)
    assessment = judged(tell("62", row))

    assert result_line(assessment.results[1], assessment).value == shown
    assert assessment.results[1].low == low


def test_above_every_level_stands_the_border_and_copies_stand_once():
    """ "Above EMR" could be read as better than EMR."""
    rows = (Result(date(2025, 10, 6), kind="not_detected", copies=97_000),)
    assessment = judged(tell("62", "12", "5", *rows))

    told = [result_line(one, assessment) for one in assessment.results]

    assert [line.level for line in told] == ["above 10%", "above 10%", "EMR", "MR4.5"]
    assert (told[-1].value, told[-1].copies) == ("not found", "97,000")
