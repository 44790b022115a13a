"""The height of the rows on paper, measured once for every room the table may have."""

from cmlguide.web.paper.table_height import ROW, ROW_LINE, measure_table

NAMES = ("Taken", "Lab", "Copies")
SHORT, LONG = ("1 Nov 2026", "City", ""), ("1 Nov 2026", "A laboratory with a very long name", "")


def test_a_row_is_one_line_high_where_its_cells_fit_and_more_where_not():
    table = measure_table(NAMES, (SHORT, LONG))

    assert table.heights(500) == [ROW, ROW, ROW]
    assert table.heights(180) == [ROW + ROW_LINE, ROW, ROW + ROW_LINE]


def test_a_cell_of_two_lines_makes_a_row_of_two_lines():
    assert measure_table(NAMES, (("1 Nov 2026", "a\nb", ""),)).heights(500) == [ROW, ROW + ROW_LINE]


def test_a_column_without_text_takes_no_room():
    with_copies = measure_table(NAMES, ((*LONG[:2], "52,000"),))

    assert measure_table(NAMES, (LONG,)).needed == with_copies.needed[:2]


def test_a_table_without_rows_is_as_high_as_its_headings():
    assert measure_table(NAMES, ()).heights(500) == [ROW]
