from datetime import date

import pytest

from cmlguide.web.pages.medicines.doubts import question, read_back
from milestones.history import History, Treatment
from milestones.unusual_medicines import CODES, UnusualMedicine, find_unusual_medicine

IMATINIB = Treatment("imatinib", date(2025, 9, 8), date(2026, 3, 2), dose="400 mg")
NEW = Treatment("dasatinib", date(2026, 3, 1))


def text(code, new=NEW, **facts):
    return question(UnusualMedicine(code, **facts), new).text


@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_a_question_that_a_yes_answers(code):
    asked = question(UnusualMedicine(code, date(2026, 5, 3), IMATINIB), NEW)

    assert "?" in asked.text
    assert (asked.code, asked.field, asked.options) == (code, "", ())


@pytest.mark.parametrize(
    ("diagnosed", "end"),
    [(date(2027, 3, 1), "Is the year right?"), (date(2026, 5, 3), "Are both dates right?")],
)
def test_year_is_asked_about_only_where_the_years_differ(diagnosed, end):
    assert text("before_diagnosis", day=diagnosed).endswith(f"and this start is 1 March 2026. {end}")


def test_overlap_names_the_other_medicine_and_its_days():
    assert text("overlap", other=IMATINIB) == (
        "You also have imatinib from 8 September 2025 to 2 March 2026. Did you take both at that time? "
        "If not, please check the dates."
    )


def test_unusual_dose_names_what_labels_say_and_judges_nothing():
    new = Treatment("imatinib", date(2026, 3, 1), dose="4000 mg")
    ask = next(ask for ask in find_unusual_medicine(History(), new, date(2026, 3, 1)))

    assert question(ask, new).text == (
        "This is 4000 mg of imatinib a day. Labels say 100 to 800 mg a day. Does your box or your "
        "plan say this?"
    )


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (NEW, "dasatinib, from 1 March 2026."),
        (IMATINIB, "imatinib, 400 mg, from 8 September 2025 to 2 March 2026."),
    ],
)
def test_what_was_understood_is_read_back(new, expected):
    assert read_back(new) == expected
