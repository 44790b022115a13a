from datetime import date

import pytest

from cmlguide.web.pages.medicines.page import medicine_choices, medicine_lines
from milestones.history import Treatment

TODAY = date(2026, 11, 22)


def test_pick_list_names_brands_and_ends_with_free_text():
    choices = medicine_choices()

    assert choices[0] == ("", "Choose one")
    assert ("imatinib", "imatinib (Gleevec, Glivec, Imkeldi)") in choices
    assert ("flumatinib", "flumatinib") in choices
    assert choices[-1] == ("other", "Another medicine")


@pytest.mark.parametrize(
    ("stopped_on", "period", "current"),
    [
        (None, "since 8 Sep 2025", True),
        (date(2026, 11, 21), "8 Sep 2025 to 21 Nov 2026", False),
        (date(2026, 11, 22), "8 Sep 2025 to 22 Nov 2026", True),
    ],
)
def test_line_says_when(stopped_on, period, current):
    (line,) = medicine_lines([Treatment("imatinib", date(2025, 9, 8), stopped_on)], TODAY)

    assert (line.period, line.current) == (period, current)


@pytest.mark.parametrize(
    ("treatment", "is_aside"),
    [
        (Treatment("imatinib", date(2025, 9, 8)), False),
        (Treatment("hydroxyurea", date(2025, 9, 8)), True),
        (Treatment("Newtinib", date(2025, 9, 8), tki=True), False),
        (Treatment("Newtinib", date(2025, 9, 8), tki=False), True),
    ],
)
def test_line_says_when_no_checkpoints_count_from_it(treatment, is_aside):
    (line,) = medicine_lines([treatment], TODAY)

    assert (line.aside != "") is is_aside
