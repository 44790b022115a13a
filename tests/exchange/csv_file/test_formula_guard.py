import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmlguide.exchange.csv_file.formula_guard import guard, unguard, unguard_first

BEGINNINGS = "=+-@\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize("sign", [*BEGINNINGS, "\t", "\r"])
@pytest.mark.parametrize("before", ["", "a;", "a\t", "a|", "a\n", "a\r\n"])
def test_formula_at_the_beginning_of_what_a_spreadsheet_takes_for_a_cell_is_guarded(before, sign):
    text = f"{before}{sign}1+1"

    assert guard(text) == f"{guard(before)}'{sign}1+1"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "City", "a = b", "5-10", "a, -b", "it's", "'q'", "me@example.org"])
def test_other_text_stays_as_it_is(text):
    assert guard(text) == text


@pytest.mark.parametrize("text", ["'=1", "''=1", ";'=1", "'\t;=1", "\t\t=", "\r\r\n=1", ";;'';=", "'"])
def test_text_with_quote_marks_of_its_own_comes_back(text):
    assert unguard(guard(text)) == text


@given(st.text(alphabet="'=;-\t\r\n|a \uff1d"))
def test_every_text_comes_back_and_no_part_begins_a_formula(text):
    guarded = guard(text)

    parts = re.split("[;|\t\r\n]", guarded)
    assert unguard(guarded) == text
    assert [part for part in parts if part[:1] and part[0] in BEGINNINGS] == []


def test_quote_mark_inside_another_programs_cell_is_left_alone():
    assert unguard_first("'=1;'=2") == "=1;'=2"
