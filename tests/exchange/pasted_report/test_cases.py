"""Letters of many kinds, shapes and languages, read correctly or asked about (`tests/exchange/cases`)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmlguide.exchange.pasted_report.reader import read_report
from cmlguide.exchange.preview.values import Options
from tests.exchange.cases.case import TODAY, cases, faults_of_letter, read_letter

CASES = [case for name in ("letters.toml", "own_letters.toml") for case in cases(name, "letter")]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{case['id']}" for case in CASES])
def test_a_letter_is_read_right(case):
    assert faults_of_letter(case, read_letter(case["text"])) == []


PIECES = (
    "BCR-ABL1 (IS): {number} %", "BCR::ABL1 not detected", "ABL1 copies: 45,000",
    "Limit of detection: {number} %", "Reference range: not detected", "BCR-ABL1 Ct {number}",
    "MMR is 0.1% (IS) or lower", "Collected 3 Feb 2026", "BCR-ABL1/ABL1 ratio {number} %",
    "FISH BCR-ABL1: 3/200 nuclei ({number} %)", "Hemoglobin {number} g/dL", "p210 transcript {number} % IS",
    "BCR-ABL1 copies 12", "previously {number} % IS", "BCR-ABL1 log reduction {number}",
)  # fmt: skip
NUMBERS = st.decimals(min_value="0.001", max_value="6", places=3).map(str)
LETTERS = st.lists(st.tuples(st.sampled_from(PIECES), NUMBERS), min_size=1, max_size=8)


@given(LETTERS)
def test_nothing_is_proposed_without_the_text_it_came_from(pieces):
    lines = [piece.format(number=number) for piece, number in pieces]
    letter = "\n".join(lines)

    preview = read_report(letter, Options(today=TODAY))

    for row in preview.results:
        places = [int(place.removeprefix("line ")) for place in row.where.split(", ")]
        assert [lines[place - 1] in row.raw or "…" in row.raw for place in places] == [True] * len(places)
    shown = "".join(letter[start:end] for start, end in preview.used)
    assert all(str(row.value) in shown for row in preview.results if row.value is not None)


@given(LETTERS)
def test_nothing_beside_the_gene_vanishes_without_a_reason(pieces):
    lines = [piece.format(number=number) for piece, number in pieces]

    preview = read_report("\n".join(lines), Options(today=TODAY))

    told = {int(row.where.removeprefix("line ")) for row in preview.left_out}
    told |= {int(place.removeprefix("line ")) for row in preview.results for place in row.where.split(", ")}
    beside = {
        number
        for number, line in enumerate(lines, start=1)
        if "BCR" in line and any(c.isdigit() for c in line[8:])
    }
    kept = {str(row.value) for row in preview.results}
    assert {
        number for number in beside - told if not any(value in lines[number - 1] for value in kept)
    } == set()
