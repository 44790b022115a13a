"""Every border in both guidelines below, at and above it, each with the table it is from."""

from dataclasses import replace
from decimal import Decimal

import pytest

from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.scale import Interval
from tests.milestones.builders import assessed, at_month, day, history, other, percent, tki, verdict

ELN = "PMC10133857 Table 1"
NCCN = "ASH view-large/10060165; PMC11246988 Table 3"

# (months on treatment, %IS, category, severity, source): below, at and above each border of each row.
ELN_BORDERS = [
    (3, "9.999", "optimal", "on_track", ELN),
    (3, "10", "optimal", "on_track", ELN),
    (3, "10.0001", "warning", "discuss", ELN),
    (6, "0.999", "optimal", "on_track", ELN),
    (6, "1", "optimal", "on_track", ELN),
    (6, "1.0001", "warning", "discuss", ELN),
    (6, "9.999", "warning", "discuss", ELN),
    (6, "10", "warning", "discuss", ELN),
    (6, "10.0001", "failure", "soon", ELN),
    (12, "0.0999", "optimal", "on_track", ELN),
    (12, "0.1", "optimal", "on_track", ELN),
    (12, "0.1001", "warning", "discuss", ELN),
    (12, "0.999", "warning", "discuss", ELN),
    (12, "1", "warning", "discuss", ELN),
    (12, "1.0001", "failure", "soon", ELN),
    (24, "0.0999", "optimal", "on_track", ELN),
    (24, "0.1", "optimal", "on_track", ELN),
    (24, "0.1001", "warning", "discuss", ELN),
    (24, "0.999", "warning", "discuss", ELN),
    (24, "1", "warning", "discuss", ELN),
    (24, "1.0001", "failure", "soon", ELN),
]
NCCN_BORDERS = [
    (3, "9.999", "green", "on_track", NCCN),
    (3, "10", "green", "on_track", NCCN),
    (3, "10.0001", "yellow", "discuss", NCCN),
    (6, "9.999", "green", "on_track", NCCN),
    (6, "10", "green", "on_track", NCCN),
    (6, "10.0001", "red", "soon", NCCN),
    (12, "0.0999", "green", "on_track", NCCN),
    (12, "0.1", "green", "on_track", NCCN),
    (12, "0.1001", "light green", "on_track", NCCN),
    (12, "0.999", "light green", "on_track", NCCN),
    (12, "1", "light green", "on_track", NCCN),
    (12, "1.0001", "yellow", "discuss", NCCN),
    (12, "9.999", "yellow", "discuss", NCCN),
    (12, "10", "yellow", "discuss", NCCN),
    (12, "10.0001", "red", "soon", NCCN),
]
NCCN_BORDERS += [(24, *row[1:]) for row in NCCN_BORDERS if row[0] == 12]  # "12 months and later"
ROW_NAMES = {
    "eln-2020": {3: "3 months", 6: "6 months", 12: "12 months", 24: "any time"},
    "nccn-2024": {3: "3 months", 6: "6 months", 12: "12 months", 24: "12 months"},
}
ALL = [("eln-2020", *row) for row in ELN_BORDERS] + [("nccn-2024", *row) for row in NCCN_BORDERS]


@pytest.mark.parametrize(("guideline", "months", "value", "category", "severity", "source"), ALL)
def test_a_value_at_a_published_border(guideline, months, value, category, severity, source):
    judged = verdict(percent(value, months), guideline)

    assert (judged.category, judged.severity, judged.reason) == (category, severity, None)
    assert judged.row == ROW_NAMES[guideline][months]
    (row,) = (row for row in load_guideline(guideline).rows if row.name == judged.row)
    assert (row.source.checked_in, row.source.status) == (source, "checked")


@pytest.mark.parametrize("value", ["0.0001", "0.05", "0.5", "5", "50", "320"])
@pytest.mark.parametrize("months", [3, 6, 12, 24])
@pytest.mark.parametrize("guideline", ["eln-2020", "nccn-2024"])
def test_a_category_is_failing_where_it_is_the_guidelines_failure_or_red(guideline, months, value):
    judged = verdict(percent(value, months), guideline)

    assert judged.failing == (judged.category in ("failure", "red"))


@pytest.mark.parametrize(
    ("goal", "severity"),
    [("unset", "on_track"), ("long_term_control", "on_track"), ("treatment_free_remission", "discuss")],
)
@pytest.mark.parametrize("value", ["0.1001", "1"])
def test_light_green_is_on_track_unless_the_goal_is_treatment_free_remission(value, goal, severity):
    judged = verdict(percent(value, 12), "nccn-2024", goal=goal)

    assert (judged.category, judged.severity) == ("light green", severity)


def test_the_goal_changes_no_other_category():
    verdicts = {
        (guideline, months, value): verdict(
            percent(value, months), guideline, goal="treatment_free_remission"
        ).severity
        for guideline, months, value, *_ in ALL
    }
    expected = {
        (guideline, months, value): "discuss" if category == "light green" else severity
        for guideline, months, value, category, severity, _ in ALL
    }

    assert verdicts == expected


# "A result from month 5 up to 5.5, or from 10.5 up to 11.5, is never more than `discuss` by the coming row."
EARLY = [
    ("eln-2020", 5, "10.0001", "failure", "discuss", True),
    ("eln-2020", 5.45, "10.0001", "failure", "discuss", True),
    ("eln-2020", 5.5, "10.0001", "failure", "soon", False),
    ("eln-2020", 5, "1.0001", "warning", "discuss", True),
    ("eln-2020", 5, "1", "optimal", "on_track", True),
    ("nccn-2024", 5, "10.0001", "red", "discuss", True),
    ("nccn-2024", 5.5, "10.0001", "red", "soon", False),
    ("eln-2020", 10.5, "1.0001", "failure", "discuss", True),
    ("eln-2020", 11.49, "1.0001", "failure", "discuss", True),
    ("eln-2020", 11.5, "1.0001", "failure", "soon", False),
    ("eln-2020", 10.5, "0.1001", "warning", "discuss", True),
    ("eln-2020", 10.5, "0.1", "optimal", "on_track", True),
    ("nccn-2024", 10.5, "10.0001", "red", "discuss", True),
    ("nccn-2024", 11.5, "10.0001", "red", "soon", False),
]


@pytest.mark.parametrize(("guideline", "months", "value", "category", "severity", "capped"), EARLY)
def test_a_row_that_is_only_just_coming_says_no_more_than_discuss(
    guideline, months, value, category, severity, capped
):
    judged = verdict(percent(value, months), guideline)

    assert (judged.category, judged.severity, judged.capped) == (category, severity, capped)


# ELN 2020, 3 months: "> 10 confirmed: the next test, 28 to 98 days later, is also > 10".
CONFIRMED = [
    (27, "10.0001", "warning", "discuss"),
    (28, "10.0001", "failure", "soon"),
    (28, "10", "optimal", "on_track"),
    (56, "10.0001", "failure", "soon"),
]


@pytest.mark.parametrize(("days_later", "value", "category", "severity"), CONFIRMED)
def test_above_10_twice_in_the_3_month_row_is_confirmed(days_later, value, category, severity):
    first, second = assessed(percent("10.0001", day(80)), percent(value, day(80 + days_later))).results

    assert (first.category, first.severity) == ("warning", "discuss")
    assert (second.row, second.category, second.severity) == ("3 months", category, severity)


@pytest.mark.parametrize(("first", "severity"), [("10.0001", "soon"), ("10", "discuss")])
def test_a_confirming_test_is_the_failure_in_whatever_row_it_falls(first, severity):
    """On day 160 (before month 5.5) the 6-month row alone says no more than discuss."""
    before, second = assessed(percent(first, day(77)), percent("30", day(160))).results

    assert before.severity != "soon"
    assert (second.row, second.category, second.severity) == ("6 months", "failure", severity)


@pytest.mark.parametrize(
    ("days_later", "category"), [(27, "warning"), (28, "failure"), (40, "failure"), (41, "warning")]
)
def test_a_confirming_test_comes_within_the_days_the_file_gives(days_later, category):
    eln = load_guideline("eln-2020")
    first_row = replace(eln.rows[0], confirmed=replace(eln.rows[0].confirmed, to_days=40))
    made = history(percent("12", day(80)), percent("12", day(80 + days_later)))

    assessment = assess(made, replace(eln, rows=(first_row, *eln.rows[1:])), day(300))

    assert assessment.results[1].category == category


@pytest.mark.parametrize(
    ("second_on", "failing", "capped"),
    [(day(120), True, False), (day(160), True, True), (day(170), True, False)],
)
def test_a_confirmed_result_is_the_failure_and_capped_where_the_row_is_only_just_coming(
    second_on, failing, capped
):
    """Day 160 is before month 5.5, day 170 after it."""
    _, second = assessed(percent("12", day(90)), percent("12", second_on)).results

    assert (second.category, second.failing, second.capped) == ("failure", failing, capped)


def test_a_value_of_0_lies_in_the_lowest_band():
    (optimal, warning, *_) = load_guideline("eln-2020").rows[0].bands
    nothing = Interval(Decimal(0), Decimal(0), True)

    assert (optimal.may_hold(nothing), warning.may_hold(nothing)) == (True, False)


def test_the_days_between_two_tests_above_10_are_those_of_the_rule():
    confirmed = load_guideline("eln-2020").rows[0].confirmed

    assert (confirmed.from_days, confirmed.to_days, str(confirmed.above)) == (28, 98, "10")


def test_the_next_test_confirms_or_none_does():
    """A test at or below 10% in between: the third is not the next one."""
    results = (percent("12", day(80)), percent("9", day(100)), percent("12", day(120)))

    assert [row.category for row in assessed(*results).results] == ["warning", "optimal", "warning"]


@pytest.mark.parametrize(
    ("limit", "category"),
    [("10.1", "failure"), ("10", None)],
)
def test_a_censored_value_confirms_only_if_certainly_above(limit, category):
    results = (percent("12", day(80)), other("above_limit", day(120), limit))

    assert assessed(*results).results[1].category == category


def test_two_values_on_one_day_confirm_nothing_and_the_higher_one_is_the_test():
    same_day = (percent("12", day(80)), percent("13", day(80), lab="B"))
    later = percent("9", day(110)), percent("12", day(110), lab="B")

    judged = assessed(*same_day, *later).results

    assert [(str(row.result.value), row.category) for row in judged] == [
        ("12", "warning"),
        ("13", "warning"),
        ("12", "failure"),
        ("9", "optimal"),
    ]


def test_another_clock_confirms_nothing():
    """Above 10% in month 2.6 of imatinib, then 40 days into dasatinib: a new clock, too early to say."""
    lines = [tki(stop=day(81)), tki("dasatinib", day(81))]

    second = assessed(percent("12", day(80)), percent("12", day(121)), treatments=lines).results[1]

    assert (second.line, second.category, second.reason) == (2, None, "too_early")


def test_a_kept_clock_confirms():
    lines = [tki(stop=day(81), why="side_effects"), tki("dasatinib", day(81), keep_clock=True)]

    second = assessed(percent("12", day(80)), percent("12", day(121)), treatments=lines).results[1]

    assert (second.line, second.category, second.severity) == (2, "failure", "soon")


def test_nccn_has_no_confirmed_category():
    results = (percent("12", day(80)), percent("12", day(120)))

    assert [row.category for row in assessed(*results, guideline="nccn-2024").results] == ["yellow", "yellow"]


# An interval over two categories of one severity gets that severity and the worse category; else no verdict.
SPANS = [
    ("eln-2020", 6, "above_limit", "10.1", "failure", "soon", None),
    ("eln-2020", 6, "above_limit", "10", None, "none", "cannot_tell"),  # low > T is needed for a sure "no"
    ("eln-2020", 6, "above_limit", "9", None, "none", "cannot_tell"),
    ("eln-2020", 6, "less_than", "1", "optimal", "on_track", None),
    ("eln-2020", 6, "less_than", "1.5", None, "none", "cannot_tell"),
    ("eln-2020", 5.2, "above_limit", "1.1", "failure", "discuss", None),
    ("nccn-2024", 12, "less_than", "1", "light green", "on_track", None),
    ("nccn-2024", 12, "less_than", "1.0001", None, "none", "cannot_tell"),
    ("nccn-2024", 10.6, "above_limit", "5", "red", "discuss", None),
]


@pytest.mark.parametrize(("guideline", "months", "kind", "limit", "category", "severity", "reason"), SPANS)
def test_an_interval_over_two_categories(guideline, months, kind, limit, category, severity, reason):
    judged = verdict(other(kind, months, limit), guideline)

    assert (judged.category, judged.severity, judged.reason) == (category, severity, reason)


# "Less than MR1" is above 10%, "less than MR2" above 1%: the border itself belongs to the better category.
@pytest.mark.parametrize(
    ("months", "limit", "category", "severity"),
    [
        (6, "1", "failure", "soon"),
        (6, "1.0001", None, "none"),
        (12, "2", "failure", "soon"),
        (12, "2.0001", None, "none"),
    ],
)
def test_less_than_a_whole_mr_is_above_its_border(months, limit, category, severity):
    judged = verdict(replace(other("less_than", months, limit), unit="mr"))

    assert (judged.category, judged.severity) == (category, severity)


def test_less_than_mr3_after_mmr_is_a_loss_of_mmr():
    found = assessed(percent("0.05", 18), replace(other("less_than", 21, "3"), unit="mr"))

    assert [row.code for row in found.trend.findings if row.severity == "discuss"] == ["mmr_lost"]
    assert found.now.severity == "discuss"


def test_an_interval_over_two_light_greens_depends_on_the_goal():
    """[0, 0.5] is green or light green: one severity, unless light green is worth a talk."""
    judged = verdict(other("less_than", 12, "0.5"), "nccn-2024", goal="treatment_free_remission")

    assert (judged.category, judged.severity, judged.reason) == (None, "none", "cannot_tell")


def test_any_time_row_judges_every_result_of_a_restart():
    """After stopping for treatment-free remission checkpoints by month are not made."""
    lines = [tki(stop=at_month(60), why="treatment_free_remission"), tki(start=at_month(66))]

    eln = assessed(percent("0.5", at_month(66.2)), treatments=lines).results[0]
    nccn = assessed(percent("0.5", at_month(66.2)), treatments=lines, guideline="nccn-2024").results[0]

    assert (eln.line, eln.row, eln.category, eln.at_checkpoint) == (2, "any time", "warning", False)
    assert (nccn.row, nccn.category, nccn.at_checkpoint) == ("12 months", "light green", False)


@pytest.mark.parametrize(("transcript", "why"), [("typical", None), ("unknown", None)])
def test_unknown_facts_are_read_as_usual_and_said_so(transcript, why):
    assessment = assessed(percent("0.5", 6), transcript=transcript, phase="unknown")

    assert assessment.results[0].reason == why
    assert assessment.notes == (
        *(["transcript_unknown"] if transcript == "unknown" else []),
        "phase_unknown",
        "newer_guideline_exists",
    )


def test_the_two_guidelines_differ_as_published():
    """5% at 6 months: ELN warning, NCCN green. 0.5% at 12 months: ELN warning, NCCN light green."""
    differing = {(6, "5"): "green", (12, "0.5"): "light green"}

    for (months, value), category in differing.items():
        assessment = assessed(percent(value, months))
        assert assessment.results[0].category == "warning"
        (said,) = assessment.other_guidelines
        assert (said.guideline, said.category, said.severity) == ("nccn-2024", category, "on_track")


def test_a_guideline_that_says_the_same_is_not_listed():
    assert assessed(percent("0.05", 12)).other_guidelines == ()
