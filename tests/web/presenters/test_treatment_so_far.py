from __future__ import annotations

from datetime import date

import pytest

from cmlguide.web.presenters.treatment_so_far import treatment_line
from milestones.history import Treatment


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Treatment("imatinib", date(2025, 9, 8), dose="400 mg"), "imatinib 400 mg, since 8 Sep 2025"),
        (
            Treatment("imatinib", date(2025, 9, 8), stopped_on=date(2026, 1, 2), stop_reason="side_effects"),
            "imatinib, 8 Sep 2025 to 2 Jan 2026 (side effects)",
        ),
        (
            Treatment("imatinib", date(2025, 9, 8), stopped_on=date(2026, 1, 2)),
            "imatinib, 8 Sep 2025 to 2 Jan 2026",
        ),
    ],
)
def test_treatment_line(row, expected):
    assert treatment_line(row) == expected
