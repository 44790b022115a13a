"""What must hold for every history, tried on many random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from milestones.assess import assess, see_what_is_taken
from milestones.assessment import Assessment, Taken
from milestones.guideline import load_guideline
from milestones.history import History, Result
from milestones.months_without import WithoutTreatment
from milestones.record import read_record, write_record
from milestones.report import write_assessment
from milestones.trends import is_steady
from tests.milestones.builders import START
from tests.milestones.strategies import TRIED, days, guidelines, histories, percents

LATE = START + timedelta(days=4000)
# How worrying a severity is; no verdict and good news are equally calm.
WORRY = {"none": 0, "steady": 0, "on_track": 0, "discuss": 1, "soon": 2, "today": 3}


def worry(assessment: Assessment) -> tuple[int, int]:
    """How worrying the newest verdict and the trend are."""
    newest = assessment.newest
    return WORRY[newest.severity] if newest else 0, WORRY[assessment.trend.severity]


def without_months(one: Assessment | Taken) -> WithoutTreatment | None:
    """The time without treatment; its months wait for the next test, which only a judgement knows."""
    return replace(one.without, months=()) if one.without else None


@TRIED
@given(histories, guidelines, st.randoms(use_true_random=False))
def test_entry_order_never_matters(history: History, guideline: str, chance):
    names = ("treatments", "results", "blood_counts", "marrow", "mutations")
    lists = {name: list(getattr(history, name)) for name in names}
    for rows in lists.values():
        chance.shuffle(rows)

    shuffled = replace(history, **{name: tuple(rows) for name, rows in lists.items()})

    ours = load_guideline(guideline)
    assert shuffled == history
    assert assess(shuffled, ours, LATE) == assess(history, ours, LATE)


def lowered(result: Result, share: float) -> Result | None:
    """The same result a little lower; None if it has no number of its own in percent."""
    if result.unit in ("mr", "log_reduction"):
        return None
    if result.value is not None:
        return replace(result, value=result.value * result.value.from_float(share))
    if result.limit is not None:
        return replace(result, limit=result.limit * result.limit.from_float(share))
    return None


@TRIED
@given(histories, guidelines, percents, st.sampled_from((0.001, 0.01, 0.1, 0.3, 0.5, 0.9, 0.999)))
def test_lowering_the_newest_result_never_worsens_its_verdict_or_the_trend(history, guideline, value, share):
    newest_on = max([row.collected_on for row in history.results], default=START) + timedelta(days=60)
    newest = Result(newest_on, "value", value, "percent_is")
    ours = load_guideline(guideline)

    high = assess(replace(history, results=(*history.results, newest)), ours, LATE)
    assume(not is_steady(high.trend.findings))  # a level that leaves its steady run is judged like any other
    low = assess(replace(history, results=(*history.results, lowered(newest, share))), ours, LATE)

    assert all(after <= before for after, before in zip(worry(low), worry(high), strict=True))


@TRIED
@given(histories, guidelines, st.sampled_from((0.001, 0.1, 0.5, 0.9, 0.999)))
def test_lowering_the_last_result_of_any_kind_never_worsens_the_trend(history, guideline, share):
    assume(history.results)
    last = lowered(history.results[-1], share)
    assume(last is not None and history.results[-1].kind != "not_detected")
    ours = load_guideline(guideline)

    high = assess(history, ours, LATE)
    assume(not is_steady(high.trend.findings))
    low = assess(replace(history, results=(*history.results[:-1], last)), ours, LATE)

    assert worry(low)[1] <= worry(high)[1]


@TRIED
@given(histories, guidelines, st.none() | percents, st.none() | st.sampled_from((500, 10_000, 100_000)))
def test_a_not_detected_result_dated_last_never_raises_the_trend(history, guideline, limit, copies):
    last_on = max([row.collected_on for row in history.results], default=START) + timedelta(days=45)
    unseen = Result(last_on, "not_detected", None, limit and "percent_is", limit, copies=copies)
    ours = load_guideline(guideline)

    before = assess(history, ours, last_on)
    after = assess(replace(history, results=(*history.results, unseen)), ours, last_on)

    assert worry(after)[1] <= worry(before)[1]


def verdicts(assessment: Assessment) -> dict:
    """Each result with its category, row and severity; why there is none, unless that is about treatment."""
    waiting = ("no_treatment", "before_treatment")
    return {
        row.result: (row.row, row.category, row.severity, "waiting" if row.reason in waiting else row.reason)
        for row in assessment.results
    }


@TRIED
@given(histories, guidelines, days, days)
def test_a_later_result_or_a_later_today_never_changes_an_earlier_verdict(history, guideline, one, another):
    ours = load_guideline(guideline)
    earlier, later = sorted((one, another))

    first = verdicts(assess(history, ours, earlier))
    second = verdicts(assess(history, ours, later))
    alone = replace(history, results=tuple(row for row in history.results if row.collected_on <= earlier))

    assert {result: second[result] for result in first} == first
    assert verdicts(assess(alone, ours, earlier)) == first


@TRIED
@given(histories)
def test_reading_what_was_written_is_the_identity(history):
    assert read_record(write_record(history)) == history
    assert read_record(write_record(history).encode()) == history


@TRIED
@given(histories, guidelines, days)
def test_every_history_can_be_assessed_and_written(history, guideline, today):
    written = write_assessment(assess(history, load_guideline(guideline), today))

    assert written["guideline"] == guideline
    assert len(written["results"]) + len(written["left_out"]) == len(history.results)


@TRIED
@given(histories, guidelines, days)
def test_what_is_taken_is_the_same_whether_results_are_judged_or_not(history, guideline, today):
    ours = load_guideline(guideline)
    said, taken = assess(history, ours, today), see_what_is_taken(history, ours, today)

    assert (taken.on_treatment, taken.counts) == (said.on_treatment, said.counts)
    assert without_months(taken) == without_months(said)


@TRIED
@given(histories, guidelines)
def test_good_news_is_never_said_while_a_concern_stands(history, guideline):
    """`now` is never calmer than the trend on the current line or the newest verdict there."""
    assessment = assess(history, load_guideline(guideline), LATE)

    assert WORRY[assessment.now.severity] >= WORRY[assessment.trend.severity]


@TRIED
@given(histories, guidelines, days)
def test_blood_counts_never_calm_and_move_no_test(history, guideline, today):
    """With the counts the standing is as worrying or more; trend, pattern and next test are the same."""
    ours = load_guideline(guideline)

    with_counts = assess(history, ours, today)
    without = assess(replace(history, blood_counts=()), ours, today)

    assert WORRY[with_counts.now.severity] >= WORRY[without.now.severity]
    assert (with_counts.trend, with_counts.next_test) == (without.trend, without.next_test)
    counts = with_counts.counts
    assert counts is None or WORRY[with_counts.now.severity] >= WORRY[counts.severity]


@TRIED
@given(histories, guidelines, days)
def test_no_pattern_after_a_transplant_or_beside_a_steady_level(history, guideline, today):
    assessment = assess(history, load_guideline(guideline), today)

    explained = assessment.after_transplant or is_steady(assessment.trend.findings)
    assert assessment.trend.pattern is None or not explained
