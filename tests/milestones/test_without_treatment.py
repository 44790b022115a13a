"""Facts for a talk about time without treatment: yes, no, or the record does not say.

Sources: NCCN 2020 (ASH view-large 10062882; PMC8563059 Table 4), ELN 2020 (ASH view-large 10025501;
PMC10403330 Table 2).
"""

from datetime import date
from decimal import Decimal

import pytest

from milestones.history import Result
from milestones.without_treatment import fact_codes
from tests.milestones.builders import START, assessed, at_month, every, other, percent, ratio, tki

NCCN, ELN = "nccn-2020", "eln-2020"
TODAY = date(2030, 1, 1)


def fact(guideline: str, code: str, *results, treatments=None, today: date = TODAY, **facts):
    """(what it needs, what the record has, met)."""
    assessment = assessed(*results, today=today, treatments=treatments, **facts)
    row = next(row for row in assessment.time_without_treatment[guideline] if row.code == code)
    return row.needs, row.has, row.met


def test_the_facts_of_each_guideline_in_their_order():
    assert fact_codes() == {
        NCCN: ("age", "phase", "transcript", "tki_years", "mr4_years", "sees_mr4.5"),
        ELN: ("phase", "scale", "line", "transcript", "tki_years", "mr4_years", "no_failure", "optimal"),
    }


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        (None, ("18", None, None)),
        (2011, ("18", "19", True)),
        (2012, ("18", "18", None)),
        (2013, ("18", "17", False)),
    ],
)
def test_age_where_the_year_of_birth_decides_it(born, answer):
    """Born in 2012, eighteen in 2030: whether the birthday has been is not known."""
    assert fact(NCCN, "age", born_year=born) == answer


@pytest.mark.parametrize(
    ("phase", "met"), [("chronic", True), ("accelerated", False), ("blast", False), ("unknown", None)]
)
@pytest.mark.parametrize("guideline", [NCCN, ELN])
def test_phase(guideline, phase, met):
    assert fact(guideline, "phase", phase=phase) == ("chronic", None if met is None else phase, met)


@pytest.mark.parametrize(("transcript", "met"), [("typical", True), ("atypical", False), ("unknown", None)])
@pytest.mark.parametrize("guideline", [NCCN, ELN])
def test_transcript(guideline, transcript, met):
    answer = ("typical", None if met is None else transcript, met)

    assert fact(guideline, "transcript", transcript=transcript) == answer


# Years on a TKI: NCCN 3 or more, ELN more than 5, more than 4 where every TKI was second-generation.
@pytest.mark.parametrize(
    ("guideline", "medicine", "days", "answer"),
    [
        (NCCN, "imatinib", 1095, ("3", "2.998", False)),
        (NCCN, "imatinib", 1096, ("3", "3.0", True)),
        (ELN, "imatinib", 1826, ("5", "5.0", False)),
        (ELN, "imatinib", 1827, ("5", "5.002", True)),
        (ELN, "dasatinib", 1461, ("4", "4.0", False)),
        (ELN, "dasatinib", 1462, ("4", "4.003", True)),
        (ELN, "asciminib", 1462, ("5", "4.0", False)),
    ],
)
def test_years_on_a_tki(guideline, medicine, days, answer):
    rows = [tki(medicine, START, START.fromordinal(START.toordinal() + days), why="other")]

    assert fact(guideline, "tki_years", treatments=rows) == answer


def test_years_count_what_was_taken_once():
    paused = [tki(stop=date(2025, 1, 1)), tki(start=date(2027, 1, 1), stop=date(2028, 1, 1))]
    overlapping = [tki(stop=date(2026, 1, 1)), tki("dasatinib", date(2025, 1, 1), date(2026, 1, 1))]

    assert fact(NCCN, "tki_years", treatments=paused)[1] == "2.0"
    assert fact(NCCN, "tki_years", treatments=overlapping)[1] == "2.0"
    assert fact(NCCN, "tki_years", treatments=[]) == ("3", None, None)


def test_one_first_generation_tki_asks_for_five_years():
    rows = [tki(stop=date(2025, 1, 1)), tki("dasatinib", date(2025, 1, 1))]

    assert fact(ELN, "tki_years", treatments=rows)[0] == "5"


# Years at MR4: NCCN 2 or more, ELN more than 2. The streak runs from its first to its last deep test.
@pytest.mark.parametrize(
    ("days", "nccn", "eln"),
    [(730, ("1.999", False), ("2.0", False)), (731, ("2.0", True), ("2.001", True))],
)
def test_years_at_mr4(days, nccn, eln):
    first = at_month(12)
    rows = percent("0.01", first), percent("0.01", first.fromordinal(first.toordinal() + days))

    assert fact(NCCN, "mr4_years", *rows)[1:] == nccn
    assert fact(ELN, "mr4_years", *rows)[1:] == eln


def test_years_at_mr4_without_any_are_none_and_unknown_without_a_test():
    assert fact(NCCN, "mr4_years", percent("0.5", 24)) == ("2", "0.0", False)
    assert fact(NCCN, "mr4_years", other("not_detected", 24)) == ("2", None, None)
    assert fact(NCCN, "mr4_years") == ("2", None, None)


@pytest.mark.parametrize(
    ("results", "answer"),
    [
        ([other("not_detected", 24, "0.0032")], ("0.0032", "0.0032", True)),
        ([other("not_detected", 24, "0.0033")], ("0.0032", "0.0033", False)),
        ([other("not_detected", 24, "0.001"), other("not_detected", 27, "0.01")], ("0.0032", "0.01", False)),
        ([other("not_detected", 24)], ("0.0032", None, None)),
        ([percent("0.5", 24)], ("0.0032", None, None)),
        ([percent("0.5", 24, quantifies_to=Decimal("0.002"))], ("0.0032", "0.002", True)),
    ],
)
def test_a_laboratory_that_sees_mr45(results, answer):
    assert fact(NCCN, "sees_mr4.5", *results) == answer


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (percent("0.5", 24), ("percent_is", "percent_is", True)),
        (ratio("0.5", 24, "0.8"), ("percent_is", "percent_is", True)),
        (ratio("0.5", 24), ("percent_is", "ratio_percent", False)),
        (other("no_result", 24), ("percent_is", None, None)),
    ],
)
def test_the_scale_of_the_newest_result(result, answer):
    assert fact(ELN, "scale", result) == answer


def switch(why: str | None, *more):
    return [tki(stop=at_month(20), why=why), tki("dasatinib", at_month(20), *more)]


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([], ("1", None, None)),
        ([tki()], ("1", "1", True)),
        (switch("side_effects"), ("1", "2", True)),
        (switch("working_less_well"), ("1", "2", False)),
        (switch("cost"), ("1", "2", False)),
        (switch(None), ("1", "2", None)),
        ([*switch("side_effects", at_month(30)), tki("nilotinib", at_month(30))], ("1", "3", False)),
        ([tki(stop=at_month(40), why="treatment_free_remission"), tki(start=at_month(50))], ("1", "1", True)),
    ],
)
def test_first_line_or_second_only_for_side_effects(rows, answer):
    assert fact(ELN, "line", treatments=rows) == answer


@pytest.mark.parametrize(
    ("rows", "results", "answer"),
    [
        ([tki()], [percent("0.5", 6)], ("0", "0", True)),
        ([tki()], [percent("12", 6)], ("0", "1", False)),
        (switch("working_less_well"), [], ("0", "1", False)),
        (switch("side_effects"), [], ("0", "0", True)),
        (switch(None), [], ("0", None, None)),
        ([], [], ("0", None, None)),
    ],
)
def test_no_earlier_failure(rows, results, answer):
    assert fact(ELN, "no_failure", *results, treatments=rows) == answer


# Optimal: TKI more than 5 years, and MR4 more than 3 or MR4.5 more than 2.
@pytest.mark.parametrize(
    ("value", "years", "tki_from", "met"),
    [
        ("0.01", 3.1, START, True),
        ("0.01", 2.9, START, False),
        ("0.0032", 2.1, START, True),
        ("0.0032", 1.9, START, False),
        ("0.01", 3.1, date(2025, 6, 1), False),
    ],
)
def test_optimal(value, years, tki_from, met):
    rows = every(years * 12, value, value, start=20)

    assert fact(ELN, "optimal", *rows, treatments=[tki(start=tki_from)])[::2] == ("5, 3 or 2", met)


def test_optimal_without_a_tki_or_a_test_is_not_said():
    assert fact(ELN, "optimal", percent("0.01", 24), treatments=[])[1:] == (None, None)
    assert fact(ELN, "optimal")[1:] == (None, None)


def test_a_level_of_mr45_is_seen():
    assert fact(NCCN, "sees_mr4.5", Result(at_month(24), "level", level="mr4.5"))[2] is True
