"""Alarms that a second, independent reading of the rules found missing or raised without cause."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import History, Mutation, PersonFacts, Result, Treatment

ELN, NCCN = load_guideline("eln-2020"), load_guideline("nccn-2024")
TODAY = date(2026, 11, 22)
TO_TRY = "treatment_free_remission"


def on(text):
    return date.fromisoformat(text)


def value(day, number, **facts):
    return Result(on(day), value=Decimal(number), **{"unit": "percent_is", **facts})


def unfit(day):
    return Result(on(day), kind="not_detected", copies=4000, control_gene="ABL1")


def unstated(day):
    return Result(on(day), kind="not_detected")


def failed(day):
    return Result(on(day), kind="no_result")


def taken(start, stop=None, why=None, medicine="imatinib"):
    return Treatment(medicine, on(start), stop and on(stop), stop_reason=why)


def judged(*results, treatments=None, guideline=ELN, today=TODAY, mutations=(), **person):
    facts = PersonFacts(**{"transcript": "typical", "phase": "chronic", **person})
    rows = (taken("2024-01-01"),) if treatments is None else tuple(treatments)
    return assess(History(facts, rows, tuple(results), mutations=mutations), guideline, today)


def codes(assessment):
    return {finding.code for finding in assessment.trend.findings}


STOPPED = (taken("2020-01-01", "2026-03-01", TO_TRY),)


@pytest.mark.parametrize("second", [unfit("2026-10-01"), unstated("2026-10-01")])
def test_a_sample_that_says_less_on_the_same_day_lifts_no_alarm(second):
    assessment = judged(value("2026-01-01", "0.003"), value("2026-10-01", "5"), second, treatments=STOPPED)

    assert assessment.now.severity == "soon"
    assert codes(assessment) >= {"above_1_after_mmr", "tenfold_above_lowest", "above_mmr_off_treatment"}


def test_a_sample_not_fit_to_score_is_no_previous_result():
    assessment = judged(
        value("2026-01-01", "0.25"), unfit("2026-05-01"), value("2026-10-01", "0.52"), guideline=NCCN
    )

    assert [(row.code, row.fold) for row in assessment.trend.findings if row.severity == "discuss"] == [
        ("rise_from_previous", Decimal("2.08"))
    ]


def test_falling_is_not_said_against_a_result_of_unstated_depth():
    assessment = judged(value("2026-01-01", "0.003"), unstated("2026-05-01"), value("2026-10-01", "0.09"))

    assert "falling" not in codes(assessment)


@pytest.mark.parametrize(
    "newest", [failed("2026-10-01"), value("2026-10-01", "20", unit="ratio_percent", lab="B")]
)
def test_an_alarm_in_a_laboratorys_own_scale_stands_over_a_test_that_cannot_be_compared(newest):
    rows = [value("2026-01-01", "0.4", unit="ratio_percent", lab="A")]
    rows += [value("2026-05-01", "25", unit="ratio_percent", lab="A"), newest]

    assert judged(*rows).now.severity == "discuss"


def test_an_alarm_in_a_laboratorys_own_scale_ends_with_a_later_test_on_the_scale():
    rows = [value("2026-01-01", "0.4", unit="ratio_percent", lab="A")]
    rows += [value("2026-05-01", "25", unit="ratio_percent", lab="A"), value("2026-09-01", "0.05")]

    assert judged(*rows).now.severity == "on_track"


@pytest.mark.parametrize(
    ("numbers", "severity"), [(("0.003", "0.05"), "discuss"), (("0.0003", "0.15"), "soon")]
)
def test_a_test_too_vague_to_judge_lifts_no_alarm(numbers, severity):
    first, second = numbers
    vague = Result(on("2026-10-01"), kind="less_than", limit=Decimal("0.5"), unit="percent_is")

    assessment = judged(value("2025-10-01", first), value("2026-01-01", second), vague)

    assert assessment.now.severity == severity


def test_a_concern_from_treatment_stands_over_a_test_off_treatment_above_mmr():
    rows = (taken("2024-12-12", "2025-11-25", "paused", "nilotinib"),)

    assessment = judged(value("2025-08-25", "15"), value("2026-01-25", "9"), treatments=rows)

    assert (assessment.now.severity, assessment.now.because[0]) == ("soon", "result")


def test_a_medicine_nobody_closed_does_not_hide_a_stop():
    rows = (taken("2018-01-01"), taken("2020-01-01", "2026-03-01", TO_TRY, "dasatinib"))

    assessment = judged(value("2026-02-01", "0.09"), value("2026-10-01", "0.15"), treatments=rows)

    assert assessment.now.severity == "soon"
    assert "above_mmr_off_treatment" in codes(assessment)


def test_the_same_result_twice_changes_nothing():
    rows = (taken("2018-01-01", "2025-06-01", TO_TRY),)
    once = [value("2026-05-01", "0.004"), value("2026-10-20", "0.003")]
    twice = [*once, value("2026-10-20", "0.003")]

    assert judged(*twice, treatments=rows).now == judged(*once, treatments=rows).now
    assert judged(*twice, treatments=rows).now.severity == "on_track"


def test_treatment_taken_up_again_ends_the_alarm_of_the_time_without():
    rows = (taken("2016-01-01", "2022-01-01", TO_TRY), taken("2022-07-01", "2026-01-01", "pregnancy"))

    assessment = judged(value("2022-06-01", "0.5"), value("2026-10-01", "0.04"), treatments=rows)

    assert "above_mmr_off_treatment" not in codes(assessment)


def test_a_concern_has_its_window_where_no_milestones_are_made():
    assessment = judged(value("2026-01-01", "0.05"), value("2026-10-01", "5"), phase="blast")

    assert (assessment.now.severity, assessment.next_test.why) == ("soon", "soon")


def test_no_routine_window_where_no_milestones_are_made():
    assert judged(value("2026-10-01", "0.05"), phase="blast").next_test is None


def test_after_a_stop_without_any_result_the_window_counts_from_the_stop():
    rows = (taken("2020-02-19", "2026-10-05", TO_TRY),)

    due = judged(treatments=rows).next_test

    assert (due.from_, due.by, due.why) == (date(2026, 11, 5), date(2026, 11, 19), "off_treatment")


def test_a_planned_test_is_shown_where_a_concern_has_no_test_to_count_from():
    assessment = judged(
        mutations=(Mutation(on("2026-10-01"), "T315I", True),), planned_test_on=date(2026, 12, 1)
    )

    assert (assessment.now.severity, assessment.next_test.why) == ("soon", "planned")


def test_a_checkpoint_surely_missed_is_not_met():
    high = Result(on("2026-08-20"), kind="above_limit", limit=Decimal("0.5"), unit="percent_is")

    assessment = judged(high, treatments=(taken("2025-08-19"),))

    assert assessment.checkpoints[-1].status == "not_met"


def test_no_fixed_border_is_used_off_the_scale():
    rows = [
        value(day, number, unit="ratio_percent", lab="A")
        for day, number in (("2026-01-01", "0.0004"), ("2026-10-01", "0.01"))
    ]

    assert "rise_from_previous" in codes(judged(*rows))


def test_a_loss_is_compared_with_a_result_in_mmr():
    vague = Result(on("2026-04-01"), kind="below_quantification")

    assessment = judged(value("2026-01-01", "120"), vague, value("2026-09-01", "15"))
    lost = next(row for row in assessment.trend.findings if row.code == "mmr_lost")

    assert (lost.compared_with, lost.fold) == (on("2026-04-01"), Decimal(150))


def test_off_treatment_above_mmr_an_older_verdict_is_no_good_news():
    rows = (taken("2025-01-03", "2025-05-02", "other"),)

    assessment = judged(value("2025-05-02", "0.11"), treatments=rows, today=date(2025, 6, 28))

    assert (assessment.now.severity, assessment.now.because) == ("none", ("off_treatment",))


def test_two_results_on_one_day_are_ordered_by_number_not_by_text():
    rows = (taken("2025-12-10"),)
    results = [value("2026-04-20", "9"), value("2026-04-20", "11")]

    assessment = judged(*results, treatments=rows, guideline=NCCN, today=date(2026, 5, 5))

    assert assessment.checkpoints[1].status == "ahead"


def test_a_deep_result_beside_a_higher_one_on_the_same_day_is_no_streak():
    deep = Result(on("2026-05-01"), value=Decimal("4.5"), unit="mr")

    assert judged(deep, value("2026-05-01", "0.04")).deep_response.tests == 0


def test_a_value_from_before_treatment_is_no_streak():
    assert judged(value("2023-05-01", "0.001")).deep_response.tests == 0


def test_a_sample_not_fit_to_score_is_no_baseline():
    flagged = Result(on("2023-12-01"), kind="not_detected", copies=4000, baseline=True)

    assessment = judged(flagged, value("2023-12-20", "62"), value("2026-10-01", "0.05"))

    assert (assessment.baseline.collected_on, assessment.baseline.value) == (on("2023-12-20"), Decimal(62))


def test_no_finding_is_listed_twice():
    rows = [value("2026-01-01", "0.02"), value("2026-04-01", "0.1003")]
    rows += [value("2026-06-01", "0.2", unit="ratio_percent", lab="A")]
    rows += [value("2026-09-01", "1.01", unit="ratio_percent", lab="A")]

    listed = [row.code for row in judged(*rows).trend.findings]

    assert len(listed) == len(set(listed))
