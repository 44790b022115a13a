"""assess() as a whole: baseline, other guidelines, notes, as of each date."""

from dataclasses import replace
from decimal import Decimal

import pytest

from milestones.assess import assess, assess_each, see_what_is_taken
from milestones.assessment import NOTES
from milestones.guideline import load_guideline
from milestones.history import BloodCount, Marrow, Mutation, as_known_on
from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    day,
    history,
    other,
    percent,
    ratio,
    tki,
)

ELN = load_guideline("eln-2020")
D = Decimal


def baseline(*results, **facts) -> tuple | None:
    row = assessed(*results, **facts).baseline
    return row and (row.collected_on, row.value, row.times_less, row.at_least)


def test_the_flagged_result_is_the_baseline():
    rows = [percent("62", day(-40), baseline=True), percent("80", day(-2)), percent("0.5", 12)]

    assert baseline(*rows) == (day(-40), 62, 124, False)


def test_of_two_flagged_the_first_is_the_baseline():
    rows = [percent("62", day(-40), baseline=True), percent("80", day(-2), baseline=True)]

    assert baseline(*rows)[0] == day(-40)


@pytest.mark.parametrize(("days", "found"), [(-300, True), (0, True), (14, True), (15, False)])
def test_else_the_last_before_or_14_days_after_the_first_medicines_start(days, found):
    rows = [percent("100", day(-400)), percent("62", day(days))]

    assert baseline(*rows, today=day(20))[0] == day(days if found else -400)


def test_without_one_early_enough_there_is_none():
    assert baseline(percent("62", day(15))) is None
    assert baseline(percent("62", day(-5)), treatments=[]) is None
    assert baseline(ratio("62", day(-5))) is None
    assert baseline(percent("62", day(-5), specimen="marrow")) is None


def test_a_baseline_alone_has_nothing_to_be_compared_with():
    assert baseline(percent("62", day(-5)), today=day(1)) == (day(-5), 62, None, False)


@pytest.mark.parametrize(
    ("start", "newest", "value", "times_less", "at_least"),
    [
        (percent("50", day(-5)), percent("0.5", 12), "50", 100, False),
        (percent("50", day(-5)), other("less_than", 12, "0.5"), "50", 100, True),
        (other("above_limit", day(-5), "55"), percent("0.5", 12), "55", 110, True),
        (other("less_than", day(-5), "80"), percent("0.5", 12), "80", None, False),
        (percent("50", day(-5)), other("above_limit", 12, "55"), "50", None, False),
        (percent("50", day(-5)), other("not_detected", 12), "50", 500, True),
    ],
)
def test_times_less_is_start_over_newest_or_its_lower_bound(start, newest, value, times_less, at_least):
    assert baseline(start, newest) == (day(-5), D(value), times_less, at_least)


def test_the_last_test_counts_not_a_failed_one():
    rows = [percent("50", day(-5)), percent("0.5", 12), other("no_result", 13)]

    assert baseline(*rows)[2] == 100


# other_guidelines: those whose severity differs.
def test_another_guideline_with_a_confirmed_result_of_its_own():
    """ELN speaks of a confirmed second value; NCCN's yellow is milder."""
    rows = [percent("12", day(80)), percent("12", day(120))]

    eln, nccn = (assessed(*rows, guideline=name).other_guidelines for name in ("eln-2020", "nccn-2024"))

    assert [(row.guideline, row.category, row.severity) for row in eln] == [
        ("nccn-2024", "yellow", "discuss")
    ]
    assert [(row.guideline, row.category, row.severity) for row in nccn] == [("eln-2020", "failure", "soon")]


def test_the_other_guideline_looks_at_blood_tests_on_the_scale_only():
    rows = [percent("12", day(80)), ratio("5", day(100)), percent("12", day(120))]

    (said,) = assessed(*rows, guideline="nccn-2024").other_guidelines

    assert (said.category, said.severity) == ("failure", "soon")


def test_a_cannot_tell_of_the_other_guideline_is_said():
    (said,) = assessed(other("less_than", 6, "5"), guideline="nccn-2024").other_guidelines

    assert (said.category, said.severity) == (None, "none")


def test_without_a_result_the_other_guidelines_say_nothing():
    assert assessed(today=day(3)).other_guidelines == ()


@pytest.mark.parametrize(
    ("facts", "notes"),
    [
        ({}, ("newer_guideline_exists",)),
        ({"transcript": "unknown"}, ("transcript_unknown", "newer_guideline_exists")),
        ({"transcript": "unknown", "phase": "unknown"}, NOTES),
    ],
)
def test_notes_say_what_was_taken_for_granted(facts, notes):
    assert assessed(percent("0.5", 12), **facts).notes == notes


def test_a_guideline_without_a_newer_version_has_no_note():
    assert assess(history(percent("0.5", 12)), replace(ELN, newer=""), at_month(13)).notes == ()


# As of each date: one per date, from what was known that day, left_out empty.
def test_each_date_is_assessed_from_what_was_known():
    rows = [tki(stop=day(200), why="side_effects"), tki("dasatinib", day(200))]
    made = history(
        percent("5", day(90)),
        percent("0.5", day(180)),
        percent("0.4", day(180), lab="B"),
        percent("0.05", day(400)),
        treatments=rows,
        planned_test_on=day(180),
        transplant_on=day(300),
    )
    made = replace(made, mutations=(Mutation(day(300), "T315I", True),))

    each = list(assess_each(made, ELN))

    assert [row.today for row in each] == [day(90), day(180), day(400)]
    assert [row.left_out for row in each] == [(), (), ()]
    assert [row.line.number for row in each] == [1, 1, 2]
    assert [len(row.results) for row in each] == [1, 3, 4]
    assert [row.next_test.why if row.next_test else None for row in each] == [
        "before_mmr",
        "before_mmr",
        "soon",
    ]
    assert [row.trend.findings[:1] and row.trend.findings[0].code for row in each] == [
        (),
        "falling",
        "mutation_reported",
    ]
    assert each[0].lines[0].ended_on is None


def test_entries_after_today_are_not_known():
    made = history(
        percent("0.05", 24), treatments=[tki(stop=at_month(30), why="pregnancy")], transplant_on=at_month(40)
    )
    later = replace(
        made,
        results=(*made.results, percent("5", 50)),
        blood_counts=(BloodCount(at_month(50)),),
        marrow=(Marrow(at_month(50)),),
        mutations=(Mutation(at_month(50), "T315I", True),),
    )
    today = at_month(25)

    assert replace(assess_history(later, today=today), left_out=()) == assess_history(
        history(percent("0.05", 24)), today=today
    )


def test_what_is_not_judged_changes_nothing():
    """Counts and marrow are kept, not judged."""
    made = history(percent("0.05", 24))
    with_counts = replace(
        made, blood_counts=(BloodCount(at_month(24), wbc=D(90)),), marrow=(Marrow(at_month(24), 20, 20),)
    )

    assert assess_history(with_counts) == assess_history(made)


def test_a_stop_is_known_on_its_own_day_and_a_later_one_is_not():
    made = history(percent("0.05", day(200)), treatments=[tki(stop=day(100), why="pregnancy")])

    known = [as_known_on(made, day(on)).treatments[0] for on in (99, 100)]

    assert [(row.stopped_on, row.stop_reason) for row in known] == [(None, None), (day(100), "pregnancy")]


LOW = BloodCount(day(390), neutrophils=D("0.3"), platelets=D("21"))
STOPPED = tki(stop=day(300), why="treatment_free_remission")


@pytest.mark.parametrize(
    ("treatments", "on_treatment", "since"),
    [
        ([tki()], True, None),
        ([STOPPED], False, day(300)),
        ([tki(stop=day(300), why="paused")], False, day(300)),
        ([STOPPED, tki(start=day(350))], True, None),
        ([STOPPED, tki("interferon", day(350))], False, day(300)),
        ([tki(start=day(500))], True, None),
        ([], True, None),
    ],
)
@pytest.mark.parametrize("today", [day(391), day(600)])
def test_what_is_taken_is_seen_without_judging_a_result_as_an_assessment_sees_it(
    treatments, on_treatment, since, today
):
    rows = [percent("0.02", day(100)), percent("0.003", day(290)), percent("0.004", day(380))]
    made = replace(history(*rows, treatments=treatments), blood_counts=(LOW,))

    taken, whole = see_what_is_taken(made, ELN, today), assess_history(made, today=today)

    assert (taken.on_treatment, taken.counts) == (whole.on_treatment, whole.counts)
    if today == day(391):
        assert taken.on_treatment is on_treatment
        assert (taken.without and taken.without.since) == since
        assert taken.counts is not None
    for fact in ("since", "month", "trying", "tablet_only"):
        assert getattr(taken.without, fact, None) == getattr(whole.without, fact, None)


def test_a_result_that_is_not_yet_known_changes_nothing_of_what_is_taken():
    rows = [percent("0.02", day(100)), percent("5", day(700))]
    made = replace(history(*rows), blood_counts=(replace(LOW, collected_on=day(700)),))

    taken = see_what_is_taken(made, ELN, day(391))

    assert (taken.on_treatment, taken.counts, taken.without) == (True, None, None)
