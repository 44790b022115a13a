"""Simpler reasons found in the record: a pause, another dose, another laboratory, with their day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from milestones.history import Mutation
from tests.milestones.builders import assess_history, assessed, day, history, other, percent, tki

ON = day(900)
RISE = percent("0.5", ON)
BEFORE = percent("0.02", day(500))


def reasons(*treatments, results=(BEFORE, RISE), **facts):
    return [(row.code, row.on) for row in assessed(*results, treatments=treatments, **facts).reasons]


# A pause: 14 days or more without, any of them within 180 days before the result.
@pytest.mark.parametrize(
    ("without", "expected"), [(13, []), (14, [("paused", day(801))]), (40, [("paused", day(801))])]
)
def test_a_gap_is_a_pause_from_14_days_on(without, expected):
    rows = tki(stop=day(800)), tki(start=day(801 + without))

    assert reasons(*rows) == expected


@pytest.mark.parametrize(("why", "expected"), [("paused", [("paused", day(801))]), (None, []), ("other", [])])
def test_a_row_that_ended_paused_is_one_however_short(why, expected):
    assert reasons(tki(stop=day(800), why=why), tki(start=day(803))) == expected


@pytest.mark.parametrize(("back_on", "expected"), [(720, []), (721, [("paused", day(651))])])
def test_a_pause_counts_by_its_last_day(back_on, expected):
    """180 days before day 900 are day 720: the last day without must be that one or a later one."""
    assert reasons(tki(stop=day(650)), tki(start=day(back_on))) == expected


def test_a_try_without_treatment_is_no_pause():
    stop = tki(stop=day(800), why="treatment_free_remission")

    assert reasons(stop) == []
    assert reasons(stop, tki(start=day(850))) == []


def test_being_without_for_another_reason_is_one():
    assert reasons(tki(stop=day(870), why="pregnancy")) == [("paused", day(871))]
    assert reasons(tki(stop=day(890), why="pregnancy")) == []


def test_a_switch_without_a_gap_is_neither_pause_nor_dose():
    rows = tki(stop=day(800), why="side_effects", dose="400 mg"), tki("dasatinib", day(800), dose="100 mg")

    assert reasons(*rows) == []


# A change of dose on the same medicine.
@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [("400 mg", "300 mg", True), ("400 mg", " 400  MG", False), ("400 mg", "", False), ("", "300 mg", False)],
)
def test_another_dose_of_the_same_medicine(before, after, changed):
    rows = tki(stop=day(800), dose=before), tki("Glivec", day(800), dose=after)

    assert reasons(*rows) == ([("dose_changed", day(800))] if changed else [])


@pytest.mark.parametrize(("on", "expected"), [(719, 0), (720, 1), (899, 1), (900, 0)])
def test_a_change_of_dose_counts_within_180_days_before(on, expected):
    rows = tki(stop=day(on), dose="400 mg"), tki(start=day(on), dose="300 mg")

    assert len(reasons(*rows)) == expected


# Another laboratory.
@pytest.mark.parametrize(
    ("labs", "expected"),
    [
        (("City", "Harbour"), [("lab_changed", ON)]),
        (("City", " city"), []),
        (("", "Harbour"), []),
        (("City", ""), []),
    ],
)
def test_another_laboratory(labs, expected):
    results = percent("0.02", day(500), lab=labs[0]), percent("0.5", ON, lab=labs[1])

    assert reasons(tki(), results=results) == expected


def test_an_older_change_of_laboratory_counts_within_180_days():
    def changed(on):
        results = (
            percent("0.02", day(500), lab="City"),
            percent("0.02", day(on), lab="Harbour"),
            percent("0.5", ON, lab="Harbour"),
        )
        return reasons(tki(), results=results)

    assert (changed(719), changed(720)) == ([], [("lab_changed", day(720))])


def test_all_of_them_newest_first():
    rows = tki(stop=day(800), dose="400 mg"), tki(start=day(830), dose="300 mg")
    results = percent("0.02", day(500), lab="City"), percent("0.5", ON, lab="Harbour")

    assert reasons(*rows, results=results) == [
        ("lab_changed", ON),
        ("dose_changed", day(830)),
        ("paused", day(801)),
    ]


def test_only_where_the_newest_is_of_concern():
    rows = tki(stop=day(800)), tki(start=day(850))

    assert reasons(*rows, results=(BEFORE, percent("0.02", ON))) == []


def test_a_failed_sample_after_an_alarm_keeps_the_reasons_of_the_alarm():
    rows = tki(stop=day(800)), tki(start=day(850))
    failed = other("no_result", ON + timedelta(days=30))

    assert reasons(*rows, results=(BEFORE, RISE, failed)) == [("paused", day(801))]


def test_what_is_found_in_a_gene_is_explained_by_no_dose():
    rows = tki(stop=day(800)), tki(start=day(850))
    made = replace(
        history(BEFORE, percent("0.02", ON), treatments=rows), mutations=(Mutation(day(880), "T315I"),)
    )

    assessment = assess_history(made)

    assert (assessment.now.severity, assessment.reasons) == ("soon", ())
    risen = replace(made, results=(BEFORE, RISE))
    assert [row.code for row in assess_history(risen).reasons] == ["paused"]


def test_a_row_that_ended_beside_another_tablet_is_no_pause():
    """Dasatinib went on (from day 700, or from the day after): no day was without a tablet."""
    for start in (700, 800, 801):
        rows = tki(stop=day(800)), tki("dasatinib", day(start))
        assert reasons(*rows) == []

    ended_too = tki(stop=day(800)), tki("dasatinib", day(700), day(800))
    assert reasons(*ended_too) == [("paused", day(801))]


def test_a_last_tablet_on_the_day_before_leaves_no_day_without():
    assert reasons(tki(stop=day(898), why="paused")) == [("paused", day(899))]
    assert reasons(tki(stop=day(899), why="paused")) == []


def test_a_try_without_treatment_long_ago_hides_no_pause_after_it():
    rows = (
        tki(stop=day(300), why="treatment_free_remission"),
        tki(start=day(400), stop=day(800), why="paused"),
        tki(start=day(803)),
    )

    assert reasons(*rows) == [("paused", day(801))]


def test_a_tablet_that_began_and_ended_with_the_last_one_does_not_end_the_pause():
    rows = tki(stop=day(800)), tki("dasatinib", day(800), day(800))

    assert reasons(*rows) == [("paused", day(801))]


def test_a_tablet_that_ended_a_day_later_moves_the_pause_by_that_day():
    rows = tki(stop=day(800)), tki("dasatinib", day(700), day(801))

    assert reasons(*rows) == [("paused", day(802))]


def test_another_laboratory_counts_for_blood_that_could_be_read():
    """Its marrow and its failed sample say nothing of the way blood was measured."""
    before, now = percent("0.02", day(500), lab="City"), percent("0.5", ON, lab="City")

    marrow = percent("0.02", day(850), lab="Harbour", specimen="marrow")
    failed = other("no_result", day(850), lab="Harbour")
    assert reasons(tki(), results=(before, marrow, now)) == []
    assert reasons(tki(), results=(before, failed, now)) == []


def test_after_a_transplant_no_tablet_is_missing():
    """The transplant took the tablet's place: of the record's reasons only another laboratory is left."""
    rows = tki(stop=day(600), why="other"), tki(start=day(760))
    results = percent("0.02", day(500), lab="City"), percent("0.5", ON, lab="County")

    assert reasons(*rows, results=results, transplant_on=day(610)) == [("lab_changed", ON)]
    assert reasons(*rows, results=results) == [("lab_changed", ON), ("paused", day(601))]
