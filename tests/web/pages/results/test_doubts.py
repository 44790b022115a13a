from datetime import date
from decimal import Decimal

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.typed.number import TypedResult
from cmlguide.web.fields.asked_once import Question
from cmlguide.web.pages.results import doubts
from milestones.history import Result
from milestones.unusual import CODES, Unusual

NEW = Result(date(2026, 11, 12), "value", Decimal("0.5"), "percent_is", copies=9722)
LAST = Result(date(2026, 9, 7), "value", Decimal("0.02"), "percent_is")
TYPED_QUESTIONS = (
    codes.ASK_ZERO,
    codes.ASK_DECIMAL_COMMA,
    codes.ASK_VERY_HIGH,
    codes.ASK_LOG_FROM,
    codes.ASK_RATIO_OR_PERCENT,
    codes.ASK_PERCENT_AND_MR,
)


def ask(code: str, typed: TypedResult | None = None, **facts) -> Question:
    return doubts.question(Unusual(code, **facts), NEW, typed)


@pytest.mark.parametrize("code", [*CODES, *TYPED_QUESTIONS, "duplicate", "same_day"])
def test_every_question_has_words(code):
    question = ask(code, compared_with=LAST, times=Decimal(25), day=date(2025, 8, 29))

    assert len(question.text) > 20
    assert question.text.count("%(") == 0


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "jump_up",
            (
                "This is 25 times as high as your last: 0.02% on 7 Sep 2026. "
                "Is the point or comma in the right place?"
            ),
        ),
        (
            "jump_down",
            (
                "This is about 25 times less than your last: 0.02% on 7 Sep 2026. "
                "Is the point or comma in the right place? "
                "Some letters give a plain ratio: 0.5 is the same as 50%."
            ),
        ),
        ("before_diagnosis", "This is before your diagnosis on 29 August 2025. Is the date right?"),
        ("in_future", "12 November 2026 is in the future. Is the date right?"),
        (
            "duplicate",
            "You already have this result: same day, same lab, same number. Save it a second time?",
        ),
        (
            "same_day",
            (
                "You already have 0.02% on 7 Sep 2026. Is this a second test from that day? If one "
                "of the two is a mistake, press Cancel and change the one under Results."
            ),
        ),
    ],
)
def test_question_says_what_looks_odd(code, text):
    question = ask(code, compared_with=LAST, times=Decimal(25), day=date(2025, 8, 29))

    assert (question.text, question.options) == (text, ())


def test_three_copies_can_be_answered_either_way():
    question = ask("three_copies")

    assert question.field == "meant_copies"
    assert [value for value, words in question.options] == ["not_detected", "as_typed"]


def test_decimal_comma_offers_both_readings():
    typed = TypedResult("value", value=Decimal("1.234"), choices=(Decimal("1.234"), Decimal(1234)))

    question = ask(codes.ASK_DECIMAL_COMMA, typed)

    assert question.field == "meant_number"
    assert question.options == (("1.234", "1.234%"), ("1234", "1234%"))


def test_zero_is_never_kept_as_a_number():
    assert [value for value, words in ask(codes.ASK_ZERO).options] == ["not_detected", "below_quantification"]
