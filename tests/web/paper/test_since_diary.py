from __future__ import annotations

from datetime import date

from cmlguide.records.diary.since_visit import since_rows
from cmlguide.records.models import DiaryEntry, OtherMedicine
from cmlguide.web.paper.since_diary import diary_lines, note_lines

DAY, TODAY = date(2026, 9, 1), date(2026, 11, 22)


def entry(**fields):
    return DiaryEntry(happened_on=DAY, prints=True, **fields)


def lines(*entries, medicines=()):
    return diary_lines(since_rows(entries, medicines, (), since=DAY, today=TODAY, only_ticked=True))


def test_doses_are_counted_by_reason_and_never_scored():
    rows = (
        entry(kind="dose", dose_status="missed", doses=3, reason="side_effect", symptom="nausea"),
        entry(kind="dose", dose_status="missed", doses=1, reason="forgot"),
        entry(kind="dose", dose_status="paused_by_team"),
    )

    assert lines(*rows) == ("Doses: missed 4 (nausea 3, forgot 1); paused by my team.",)


def test_side_effects_say_what_they_get_in_the_way_of():
    row = entry(kind="side_effect", symptom="nausea", severity="moderate", gets_in_way_of=["work", "sleep"])

    assert lines(row) == ("Side effects: nausea (moderate, 1 day; in the way of work, sleep).",)


def test_one_entry_that_tells_of_many_days_is_not_called_one_day():
    """`most days, 1 day` contradicted itself."""
    often = entry(kind="side_effect", symptom="nausea", severity="mild", how_often="most_days")
    longer = entry(
        kind="side_effect",
        symptom="nausea",
        severity="mild",
        how_often="most_days",
        until_on=date(2026, 9, 6),
    )

    assert lines(often) == ("Side effects: nausea (mild, most days).",)
    assert lines(longer) == ("Side effects: nausea (mild, most days, 6 days).",)


def test_what_is_new_is_told_with_its_day():
    row = entry(kind="new_intake", intake="antacid", text="After dinner")
    medicine = OtherMedicine(name="omeprazole", dose="20 mg", started_on=date(2026, 10, 1))

    assert lines(row, medicines=[medicine]) == (
        "New: antacid “After dinner”, 1 Sep 2026; omeprazole 20 mg since 1 Oct 2026.",
    )


def test_a_new_medicine_that_was_stopped_again_is_told_with_both_days():
    medicine = OtherMedicine(name="omeprazole", started_on=DAY, stopped_on=date(2026, 9, 14))

    assert lines(medicines=[medicine]) == ("New: omeprazole, 1 Sep 2026 to 14 Sep 2026.",)


def test_doses_and_what_was_new_share_a_line():
    missed = entry(kind="dose", dose_status="missed", doses=2)

    assert lines(missed, entry(kind="new_intake", intake="antacid")) == (
        "Doses: missed 2. New: antacid, 1 Sep 2026.",
    )


def test_a_note_is_own_entries_the_persons_own_words_and_only_when_ticked():
    rows = (
        entry(kind="note", text="Mine\nand mine"),
        DiaryEntry(happened_on=DAY, kind="note", text="Secret"),
    )

    assert note_lines(since_rows(rows, (), (), since=DAY, today=TODAY, only_ticked=True)) == (
        "Note: Mine\nand mine",
    )
