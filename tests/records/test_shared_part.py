"""A link's part of the record is cut from the data: what it does not show is not there at all."""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.judged import assess_person
from cmlguide.records.models import GuestLink
from cmlguide.records.shared_part import cut_to_span, shared_part
from milestones.history import History, Treatment
from tests.factories import (
    make_blood_count,
    make_diary_entry,
    make_goal,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_series,
)

pytestmark = pytest.mark.django_db
TESTS = ["results", "medicines", "counts", "tests"]


def link_of(person, sections=TESTS, first_on=None, last_on=None):
    return GuestLink(person=person, name="x", sections=list(sections), first_on=first_on, last_on=last_on)


@pytest.fixture
def record(person):
    """Five results a quarter apart from 29 August 2025, the last one a rise,
    and one row of every other kind."""
    make_medicine(person)
    make_series(person, ("62", "7.1", "0.84", "0.074", "3.6"))
    make_blood_count(person)
    make_marrow_test(person)
    make_mutation(person)
    make_diary_entry(person)
    make_goal(person)
    edit_person(person=person, agreed_percent_is=Decimal("0.5"), agreed_on=date(2026, 1, 1))
    return person


def test_link_to_all_has_the_whole_verdict(record, today):
    part, whole = shared_part(record, link_of(record), today), assess_person(record, today)

    assert part.judged is True
    assert (part.assessment.now, part.assessment.level) == (whole.now, whole.level)
    assert part.assessment.trend == whole.trend


def test_wishes_and_diary_are_in_no_part(record, today):
    history = shared_part(record, link_of(record), today).history

    assert history.extra == {}
    assert (history.person.goal, history.person.agreed_percent_is, history.person.extra) == (
        "unset",
        None,
        {},
    )


@pytest.mark.parametrize("left_out", TESTS)
def test_link_that_leaves_a_section_out_has_its_rows_no_more_and_no_verdict(record, today, left_out):
    lists = {
        "results": ["results"],
        "medicines": ["treatments"],
        "counts": ["blood_counts"],
        "tests": ["marrow", "mutations"],
    }
    part = shared_part(record, link_of(record, [one for one in TESTS if one != left_out]), today)

    empty = [name for names in lists.values() for name in names if not getattr(part.history, name)]
    assert (part.judged, empty) == (False, lists[left_out])


def test_link_of_one_section_knows_nothing_else_of_the_person(record, today):
    facts = shared_part(record, link_of(record, ["counts"]), today).history.person

    assert (facts.diagnosed_on, facts.born_year, facts.phase, facts.transcript) == (
        None,
        None,
        "unknown",
        "typical",
    )


@pytest.mark.parametrize(
    ("first_on", "last_on", "judged", "shown"),
    [
        (date(2025, 8, 29), None, True, 5),  # on the first day itself: nothing is cut
        (date(2025, 8, 30), None, False, 4),
        (None, date(2026, 8, 28), False, 5),  # the newest is of that day, but imatinib goes on after it
        (None, date(2026, 8, 27), False, 4),
        (date(2027, 1, 1), None, False, 0),
    ],
)
def test_span_that_cuts_anything_leaves_no_verdict(record, today, first_on, last_on, judged, shown):
    part = shared_part(record, link_of(record, first_on=first_on, last_on=last_on), today)

    assert (part.judged, part.is_cut, len(part.history.results)) == (judged, not judged, shown)


def test_cut_part_has_no_clock_no_wobble_and_no_next_test(record, today):
    assessment = shared_part(record, link_of(record, first_on=date(2026, 1, 1)), today).assessment

    assert (assessment.checkpoints, assessment.wobble, assessment.next_test) == ((), None, None)
    assert assessment.line.clock_from is None


def test_part_costs_one_query(record, today, django_assert_num_queries):
    link = link_of(record)

    with django_assert_num_queries(1):
        shared_part(record, link, today)


def test_medicine_is_cut_at_the_borders_and_its_reason_to_end_with_it():
    row = Treatment("imatinib", date(2020, 1, 1), date(2026, 6, 1), stop_reason="side_effects", key="1")

    inside = cut_to_span(History(treatments=(row,)), date(2025, 1, 1), date(2026, 1, 1))

    assert inside.treatments == (Treatment("imatinib", date(2025, 1, 1), date(2026, 1, 1)),)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), 0),
        (date(2024, 1, 1), date(2025, 1, 1), 1),
        (date(2026, 1, 1), None, 1),
        (date(2026, 1, 2), None, 0),
    ],
)
def test_medicine_outside_the_span_is_gone(start, end, shown):
    history = History(treatments=(Treatment("imatinib", start, end),))

    assert len(cut_to_span(history, date(2025, 1, 1), date(2026, 1, 1)).treatments) == shown


def test_what_reaches_over_a_border_is_known_by_its_key(record, today):
    key = str(record.medicines.get().pk)

    part = shared_part(record, link_of(record, first_on=date(2026, 1, 1), last_on=date(2026, 5, 1)), today)

    assert (part.began_before, part.go_on_after) == ({key}, {key})
