"""The engine's explanation in plain words: every code and every number has words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.web.pages.results.explained import ANSWERS, NUMBERS, RULES, how_we_got_this
from milestones import explain, trend_rules
from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import History, PersonFacts, Result, Treatment
from milestones.sourced import SAYS_WHERE, load_numbers

TODAY = date(2026, 11, 22)
STARTED = date(2025, 9, 8)
PERSON = PersonFacts(transcript="typical", phase="chronic")


def after(days: int, value: str | None = "0.5", **facts) -> Result:
    facts = {"kind": "value", "unit": "percent_is", "key": str(days), **facts}
    return Result(STARTED + timedelta(days=days), value=None if value is None else Decimal(value), **facts)


def how_of(*results: Result):
    """How the last of these results was judged."""
    history = History(PERSON, (Treatment("imatinib", STARTED),), results)
    return how_we_got_this(results[-1], history, assess(history, load_guideline("eln-2020"), TODAY))


def test_words_are_there_for_every_rule_and_answer():
    assert set(RULES) == set(trend_rules.FINDING_CODES) - set(trend_rules.EVENTS)
    assert set(ANSWERS) == {explain.YES, explain.NO, explain.CANNOT_TELL}


def test_words_are_there_for_every_number_of_the_trend():
    tables = load_numbers("trend")
    rows = [
        (name, row) for name, rows in tables.items() for row in (rows if isinstance(rows, list) else [rows])
    ]

    assert set(NUMBERS) == {f"{name}.{key}" for name, row in rows for key in row if key not in SAYS_WHERE}


@pytest.mark.parametrize(
    ("result", "step"),
    [
        (after(200), "We read this result as 0.5%."),
        (after(200, None, kind="above_limit", limit=Decimal(55)), "We read this result as more than 55%."),
        (
            after(200, None, kind="not_detected", limit=Decimal("0.0032")),
            "We read this result as somewhere from 0% to 0.0032%.",
        ),
    ],
)
def test_first_step_says_how_it_was_read(result, step):
    assert how_of(result).steps[0] == step


def test_row_shows_each_part_and_where_the_result_lies():
    how = how_of(after(366, "0.3"))

    assert how.steps[1] == "It was taken in month 12. The 12-month checkpoint counts from month 10.5 on."
    assert [(band.range, band.category, band.shape, str(band.answer)) for band in how.bands] == [
        ("0.1% or less", "“optimal”", "○", "not here"),
        ("more than 0.1%, up to 1%", "“warning”", "●", "here"),
        ("more than 1%", "“failure”", "○", "not here"),
    ]
    assert how.row_source == (
        "Source: Hochhaus et al., Leukemia 2020;34:966-984 · read in PMC10133857 Table 1"
    )


def test_result_taken_a_little_early_says_so():
    assert how_of(after(160, "20")).steps[-1].startswith("It came a little early for this checkpoint")


def test_confirmed_result_names_the_test_before():
    assert how_of(after(80, "12"), after(120, "12")).steps[-1] == (
        "It is above 10% for the second time: the test before was 40 days earlier."
    )


def test_rule_that_held_says_what_was_compared_and_its_numbers():
    (rise,) = (rule for rule in how_of(after(200, "0.5"), after(300, "1.5")).held if "last time" in rule.name)

    assert rise.compared == "1.5% on 5 Jul 2026 compared with 0.5% on 27 Mar 2026: 3 times as high"
    assert rise.numbers[1][0] == "from 0.1% up, the test itself can move it less than 2 times"
    assert rise.numbers[1][1].startswith("Source: Between-run precision published by one laboratory")
    assert rise.numbers[0][1].startswith("Our own choice: ")


def test_rule_that_came_near_stands_apart():
    how = how_of(after(300, "0.05"), after(400, "0.07"))

    assert [str(rule.name) for rule in how.near] == ["Above MMR after it had been reached"]
    assert [str(rule.name) for rule in how.held] == ["A change inside the test's wobble"]
    assert how.near_times == "1.5"


def test_points_are_the_tests_it_was_compared_with():
    points = how_of(after(200, "0.5"), after(300, None, kind="not_detected", limit=Decimal("0.0032"))).points

    assert points == (
        ("This test", "0.0032% or less on 5 Jul 2026"),
        ("The test before", "0.5% on 27 Mar 2026"),
        ("The lowest before", "0.5% on 27 Mar 2026"),
    )


def test_result_after_today_has_none():
    assert how_of(after(900)) is None
