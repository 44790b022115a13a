from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cmlguide.web.paper.result_lines import ResultLine, letter_labs, result_line
from milestones.history import Treatment
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
