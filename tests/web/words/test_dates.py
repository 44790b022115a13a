from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation

from cmlguide.exchange.typed.date import read_date
from cmlguide.web.words import dates

TODAY = date(2026, 11, 22)


def test_long_and_short_date_name_the_month():
    day = date(2026, 11, 12)

    assert (dates.long_date(day), dates.short_date(day)) == ("12 November 2026", "12 Nov 2026")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2027, 2, 12), "12 February"), (date(2026, 7, 14), "14 July"), (date(2027, 7, 14), "14 July 2027")],
)
def test_day_and_month_names_the_year_where_it_could_mislead(day, expected):
    assert dates.day_and_month(day, today=TODAY) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 12, 12), date(2027, 2, 12), "12 Dec to 12 Feb"),
        (date(2026, 12, 12), date(2026, 12, 12), "12 Dec 2026"),
        (date(2025, 1, 7), date(2025, 4, 7), "7 Jan 2025 to 7 Apr 2025"),
        (date(2026, 12, 12), date(2027, 12, 12), "12 Dec 2026 to 12 Dec 2027"),
    ],
)
def test_span(first, last, expected):
    assert dates.span(first, last, today=TODAY) == expected


def test_month_and_year():
    assert dates.month_and_year(date(2024, 3, 5)) == "March 2024"


@pytest.mark.parametrize(("months", "expected"), [(None, None), ("14.13", 14), ("2.86", 3), ("0.2", 0)])
def test_month_on_treatment_is_the_nearest(months, expected):
    assert dates.month_on_treatment(None if months is None else Decimal(months)) == expected


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_dates_can_be_typed_as_each_language_writes_them(language):
    days = [date(2026, month, 3) for month in range(1, 13)]
    with translation.override(language):
        written = [(dates.long_date(day), dates.short_date(day)) for day in days]

    read = [tuple(read_date(text).date for text in texts) for texts in written]
    assert read == [(day, day) for day in days]


def test_months_have_small_letters_in_portuguese():
    with translation.override("pt-br"):
        assert dates.long_date(date(2026, 11, 5)) == "5 de novembro de 2026"
        assert dates.short_date(date(2026, 11, 5)) == "5 nov 2026"
        assert dates.month_and_year(date(2026, 11, 5)) == "novembro de 2026"
        assert dates.month_name(date(2026, 11, 5)) == "novembro"


@pytest.mark.parametrize(
    ("language", "whole"),
    [
        ("en", "28~September 2026, 1~Sep 2026, 1~May"),
        ("de", "28.~September 2026, 1.~Sep 2026, 1.~Mai"),
        ("es", "28~de~septiembre de 2026, 1~sep 2026, 1~de~mayo"),
        ("fr", "28~septembre 2026, 1~sept. 2026, 1~mai"),
        ("pt-br", "28~de~setembro de 2026, 1~set 2026, 1~de~maio"),
    ],
)
def test_no_line_ends_between_a_days_number_and_its_month(language, whole):
    with translation.override(language):
        long, short = dates.long_date(date(2026, 9, 28)), dates.short_date(date(2026, 9, 1))
        days = f"{long}, {short}, {dates.full_day_and_month(date(2026, 5, 1))}"

        assert dates.whole_days(days) == whole.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("text", ["12 Mayors", "128 May", "in 3 months", "May 2026", "0.074%", "a <b>"])
def test_what_is_no_day_stays_as_it_is(text):
    assert dates.whole_days(text) == text


@pytest.mark.parametrize(
    ("months", "said"),
    [(24, "2 years"), (25, "2 years 1 month"), (29, "2 years 5 months"), (143, "11 years 11 months")],
)
def test_a_long_time_is_told_in_years(months, said):
    assert dates.time_on(months) == said
