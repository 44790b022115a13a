from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmlguide.exchange import codes
from cmlguide.exchange.typed.date import TypedDate, month_of, read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-07-03", "2026/07/03", "2026.7.3", "20260703", "3 Jul 26", "3 July 2026", "03-Jul-2026",
        "3Jul2026",
        "Jul 3, 2026", "July 3rd 2026", "2026 Jul 3", "Fri, 3 July 2026", "3. Juli 2026", "3 juillet 2026",
        "3 de julio de 2026", "3 luglio 2026", "3 de julho de 2026", "3 juli 2026", "3 Temmuz 2026",
        "3. heinäkuuta 2026", "2026年7月3日", "٢٠٢٦-٠٧-٠٣", "２０２６－０７－０３", "3\u00a0Jul\u00a02026",
        "2026-07-03T10:30:00Z", "2026-07-03 10:30:00 -0500", "3 Jul 2026, 10:30 AM",
    ],
)  # fmt: skip
def test_read_date_understands_a_clear_date(typed):
    assert read_date(typed, today=TODAY) == TypedDate(date=date(2026, 7, 3))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("13/07/26", date(2026, 7, 13)),
        ("07/13/26", date(2026, 7, 13)),
        ("18.12.17", date(2017, 12, 18)),
        ("07/07/26", date(2026, 7, 7)),
        ("1er mars 2024", date(2024, 3, 1)),
        ("12 mars 2024", date(2024, 3, 12)),
        ("3 Mart 2024", date(2024, 3, 3)),
        ("15 ŞUBAT 2025", date(2025, 2, 15)),
        ("3 août 2025", date(2025, 8, 3)),
        ("3 mar 2025", date(2025, 3, 3)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("3 Jul 27", date(2027, 7, 3)),
    ],
)
def test_read_date_takes_the_only_date_it_can_be(typed, day):
    assert read_date(typed, today=TODAY) == TypedDate(date=day)


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("03/07/26", (date(2026, 3, 7), date(2026, 7, 3))),
        ("3 7 2026", (date(2026, 3, 7), date(2026, 7, 3))),
        ("03.07.2026", (date(2026, 3, 7), date(2026, 7, 3))),
        ("3/4/2024 10:30 AM", (date(2024, 3, 4), date(2024, 4, 3))),
        ("26-07-03", (date(2003, 7, 26), date(2026, 7, 3))),
    ],
)
def test_read_date_asks_which_of_two(typed, choices):
    assert read_date(typed, today=TODAY) == TypedDate(problem=codes.ASK_DAY_OR_MONTH, choices=choices)


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("03/07/26", "dmy", date(2026, 7, 3)),
        ("03/07/26", "mdy", date(2026, 3, 7)),
        ("26/07/03", "ymd", date(2026, 7, 3)),
        ("3 7 2026", "dmy", date(2026, 7, 3)),
        ("2026-07-03", "mdy", date(2026, 7, 3)),
    ],
)
def test_read_date_keeps_to_a_known_order(typed, order, day):
    assert read_date(typed, order, today=TODAY) == TypedDate(date=day)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-07", TypedDate(problem=codes.DATE_DAY_MISSING, year=2026, month=7)),
        ("07/2026", TypedDate(problem=codes.DATE_DAY_MISSING, year=2026, month=7)),
        ("July 2026", TypedDate(problem=codes.DATE_DAY_MISSING, year=2026, month=7)),
        ("2026", TypedDate(problem=codes.DATE_MONTH_MISSING, year=2026)),
        ("3 July", TypedDate(problem=codes.DATE_YEAR_MISSING, month=7)),
        ("July", TypedDate(problem=codes.DATE_YEAR_MISSING, month=7)),
    ],
)
def test_read_date_keeps_a_partial_date_partial(typed, expected):
    assert read_date(typed, today=TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", codes.DATE_MISSING),
        (" . ", codes.DATE_MISSING),
        ("6", codes.DATE_UNREADABLE),
        ("117,045", codes.DATE_UNREADABLE),
        ("3 xyz 2025", codes.DATE_UNREADABLE),
        ("3 jui 2025", codes.DATE_UNREADABLE),
        ("03/07/226", codes.DATE_UNREADABLE),
        ("1/2/3/4", codes.DATE_UNREADABLE),
        ("3 July 2026 or so", codes.DATE_UNREADABLE),
        ("<2026-07-03>", codes.DATE_UNREADABLE),
        ("9" * 80, codes.DATE_UNREADABLE),
        ("13/13/2026", codes.DATE_IMPOSSIBLE),
        ("31/02/2026", codes.DATE_IMPOSSIBLE),
        ("2026-02-30", codes.DATE_IMPOSSIBLE),
        ("29 Feb 2026", codes.DATE_IMPOSSIBLE),
        ("2026-13", codes.DATE_IMPOSSIBLE),
        ("3 Jul 99", codes.DATE_YEAR_FOUR_DIGITS),
        ("05.02.98", codes.DATE_YEAR_FOUR_DIGITS),
        ("3 Jul 28", codes.DATE_YEAR_FOUR_DIGITS),
        ("2569-01-01", codes.DATE_YEAR_RANGE),
        ("1026-01-01", codes.DATE_YEAR_RANGE),
    ],
)
def test_read_date_says_what_is_wrong(typed, problem):
    assert read_date(typed, today=TODAY) == TypedDate(problem=problem)


def test_month_of_needs_an_unmistakable_name():
    assert [month_of(name) for name in ("jui", "juin", "juil", "mar", "set", "ma")] == [
        None,
        6,
        7,
        3,
        9,
        None,
    ]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_read_date_never_raises(typed):
    read = read_date(typed, today=TODAY)

    assert (read.date is None) == (read.problem is not None)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_read_date_reads_back_every_iso_date(day):
    assert read_date(day.isoformat(), today=TODAY) == TypedDate(date=day)
