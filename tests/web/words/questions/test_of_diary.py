from dataclasses import replace
from datetime import date

import pytest

from cmlguide.records.diary.questions import DiaryPrompt
from cmlguide.records.diary.situations import DiarySituation
from cmlguide.web.words.questions.cards import prompt_cards
from cmlguide.web.words.questions.of_diary import QUESTIONS, diary_facts
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged

TODAY = date(2026, 11, 22)
NAUSEA, COLD = ("nausea", ""), ("other", "cold feet")


def ask(code, *situations):
    facts = diary_facts(DiaryPrompt(code, (), None, situations), TODAY)
    return str(QUESTIONS[code]) % facts


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        (
            {"doses": 4, "symptoms": (NAUSEA,), "first_on": date(2026, 8, 3)},
            "I missed 4 doses since August because of nausea. What can we do about it?",
        ),
        (
            {"doses": 1, "symptoms": (NAUSEA, COLD), "first_on": date(2025, 8, 3)},
            "I missed 1 dose since August 2025 because of nausea and cold feet. What can we do about it?",
        ),
        (
            {"first_on": date(2026, 11, 3)},
            "I missed doses since November because of side effects. What can we do about it?",
        ),
    ],
)
def test_question_names_doses_month_and_side_effects(situation, text):
    behind = DiarySituation("side_effect_stops_doses", 1, **situation)

    assert ask("side_effect_stops_doses", behind) == text


def test_question_names_three_side_effects_at_most():
    named = (NAUSEA, ("fever", ""), ("cough", ""), COLD)

    assert ask("side_effect_repeated", DiarySituation("side_effect_repeated", 4, symptoms=named)) == (
        "I keep having nausea, fever and a cough. What can we do about it?"
    )


def test_question_names_all_that_is_new():
    behind = (DiarySituation("new_antacid", 1), DiarySituation("new_grapefruit", 2))

    assert ask("new_intake", *behind) == (
        "I started something new: an antacid and grapefruit. Can I take it with my CML medicine?"
    )


@pytest.mark.parametrize("code", QUESTIONS)
def test_every_question_can_be_asked_with_nothing_known(code):
    assert "%" not in ask(code)


def test_own_words_with_a_percent_sign_stay_as_they_are():
    behind = DiarySituation("side_effect_repeated", 1, symptoms=(("other", "100% tired %(doses)s"),))

    assert "100% tired %(doses)s" in ask("side_effect_repeated", behind)


def test_card_of_the_diary_says_so_and_why():
    assessment = judged(JUST_ABOVE, today=JUST_ABOVE_ON)
    behind = DiarySituation("doses_missed", 1, doses=2, first_on=date(2026, 11, 3))
    prompt = DiaryPrompt("doses_missed", ("doses_missed",), None, (behind,))

    first, *others = prompt_cards(replace(assessment, prompts=(prompt, *assessment.prompts)), ())

    assert (first.question, first.why, first.from_diary) == (
        "I missed 2 doses since November. What does it mean for my number?",
        "missed doses in your diary",
        True,
    )
    assert {card.from_diary for card in others} == {False}


def test_other_medicines_are_named_as_the_person_wrote_them():
    found = DiarySituation("named_by_labels", 2, names=("omeprazole", "St. John's wort"))

    assert ask("ask_pharmacist", found) == (
        "I also take omeprazole and St. John's wort. Can my pharmacist check if I can take it with "
        "my CML tablet, and when to take each?"
    )
