from __future__ import annotations

from dataclasses import replace

from cmlguide.web.paper.result_lines import ResultLine
from cmlguide.web.paper.tables import Cell, counts_table, results_table

LINE = ResultLine("6 Nov 2026", "32", "0.11%", "MR2.96", "CCyR level", "", "")


def test_columns_that_hold_nothing_are_left_out():
    table = results_table([LINE])

    assert table.columns == ("Taken", "Month", "BCR::ABL1 IS", "MR", "Level")


def test_only_a_cell_that_does_not_explain_itself_brings_its_name():
    table = results_table([LINE, ResultLine("1 Jun 2026", "", "0.2%", "MR2.70", "CCyR level", "", "46,900")])

    assert table.columns[-1] == "ABL1 copies"
    assert table.rows[0][:3] == (Cell("6 Nov 2026", ""), Cell("32", "Month"), Cell("0.11%", ""))
    assert [row[-1] for row in table.rows] == [Cell("", ""), Cell("46,900", "ABL1 copies")]


def test_table_without_rows_keeps_its_first_heading():
    assert results_table([]).columns == ("Taken",)


def test_blood_counts_name_each_number():
    table = counts_table([("10 Nov 2026", "5.4", "", "13.2", "180", "")])

    assert table.columns == ("Taken", "WBC", "Hb", "platelets")
    assert table.rows[0][1] == Cell("5.4", "WBC")


def test_the_heading_names_the_scale_only_where_every_number_is_on_it():
    raw = replace(LINE, on_scale=False)

    assert [results_table(lines).columns[2] for lines in ([LINE, LINE], [LINE, raw])] == [
        "BCR::ABL1 IS",
        "BCR::ABL1",
    ]


def test_copies_of_another_gene_are_not_called_those_of_abl1():
    other = replace(LINE, copies="31,000 (GUSB)", on_abl1=False)

    assert results_table([replace(LINE, copies="46,900"), other]).columns[-1] == "Control gene copies"


def test_a_short_cell_stays_on_one_line_and_a_long_one_may_break():
    """In wide letters a number of copies would else stand on two lines, and the row with it."""
    texts = ("66,800", "0.0029%", "123456789", "1234567890", "<0.0032%, not found")

    assert [Cell(text, "").keeps_together for text in texts] == [True, True, True, False, False]
