from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.web.words.result.facts import facts_of, ladder_of
from milestones.history import Result, Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, START, STEP, judged, read, tell


def facts(history, **how) -> dict[str, str]:
    return {fact.label: fact.value for fact in facts_of(judged(history, **how))}


def test_facts_of_the_picture():
    assert facts(JUST_ABOVE, today=JUST_ABOVE_ON) == {
        "12-month checkpoint": "met on 7 Sep 2026 (0.074%)",
        "Since diagnosis (62%)": "about 560 times less",
        "Lowest so far": "0.074% · 7 Sep 2026",
        "Usual time for the next test": "12 Dec to 12 Feb",
        "Measured against": "ELN 2020",
    }


def test_facts_say_the_next_goal_by_its_date():
    assert facts(tell("62", "7"))["By 6 July"] == "the usual goal is 1% or less"


def test_facts_of_a_checkpoint_that_was_not_met():
    assert facts(tell("62", "20"))["3-month checkpoint"] == "not met at that time (20%, 7 Apr 2025)"


def test_checkpoint_met_names_the_number_that_met_it():
    history = tell("62", "7.2")
    higher = Result(history.results[-1].collected_on, value=Decimal("72"), unit="percent_is")

    assert facts(replace(history, results=(*history.results, higher)))["3-month checkpoint"] == (
        "met on 7 Apr 2025 (7.2%)"
    )


def test_facts_of_a_checkpoint_without_a_test():
    last = Result(START + timedelta(days=5 * 30), value=Decimal("3"), unit="percent_is")
    history = tell("62", last)

    assert facts(history)["3-month checkpoint"] == "no test near it"


def test_facts_of_one_result_name_no_lowest():
    assert "Lowest so far" not in facts(tell("62"))


def test_facts_of_an_empty_record_name_no_guideline_while_nothing_is_measured():
    assert facts(tell(medicine="")) == {}
    assert facts(tell())["Measured against"] == "ELN 2020"


def test_facts_of_an_overdue_test_say_that_it_has_passed():
    late = START + timedelta(days=STEP + 400)

    assert facts(tell("62", "7"), today=late)["Usual time for the next test"] == (
        "was 7 Jul 2025 to 7 Aug 2025; it has passed"
    )


def test_facts_of_a_planned_test_say_so():
    history = replace(JUST_ABOVE, person=replace(JUST_ABOVE.person, planned_test_on=date(2026, 12, 20)))

    assert facts(history, today=JUST_ABOVE_ON)["Your next test, as planned"] == "20 Dec 2026"


@pytest.mark.parametrize(("deep", "expected"), [(("0.005",), "1 test"), (("0.005", "0.003"), "2 tests")])
def test_facts_count_the_tests_in_deep_response(deep, expected):
    told = facts(tell("62", "7", "0.5", "0.05", *deep))

    assert told["At MR4.0 or deeper"] == f"since 5 Jan 2026 · {expected}"


def test_since_diagnosis_is_at_least_so_much_where_nothing_was_found():
    told = facts(tell("62", "7", "0.5", "0.05", "nd 0.0032"))

    assert told["Since diagnosis (62%)"] == "at least 19,000 times less"


def test_ladder_of_the_picture():
    rungs = [
        (rung.shape, rung.name, rung.when) for rung in ladder_of(judged(JUST_ABOVE, today=JUST_ABOVE_ON))
    ]

    assert rungs == [
        ("●", "Early response (EMR)", "4 Dec 2025"),
        ("●", "CCyR level", "10 Mar 2026"),
        ("◐", "Major response (MMR)", "7 Sep 2026"),
        ("○", "Deep response (MR4.0)", "ahead"),
        ("○", "Deep response (MR4.5)", "ahead"),
        ("○", "Deep response (MR5)", "ahead"),
        ("○", "Not detected (CMR)", "ahead"),
    ]


@pytest.mark.parametrize(
    ("last", "note"),
    [
        ("nd 0.0032", "the test could see down to 0.0032%"),
        ("nd", "the report does not say how deep the test could see"),
    ],
)
def test_ladder_says_how_deep_not_detected_is(last, note):
    rung = ladder_of(judged(tell("62", "7", "0.5", "0.05", last)))[-1]

    assert (rung.name, rung.shape, rung.note) == ("Not detected (CMR)", "●", note)


def test_ladder_says_in_words_what_its_shapes_say():
    states = {rung.shape: rung.state for rung in ladder_of(judged(JUST_ABOVE, today=JUST_ABOVE_ON))}

    assert states == {"●": "reached", "◐": "reached before, above it now", "○": ""}


@pytest.mark.parametrize("about", [{"phase": "blast"}, {"transcript": "atypical"}])
def test_facts_of_somebody_the_checkpoints_are_not_made_for_name_no_guideline(about):
    history = tell("62", "7")
    shown = facts(replace(history, person=replace(history.person, **about)))

    assert (shown["Checkpoints"], "Measured against" in shown) == ("not made for your situation", False)


@pytest.mark.parametrize(
    ("days_late", "label", "value"),
    [
        (0, "By 6 July", "the usual goal is 1% or less"),
        (1, "6-month checkpoint", "now: the usual goal is 1% or less"),
    ],
)
def test_facts_do_not_look_ahead_to_a_day_that_has_passed(days_late, label, value):
    due_on = date(2025, 7, 6)

    assert facts(tell("62", "7"), today=due_on + timedelta(days=days_late))[label] == value


def test_ladder_says_that_the_newest_test_cannot_tell_and_that_a_level_may_be_older():
    deep, unsaid = tell("0.008", "nd", start=date(2020, 1, 6)), tell("62", "7", "0.5", "0.05", "0.008", "nd")

    late = {rung.name: rung.when for rung in ladder_of(judged(deep))}
    rung = next(rung for rung in ladder_of(judged(unsaid)) if rung.name == "Deep response (MR4.0)")

    assert late["Major response (MMR)"] == "by 6 Jan 2020"
    assert (rung.shape, rung.state, rung.note) == ("●", "reached", "your newest test cannot tell")


RESTARTED = (
    Treatment("imatinib", date(2020, 1, 6), date(2025, 7, 15), stop_reason="treatment_free_remission"),
    Treatment("imatinib", date(2026, 4, 12)),
)
NO_LONGER_ENOUGH = (
    Treatment("imatinib", date(2020, 1, 6), date(2025, 7, 15), stop_reason="working_less_well"),
    Treatment("dasatinib", date(2025, 7, 15)),
)


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        (RESTARTED, "Lowest since treatment started again"),
        (NO_LONGER_ENOUGH, "Lowest on this medicine"),
        (RESTARTED[1:], "Lowest so far"),
    ],
)
def test_lowest_says_since_when_where_the_record_holds_a_lower_one(rows, label):
    """After a restart and after a medicine that worked less well the lowest begins anew."""
    results = tuple(
        read(value, date(year, 6, 10)) for value, year in (("0.02", 2024), ("2", 2025), ("0.4", 2026))
    )
    told = replace(tell(), treatments=rows, results=results)

    assert facts(told)[label] == "0.4% · 10 Jun 2026"
