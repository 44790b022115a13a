"""Blood counts that must not be missed: every border below, at and above, and which count is judged."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from milestones.history import BloodCount, PersonFacts
from tests.milestones.builders import START, TYPICAL, assess_history, at_month, day, history, percent, tki

D = Decimal
TODAY = at_month(24)


def count(on: date = TODAY, **values) -> BloodCount:
    return BloodCount(on, **{name: None if value is None else D(value) for name, value in values.items()})


def assessed(*counts: BloodCount, results=(), today: date = TODAY, **facts):
    made = replace(history(*results, **facts), blood_counts=counts)
    return assess_history(made, today=today)


def said(*counts: BloodCount, **facts):
    """(severity, [(code, severity, [names of the items])]) for the counts; None if none is judged."""
    judged = assessed(*counts, **facts).counts
    if judged is None:
        return None
    findings = [(row.code, row.severity, [item.name for item in row.items]) for row in judged.findings]
    return judged.severity, findings


# Low counts: ELN adverse-event recommendations 2016, leu2016104 Table 8; hemoglobin our own choice.
@pytest.mark.parametrize(
    ("item", "value", "severity"),
    [
        ("neutrophils", "0.4999", "today"),
        ("neutrophils", "0.5", "soon"),
        ("neutrophils", "0.9999", "soon"),
        ("neutrophils", "1.0", "none"),
        ("platelets", "24.999", "today"),
        ("platelets", "25", "soon"),
        ("platelets", "49.999", "soon"),
        ("platelets", "50", "none"),
        ("hemoglobin", "7.999", "soon"),
        ("hemoglobin", "8", "none"),
        ("hemoglobin", "3", "soon"),
        ("neutrophils", "0", "today"),
    ],
)
def test_low_counts_at_each_border(item, value, severity):
    found = [] if severity == "none" else [("counts_low", severity, [item])]

    assert said(count(**{item: value})) == (severity, found)


# Young cells: accelerated phase in WHO 2017 and ELN 2013; any blasts from month 3 of a line our own choice.
@pytest.mark.parametrize(
    ("item", "value", "severity"),
    [
        ("blasts_percent", "0", "none"),
        ("blasts_percent", "0.1", "discuss"),
        ("blasts_percent", "9.999", "discuss"),
        ("blasts_percent", "10", "today"),
        ("blasts_percent", "22", "today"),
        ("basophils_percent", "19.999", "none"),
        ("basophils_percent", "20", "today"),
    ],
)
def test_young_cells_at_each_border(item, value, severity):
    found = [] if severity == "none" else [("counts_young_cells", severity, [item])]

    assert said(count(**{item: value})) == (severity, found)


@pytest.mark.parametrize(("days", "severity"), [(91, "none"), (92, "discuss")])
def test_a_few_blasts_are_asked_about_from_month_3_of_a_line(days, severity):
    """91 days are month 2.99, 92 days month 3.02."""
    assert said(count(day(days), blasts_percent="2"), today=day(days))[0] == severity


def test_a_few_blasts_need_a_line_many_do_not():
    assert said(count(blasts_percent="9"), treatments=[])[0] == "none"
    assert said(count(blasts_percent="10"), treatments=[])[0] == "today"


def test_month_3_is_that_of_a_kept_clock():
    switched = [tki(stop=at_month(23), why="side_effects"), tki("dasatinib", at_month(23), keep_clock=True)]
    begun_anew = [switched[0], replace(switched[1], keep_clock=False)]

    assert said(count(blasts_percent="2"), treatments=switched)[0] == "discuss"
    assert said(count(blasts_percent="2"), treatments=begun_anew)[0] == "none"


def test_every_value_beyond_a_border_is_listed_the_worst_decides():
    low = {"neutrophils": "0.3", "platelets": "40", "hemoglobin": "7.1", "wbc": "0.9"}
    young = {"blasts_percent": "2", "basophils_percent": "25"}

    assert said(count(**low, **young)) == (
        "today",
        [
            ("counts_low", "today", ["neutrophils", "platelets", "hemoglobin"]),
            ("counts_young_cells", "today", ["blasts_percent", "basophils_percent"]),
        ],
    )


def test_a_value_inside_its_borders_is_no_item():
    assert said(count(neutrophils="0.3", platelets="150", hemoglobin="13"))[1] == [
        ("counts_low", "today", ["neutrophils"])
    ]


# With the phase recorded as accelerated or blast, or after a transplant: one step lower.
LATER_PHASES = [{"phase": "accelerated"}, {"phase": "blast"}, {"transplant_on": at_month(20)}]


@pytest.mark.parametrize("facts", LATER_PHASES)
@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ({"neutrophils": "0.3"}, "soon"),
        ({"neutrophils": "0.7"}, "discuss"),
        ({"hemoglobin": "7"}, "discuss"),
        ({"blasts_percent": "30"}, "soon"),
        ({"blasts_percent": "5"}, "discuss"),
        ({"neutrophils": "1.5"}, "none"),
    ],
)
def test_one_step_lower_where_another_reason_is_known(facts, values, severity):
    assert said(count(**values), **facts)[0] == severity


def test_a_count_of_the_day_of_the_transplant_is_not_after_it():
    assert said(count(neutrophils="0.3"), transplant_on=TODAY)[0] == "today"


# Which count is judged: the newest, at most 60 days old, from the first TKI day on.
@pytest.mark.parametrize(("age", "severity"), [(60, "today"), (61, None)])
def test_a_count_is_judged_for_60_days(age, severity):
    judged = said(count(TODAY - timedelta(days=age), neutrophils="0.3"))

    assert (judged and judged[0]) == severity


@pytest.mark.parametrize(("days", "is_judged"), [(-1, False), (0, True)])
def test_a_count_from_before_the_first_tki_is_not_judged(days, is_judged):
    assert (said(count(day(days), neutrophils="0.3"), today=day(20)) is not None) is is_judged


def test_without_a_tki_in_the_record_any_day_is_judged():
    interferon = tki("interferon", START)

    assert said(count(neutrophils="0.3"), treatments=[])[0] == "today"
    assert said(count(day(-5), neutrophils="0.3"), treatments=[interferon], today=day(5))[0] == "today"


def test_a_count_to_come_is_not_judged():
    assert said(count(TODAY + timedelta(days=1), neutrophils="0.3")) is None


def test_the_newest_count_clears_what_an_older_one_said():
    older, newest = count(day(700), neutrophils="0.3"), count(day(720), neutrophils="2")

    judged = assessed(older, newest).counts

    assert (judged.collected_on, judged.severity, judged.findings) == (day(720), "none", ())


def test_what_the_newest_count_leaves_out_is_not_forgotten():
    """A count of the hemoglobin alone does not hide low neutrophils of the week before."""
    judged = assessed(count(day(713), neutrophils="0.3"), count(day(720), hemoglobin="12")).counts

    assert (judged.collected_on, judged.severity) == (day(713), "today")


def test_of_two_counts_of_a_day_the_more_worrying_value_is_taken():
    two = count(neutrophils="0.3", blasts_percent="1"), count(neutrophils="3", blasts_percent="12")

    assert said(*two)[1] == [
        ("counts_low", "today", ["neutrophils"]),
        ("counts_young_cells", "today", ["blasts_percent"]),
    ]


def test_a_count_that_names_none_of_the_items_is_not_judged():
    assert said(count(wbc="0.5", eosinophils_percent="40")) is None
    assert assessed().counts is None


# What it changes, and what it does not.
WELL = (percent("0.02", 21), percent("0.02", 24))


def test_the_counts_stand_above_everything_else():
    standing = assessed(count(neutrophils="0.3"), results=WELL).now

    assert (standing.severity, standing.because) == ("today", ("counts_low",))


def test_counts_are_named_first_beside_others_as_serious():
    worse = (percent("0.02", 21), percent("1.5", 24))

    standing = assessed(count(neutrophils="0.7"), results=worse).now

    assert (standing.severity, standing.because[:2]) == ("soon", ("counts_low", "result"))


def test_only_the_count_findings_of_that_severity_are_named():
    standing = assessed(count(neutrophils="0.3", blasts_percent="2"), results=WELL).now

    assert standing.because == ("counts_low",)


def test_counts_of_no_concern_change_nothing():
    assert assessed(count(neutrophils="3"), results=WELL).now == assessed(results=WELL).now
    assert assessed(count(neutrophils="3"), results=WELL).counts.severity == "none"


def test_a_lesser_count_does_not_calm_a_result():
    worse = (percent("0.02", 21), percent("1.5", 24))

    assert assessed(count(blasts_percent="2"), results=worse).now == assessed(results=worse).now


def test_a_count_alone_is_enough():
    standing = assessed(count(platelets="21"), person=PersonFacts()).now

    assert (standing.severity, standing.because) == ("today", ("counts_low",))


def test_a_count_makes_no_pattern_and_moves_no_test():
    with_count = assessed(count(neutrophils="0.3", blasts_percent="22"), results=WELL)
    without = assessed(results=WELL)

    assert (with_count.trend, with_count.next_test) == (without.trend, without.next_test)
    planned = {"planned_test_on": at_month(26)}
    assert (
        assessed(count(neutrophils="0.3"), results=WELL, person=TYPICAL, **planned).next_test.why == "planned"
    )
