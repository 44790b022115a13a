"""The exchange's sentences: each has words that say the same in English, or is marked for translators."""

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.preview import questions
from cmlguide.exchange.preview import rows as found
from cmlguide.exchange.preview.values import Question
from cmlguide.web.pages.imports.sentences import MARKED, QUESTIONS, question_words
from cmlguide.web.words.result import typed

ABOUT_THE_FILE = (
    codes.ASK_PATIENT, codes.ASK_UNIT, codes.ASK_COLUMN, codes.ASK_START_DATE, codes.ASK_DIAGNOSED,
)  # fmt: skip
VALUES = {
    "count": 2, "names": "Ann, Ben", "item": "", "units": "%", "medicine": "imatinib", "day": "2026-01-05",
    "cell": "3/4/26", "heading": "PCR",
}  # fmt: skip


def test_every_question_has_words():
    assert set(QUESTIONS) == set(questions.WORDS)


@pytest.mark.parametrize("words", questions.WORDS)
def test_words_say_what_the_exchange_says(words):
    question = questions.ask("code", words, **VALUES)

    assert question_words(question) == question.text


def test_a_blood_count_item_goes_by_its_name():
    question = questions.ask(codes.ASK_UNIT, "unit", item="wbc", units="10^9/L or /uL")

    assert question_words(question) == "The file gives no unit for White blood cells. Is it 10^9/L or /uL?"


def test_a_question_without_a_key_is_shown_as_it_is():
    assert question_words(Question("code", "What now?")) == "What now?"


def test_every_choice_of_a_row_is_marked_for_translation():
    choices = (*found.SCALES, *found.ZERO_MEANS, *found.YES)

    assert {choice.label for choice in choices} - MARKED == set()


def test_every_question_about_a_row_is_marked_or_has_words_of_its_own():
    own = {*typed.NUMBER_PROBLEMS, *typed.DATE_PROBLEMS, *ABOUT_THE_FILE}

    assert {text for code, text in codes.CODES.items() if code not in own} - MARKED == set()
