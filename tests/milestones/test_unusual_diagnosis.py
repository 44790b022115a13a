from datetime import date

import pytest

from milestones.history import History, Treatment
from milestones.unusual_diagnosis import UnusualDiagnosis, find_unusual_diagnosis

TODAY = date(2026, 11, 22)
FIRST = Treatment("imatinib", date(2025, 9, 8))
BEGUN = History(treatments=(FIRST, Treatment("dasatinib", date(2026, 3, 2))))


@pytest.mark.parametrize(
    ("history", "diagnosed", "expected"),
    [
        (History(), date(2026, 11, 22), ()),
        (History(), date(2026, 11, 23), (UnusualDiagnosis("diagnosis_in_future"),)),
        (BEGUN, date(2025, 9, 22), ()),
        (BEGUN, date(2025, 9, 23), (UnusualDiagnosis("after_start", FIRST),)),
        (
            BEGUN,
            date(2027, 1, 4),
            (UnusualDiagnosis("diagnosis_in_future"), UnusualDiagnosis("after_start", FIRST)),
        ),
    ],
)
def test_day_of_diagnosis_is_held_against_today_and_the_first_medicine(history, diagnosed, expected):
    assert find_unusual_diagnosis(history, diagnosed, TODAY) == expected
