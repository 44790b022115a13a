"""Which questions each situation raises: ranked, without repeats, five at most (issue: questions)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from milestones.history import GOALS, BloodCount, Marrow, Mutation
from milestones.patterns import PATTERNS
from milestones.prompts import (
    DIARY_SITUATIONS,
    SITUATIONS,
    Prompt,
    add_prompts,
    out_of_place,
    prompt_codes,
    prompt_rows,
    raise_prompts,
)
from milestones.trend_rules import FINDING_CODES
from milestones.verdicts import REASONS
from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    day,
    every,
    history,
    other,
    percent,
    ratio,
    tki,
)


def asked(*results, **facts) -> list[str]:
    """The codes of the questions raised, most urgent first."""
    return [row.code for row in assessed(*results, **facts).prompts]


def raised(*results, **facts) -> set[str]:
    """Every situation behind the questions raised."""
    return {code for row in assessed(*results, **facts).prompts for code in row.because}


def test_there_are_at_least_twenty_questions_none_twice():
    assert len(prompt_codes()) == len(set(prompt_codes()))
    assert len(prompt_codes()) >= 20


def test_every_situation_named_in_the_file_can_come_up():
    known = {*FINDING_CODES, *PATTERNS, *REASONS, *SITUATIONS, *DIARY_SITUATIONS}

    assert {code for _, when in prompt_rows() for code in when} - known == set()
    assert {code for situations in out_of_place().values() for code in situations} - known == set()


def test_every_situation_of_the_list_is_used_by_the_file():
    used = {code for _, when in prompt_rows() for code in when}.union(*out_of_place().values())

    assert {*SITUATIONS, *DIARY_SITUATIONS} - used == set()


def test_questions_come_in_the_order_of_the_file():
    order = prompt_codes()
    codes = asked(*every(3, "0.02", "0.02", "0.5", "2", start=18))

    assert codes == sorted(codes, key=order.index)


def test_five_questions_at_most():
    codes = [code for _, when in prompt_rows() for code in when]

    assert [row.code for row in raise_prompts(codes, None)] == list(prompt_codes()[:5])


def test_questions_of_a_diary_stand_in_their_rank_among_the_others():
    known = raise_prompts(["mmr_lost", "lab_changed", "deep_streak"], day(3))

    added = add_prompts(known, ["doses_missed", "family_plans"])

    assert [row.code for row in added] == [
        "repeat_test",
        "doses_missed",
        "lab_changed",
        "family_plans",
        "deep_response",
    ]
    assert [row.result for row in added] == [day(3), None, day(3), None, day(3)]


def test_questions_of_a_diary_are_five_at_most_with_the_others_and_none_twice():
    known = raise_prompts(["mmr_lost", "lab_changed", "deep_streak"], day(3))

    added = add_prompts(known, DIARY_SITUATIONS)

    assert [row.code for row in added] == [
        code for code in prompt_codes() if code in {row.code for row in added}
    ]
    assert len(added) == 5
    assert add_prompts(added, ["doses_missed"]) == added


def test_nothing_more_raised_changes_nothing():
    known = (Prompt("repeat_test", ("mmr_lost",), day(3)),)

    assert add_prompts(known, []) == known


def test_a_question_says_what_raised_it_and_which_result_it_is_about():
    (first, *_) = assessed(percent("0.02", 18), percent("0.11", 21)).prompts

    assert (first.code, first.because, first.result) == (
        "repeat_test",
        ("rise_from_previous", "rise_from_lowest", "mmr_lost"),
        at_month(21),
    )


TRYING = [tki(stop=at_month(60), why="treatment_free_remission")]
PAUSED = [tki(stop=at_month(60), why="pregnancy")]
SWITCHED = [tki(stop=at_month(20)), tki("dasatinib", at_month(20))]
FOR_TFR = {"goal": "treatment_free_remission"}
# A history for each situation.
RAISED = [
    ("no_results", [], {"today": at_month(1)}),
    ("no_usable_result", [other("no_result", 24)], {}),
    ("on_track", [percent("0.05", 24)], {}),
    ("result_discuss", [percent("0.5", 24)], {}),
    ("result_soon", [percent("2", 24)], {}),
    ("checkpoint_met", [percent("0.05", 12)], {}),
    ("checkpoint_not_met", [percent("0.5", 12)], {}),
    ("other_guideline", [percent("5", 6)], {}),
    ("depth_unknown", [other("not_detected", 24)], {}),
    ("goal_not_reached", [percent("0.02", 24)], FOR_TFR),
    ("goal_unset_early", [percent("30", 1)], {}),
    ("deep_streak", [percent("0.005", 24), percent("0.005", 27)], {}),
    ("trying_without", [percent("0.005", 63)], {"treatments": TRYING}),
    ("off_treatment_not_tried", [percent("0.005", 63)], {"treatments": PAUSED}),
    ("new_line", [percent("0.5", 21)], {"treatments": SWITCHED}),
    ("too_early", [percent("30", 1)], {}),
    ("too_early", [percent("0.5", 20)], {"treatments": SWITCHED, "today": at_month(21)}),
    ("before_treatment", [percent("62", day(-10))], {"today": day(3)}),
    ("not_on_is", [ratio("5", 6)], {}),
    ("atypical_transcript", [percent("5", 6)], {"transcript": "atypical"}),
    ("not_for_these_milestones", [percent("5", 6)], {"phase": "blast"}),
    ("primary", [percent("12", 6)], {}),
    ("secondary", [percent("0.05", 18), percent("2", 21)], {}),
    ("lab_changed", [percent("0.05", 18, lab="A"), percent("0.05", 21, lab="B")], {}),
    ("scale_changed", [percent("0.05", 18), ratio("0.05", 21)], {}),
    ("small_sample", [percent("0.05", 18, copies=500)], {}),
    ("test_overdue", [percent("0.05", 18)], {"today": at_month(30)}),
    ("above_mmr_off_treatment", [percent("0.2", 62)], {"treatments": TRYING}),
]


@pytest.mark.parametrize(("situation", "results", "facts"), RAISED)
def test_a_situation_raises_its_question(situation, results, facts):
    assert situation in raised(*results, **facts)


NOT_RAISED = [
    ("no_usable_result", [percent("0.05", 24)], {}),
    ("on_track", [percent("0.5", 24)], {}),
    ("checkpoint_met", [percent("0.05", 12), percent("0.05", 15)], {}),
    ("depth_unknown", [other("not_detected", 24, copies=500)], {}),
    ("depth_unknown", [other("not_detected", 24, "0.0032")], {}),
    ("depth_unknown", [other("no_result", 24)], {}),
    ("goal_not_reached", [percent("0.01", 24)], FOR_TFR),
    ("goal_not_reached", [percent("0.02", 24)], {"goal": "long_term_control"}),
    ("goal_not_reached", [percent("30", 1)], FOR_TFR),
    ("goal_unset_early", [percent("30", 1)], {"goal": "long_term_control"}),
    ("goal_unset_early", [percent("5", 3)], {}),
    ("deep_streak", [percent("0.005", 24)], {}),
    ("trying_without", [percent("0.005", 60)], {"treatments": TRYING}),
    ("off_treatment_not_tried", [percent("0.005", 24)], {"treatments": []}),
    ("off_treatment_not_tried", [percent("62", day(-10))], {"today": day(-5)}),
    ("new_line", [percent("30", 1)], {}),
    ("new_line", [percent("12", 26.5)], {"treatments": SWITCHED}),
    ("other_guideline", [percent("0.05", 12)], {}),
]


@pytest.mark.parametrize(("situation", "results", "facts"), NOT_RAISED)
def test_a_situation_that_is_not_there_raises_nothing(situation, results, facts):
    assert situation not in raised(*results, **facts)


@pytest.mark.parametrize("goal", GOALS)
def test_every_goal_gets_questions_when_all_is_well(goal):
    assert asked(percent("0.05", 12), goal=goal) != []


def test_with_a_soon_and_a_secondary_pattern_what_explains_it_comes_before_resistance():
    """The usual reasons first: the pattern is one of several (clinical rules, section 5)."""
    assert asked(*every(3, "0.02", "0.02", "0.5", "2", start=18))[:3] == [
        "what_explains_rise",
        "treatment_options",
        "mutation_test",
    ]


def raised_beside(*results, blood_counts=(), marrow=(), today=None) -> set[str]:
    """Every situation behind the questions raised, when the record has other tests too."""
    made = replace(history(*results), blood_counts=tuple(blood_counts), marrow=tuple(marrow))
    return {code for row in assess_history(made, today=today).prompts for code in row.because}


@pytest.mark.parametrize(
    ("shares", "asks"),
    [
        (["2"], True),
        (["0", "0.1"], True),
        (["2", None], True),
        (["2", "0"], False),
        ([None], False),
        ([], False),
    ],
)
def test_blasts_in_the_newest_count_that_names_them_raise_a_question(shares, asks):
    counts = [
        BloodCount(day(30 * step), blasts_percent=None if share is None else Decimal(share))
        for step, share in enumerate(shares)
    ]

    assert ("blasts_reported" in raised_beside(percent("0.5", 12), blood_counts=counts)) is asks


@pytest.mark.parametrize(
    ("later", "asks"), [({"wbc": Decimal(5)}, False), ({"hemoglobin": Decimal(13)}, True)]
)
def test_blasts_are_asked_about_until_a_count_of_white_cells_names_none(later, asks):
    """The count at diagnosis usually lists some: years later they are no news."""
    counts = [BloodCount(day(0), blasts_percent=Decimal(3)), BloodCount(day(30), **later)]

    assert ("blasts_reported" in raised_beside(percent("0.5", 12), blood_counts=counts)) is asks


KARYOTYPE = "46,XX,t(9;22)(q34;q11.2)[20]"


@pytest.mark.parametrize(
    ("marrow_on", "karyotype", "asks"),
    [
        (at_month(11), KARYOTYPE, False),
        (at_month(12), KARYOTYPE, True),
        (at_month(13), KARYOTYPE, True),
        (at_month(13), " ", False),
    ],
)
def test_a_karyotype_raises_a_question_until_the_next_blood_test(marrow_on, karyotype, asks):
    marrow = [Marrow(day(0)), Marrow(marrow_on, karyotype=karyotype)]

    found = raised_beside(percent("0.5", 12), marrow=marrow, today=at_month(13))

    assert ("karyotype_reported" in found) is asks


def test_a_karyotype_raises_a_question_before_any_blood_test():
    found = raised_beside(marrow=[Marrow(day(0), karyotype=KARYOTYPE)], today=day(1))

    assert "karyotype_reported" in found


def test_blasts_change_no_verdict_and_no_trend():
    plain = assess_history(history(percent("0.05", 12)))
    made = replace(
        history(percent("0.05", 12)), blood_counts=(BloodCount(day(30), blasts_percent=Decimal(30)),)
    )

    assert replace(assess_history(made), prompts=()) == replace(plain, prompts=())


def test_the_question_of_blasts_is_not_crowded_out_by_a_rise():
    rise = every(3, "0.02", "0.02", "0.5", "2", start=18)
    made = replace(
        history(*rise),
        blood_counts=(BloodCount(rise[-1].collected_on, blasts_percent=Decimal(9)),),
        marrow=(Marrow(rise[-1].collected_on, karyotype=KARYOTYPE),),
    )

    assert [row.code for row in assess_history(made).prompts][:3] == [
        "counts_young_cells",
        "karyotype_meaning",
        "what_explains_rise",
    ]


@pytest.mark.parametrize("month", [12, 24])
def test_good_news_is_not_asked_on_about_beside_blasts(month):
    counts = (BloodCount(at_month(month), blasts_percent=Decimal(18)),)
    plain = history(percent("0.05", month))

    codes = [
        {row.code for row in assess_history(made).prompts}
        for made in (plain, replace(plain, blood_counts=counts))
    ]

    assert [found & {"next_goal", "checkpoint_met"} for found in codes] == [
        codes[0] & {"next_goal", "checkpoint_met"},
        set(),
    ]
    assert codes[0] & {"next_goal", "checkpoint_met"} != set()


def test_a_mutation_test_is_asked_for_at_a_failure():
    assert "mutation_test" in asked(percent("2", 12))


def test_no_mutation_test_is_asked_for_where_one_found_a_mutation():
    found = (Mutation(at_month(21), "T315I", resistance=True),)
    made = replace(history(percent("0.05", 18), percent("2", 21)), mutations=found)

    codes = [row.code for row in assess_history(made).prompts]

    assert (codes[0], "mutation_test" in codes) == ("mutation_meaning", False)


@pytest.mark.parametrize("treatments", [TRYING, PAUSED])
def test_no_mutation_test_is_asked_for_off_treatment(treatments):
    rows = [percent("0.05", 57), percent("2", 63)]

    assert "mutation_test" not in asked(*rows, treatments=treatments)


def test_somebody_without_a_medicine_yet_is_asked_about_goals():
    assert asked(percent("62", 1), treatments=[])[:2] == ["first_visit_goals", "specialist_once"]


# After a transplant no question about doses or resistance is raised: the transplant team is called.
def test_after_a_transplant_nothing_is_asked_about_doses_or_resistance():
    rise = every(3, "0.02", "0.02", "0.5", "2", start=18)
    made = replace(history(*rise, transplant_on=at_month(10)), mutations=(Mutation(at_month(25), "T315I"),))

    codes = [row.code for row in assess_history(made).prompts]

    assert codes[0] == "transplant_team"
    about = {"mutation_meaning", "mutation_test", "treatment_options", "what_explains_rise", "pause_or_dose"}
    assert about & set(codes) == set()
    assert add_prompts((), ["doses_missed", "after_transplant"]) == ()
    assert [row.code for row in add_prompts((), ["doses_missed"])] == ["doses_missed"]


def test_without_a_transplant_they_are_asked():
    rise = every(3, "0.02", "0.02", "0.5", "2", start=18)

    assert {"treatment_options", "what_explains_rise", "mutation_test"} <= set(asked(*rise))


# Off treatment for a reason other than a try without.
@pytest.mark.parametrize(
    ("why", "expected"),
    [("treatment_free_remission", False), ("pregnancy", True), ("paused", True), (None, True)],
)
def test_does_my_team_know_i_am_not_taking_it(why, expected):
    rows = [tki(stop=at_month(22), why=why)]

    assert ("team_knows_i_stopped" in asked(percent("0.02", 24), treatments=rows)) is expected


@pytest.mark.parametrize(
    ("results", "facts", "code"),
    [
        (every(4.1, "0.5", "0.5", "0.5", "0.5", start=36), {}, "shared_goal"),
        ([other("not_detected", 24)], {}, "ask_depth"),
        (
            [percent("0.02", 24)],
            {
                "treatments": [
                    tki(stop=day(300)),
                    tki("dasatinib", day(300), day(600)),
                    tki("nilotinib", day(600)),
                ]
            },
            "later_line",
        ),
    ],
)
def test_new_situations_raise_their_question(results, facts, code):
    assert code in asked(*results, **facts)


def test_a_steady_level_is_not_asked_about_as_behind():
    assert "behind_checkpoint" not in asked(*every(4.1, "0.5", "0.5", "0.5", "0.5", start=36))


def test_ask_depth_ends_when_a_depth_is_known():
    assert "ask_depth" not in asked(other("not_detected", 24), other("not_detected", 27, "0.0032"))


def test_a_test_that_is_overdue_is_asked_about_and_nothing_is_celebrated():
    results = [percent("0.005", 15), percent("0.004", 18)]

    asked = [row.code for row in assessed(*results, today=at_month(30)).prompts]

    assert asked == ["test_overdue"]
    assert [row.code for row in assessed(*results).prompts] == ["deep_response", "next_goal"]


def test_the_goals_of_the_beginning_are_asked_for_on_the_first_medicine_only():
    later = [tki(stop=at_month(30), why="working_less_well"), tki("nilotinib", at_month(30))]

    first = [row.code for row in assessed(percent("40", 1)).prompts]
    second = [row.code for row in assessed(percent("40", 31), treatments=later).prompts]

    assert "first_visit_goals" in first
    assert "first_visit_goals" not in second
    assert "new_medicine_clock" in second


def test_a_met_checkpoint_asks_for_the_next_goal_once():
    """ "The next goal, and by when?" and "the next goal for me?" are one question."""
    codes = asked(percent("62", 0), percent("8.4", 3))

    assert [code for code in codes if code in ("checkpoint_met", "next_goal")] == ["checkpoint_met"]
    assert "next_goal" in asked(percent("62", 0), percent("0.05", 30))
