from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cmlguide.web.paper.since_visit import since_visit
from cmlguide.web.words.dates import short_date
from milestones.assess import assess
from milestones.history import Marrow, Treatment
from tests.milestones.test_cases import CASES, guideline_of, read_case
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, judged, read, tell


def test_since_the_last_test_of_the_picture():
    assert since_visit(JUST_ABOVE, judged(JUST_ABOVE, today=JUST_ABOVE_ON), None) == (
        "Since my last test",
        (
            "Lowest so far: 0.074%, 7 Sep 2026.",
            "Why ask: above 0.1% after reaching MMR.",
        ),
    )


def test_since_the_last_visit_tells_new_and_ended_medicines():
    old = replace(JUST_ABOVE.treatments[0], stopped_on=date(2026, 11, 1), stop_reason="cost")
    new = Treatment("imatinib", date(2026, 11, 2), dose="300 mg")
    history = replace(JUST_ABOVE, treatments=(old, new))
    title, lines = since_visit(history, judged(history, today=JUST_ABOVE_ON), date(2026, 9, 10))

    assert title == "Since my last visit (10 Sep 2026)"
    assert lines[-2:] == (
        "New medicine or dose: imatinib 300 mg since 2 Nov 2026.",
        "Ended: imatinib 400 mg once a day on 1 Nov 2026 (cost).",
    )


def test_since_of_a_rise_tells_how_far_it_is_from_the_lowest():
    lines = since_visit(RISING, judged(RISING), None)[1]

    assert lines[0] == (
        "Lowest so far: 0.02%, 5 Jan 2026. Now 150 times as high."
        " Doubled about every 83 days since 4 Jan 2027."
    )


def test_since_of_a_rise_that_stands_is_not_said_of_a_newest_test_that_cannot_clear_it():
    history = tell("62", "7", "0.4", "0.02", "0.5", "nd")
    assessment = judged(history)
    day = short_date(assessment.results[-2].collected_on)

    assert f"On {day} 25 times as high." in since_visit(history, assessment, None)[1][0]


def test_since_of_the_lowest_test_says_that_it_is():
    history = tell("62", "7", "0.5", "0.005", "0.003")

    assert since_visit(history, judged(history), None)[1] == ("This is my lowest so far.",)


def test_since_of_an_empty_record():
    empty = tell(medicine="")

    assert since_visit(empty, judged(empty, today=JUST_ABOVE_ON + timedelta(days=1)), None)[1] == (
        "No result yet.",
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("48", "9.1", "0.8", "0.09", "0.02", "0.16"), ["Doubled about every 30 days since 5 Jan 2026."]),
        (("48", "9.1", "0.8", "0.09", "0.07", "0.11"), []),
        (("48", "9.1", "0.8", "0.09"), []),
    ],
)
def test_a_rise_beyond_the_wobble_has_a_doubling_time(values, said):
    history = tell(*values)

    lines = since_visit(history, judged(history), None)[1]

    assert re.findall(r"Doubled .*?\.", lines[0]) == said


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("t315i_with_the_default_answer", "Mutations found: T315I (20 Dec 2023)."),
        ("karyotype_with_i17q", "Bone marrow, 20 Dec 2023, besides the Ph chromosome: i(17q)."),
    ],
)
def test_a_mutation_or_karyotype_behind_the_chip_stands_first_by_its_name(case, told):
    """A team reads the name: "a lab found a change" sent it to look for it lines below."""
    history = read_case(CASES[case])

    assert since_visit(history, assess(history, guideline_of(history), date(2024, 1, 10)), None)[1][0] == told


def test_a_mutation_without_a_name_is_told_all_the_same():
    history = read_case(CASES["t315i_with_the_default_answer"])
    nameless = replace(history, mutations=(replace(history.mutations[0], name="", resistance=True),))
    lines = since_visit(nameless, assess(nameless, guideline_of(history), date(2024, 1, 10)), None)[1]

    assert lines[0].startswith("A lab found a change in the BCR::ABL1 gene (a mutation).")


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        ("0.4", "This is my lowest since treatment started again."),
        ("2.1", "Lowest since treatment started again: 2%, 10 Dec 2025."),
    ],
)
def test_lowest_of_a_restart_is_not_called_the_lowest_so_far(newest, said):
    rows = (
        Treatment("imatinib", date(2020, 1, 6), date(2025, 7, 15), stop_reason="treatment_free_remission"),
        Treatment("imatinib", date(2025, 10, 12)),
    )
    days = (("0.02", date(2025, 6, 10)), ("2", date(2025, 12, 10)), (newest, date(2026, 3, 10)))
    told = replace(tell(), treatments=rows, results=tuple(read(value, day) for value, day in days))

    first = since_visit(told, judged(told), None)[1][0]

    assert first.endswith(said)


def test_paper_says_since_when_a_level_stays():
    told = tell("62", *["1.5"] * 9)

    assert (
        "It has stayed near this level since April 2025. It is not rising."
        in since_visit(told, judged(told), None)[1]
    )


def test_a_level_reached_late_is_said_on_paper_too():
    told = tell("62", "20", "8")

    assert (
        "You reached the level of an earlier checkpoint. It came later than usual, and it counts."
        in since_visit(told, judged(told), None)[1]
    )


def test_a_high_risk_change_at_diagnosis_is_told_and_changes_no_chip():
    marrow = Marrow(date(2024, 12, 20), 20, 20, karyotype="46,XX,t(9;22)(q34;q11),i(17)(q10)[20]")
    told = replace(tell("62", "7"), marrow=(marrow,))
    assessment = judged(told)

    assert assessment.now.severity == "on_track"
    assert (
        "An earlier marrow report names a change in the chromosomes that a team wants to know about. If you "
        "have not talked about it yet, ask what it means for you."
    ) in since_visit(told, assessment, None)[1]
