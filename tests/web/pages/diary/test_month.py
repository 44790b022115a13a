from datetime import date

import pytest

from cmlguide.records.models import DiaryEntry
from cmlguide.web.pages.diary.month import last_of, month_back, month_of, month_page

TODAY = date(2026, 11, 22)
NOVEMBER = date(2026, 11, 1)


def entry(day, pk=1, **facts):
    return DiaryEntry(**{"pk": pk, "kind": "side_effect", "symptom": "nausea", "happened_on": day, **facts})


def cells(page):
    return {cell.number: cell for week in page.weeks for cell in week if cell}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2", date(2026, 9, 1)),
        ("11", date(2025, 12, 1)),
        ("1522", date(1900, 1, 1)),
        ("1523", NOVEMBER),
        ("0", NOVEMBER),
        ("-1", NOVEMBER),
        ("2026-09", NOVEMBER),
        ("9" * 300, NOVEMBER),
        ("", NOVEMBER),
    ],
)
def test_month_is_counted_back_or_it_is_this_one(text, month):
    assert month_back(text, TODAY) == month


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 10, 31), date(2026, 10, 1)), (TODAY, NOVEMBER), (date(2026, 12, 1), NOVEMBER)],
)
def test_month_of_an_entry_is_never_one_to_come(day, month):
    assert month_of(day, TODAY) == month


def test_every_day_of_the_month_has_a_cell():
    page = month_page([], NOVEMBER, TODAY, "dmy")

    assert list(cells(page)) == list(range(1, 31))
    assert {len(week) for week in page.weeks} == {7}
    assert [number for number, cell in cells(page).items() if cell.is_today] == [22]


@pytest.mark.parametrize(("order", "first"), [("dmy", "Monday"), ("mdy", "Sunday"), ("ymd", "Monday")])
def test_week_begins_as_the_person_writes_dates(order, first):
    page = month_page([], NOVEMBER, TODAY, order)

    assert page.weekdays[0][1] == first
    assert page.weeks[0].index(cells(page)[1]) == (6 if first == "Monday" else 0)


def test_day_tells_all_that_was_there_once():
    rows = [
        entry(date(2026, 11, 3), 7),
        entry(date(2026, 11, 3), 8),
        entry(date(2026, 11, 3), 9, kind="dose", symptom="", dose_status="missed"),
    ]

    cell = cells(month_page(rows, NOVEMBER, TODAY, "dmy"))[3]

    assert (cell.signs, cell.words, cell.first_pk) == ("●▲", "Nausea; Missed dose", 7)


def test_entry_of_several_days_stands_on_each():
    page = month_page([entry(date(2026, 10, 30), until_on=date(2026, 11, 2))], NOVEMBER, TODAY, "dmy")

    assert [number for number, cell in cells(page).items() if cell.signs] == [1, 2]


@pytest.mark.parametrize(
    ("month", "earlier", "later"),
    [(NOVEMBER, "1", ""), (date(2026, 10, 1), "2", "0"), (date(1900, 1, 1), "", "1521")],
)
def test_other_months_are_one_step_away(month, earlier, later):
    page = month_page([], month, TODAY, "dmy")

    assert (page.earlier, page.later) == (earlier, later)


def test_last_of_february():
    assert last_of(date(2028, 2, 1)) == date(2028, 2, 29)
