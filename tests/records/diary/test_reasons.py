"""Diary entries from the half year before a test of concern are among the reasons (clinical rules, 5)."""

from datetime import date

import pytest

from cmlguide.records.diary.reasons import DIARY_REASONS, with_diary_reasons
from cmlguide.records.models import DiaryEntry, OtherMedicine
from cmlguide.web.words.result.newest import REASONS, first_checks
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, judged, tell

NEWEST = date(2026, 11, 12)  # of JUST_ABOVE


def explained(*entries, medicines=()):
    assessment = with_diary_reasons(judged(JUST_ABOVE, today=JUST_ABOVE_ON), entries, medicines)
    return [(row.code, row.on) for row in assessment.reasons]


def missed(day: date) -> DiaryEntry:
    return DiaryEntry(happened_on=day, kind="dose", dose_status="missed")


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 5, 15), False),  # 181 days before
        (date(2026, 5, 16), True),  # 180 days before
        (NEWEST, True),
        (date(2026, 11, 13), False),
    ],
)
def test_doses_not_taken_count_in_the_180_days_before_the_test(day, counts):
    assert explained(missed(day)) == ([("doses_missed", day)] if counts else [])


def test_something_new_is_a_line_of_the_diary_or_another_medicine():
    line = DiaryEntry(happened_on=date(2026, 9, 1), kind="new_intake", intake="antacid")
    medicine = OtherMedicine(name="omeprazole", started_on=date(2026, 10, 1))

    assert explained(line) == [("new_intake", date(2026, 9, 1))]
    assert explained(line, medicines=[medicine]) == [("new_intake", date(2026, 10, 1))]
    assert explained(medicines=[OtherMedicine(name="omeprazole", started_on=None)]) == []


def test_a_side_effect_explains_nothing():
    assert explained(DiaryEntry(happened_on=NEWEST, kind="side_effect", symptom="nausea")) == []


def test_nothing_is_added_where_nothing_is_of_concern_or_after_a_transplant():
    well = judged(tell("48", "4", "0.6"))
    day = well.newest.collected_on

    assert with_diary_reasons(well, [missed(day)], []).reasons == ()
    transplant = judged(tell("0.02", "0.02", "2", transplant_on=date(2020, 1, 1)))
    assert with_diary_reasons(transplant, [missed(transplant.newest.collected_on)], []).reasons == ()


def test_the_medicine_is_not_named_beside_them():
    rising = judged(RISING)
    checks = first_checks(with_diary_reasons(rising, [missed(rising.newest.collected_on)], []))

    assert first_checks(rising).pattern != ""
    assert checks.pattern == ""
    assert checks.items[0].startswith("Your diary has doses you did not take, the last on ")
    assert "Any doses missed, or not kept down?" not in checks.items  # the record has the answer
    assert "A new medicine, antacid, supplement, or grapefruit?" in checks.items


def test_every_reason_has_words():
    assert set(DIARY_REASONS) <= set(REASONS)
