"""Every sentence of "Lines and clocks" except those about restarts and kept clocks (test_restarts.py)."""

from decimal import Decimal

import pytest

from milestones.lines import (
    WITHOUT_CLOCK,
    Line,
    build_course,
    find_medicine,
    is_second_generation,
    is_tki,
    known_medicines,
    medicine_name,
    rows_as_read,
)
from milestones.report import format_months
from tests.milestones.builders import (
    START,
    assessed,
    at_month,
    codes,
    day,
    finding,
    other,
    percent,
    tki,
)
from tests.milestones.line_facts import TO_STOP, lines_of, reason_on


# Names: the same medicine, whatever its brand, case or dose.
@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("imatinib", "imatinib"),
        ("GLEEVEC", "imatinib"),
        ("Glivec 400 mg", "imatinib"),
        ("Imatinib (Teva)", "imatinib"),
        ("sprycel", "dasatinib"),
        ("hydroxycarbamide", "hydroxyurea"),
        (" Trial drug X ", "trial drug x"),
        ("imatinib or dasatinib", "imatinib or dasatinib"),
        ("imatinibum", "imatinibum"),
    ],
)
def test_a_medicine_has_one_name(written, name):
    assert medicine_name(tki(written)) == name


def test_every_tki_of_the_pick_list_starts_a_line_and_no_other_medicine_does():
    tkis = [
        "imatinib",
        "dasatinib",
        "nilotinib",
        "bosutinib",
        "ponatinib",
        "asciminib",
        "radotinib",
        "flumatinib",
        "olverembatinib",
        "vodobatinib",
        "TERN-701",
        "ELVN-001",
    ]

    assert [row.name for row in known_medicines() if is_tki(tki(row.name))] == tkis
    assert [is_tki(tki(name)) for name in ("interferon", "hydroxyurea", "omacetaxine")] == [False] * 3


@pytest.mark.parametrize(("answer", "starts"), [(None, False), (False, False), (True, True)])
def test_free_text_starts_a_line_only_if_the_person_says_so(answer, starts):
    row = tki("trial drug", tki=answer)

    assert is_tki(row) is starts
    assert len(build_course([row]).lines) == int(starts)


@pytest.mark.parametrize("answer", [True, False])
def test_the_persons_answer_does_not_overrule_the_list(answer):
    assert is_tki(tki("imatinib", tki=answer)) is True
    assert is_tki(tki("interferon", tki=answer)) is False
    assert find_medicine("trial drug") is None


def test_months_count_from_the_first_dose_of_the_current_line():
    lines = [tki(stop=day(400)), tki("dasatinib", day(400))]

    judged = assessed(percent("0.05", day(1000)), treatments=lines).results[0]

    assert (judged.line, format_months(judged.months)) == (2, "19.71")


def test_rows_of_one_medicine_are_one_line_with_one_clock():
    """Any brand or dose, also after a pause."""
    rows = [
        tki(stop=day(100), dose="400 mg"),
        tki("Glivec", day(100), day(200), dose="600 mg"),
        tki("Gleevec", day(300), why=None),
    ]

    assert lines_of(*rows) == [("imatinib", 0, 0, False, None)]


def test_another_tki_starts_a_new_line_and_clock():
    rows = [tki(stop=day(100)), tki("dasatinib", day(101))]

    assert lines_of(*rows) == [("imatinib", 0, 0, False, 100), ("dasatinib", 101, 101, False, None)]


def test_another_medicine_beside_a_tki_starts_none():
    assert lines_of(tki(), tki("hydroxyurea", day(10)), tki("interferon", day(30))) == [
        ("imatinib", 0, 0, False, None)
    ]


def test_the_clock_is_kept_where_the_person_says_so():
    rows = [tki(stop=day(100), why="side_effects"), tki("nilotinib", day(100), keep_clock=True)]

    assert lines_of(*rows) == [("imatinib", 0, 0, False, 100), ("nilotinib", 100, 0, False, None)]
    assert [line.keeps_clock for line in build_course(rows).lines] == [False, True]


def test_there_is_no_clock_to_keep_on_the_first_line():
    assert lines_of(tki(keep_clock=True)) == [("imatinib", 0, 0, False, None)]


def test_a_b_a_are_three_lines():
    rows = [tki(stop=day(100)), tki("dasatinib", day(100), day(200)), tki(start=day(200))]

    assert [line[:3] for line in lines_of(*rows)] == [
        ("imatinib", 0, 0),
        ("dasatinib", 100, 100),
        ("imatinib", 200, 200),
    ]
    assert [line.number for line in build_course(rows).lines] == [1, 2, 3]


def test_the_stop_day_counts_as_on_treatment():
    stopped = tki(stop=day(800), why="pregnancy")

    assert reason_on(800, stopped) == (1, None)
    assert reason_on(801, stopped) == (1, "off_treatment")


def test_a_sample_on_the_day_of_a_switch_belongs_to_the_old_line():
    rows = [tki(stop=day(800)), tki("dasatinib", day(800))]

    assert reason_on(800, *rows) == (1, None)
    assert reason_on(801, *rows) == (2, "too_early")


def test_a_sample_on_the_day_of_a_switch_from_a_line_that_ended_the_day_before():
    rows = [tki(stop=day(799)), tki("dasatinib", day(800))]

    assert reason_on(800, *rows) == (1, None)


def test_a_sample_on_the_first_start_day_belongs_to_line_1():
    assert reason_on(0, tki()) == (1, "too_early")
    assert reason_on(-1, tki()) == (None, "before_treatment")


def test_a_sample_on_a_restart_day_belongs_to_the_old_line_off_treatment():
    rows = [tki(stop=day(800), why=TO_STOP), tki(start=day(900))]

    assert reason_on(900, *rows) == (1, "off_treatment")
    assert reason_on(901, *rows) == (2, None)


def test_a_sample_on_the_day_a_pause_ends_is_off_treatment():
    rows = [tki(stop=day(800), why="paused"), tki(start=day(900))]

    assert reason_on(900, *rows) == (1, "off_treatment")
    assert reason_on(901, *rows) == (1, None)


def test_no_medicine_entered_is_one_line_without_a_clock_and_the_trend_runs():
    assessment = assessed(percent("0.05", 3), percent("0.3", 6), treatments=[])

    assert [(row.line, row.months, row.reason) for row in assessment.results] == [
        (1, None, "no_treatment"),
        (1, None, "no_treatment"),
    ]
    assert codes(assessment, "discuss") == ["rise_from_previous", "rise_from_lowest", "mmr_lost"]
    assert (assessment.line, assessment.lines, assessment.on_treatment) == (WITHOUT_CLOCK, (), True)
    assert assessment.checkpoints == ()


def test_only_other_medicines_are_no_treatment_either():
    assert reason_on(300, tki("hydroxyurea")) == (1, "no_treatment")


def test_a_single_day_of_one_medicine_before_the_day_another_starts_is_no_gap():
    rows = [tki(stop=day(700)), tki(start=day(799), stop=day(799)), tki("dasatinib", day(800))]

    assert reason_on(800, *rows) == (1, None)
    assert reason_on(799, *rows) == (1, "off_treatment")


# "Previous", "lowest" and "MMR reached" carry over a change of line, unless it was working less well.
@pytest.mark.parametrize("why", ["side_effects", "cost", None])
def test_the_old_curve_counts_after_a_change(why):
    rows = [tki(stop=at_month(30), why=why), tki("dasatinib", at_month(30))]

    assessment = assessed(percent("0.02", 20), percent("0.02", 29), percent("0.5", 31), treatments=rows)

    assert codes(assessment, "soon") == ["tenfold_above_lowest"]
    assert finding(assessment, "mmr_lost").compared_with == at_month(20)
    assert assessment.lowest.collected_on == at_month(20)


def test_the_old_curve_does_not_count_after_working_less_well():
    rows = [tki(stop=at_month(30), why="working_less_well"), tki("dasatinib", at_month(30))]

    assessment = assessed(percent("0.02", 20), percent("0.02", 29), percent("0.5", 31), treatments=rows)

    assert codes(assessment) == []
    assert assessment.lowest.collected_on == at_month(31)


def test_one_line_that_was_working_less_well_cuts_off_all_before_it():
    rows = [
        tki(stop=at_month(30), why="side_effects"),
        tki("dasatinib", at_month(30), at_month(31), why="working_less_well"),
        tki("nilotinib", at_month(31)),
    ]

    assert codes(assessed(percent("0.02", 29), percent("0.5", 32), treatments=rows)) == ["later_line"]


def test_the_reason_of_the_last_row_of_a_line_is_the_lines():
    rows = [
        tki(stop=day(100), why="working_less_well", dose="400 mg"),
        tki(start=day(100), stop=day(800), why="cost", dose="600 mg"),
    ]

    (line,) = build_course(rows).lines

    assert line.stop_reason == "cost"
    assert build_course([*rows, tki(start=day(900))]).lines[0].stop_reason is None
    assert Line(1, "imatinib", START, (tki(),)).stop_reason is None


# Same-day results are one test for the trend: the one with the higher high.
@pytest.mark.parametrize("order", [1, -1])
def test_the_higher_of_two_results_on_a_day_is_the_days_test(order):
    same_day = [percent("0.05", 20), percent("0.3", 20, lab="B")][::order]

    assessment = assessed(percent("0.06", 17), *same_day)

    assert assessment.newest.high == Decimal("0.3")
    assert finding(assessment, "rise_from_previous").fold == 5


def test_an_unbounded_result_is_the_higher_one():
    same_day = [other("above_limit", 20, "0.2"), percent("0.3", 20, lab="B")]

    assert assessed(percent("0.06", 17), *same_day).newest.high is None


# "A value from before treatment can be previous, never lowest or MMR."
def test_a_value_from_before_treatment_is_only_ever_the_previous():
    before = percent("0.01", day(-10))

    first = assessed(before, percent("0.5", 1))

    assert codes(first, "discuss") == ["rise_from_previous"]
    assert codes(first, "soon") == []
    assert first.lowest.collected_on == at_month(1)


def test_before_treatment_there_are_no_findings_and_no_lowest():
    assessment = assessed(percent("0.02", day(-100)), percent("0.5", day(-10)), today=day(5))

    assert (codes(assessment), assessment.lowest) == ([], None)


def test_a_medicine_that_starts_later_is_not_known_yet():
    """On a day before it, the record reads as one without a medicine."""
    assessment = assessed(percent("62", day(-10)), today=day(-5))

    assert (assessment.line, assessment.results[0].reason) == (WITHOUT_CLOCK, "no_treatment")


def test_lines_and_today_are_in_the_assessment():
    rows = [tki(stop=day(400)), tki("dasatinib", day(400))]

    assessment = assessed(percent("0.05", day(300)), treatments=rows, today=day(500))

    assert [line.number for line in assessment.lines] == [1, 2]
    assert assessment.line == assessment.lines[1]


def test_the_course_knows_its_last_stop():
    course = build_course([tki(stop=day(100)), tki(start=day(200), stop=day(300), why=TO_STOP)])

    assert course.last_stop(day(99)) is None
    assert course.last_stop(day(100)).stopped_on == day(100)
    assert course.last_stop(day(301)).stopped_on == day(300)
    assert [course.is_trying_without(day(n)) for n in (150, 250, 300, 301)] == [False, False, False, True]
    assert build_course([]).started_on is None


def test_it_is_no_restart_while_another_medicine_goes_on():
    rows = [
        tki(stop=at_month(24), why="treatment_free_remission"),
        tki("dasatinib", at_month(12), at_month(48)),
        tki("nilotinib", at_month(36)),
    ]

    assert [(line.medicine, line.restart) for line in build_course(rows).lines] == [
        ("imatinib", False),
        ("dasatinib", False),
        ("nilotinib", False),
    ]


def test_a_line_ends_where_the_next_begins_though_its_last_tablet_was_later():
    lines = build_course([tki(stop=at_month(14)), tki("dasatinib", at_month(12))]).lines

    assert [line.ended_on for line in lines] == [at_month(12), None]


# Free text starts a line only with the person's own yes; a trial medicine is known by its name.
@pytest.mark.parametrize(
    "name", ["TERN-701", "tern-701 (trial)", "ELVN-001", "Imkeldi 80 mg/ml", "Nailike", "vodobatinib"]
)
def test_newer_medicines_are_known_by_name(name):
    assert is_tki(tki(name))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("imatinib", "dasatinib"), []),
        (("imatinib", "dasatinib", "imatinib"), []),
        (("imatinib", "dasatinib", "nilotinib"), ["later_line"]),
    ],
)
def test_from_the_third_medicine_on_the_checkpoints_are_said_to_be_others(names, expected):
    starts = [day(300 * number) for number in range(len(names))]
    stops = [*starts[1:], None]
    rows = [
        tki(name, start, stop, why="side_effects")
        for name, start, stop in zip(names, starts, stops, strict=True)
    ]

    assessment = assessed(percent("0.02", day(1000)), treatments=rows)

    assert [code for code in codes(assessment) if code == "later_line"] == expected
    if expected:
        found = next(row for row in assessment.trend.findings if row.code == "later_line")
        assert (found.severity, found.result, found.since) == ("none", day(1000), day(600))


@pytest.mark.parametrize("name", ["dasatinib", "Sprycel", "nilotinib", "bosutinib", "radotinib"])
def test_second_generation(name):
    assert is_second_generation(tki(name))
    assert not is_second_generation(tki("imatinib"))


def test_a_row_left_open_is_shown_as_it_is_read():
    """Ended where the next tablet began by today; another medicine ends none, nor does one still to begin."""
    rows = (
        tki(dose="100 mg", start=day(0)),
        tki("hydroxyurea", start=day(10)),
        tki(dose="70 mg", start=day(60)),
        tki("dasatinib", start=day(90)),
    )

    assert [row.stopped_on for row in rows_as_read(rows, day(89))] == [day(60), None, None, None]
    assert [row.stopped_on for row in rows_as_read(rows, day(90))] == [day(60), None, day(90), None]
