"""A history as of one day: what is dated on that day is known, what comes later is not."""

from dataclasses import replace

import pytest

from milestones.history import BloodCount, Marrow, Mutation, Treatment, as_known_on
from tests.milestones.builders import at_month, day, history, percent, tki

ON = day(100)
WHOLE = replace(
    history(
        percent("0.05", ON),
        percent("0.05", day(200)),
        treatments=[Treatment("hydroxyurea", ON), tki(stop=ON, why="pregnancy")],
        transplant_on=ON,
    ),
    blood_counts=(BloodCount(ON), BloodCount(day(200))),
    marrow=(Marrow(ON), Marrow(day(200))),
    mutations=(Mutation(ON), Mutation(day(200))),
)


def test_what_is_dated_on_the_day_is_known():
    known = as_known_on(WHOLE, ON)

    assert known.treatments == WHOLE.treatments
    assert [len(rows) for rows in (known.results, known.blood_counts, known.marrow, known.mutations)] == [
        1
    ] * 4
    assert known.person.transplant_on == ON


def test_what_is_dated_later_is_not_known():
    known = as_known_on(WHOLE, day(99))

    assert [(row.medicine, row.stopped_on, row.stop_reason) for row in known.treatments] == [
        ("imatinib", None, None)
    ]
    assert (known.results, known.blood_counts, known.marrow, known.mutations) == ((), (), (), ())
    assert known.person.transplant_on is None


@pytest.mark.parametrize("on", [day(200), at_month(48)])
def test_a_history_without_later_entries_is_itself(on):
    assert as_known_on(WHOLE, on) == WHOLE
