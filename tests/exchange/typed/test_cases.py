"""Typed strings of many kinds and languages, read correctly or refused (`tests/exchange/cases`)."""

import pytest

from tests.exchange.cases.case import cases, faults_of_number

CASES = [case for name in ("number_box.toml", "own_numbers.toml") for case in cases(name, "number")]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{case['id']}" for case in CASES])
def test_a_typed_number_is_read_right(case):
    assert faults_of_number(case) == []
