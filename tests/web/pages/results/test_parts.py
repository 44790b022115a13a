from decimal import Decimal

import pytest

from cmlguide.exchange.typed.number import read_number
from cmlguide.web.pages.results.parts import Chosen, Parts, combine, take_meaning


def parts(text: str | None, **chosen) -> Parts:
    return combine(None if text is None else read_number(text), Chosen(**chosen))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0,05", Parts("value", Decimal("0.05"), "percent_is")),
        ("0.0030 % (IS)", Parts("value", Decimal("0.0030"), "percent_is")),
        ("4.47 x 10-3", Parts("value", Decimal("0.00447"), "percent_is")),
        ("<0.0032", Parts("less_than", None, "percent_is", Decimal("0.0032"))),
        (">55", Parts("above_limit", None, "percent_is", Decimal("55"))),
        ("not detected", Parts("not_detected")),
        ("MR4.5", Parts("level", level="mr4.5")),
        ("MR 3.34", Parts("value", Decimal("3.34"), "mr")),
        ("no result", Parts("no_result")),
    ],
)
def test_typed_text_alone_is_enough(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("0.121", {"unit": "ratio_percent"}, Parts("value", Decimal("0.121"), "ratio_percent")),
        ("4.2", {"unit": "mr"}, Parts("value", Decimal("4.2"), "mr")),
        ("0.0032", {"kind": "not_detected"}, Parts("not_detected", None, "percent_is", Decimal("0.0032"))),
        ("<0.0032", {"kind": "not_detected"}, Parts("not_detected", None, "percent_is", Decimal("0.0032"))),
        ("0.01", {"kind": "less_than"}, Parts("less_than", None, "percent_is", Decimal("0.01"))),
        (None, {"kind": "not_detected"}, Parts("not_detected")),
        (
            None,
            {"kind": "below_quantification", "limit": Decimal("0.002")},
            Parts("below_quantification", None, "percent_is", Decimal("0.002")),
        ),
        (None, {"kind": "level", "level": "mr4"}, Parts("level", level="mr4")),
        (None, {"level": "mr4"}, Parts("level", level="mr4")),
        ("MR4", {"level": "mr4"}, Parts("level", level="mr4")),
        (None, {"kind": "no_result"}, Parts("no_result")),
        ("whatever", {"kind": "no_result"}, Parts("no_result")),
        (
            "not detected",
            {"limit": Decimal("0.01")},
            Parts("not_detected", None, "percent_is", Decimal("0.01")),
        ),
    ],
)
def test_what_is_chosen_beside_the_number_counts_too(text, chosen, expected):
    assert parts(text, **chosen) == expected


@pytest.mark.parametrize(
    ("text", "chosen", "problems"),
    [
        (None, {}, {"number": "number_missing"}),
        (None, {"kind": "value"}, {"number": "number_missing"}),
        (None, {"kind": "level"}, {"level": "level_missing"}),
        (None, {"kind": "less_than"}, {"limit": "limit_missing"}),
        ("1.234,5", {}, {"number": "number_thousands"}),
        ("not detected", {"kind": "value"}, {"kind": "kind_differs"}),
        ("<0.01", {"limit": Decimal("0.1")}, {"limit": "limit_differs"}),
        ("MR4.5", {"level": "mr4"}, {"level": "level_differs"}),
        ("45", {"unit": "mr"}, {"number": "number_mr_range"}),
        ("45", {"unit": "mr", "kind": "not_detected"}, {"number": "number_mr_range"}),
        ("0.05 % (IS)", {"unit": "ratio_percent"}, {"unit": "unit_differs"}),
        ("0.05 %", {"unit": "mr"}, {"unit": "unit_differs"}),
    ],
)
def test_what_does_not_agree_is_a_problem_at_its_field(text, chosen, problems):
    assert parts(text, **chosen).problems == problems


def test_zero_never_stays_a_number():
    typed = read_number("0")

    assert take_meaning(typed, "not_detected").kind == "not_detected"
    assert take_meaning(typed, "below_quantification").kind == "below_quantification"
    assert take_meaning(typed, "value") == typed
    assert take_meaning(typed, "") == typed


def test_answer_about_a_decimal_comma_is_taken_once_offered():
    typed = read_number("1,234")

    answered = take_meaning(typed, format(typed.choices[0], "f"))

    assert (answered.value, answered.question) == (typed.choices[0], None)
    assert take_meaning(typed, "7") == typed
