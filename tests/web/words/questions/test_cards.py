from __future__ import annotations

from dataclasses import replace
from datetime import date

from cmlguide.web.words.questions.cards import prompt_cards, question_text
from milestones.history import Marrow, Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, judged, tell


def test_prompt_cards_carry_the_numbers_and_their_why():
    first = prompt_cards(judged(JUST_ABOVE, today=JUST_ABOVE_ON), ())[0]

    assert (first.code, first.question, first.why, first.chosen) == (
        "repeat_test",
        "My number went from 0.074% to 0.11%. When do we repeat the test?",
        "above 0.1% after reaching MMR",
        False,
    )


def test_prompt_cards_know_what_is_on_the_page():
    cards = prompt_cards(judged(JUST_ABOVE, today=JUST_ABOVE_ON), {"repeat_test"})

    assert [card.chosen for card in cards] == [True, False, False]


def test_prompt_cards_give_two_reasons_at_most():
    cards = {card.code: card for card in prompt_cards(judged(RISING), ())}

    assert cards["what_explains_rise"].why == (
        "above 1% after reaching MMR; above 0.1% on two tests in a row"
    )


def test_prompt_cards_ask_about_resistance_on_treatment():
    cards = {card.code: card.question for card in prompt_cards(judged(RISING), ())}

    assert cards["treatment_options"] == (
        "Could this be resistance? If so, what other treatment options are there for me?"
    )


def test_question_text_without_a_rise_tells_no_rise():
    assessment = judged(tell("62", "20", "15"))

    assert (
        question_text("what_explains_rise", assessment)
        == "My number is higher than we hoped. What could explain it?"
    )


def test_question_text_of_a_rise_from_not_found_keeps_the_limit():
    assessment = judged(tell("62", "7", "0.5", "0.05", "nd 0.0032", "0.08"))

    assert question_text("repeat_test", assessment) == (
        "My number went from <0.0032% to 0.08%. When do we repeat the test?"
    )


def test_question_text_of_a_rise_that_stands_tells_its_own_two_results():
    assessment = judged(tell("62", "7", "0.4", "0.02", "0.5", "nd"))

    assert question_text("what_explains_rise", assessment) == (
        "My number went from 0.02% to 0.5%. What could explain it?"
    )


def test_question_text_without_any_number_is_the_short_form():
    assert question_text("baseline_meaning", judged(tell(medicine=""))) == (
        "What does my first number say, and what do we compare it with?"
    )


def test_question_text_names_no_cause_where_the_record_holds_a_simpler_one():
    """A pause before the rise: "Could this be resistance?" would blame the medicine first."""
    last = RISING.results[-1].collected_on
    first = RISING.treatments[0]
    paused = (
        replace(first, stopped_on=date(2027, 1, 10), stop_reason="paused"),
        Treatment("imatinib", date(2027, 2, 20), dose="400 mg"),
    )
    asked = question_text("treatment_options", judged(replace(RISING, treatments=paused)))

    assert paused[1].started_on < last
    assert question_text("treatment_options", judged(RISING)).startswith("Could this be resistance?")
    assert asked == "Which treatment options are there for me now?"


def test_question_about_a_karyotype_does_not_ask_what_the_record_already_knows():
    told = tell("62", "7", "0.5", "0.05")
    day = told.results[-1].collected_on

    def asked(karyotype):
        marrow = Marrow(day, 20, 20, karyotype=karyotype)
        return question_text("karyotype_meaning", judged(replace(told, marrow=(marrow,))))

    assert asked("46,XX,t(9;22)(q34;q11),i(17)(q10)[20]") == (
        "My marrow report names a change besides the Ph chromosome. What does it mean for me?"
    )
    assert asked("46,XX,t(9;22)(q34;q11)[20]") == (
        "My marrow report describes my chromosomes. Is there anything in it besides the Ph chromosome?"
    )
