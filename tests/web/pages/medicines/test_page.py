from datetime import date

import pytest

from cmlguide.web.pages.medicines.page import CHECKS, last_checked, medicine_choices, medicine_lines
from milestones.history import Treatment
from milestones.medicine_facts import CHECKED

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


@pytest.mark.parametrize(("reason", "why"), [("side_effects", "side effects"), ("other", ""), (None, "")])
def test_line_says_why_it_ended_where_that_tells_something(reason, why):
    ended = Treatment("imatinib", date(2025, 9, 8), date(2026, 11, 1), stop_reason=reason)

    assert medicine_lines([ended], TODAY)[0].why == why


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


def test_every_check_has_words():
    assert set(CHECKS) == set(CHECKED)


def test_only_what_is_taken_now_is_asked_about_once():
    rows = [
        Treatment("imatinib", date(2024, 1, 1), date(2025, 1, 1)),
        Treatment("Tasigna", date(2025, 1, 1), date(2026, 1, 1), dose="300 mg"),
        Treatment("nilotinib", date(2026, 1, 1), dose="150 mg"),
        Treatment("dasatinib", date(2026, 11, 23)),
    ]

    (told,) = last_checked(rows, TODAY)

    assert (told.medicine, told.questions[0], len(told.questions)) == (
        "nilotinib",
        "When was my blood pressure last checked?",
        4,
    )
    assert "PMC8299797 Table 3" in told.source


def test_a_medicine_of_which_nothing_was_read_is_not_asked_about():
    assert last_checked([Treatment("my trial tablet", date(2026, 1, 1), tki=True)], TODAY) == ()


def test_a_medicine_without_a_last_day_says_which_day_is_taken_for_it():
    rows = [Treatment("imatinib", date(2025, 9, 8)), Treatment("imatinib", date(2026, 2, 1), dose="300 mg")]

    lines = medicine_lines(rows, TODAY)

    assert [(line.period, line.current) for line in lines] == [
        ("since 1 Feb 2026", True),
        ("since 8 Sep 2025; no last day, so we take 1 Feb 2026, when the next one started", False),
    ]
