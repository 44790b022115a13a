from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.words.marrow import CLASSES, compact_line, fish_hint, marrow_lines
from milestones.hematology import cytogenetic_codes
from milestones.history import Marrow

DAY = date(2026, 3, 2)
TODAY = date(2026, 11, 22)


def test_words_are_there_for_every_class():
    assert set(CLASSES) == set(cytogenetic_codes())


def test_line_without_counted_cells_says_so():
    (line,) = marrow_lines((Marrow(DAY, fish_percent=Decimal("4.5")),))

    assert (line.cells, line.meaning, line.fish) == ("", "The cells were not counted.", "FISH 4.5%")


def test_hint_says_where_fish_is_of_no_use():
    assert "below 1%" in fish_hint()


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (Marrow(DAY, 0, 20), "Bone marrow, 2 Mar 2026: Ph+ in 0 of 20 cells, CCyR"),
        (Marrow(DAY, 3, 25, Decimal("4.5")), "Bone marrow, 2 Mar 2026: Ph+ in 3 of 25 cells, FISH 4.5%"),
        (Marrow(DAY, karyotype="46,XX\n[20]"), "Bone marrow, 2 Mar 2026: 46,XX [20]"),
        (Marrow(DAY, karyotype="x" * 61), f"Bone marrow, 2 Mar 2026: {'x' * 59}…"),
    ],
)
def test_compact_line(test, expected):
    assert compact_line((test, Marrow(date(2027, 1, 1), 20, 20)), TODAY) == expected


def test_compact_line_without_a_test_is_empty():
    assert compact_line((), TODAY) == ""
