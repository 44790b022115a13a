"""How a result was judged: row, comparisons with values, rules that held or came close,
with their sources."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from milestones.assess import assess
from milestones.command import main
from milestones.explain import Explanation, explain, explain_judged
from milestones.explain_report import write_explanation
from milestones.guideline import load_guideline
from milestones.history import History, Mutation
from milestones.judgement import judge_history
from tests.milestones.builders import at_month, day, every, history, other, percent, ratio, tki
from tests.milestones.strategies import TRIED, guidelines, histories
from tests.milestones.test_example import RECORD

ELN = load_guideline("eln-2020")
TABLE_1 = "PMC10133857 Table 1"


def explained(*results, guideline: str = "eln-2020", on=None, **facts) -> Explanation:
    """The explanation of the newest result's day, unless said otherwise."""
    made = history(*results, **facts)
    return explain(made, load_guideline(guideline), on or made.results[-1].collected_on)


def held(explanation: Explanation) -> list[str]:
    return [row.code for row in explanation.rules if row.holds]


def near(explanation: Explanation) -> list[str]:
    return [row.code for row in explanation.rules if not row.holds]


def test_the_explanation_of_a_result_as_json():
    made = history(percent("0.074", 12), percent("0.11", 16, lab="B"), transcript="typical")

    written = json.loads(json.dumps(write_explanation(explain(made, ELN, at_month(16)))))

    (result,) = written["results"]
    assert written["date"] == str(at_month(16))
    assert written["guideline"] == "eln-2020"
    assert result["row"] == {
        "name": "any time",
        "status": "checked",
        "source": "Hochhaus et al., Leukemia 2020;34:966-984",
        "checked_in": TABLE_1,
    }
    assert result["comparisons"] == [
        {"category": "optimal", "severity": "on_track", "above": "0", "at_most": "0.1", "answer": "no"},
        {"category": "warning", "severity": "discuss", "above": "0.1", "at_most": "1", "answer": "yes"},
        {"category": "failure", "severity": "soon", "above": "1", "at_most": None, "answer": "no"},
    ]
    assert {key: result[key] for key in ("low", "high", "line", "months", "window", "confirmed")} == {
        "low": "0.11",
        "high": "0.11",
        "line": 1,
        "months": "16.00",
        "window": None,
        "confirmed": None,
    }
    assert [result[key] for key in ("category", "severity", "capped", "reason")] == [
        "warning",
        "discuss",
        False,
        None,
    ]
    point = {"collected_on": str(at_month(12)), "low": "0.074", "high": "0.074"}
    assert written["compared"] == {
        "newest": {"collected_on": str(at_month(16)), "low": "0.11", "high": "0.11"},
        "previous": point,
        "lowest": point,
        "second_lowest": None,
    }
    lost, wobble = written["rules"]
    assert lost == {
        "code": "mmr_lost",
        "severity": "discuss",
        "holds": True,
        "since": str(at_month(16)),
        "compared_with": point,
        "fold": "1.49",
        "numbers": [
            {
                "number": "trend.mmr_lost.above_percent_is",
                "value": "0.1",
                "status": "checked",
                "source": "Loss of MMR (ELN 2020: Hochhaus et al., Leukemia 2020;34:966-984)",
                "checked_in": "PMC10133857 Table 1, any time",
            }
        ],
    }
    assert [(row["number"], row["value"]) for row in wobble["numbers"]] == [
        ("trend.wobble.from_percent_is", "0"),
        ("trend.wobble.fold", "4"),
    ]
    assert written["events"] == []


def test_the_window_of_the_row_is_our_own_choice_and_said_to_be():
    written = write_explanation(explained(percent("5", 6)))

    window = written["results"][0]["window"]
    assert {
        key: window[key] for key in ("month", "judged_from", "near_from", "near_to", "early_until", "status")
    } == {
        "month": 6,
        "judged_from": "5",
        "near_from": "5",
        "near_to": "7.5",
        "early_until": "5.5",
        "status": "own_choice",
    }
    assert window["source"].startswith("From 5 months the coming row is used")
    assert write_explanation(explained(percent("5", 3)))["results"][0]["window"]["early_until"] is None


def test_a_result_without_a_verdict_has_its_reason():
    written = write_explanation(explained(other("no_result", 6)))

    (result,) = written["results"]
    assert (result["row"], result["window"], result["comparisons"], result["low"], result["high"]) == (
        None,
        None,
        [],
        None,
        None,
    )
    assert (result["reason"], result["severity"]) == ("no_result", "none")
    assert written["compared"] == {"newest": None, "previous": None, "lowest": None, "second_lowest": None}


@pytest.mark.parametrize(
    ("result", "answers"),
    [
        (percent("1", 6), ["yes", "no", "no"]),
        (percent("1.1", 6), ["no", "yes", "no"]),
        (percent("11", 6), ["no", "no", "yes"]),
        (other("less_than", 6, "1"), ["yes", "no", "no"]),
        (other("less_than", 6, "5"), ["cannot_tell", "cannot_tell", "no"]),
        (other("above_limit", 6, "5"), ["no", "cannot_tell", "cannot_tell"]),
        (other("above_limit", 6, "12"), ["no", "no", "yes"]),
        (other("above_limit", 6, "10"), ["no", "cannot_tell", "cannot_tell"]),
        (other("level", 6, level="mr4"), ["yes", "no", "no"]),
    ],
)
def test_each_band_is_answered_yes_no_or_cannot_tell(result, answers):
    (judged,) = explained(result).results

    assert [row.answer for row in judged.comparisons] == answers


def test_a_confirmed_result_says_what_it_confirms():
    explanation = explained(percent("12", day(80)), percent("12", day(120)))

    written = write_explanation(explanation)["results"][0]

    assert written["confirmed"] == {
        "before": str(day(80)),
        "days": 40,
        "above": "10",
        "from_days": 28,
        "to_days": 98,
    }
    assert (written["category"], written["comparisons"][1]["answer"]) == ("failure", "yes")


def test_the_goal_is_in_the_comparison():
    facts = {"guideline": "nccn-2024", "goal": "treatment_free_remission"}

    (judged,) = explained(percent("0.5", 12), **facts).results

    assert [row.severity for row in judged.comparisons] == ["on_track", "discuss", "discuss", "soon"]


def test_two_results_of_a_day_are_both_explained_and_one_is_the_test():
    explanation = explained(percent("0.3", 12), percent("0.05", 12, lab="B"))

    assert [(str(row.judged.low), row.judged.category) for row in explanation.results] == [
        ("0.05", "optimal"),
        ("0.3", "warning"),
    ]
    assert explanation.newest.low == Decimal("0.3")


def test_later_results_are_not_looked_at():
    rows = every(3, "0.02", "0.02", "0.5", "0.02", start=18)

    assert explained(*rows, on=at_month(24)) == explained(*rows[:3])


def test_a_day_without_a_result_has_no_explanation():
    with pytest.raises(KeyError, match=r"datetime\.date"):
        explained(percent("0.3", 12), on=at_month(11))


# A rule came close if up to 1.5 times the value would have made it hold.
NEAR = [
    ("rise_from_previous", ("1", "1.3333"), False),
    ("rise_from_previous", ("1", "1.3334"), True),
    ("rise_from_previous", ("0.6", "1"), True),
    ("slow_climb_in_mmr", ("0.0105", "0.0105", "0.07"), False),
    ("rise_from_lowest", ("1", "1", "2.1"), False),
    ("rise_from_lowest", ("1", "1", "2.11"), True),
    ("two_rises", ("1", "1.4", "1.99"), False),
    ("two_rises", ("1", "1.4", "2"), True),
    ("mmr_lost", ("0.05", "0.0666"), False),
    ("mmr_lost", ("0.05", "0.0667"), True),
    ("mmr_lost", ("0.5", "0.09"), False),
    ("slow_climb_in_mmr", ("0.005", "0.005", "0.0333"), False),
    ("slow_climb_in_mmr", ("0.005", "0.005", "0.0334"), True),
    ("slow_climb_in_mmr", ("0.009", "0.009", "0.08"), True),
    ("above_1_after_mmr", ("0.05", "0.6666"), False),
    ("above_1_after_mmr", ("0.05", "0.6667"), True),
    ("mmr_lost_confirmed", ("0.1", "0.15", "0.133"), False),
    ("mmr_lost_confirmed", ("0.1", "0.15", "0.134"), True),
    ("tenfold_above_lowest", ("0.05", "0.333"), False),
    ("tenfold_above_lowest", ("0.05", "0.334"), True),
    ("above_10_after_6_months", ("5", "6.66"), False),
    ("above_10_after_6_months", ("5", "6.67"), True),
]


@pytest.mark.parametrize(("code", "values", "expected"), NEAR)
def test_a_rule_that_came_within_a_factor_of_1_5(code, values, expected):
    explanation = explained(*every(3, *values, start=18))

    assert (code in near(explanation)) is expected
    assert code not in held(explanation)


def test_a_rule_off_treatment_comes_near_too():
    rows = [tki(stop=at_month(60), why="treatment_free_remission")]

    assert "above_mmr_off_treatment" in near(
        explained(percent("0.05", 59), percent("0.07", 62), treatments=rows)
    )


def test_a_rule_that_came_near_shows_its_fold_as_it_is():
    (row,) = (
        row for row in explained(*every(3, "1", "1.4", start=18)).rules if row.code == "rise_from_previous"
    )

    assert (row.holds, row.finding, row.fold, row.compared_with.high) == (False, None, Decimal("1.4"), 1)
    assert [(number.table, number.key, str(number.value)) for number in row.numbers] == [
        ("quiet", "at_most_percent_is", "0.01"),
        ("wobble", "from_percent_is", "0.1"),
        ("wobble", "fold", "2"),
    ]


def test_a_rule_that_came_near_holds_since_no_day():
    rules = write_explanation(explained(*every(3, "1", "1.4", start=18)))["rules"]

    assert [(row["code"], row["holds"], row["since"]) for row in rules] == [
        ("within_wobble", True, str(at_month(21))),
        ("rise_from_previous", False, None),
    ]


def test_what_held_comes_first_and_each_rule_is_told_once():
    explanation = explained(*every(3, "0.02", "0.02", "0.09", start=18))

    assert held(explanation) == ["rise_from_previous", "rise_from_lowest"]
    assert near(explanation) == ["mmr_lost"]
    assert [row.holds for row in explanation.rules] == [True, True, False]


def test_a_censored_or_unstated_newest_result_comes_near_nothing():
    assert near(explained(percent("0.05", 18), other("less_than", 21, "5"))) == []
    assert near(explained(percent("0.09", 18), other("not_detected", 21))) == []


def test_a_value_above_the_limit_can_come_near():
    assert "rise_from_previous" in near(explained(percent("40", 18), other("above_limit", 21, "55")))


def test_findings_kept_over_an_unstated_depth_are_explained():
    rows = [*every(3, "0.02", "0.02", "0.5", start=18), other("not_detected", 27)]

    explanation = explained(*rows)

    assert held(explanation)[0] == "tenfold_above_lowest"
    assert explanation.newest.collected_on == at_month(24)


def test_raw_ratios_are_explained_in_their_own_numbers():
    explanation = explained(ratio("0.5", 18, lab="A"), ratio("5", 21, lab="A"))

    assert held(explanation) == ["rise_from_previous", "rise_from_lowest"]
    assert (explanation.newest.low, explanation.previous.high) == (5, Decimal("0.5"))
    assert explanation.results[0].judged.reason == "not_on_is"


def test_marrow_alone_has_no_trend():
    assert explained(percent("5", 18), percent("5", 21, specimen="marrow")).rules == ()


def test_other_findings_of_the_day_are_listed():
    made = history(percent("0.05", 18, lab="A"), percent("0.05", 21, lab="B", copies=500))
    made = replace(made, mutations=(Mutation(at_month(20), "T315I", True),))

    written = write_explanation(explain(made, ELN, at_month(21)))

    assert [row["code"] for row in written["events"]] == ["mutation_reported", "lab_changed", "small_sample"]


@TRIED
@given(histories, guidelines, st.integers(0, 8))
def test_the_explanation_and_the_assessment_never_differ(made: History, name: str, which: int):
    assume(made.results)
    guideline = load_guideline(name)
    row = assess(made, guideline, at_month(120)).results[which % len(made.results)]

    explanation = explain(made, guideline, row.collected_on)

    assert row in [result.judged for result in explanation.results]
    assert write_explanation(explanation)["date"] == str(row.collected_on)


def test_the_command_explains_a_date(tmp_path, capsys):
    file = tmp_path / "record.json"
    file.write_text(json.dumps(RECORD))

    assert main([str(file), "--explain", "2026-11-12"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert [(row["code"], row["holds"]) for row in written["rules"]] == [
        ("mmr_lost", True),
        ("within_wobble", True),
    ]
    assert main([str(file), "--explain", "2026-11-13"]) == 2
    assert capsys.readouterr() == ("", "results: none was collected on 2026-11-13\n")


def test_a_rule_near_at_two_values_is_told_once():
    """0.09 after 0.025: both at 0.1 and at 0.135 the rise would be four-fold."""
    codes = near(explained(*every(3, "0.025", "0.09", start=18)))

    assert sorted(codes) == ["mmr_lost", "rise_from_lowest", "rise_from_previous"]


def test_the_second_lowest_and_open_ends_are_told():
    explanation = explained(*every(3, "0.02", "0.03", "0.05", start=18))
    above = write_explanation(explained(percent("40", 18), other("above_limit", 21, "55")))

    assert (str(explanation.lowest.low), str(explanation.second_lowest.low)) == ("0.02", "0.03")
    assert above["compared"]["newest"] == {"collected_on": str(at_month(21)), "low": "55", "high": None}


def test_a_failed_test_is_compared_with_nothing():
    assert explained(percent("0.05", 18), other("no_result", 21)).newest is None


def test_the_fold_of_a_fall_is_the_one_that_was_judged():
    (row,) = explained(percent("0.5", 18), other("less_than", 21, "0.05")).rules

    assert (row.code, row.fold) == ("falling", Decimal("0.1"))


def test_the_wobble_is_that_of_the_upper_end_before():
    rules = explained(other("less_than", 18, "0.5"), percent("5", 21)).rules
    (row,) = (row for row in rules if row.code == "rise_from_previous")

    numbers = {(number.table, number.key): str(number.value) for number in row.numbers}
    assert numbers["wobble", "fold"] == "2"


def test_raw_ratios_come_near_relative_rules_only():
    assert near(explained(ratio("0.05", 18), ratio("0.09", 21))) == []


def test_a_fall_from_above_the_upper_limit_uses_the_wobble_of_its_lower_end():
    explanation = explained(other("above_limit", 1, "55"), percent("6", 3))

    (fall,) = [row for row in explanation.rules if row.code == "falling"]
    assert fall.compared_with.high is None
    assert {number.table for number in fall.numbers} == {"wobble"}


def test_a_value_above_the_upper_limit_stays_without_an_end_when_it_is_made_higher():
    explanation = explained(percent("60", 1), other("above_limit", 3, "50"))

    assert [(row.code, row.compared_with) for row in explanation.rules if not row.holds] == []


@TRIED
@given(histories, guidelines)
def test_every_day_is_explained_alike_from_the_judgement_of_the_whole_history(history: History, guideline):
    ours = load_guideline(guideline)

    judgement = judge_history(history, ours, history.results)

    for taken_on in {row.collected_on for row in history.results}:
        assert explain_judged(history, judgement, taken_on) == explain(history, ours, taken_on)


def test_a_steady_level_is_explained_alike_from_the_judgement_of_the_whole_history():
    """Its verdicts are eased: a judgement of its own way."""
    made, ours = history(*every(4.1, "1.5", "1.4", "1.6", "1.5", start=36)), load_guideline("eln-2020")

    judgement = judge_history(made, ours, made.results)

    assert judgement.reading.steady_on == {made.results[-1].collected_on}
    for row in made.results:
        assert explain_judged(made, judgement, row.collected_on) == explain(made, ours, row.collected_on)
