from datetime import date

import pytest

from cmlguide.records.models import OtherMedicine
from cmlguide.web.pages.other_medicines.page import ASK, other_medicine_lines
from milestones.medicine_facts import GROUPS

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("first", "last", "period", "current"),
    [
        (None, None, "", True),
        (date(2026, 8, 1), None, "since 1 Aug 2026", True),
        (None, date(2026, 8, 1), "until 1 Aug 2026", False),
        (date(2026, 8, 1), date(2026, 11, 21), "1 Aug 2026 to 21 Nov 2026", False),
        (date(2026, 8, 1), date(2026, 11, 22), "1 Aug 2026 to 22 Nov 2026", True),
    ],
)
def test_line_says_when(first, last, period, current):
    (line,) = other_medicine_lines([OtherMedicine(name="x", started_on=first, stopped_on=last)], TODAY)

    assert (line.period, line.current) == (period, current)


@pytest.mark.parametrize(
    ("name", "stopped_on", "asks"),
    [
        ("omeprazole", None, True),
        ("Grapefruit juice", None, True),
        ("St John's wort", None, True),
        ("clarithromycin", None, True),
        ("omeprazole", date(2026, 11, 21), False),
        ("paracetamol", None, False),
    ],
)
def test_a_group_that_labels_name_asks_for_the_pharmacist_without_a_verdict(name, stopped_on, asks):
    (line,) = other_medicine_lines([OtherMedicine(name=name, stopped_on=stopped_on)], TODAY)

    assert ("Ask your pharmacist" in line.ask) is asks
    assert not {"stop", "avoid", "must", "danger"} & set(line.ask.casefold().split())


def test_every_group_has_words():
    assert set(ASK) == set(GROUPS)
