"""What is said about the newest result, for every shape of record: the words a person reads first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.web.words.result.sentence import sentences
from milestones.assess import assess
from milestones.history import History, Mutation, Result, Treatment
from tests.milestones.test_cases import CASES, guideline_of, read_case
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, START, STEP, judged, tell


def say(history: History, **how) -> str:
    return " ".join(sentences(judged(history, **how)))


def stop(history: History, day: date, reason: str) -> History:
    last = history.treatments[-1]
    return replace(history, treatments=(replace(last, stopped_on=day, stop_reason=reason),))


def test_sentences_of_the_picture():
    assert say(JUST_ABOVE, today=JUST_ABOVE_ON) == (
        "Your number is just above 0.1% (MMR). It is 1.5 times as high as last time. A change this small can "
        "come from "
        "the test itself. A repeat test is how your team would find out."
    )


def test_sentences_of_a_rise_beyond_the_wobble_say_what_a_repeat_test_is_for():
    assert say(tell("62", "7", "0.5", "0.05", "0.2")).endswith(
        "That is more than the test's wobble. "
        "A repeat test is how your team would find out if it stays there."
    )


def test_sentences_of_a_rise_say_soon_in_plain_words():
    assert say(RISING) == (
        "Your number is above 1% again. It is 2.1 times as high as last time, at the edge of the test's "
        "wobble, and 150 times as high as your lowest. Talk to your team in the next few days, before your "
        "next visit."
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), "There is no result in your record yet."),
        (
            ("62",),
            (
                "This is your starting number. Before treatment most people's number is high. Yours is where "
                "you start from. It is too early to compare this number with a checkpoint. The first one is "
                "still ahead."
            ),
        ),
        (
            ("100",),
            (
                "This is your starting number. Before treatment most people's number is high. Yours is where "
                "you start from. It is too early to compare this number with a checkpoint. The first one is "
                "still ahead."
            ),
        ),
        (
            ("100.1",),
            (
                "This is your starting number. A start above 100% is common: 100% is a fixed mark "
                "of the scale, not your own start. It is too early to compare this number with a "
                "checkpoint. The first one is still ahead."
            ),
        ),
        (
            ("62", "7"),
            (
                "Your number is 10% or less. That is the level of an early response (EMR). That is "
                "on the usual "
                "timetable. "
                "It is about 8.9 times less than last time."
            ),
        ),
        (
            ("62", "20"),
            (
                "Your number is above 10%. That is a bit behind the usual timetable: the usual goal by "
                "now is 10% or less. "
                "It is about 3.1 times less than last time. Ask your team what they see and what comes next."
            ),
        ),
        (
            ("62", "20", "15"),
            (
                "Your number is above 10%. That is behind the usual timetable: the usual goal by now is 1% "
                "or less. It is a little lower than last time. Talk to your team in the next few days, "
                "before your next visit."
            ),
        ),
        (
            ("62", "7", "0.5", "0.05", "0.051"),
            (
                "Your number is 0.1% or less. That is a major response (MMR). That is on the usual "
                "timetable. "
                "It is about the same as last time."
            ),
        ),
        (
            ("62", "7", "0.5", "0.05", "nd 0.0032"),
            (
                "Your test found no BCR::ABL1. That is welcome news, as deep as this test could see. "
                "That is on the usual "
                "timetable. It is at least 15 times less than last time."
            ),
        ),
        (
            ("62", "7", "0.5", "0.005", "nd 0.0032"),
            (
                "Your test found no BCR::ABL1. That is welcome news, as deep as this test could see. "
                "That is on the usual "
                "timetable."
            ),
        ),
        (
            ("62", "7", "0.5", "0.005", "0.003"),
            (
                "Your number is 0.0032% or less. That is a deep response (MR4.5). That is on the "
                "usual timetable. Your last two tests are both very low. Small ups and downs at "
                "this depth tell us nothing."
            ),
        ),
        (
            ("62", "7", "0.5", "0.005", "nd"),
            (
                "Your test found no BCR::ABL1, as far as it could see. Your team can ask the lab how "
                "deep that is. That is "
                "on the usual timetable."
            ),
        ),
        (
            ("62", "7", "no result"),
            "The lab could not get a number from this sample. Ask your team if the test will be repeated.",
        ),
    ],
)
def test_sentences_by_course(values, expected):
    assert say(tell(*values)) == expected


def test_sentences_of_an_old_state_that_settled_are_calm():
    assert say(tell("62", "7", "0.5", "0.05", "0.2", "0.25", "0.24")) == (
        "Your number is above 0.1% (MMR) again. That has been so since April 2026, and it is "
        "no longer rising. Talk to your team in the next few days, before your next visit."
    )


def test_sentences_off_the_scale_do_not_compare():
    ratio = Result(START + timedelta(days=3 * STEP), value=Decimal("0.2"), unit="ratio_percent", lab="City")

    assert say(tell("62", "7", "0.5", ratio)) == (
        "This number is not on the International Scale, so it cannot be compared with the "
        "checkpoints. Ask the lab for the number on that scale (IS)."
    )


def test_sentences_off_treatment_above_mmr():
    history = tell("62", "7", "0.5", "0.05", "0.004", "0.003", "0.3")

    assert say(stop(history, START + timedelta(days=5 * STEP + 10), "treatment_free_remission")).startswith(
        "Your number is above 0.1% without treatment. It is"
    )


def test_sentences_off_treatment_back_in_mmr_do_not_say_above():
    history = tell("62", "7", "0.5", "0.05", "0.004", "0.003", "0.3", "0.08")

    assert say(stop(history, START + timedelta(days=5 * STEP + 10), "treatment_free_remission")) == (
        "Your number is 0.1% or less. That is a major response (MMR). It was above MMR not long "
        "ago. Your team may "
        "want one more "
        "low test before this is settled. Talk to your team in the next few days, before your next visit."
    )


def test_sentences_after_a_switch_wait_for_the_new_clock():
    history = tell("62", "7", "0.5", "0.4")
    switched = START + timedelta(days=3 * STEP + 5)
    stopped = stop(history, switched, "side_effects").treatments
    told = say(replace(history, treatments=(*stopped, Treatment("dasatinib", switched))))

    assert told == (
        "Your number is 1% or less. Doctors call this the CCyR level. You have a new medicine "
        "since this test. It is too early to compare a number with its checkpoints."
    )


def test_sentences_of_light_green_with_a_deeper_goal():
    history = tell("62", "7", "0.5", "0.4", "0.3", goal="treatment_free_remission")

    assert say(history, guideline="nccn-2024").startswith(
        "Your number is 1% or less. Doctors call this the CCyR level. That meets a long-term goal. "
        "Treatment-free "
        "remission asks for "
        "0.1% or less."
    )


def test_sentences_above_the_first_level_call_a_fold_approximate():
    assert "It is about 1.5 times as high as last time." in say(tell("62", "20", "30"))


def test_number_that_fell_too_slowly_is_not_called_no_longer_rising():
    assert say(tell("96", "42", "19", "14", "12")).startswith(
        "Your number is above 10%. That is behind the usual timetable: the usual goal by now is 0.1% or "
        "less. It is a little lower than last time. Talk to your team"
    )


def test_sentences_of_a_small_step_after_a_long_climb_do_not_soothe():
    told = say(tell("62", "7", "0.5", "0.05", "0.008", "0.009", "0.08", "0.11"))

    assert told.startswith("Your number is above 0.1% (MMR) again. It is 1.4 times as high as last time,")
    assert "which can come from the test itself. But it is 14 times as high as your lowest." in told
    assert told.endswith("Talk to your team in the next few days, before your next visit.")


def test_sentences_of_a_reported_mutation_stand_beside_an_old_state():
    history = tell("62", "7", "0.5", "0.05", "0.2", "0.25", "0.24")
    told = say(replace(history, mutations=(Mutation(history.results[-1].collected_on, "T315I", True),)))

    assert "no longer rising. A lab found a change in the BCR::ABL1 gene (a mutation)." in told


def named(*mutations):
    """What is said of these mutations beside an ordinary series, where their names are at hand."""
    history = replace(tell("62", "7", "0.5", "0.05"), mutations=mutations)
    return " ".join(sentences(judged(history), history.mutations))


def test_a_mutation_of_concern_is_named():
    day = tell("62", "7", "0.5", "0.05").results[-1].collected_on
    matters, unclear = Mutation(day, "T315I", True), Mutation(day, " F359V ", None)

    assert "BCR::ABL1 gene (the mutation T315I). Some changes matter for the choice of medicine." in named(
        matters
    )
    assert "BCR::ABL1 gene (the mutation F359V). Your record does not say if it matters" in named(unclear)


def test_only_the_mutations_the_concern_is_about_are_named():
    """Each once, in the order found; not one that does not matter, nor one found after today."""
    history = tell("62", "7", "0.5", "0.05")
    day, today = history.results[-1].collected_on, judged(history).today
    told = named(
        Mutation(day, "E255K", True),
        Mutation(day, "F359V", None),
        Mutation(day, "M351T", False),
        Mutation(day, "T315I", None),
        Mutation(day, "E255K", True),
        Mutation(today + timedelta(days=1), "V299L", True),
    )

    assert "A lab found changes in the BCR::ABL1 gene (the mutations E255K; T315I). Some" in told
    assert [name for name in ("F359V", "M351T", "V299L") if name in told] == []


def test_a_mutation_without_a_name_is_told_without_one():
    day = tell("62", "7", "0.5", "0.05").results[-1].collected_on

    assert "A lab found a change in the BCR::ABL1 gene (a mutation). Some changes" in named(
        Mutation(day, " ", True)
    )


def test_nothing_found_in_too_small_a_sample_is_told_by_its_sample():
    """Fewer than 10,000 ABL1 copies: the report does say how much there was to look at."""
    last = Result(START + timedelta(days=4 * STEP), "not_detected", copies=7400)

    told = say(tell("62", "7", "0.5", last))

    assert "but the lab could not look deep. Ask if a repeat is planned." in told
    assert "The sample was small. So this test cannot be compared with a goal." in told
    assert "does not say" not in told


def at_day(day: str, name: str):
    """What is said about one of the engine's cases on a given day."""
    history = read_case(CASES[name])
    return assess(history, guideline_of(history), date.fromisoformat(day))


def test_a_change_in_the_chromosomes_is_not_found_out_by_another_test_of_the_level():
    said = sentences(at_day("2024-01-10", "karyotype_with_i17q"))

    assert said[-1] == "Ask your team what it means for you."


def test_a_level_not_regained_after_a_restart_says_why_it_is_worth_a_call():
    said = " ".join(sentences(at_day("2024-10-01", "restart_and_falling")))

    assert "It is above 0.1% on two tests, some months after treatment started again." in said


def test_a_verdict_that_stands_past_a_vague_test_is_named():
    said = " ".join(sentences(at_day("2019-12-02", "twelve_then_less_than_one")))

    assert "What your earlier results said still stands. It is at least 12 times less than last time." in said


def test_a_rise_without_treatment_is_not_told_as_nothing_to_compare():
    said = " ".join(sentences(at_day("2025-02-01", "paper_pregnancy_late_loss_and_back")))

    assert said.startswith("Your number is above 0.1% without treatment. It is 2 times as high as last time")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"transplant_on": date(2025, 1, 2)}, "are not made for the time after a transplant."),
        ({"phase": "accelerated"}, "are not made for the accelerated phase."),
        ({"phase": "blast"}, "are not made for the blast phase."),
        (
            {"born_year": 2012, "diagnosed_on": date(2025, 1, 2)},
            "are made for adults. Your record says that you were under 18 at the start.",
        ),
    ],
)
def test_sentences_name_what_the_checkpoints_are_not_made_for_and_no_rung(facts, why):
    assert say(tell("62", "7", **facts)) == (
        f"Your number is 10% or less. The usual checkpoints {why} Your team sets the goals with you. "
        "It is about 8.9 times less than last time."
    )


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("1.58", "It is 3.2 times as high as last time, at the edge of the test's wobble, and 32 times as"),
        ("1.59", "It is 3.2 times as high as last time and 32 times as"),
    ],
)
def test_rise_at_the_edge_of_the_wobble_is_called_so_beside_the_lowest_too(last, said):
    """Half a log is 3.162 times; the paper says the same of the last step."""
    assert said in say(tell("62", "7", "0.5", "0.05", "0.5", last))


def test_sentences_of_a_rise_after_a_transplant_tell_the_rise_first():
    rising = tell("0.02", "nd 0.0032", "0.009", "0.23", transplant_on=date(2025, 1, 2))

    assert say(rising) == (
        "Your number is above 0.1% (MMR) again. It is 26 times as high as last time and at "
        "least 71 times as high as your lowest. That is more than the test's wobble. The usual checkpoints "
        "are not made for the time after a transplant. Your team sets the goals with you. "
        "Call your transplant team."
    )


def test_sentences_of_an_old_result_promise_nothing_for_today():
    """In MMR a test comes every 3 to 6 months: a year later nobody knows whether it is still on track."""
    well = tell("62", "7", "0.5", "0.05")

    assert say(well).endswith("That is on the usual timetable. It is about 10 times less than last time.")
    assert say(well, today=START + timedelta(days=3 * STEP + 400)).endswith(
        "At that time it was on the usual timetable. It is about 10 times less than last time. "
        "The usual time for your next test has passed. Your team may have planned another date."
    )


def test_sentences_of_a_test_from_before_the_last_tablet_say_that_none_is_taken():
    paused = stop(tell("62", "7"), START + timedelta(days=STEP + 3), "paused")

    assert say(paused).startswith(
        "Your number is 10% or less. You are not taking a CML tablet at this time, so the checkpoints by "
        "month do not apply."
    )


STAYS = tell("62", *["1.5"] * 9)


@pytest.mark.parametrize(
    ("agreed", "asks"),
    [
        ({}, "Ask which goal you and your team share."),
        (
            {"agreed_percent_is": Decimal(2)},
            "You and your team agreed on 2% or less. Ask if that still fits.",
        ),
        (
            {"agreed_percent_is": Decimal(2), "agreed_on": date(2026, 9, 20)},
            "On 20 September 2026 you and your team agreed on 2% or less. Ask if that still fits.",
        ),
    ],
)
def test_sentences_of_a_level_that_stays_name_the_level_agreed_on(agreed, asks):
    told = replace(STAYS, person=replace(STAYS.person, **agreed))

    assert say(told).endswith(f"It is not rising. {asks}")


def test_results_from_marrow_alone_are_not_called_none():
    marrow = replace(tell("6").results[0], specimen="marrow")

    assert say(replace(tell(), results=(marrow,))) == (
        "Your BCR::ABL1 results so far are from bone marrow. The checkpoints are made for blood, so the two "
        "are kept apart."
    )


@pytest.mark.parametrize(("quarters", "named"), [(4, True), (5, False)])
def test_sentences_name_an_early_response_in_the_first_year_only(quarters, named):
    """The last checkpoint's tests count up to month 14."""
    said = say(tell("62", *["3"] * quarters))

    assert said.startswith("Your number is 10% or less.")
    assert ("early response (EMR)" in said) is named


def test_a_repeat_test_is_named_only_where_it_would_tell_something():
    """A little lower than last time: nothing is left to find out."""
    assert say(tell("62", "7", "0.7", "0.5", "0.3")).endswith(
        "It is a little lower than last time. Ask your team what they see and what comes next."
    )


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("0.0032", "Your number is 0.0032% or less. That is a deep response (MR4.5)."),
        (
            "0.0033",
            "Your number went up. It is still 0.01% or less (MR4.0).",
        ),  # MR4.5 lost soon after the stop
        ("0.08", "Your number went up. It is still 0.1% or less (MMR)."),
        ("0.1", "Your number went up. It is still 0.1% or less (MMR)."),  # the border itself
        ("0.11", "Your number is above 0.1% without treatment."),
    ],
)
def test_a_rise_without_treatment_is_in_the_first_sentence(last, first):
    """The level alone would sound calmer than the chip beside it."""
    history = tell("62", "7", "0.5", "0.05", "0.003", "0.003", last)
    stopped = stop(history, START + timedelta(days=5 * STEP + 1), "treatment_free_remission")

    assert sentences(judged(stopped))[0] == first
    assert "went up" not in sentences(judged(history))[0]
