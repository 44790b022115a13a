from datetime import date

import pytest

from cmlguide.records.models import OtherMedicine
from cmlguide.web.pages.other_medicines.page import other_medicine_lines

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
