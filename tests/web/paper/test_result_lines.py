from __future__ import annotations

from dataclasses import replace

from cmlguide.web.paper.result_lines import ResultLine, letter_labs

LINE = ResultLine("6 Nov 2026", "32", "0.11%", "MR2.96", "MMR", "City", "")


def test_short_names_of_labs_stay():
    assert letter_labs([LINE, replace(LINE, lab="")]) == ((LINE, replace(LINE, lab="")), ())


def test_one_long_name_makes_letters_of_all():
    lines, key = letter_labs([replace(LINE, lab="Lakeview Institute"), LINE, replace(LINE, lab="")])

    assert [line.lab for line in lines] == ["A", "B", ""]
    assert key == (("A", "Lakeview Institute"), ("B", "City"))
