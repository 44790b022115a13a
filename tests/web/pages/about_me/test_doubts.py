from datetime import date

import pytest

from cmlguide.web.pages.about_me.doubts import question, read_back
from milestones.history import Treatment
from milestones.unusual_diagnosis import CODES, UnusualDiagnosis

FIRST = Treatment("imatinib", date(2025, 5, 3))


@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_a_question_that_a_yes_answers(code):
    asked = question(UnusualDiagnosis(code, FIRST if code == "after_start" else None), date(2026, 5, 3))

    assert asked.text.endswith("?")
    assert (asked.code, asked.field, asked.options) == (code, "", ())


@pytest.mark.parametrize(
    ("diagnosed", "end"),
    [
        (date(2026, 5, 3), "this diagnosis is 3 May 2026. Is the year right?"),
        (date(2025, 8, 3), "this diagnosis is 3 August 2025. Are both dates right?"),
    ],
)
def test_year_is_asked_about_only_where_the_years_differ(diagnosed, end):
    asked = question(UnusualDiagnosis("after_start", FIRST), diagnosed)

    assert asked.text == f"Your imatinib started on 3 May 2025 and {end}"


def test_day_is_read_back():
    assert read_back(date(2026, 5, 3)) == "Diagnosis: 3 May 2026."
