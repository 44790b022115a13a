"""What people and reports write for a result, and what is understood. All numbers are invented."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmlguide.exchange import codes
from cmlguide.exchange.typed.number import TypedCount, TypedResult, read_count, read_number

VALUES = [
    ("0,05", "0.05", None),
    ("0.05", "0.05", None),
    (".05", "0.05", None),
    (",05", "0.05", None),
    ("0.0030", "0.0030", None),
    ("5e-2", "0.05", None),
    ("5E-02", "0.05", None),
    ("5e-04", "0.0005", None),
    ("4.47 x 10-3", "0.00447", None),
    ("4.47 X10E-3", "0.00447", None),
    ("4,47 × 10⁻³", "0.00447", None),
    ("5.9 x 10-2", "0.059", None),
    ("5·10-3", "0.005", None),
    ("10^-3", "0.001", None),
    ("0·05", "0.05", None),
    ("2.82x10^-1 (28.24 %)", "28.24", None),
    ("117,045", "117.045", None),
    ("0,001", "0.001", None),
    ("12,345", "12.345", None),
    ("1.234", "1.234", None),
    ("1,5", "1.5", None),
    ("320%", "320", None),
    ("0.05 %", "0.05", None),
    ("0.05\u00a0%", "0.05", None),
    ("٠٫٠٥", "0.05", None),
    ("０．０５", "0.05", None),
    ("0.05.", "0.05", None),
    ("my result is 0.05", "0.05", None),
    ("0.05 % (IS)", "0.05", "percent_is"),
    ("0,0087 % (IS), MR4", "0.0087", "percent_is"),
    ("0.05%IS", "0.05", "percent_is"),
    ("IS 0.05", "0.05", "percent_is"),
    ("0.05 % International Scale", "0.05", "percent_is"),
    ("BCR-ABL1 p210 quantitative: 0.0456% (IS)  MR 3.34", "0.0456", "percent_is"),
    ("BCR::ABL1/ABL1 0.05%", "0.05", None),
    ("positive, 0.05 %", "0.05", None),
    ("raw ratio 0.121 %", "0.121", "ratio_percent"),
    ("0.05% IS MR 3.3", "0.05", "percent_is"),
    ("0.05 % (IS) MR 3.3", "0.05", "percent_is"),
    ("0,05 % IS MR 3,3", "0.05", "percent_is"),
    ("0.05%IS MR: 3.3", "0.05", "percent_is"),
    ("MR 3.3 0.05% IS", "0.05", "percent_is"),
    ("3.3 MR 0.05% IS", "0.05", "percent_is"),
    ("3.3 MR.", "3.3", "mr"),
    ("MR 3.34", "3.34", "mr"),
    ("MR3,34", "3.34", "mr"),
    ("3.34 MR", "3.34", "mr"),
    ("MR 4.52", "4.52", "mr"),
    ("MR -0.2", "-0.2", "mr"),
]


@pytest.mark.parametrize(("typed", "value", "unit"), VALUES)
def test_read_number_keeps_the_exact_value(typed, value, unit):
    read = read_number(typed)

    assert (read.kind, str(read.value), read.unit) == ("value", value, unit)
    assert (read.problem, read.question) == (None, None)


LIMITS = [
    ("<0.0032", "less_than", "0.0032", None, "<"),
    ("< 0,0032 %", "less_than", "0.0032", None, "<"),
    ("<= 0.01", "less_than", "0.01", None, "≤"),
    ("less than 0.0032", "less_than", "0.0032", None, "<"),
    ("weniger als 0,0032 %", "less_than", "0.0032", None, "<"),
    ("> 55", "above_limit", "55", None, ">"),
    (">55.00 % (IS)", "above_limit", "55.00", "percent_is", ">"),
    ("more than 55 %", "above_limit", "55", None, ">"),
    ("not detected (<0.0032%)", "not_detected", "0.0032", None, "<"),
    ("not detected, limit 0.0032", "not_detected", "0.0032", None, None),
    ("IS result <0.0069%. Not detected", "not_detected", "0.0069", "percent_is", "<"),
    ("Not detected, MR4.5", "not_detected", "0.0032", "percent_is", None),
    ("Not detected MR 4.52", "not_detected", "0.00302", "percent_is", None),
    ("POSITIVE [Below LOQ]  <0.0030 % (IS)  MR >4.52", "below_quantification", "0.0030", "percent_is", "<"),
    ("detected, <0.002", "below_quantification", "0.002", None, "<"),
]


@pytest.mark.parametrize(("typed", "kind", "limit", "unit", "comparator"), LIMITS)
def test_read_number_keeps_a_limit_as_a_limit(typed, kind, limit, unit, comparator):
    read = read_number(typed)

    assert (read.kind, str(read.limit), read.unit, read.comparator) == (kind, limit, unit, comparator)
    assert (read.value, read.problem, read.question) == (None, None, None)


@pytest.mark.parametrize(
    "typed",
    [
        "not detected", "Not Detected", "NOT DETECTED.", "ND", "n.d.", "undetected", "UNDETECT",
        "undetectable",
        "negative", "NEG", "target not detected", "nicht nachweisbar", "nicht nachgewiesen", "Negativ",
        "non détecté", "indétectable", "no detectado", "indetectable", "non rilevato", "não detectado",
        "niet aantoonbaar", "saptanmadı", "SAPTANMADI", "tespit edilmedi", "не обнаружено", "未检出", "CMR",
    ],
)  # fmt: skip
def test_read_number_understands_not_detected(typed):
    assert read_number(typed) == TypedResult(kind="not_detected")


@pytest.mark.parametrize(
    "typed",
    [
        "detected, below quantification", "Detected but not quantifiable", "POSITIVE [Below LOQ]", "<LOQ",
        "nachweisbar, nicht quantifizierbar", "détecté, non quantifiable",
    ],
)  # fmt: skip
def test_read_number_understands_below_quantification(typed):
    assert read_number(typed) == TypedResult(kind="below_quantification")


@pytest.mark.parametrize(
    "typed",
    ["INVALID [Insufficient ABL transcript]", "INVALID [Too high ABL transcript]", "nicht auswertbar", "QNS"],
)
def test_read_number_understands_a_failed_test(typed):
    assert read_number(typed) == TypedResult(kind="no_result")


@pytest.mark.parametrize(
    ("typed", "level", "comparator"),
    [
        ("MR4.5", "mr4.5", None),
        ("MR 4,5", "mr4.5", None),
        ("MR⁴·⁵", "mr4.5", None),
        ("MR-4", "mr4", None),
        ("mr5.0", "mr5", None),
        ("≥MR4.5", "mr4.5", "≥"),
        ("MR >4.5", "mr4.5", ">"),
        ("MMR", "mmr", None),
        ("EMR", "emr", None),
        ("major molecular response", "mmr", None),
        ("DMR", "mr4", None),
    ],
)
def test_read_number_understands_a_level(typed, level, comparator):
    assert read_number(typed) == TypedResult(kind="level", level=level, comparator=comparator)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", codes.NUMBER_MISSING),
        ("  \u00a0 ", codes.NUMBER_MISSING),
        ("abc", codes.NUMBER_UNREADABLE),
        ("O.05", codes.NUMBER_UNREADABLE),
        ("0..05", codes.NUMBER_UNREADABLE),
        ("0.05²", codes.NUMBER_UNREADABLE),
        ("~0.05", codes.NUMBER_UNREADABLE),
        ("0.05 ng", codes.NUMBER_UNREADABLE),
        ("no MMR", codes.NUMBER_UNREADABLE),
        ("loss of MMR", codes.NUMBER_UNREADABLE),
        ("T315I", codes.NUMBER_UNREADABLE),
        ("e", codes.NUMBER_UNREADABLE),
        ("%", codes.NUMBER_UNREADABLE),
        ("<", codes.NUMBER_UNREADABLE),
        ("MR", codes.NUMBER_UNREADABLE),
        ("1e400", codes.NUMBER_UNREADABLE),
        ("9" * 300, codes.NUMBER_TOO_LONG),
        ("1.234,5", codes.NUMBER_THOUSANDS),
        ("1,234.5", codes.NUMBER_THOUSANDS),
        ("1,234,567", codes.NUMBER_THOUSANDS),
        ("1.234.567", codes.NUMBER_THOUSANDS),
        ("51 300", codes.NUMBER_THOUSANDS),
        ("1'234", codes.NUMBER_THOUSANDS),
        ("٬١٢٣", codes.NUMBER_UNREADABLE),
        ("0.05 0.06", codes.NUMBER_SEVERAL),
        ("0.01-0.05", codes.NUMBER_SEVERAL),
        ("0.01 to 0.05", codes.NUMBER_SEVERAL),
        ("0. 05", codes.NUMBER_SEVERAL),
        ("MR4 MR4.5", codes.NUMBER_SEVERAL),
        ("-0.5", codes.NUMBER_NEGATIVE),
        ("−0,5 %", codes.NUMBER_NEGATIVE),
        ("<0", codes.NUMBER_NOT_ABOVE_ZERO),
        ("99999", codes.NUMBER_TOO_LARGE),
        ("10000", codes.NUMBER_TOO_LARGE),
        ("1e12", codes.NUMBER_TOO_LARGE),
        ("9" * 60, codes.NUMBER_TOO_LARGE),
        ("1 in 100,000", codes.NUMBER_IS_ODDS),
        ("1 in a 100000", codes.NUMBER_IS_ODDS),
        ("3/200", codes.NUMBER_IS_FRACTION),
        ("MR45", codes.NUMBER_MR_RANGE),
        ("MR -4", codes.NUMBER_MR_RANGE),
        ("log reduction 45", codes.NUMBER_MR_RANGE),
        ("positive", codes.DETECTED_WITHOUT_NUMBER),
        ("detected", codes.DETECTED_WITHOUT_NUMBER),
        ("POSITIVE [Above upper LoQ]", codes.ABOVE_WITHOUT_NUMBER),
    ],
)
def test_read_number_refuses_what_it_would_have_to_guess(typed, problem):
    assert read_number(typed) == TypedResult(problem=problem)


@pytest.mark.parametrize(
    ("typed", "value", "question", "choices"),
    [
        ("0", "0", codes.ASK_ZERO, ()),
        ("0.000 %", "0.000", codes.ASK_ZERO, ()),
        ("1,234", "1.234", codes.ASK_DECIMAL_COMMA, ("1.234", "1234")),
        ("9,999", "9.999", codes.ASK_DECIMAL_COMMA, ("9.999", "9999")),
        ("5000", "5000", codes.ASK_VERY_HIGH, ()),
        ("3.2 log", "3.2", codes.ASK_LOG_FROM, ()),
        ("Log reduction from standardized baseline: 3.2 log", "3.2", codes.ASK_LOG_FROM, ()),
        ("ratio 0.0004", "0.0004", codes.ASK_RATIO_OR_PERCENT, ("0.0004", "0.0400")),
        ("0.0456% (IS) MR 4.34", "0.0456", codes.ASK_PERCENT_AND_MR, ()),
    ],
)
def test_read_number_asks_about_what_may_mean_something_else(typed, value, question, choices):
    read = read_number(typed)

    assert (read.kind, str(read.value), read.question) == ("value", value, question)
    assert tuple(str(choice) for choice in read.choices) == choices


@pytest.mark.parametrize(
    ("typed", "value", "question", "choices"),
    [
        ("1.234", "1.234", codes.ASK_DECIMAL_COMMA, ("1.234", "1234")),
        ("1,234", "1.234", None, ()),
        ("0.074", "0.074", None, ()),
        ("0,074", "0.074", None, ()),
        ("117.045", "117.045", None, ()),
        ("12.5", "12.5", None, ()),
    ],
)
def test_where_the_comma_is_usual_a_point_before_three_digits_is_asked_about(typed, value, question, choices):
    read = read_number(typed, ",")

    assert (str(read.value), read.question) == (value, question)
    assert tuple(str(choice) for choice in read.choices) == choices


def test_read_number_never_loses_a_less_than_sign():
    for typed in ("IS<0.0069", "x<0.0069", "abl1<0.0069%", "(<0.0069)", "=<0.0069", "<<0.0069", "0<0.0069"):
        read = read_number(typed)

        assert read.problem or read.limit == Decimal("0.0069"), typed


@settings(deadline=None)
@given(st.text(max_size=60))
def test_read_number_never_raises(typed):
    read = read_number(typed)

    assert (read.problem is None) == (read.kind is not None)
    assert read.problem in (None, *codes.NUMBER_PROBLEMS)
    assert read.question is None or read.question.startswith("ask_")


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=999, places=6, allow_nan=False), st.sampled_from(".,"))
def test_read_number_reads_back_any_decimal_as_written(number, mark):
    read = read_number(format(number, "f").replace(".", mark))

    assert str(read.value) == format(number, "f")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("52000", TypedCount(52000)),
        ("84,210", TypedCount(84210)),
        ("51 300", TypedCount(51300)),
        ("52.000 copies", TypedCount(52000)),
        ("1,234,567", TypedCount(1234567)),
        ("", TypedCount(problem=codes.NUMBER_MISSING)),
        ("52.5", TypedCount(problem=codes.COUNT_UNREADABLE)),
        ("1,234.567", TypedCount(problem=codes.COUNT_UNREADABLE)),
        ("-5", TypedCount(problem=codes.COUNT_UNREADABLE)),
        ("many", TypedCount(problem=codes.COUNT_UNREADABLE)),
    ],
)
def test_read_count_reads_whole_thousands(typed, count):
    assert read_count(typed) == count


@pytest.mark.parametrize(
    ("typed", "kind", "limit"),
    [
        ("MR >4.52", "less_than", "0.00302"),
        ("MR <4", "above_limit", "0.01"),
        ("less than 3 log reduction", "above_limit", "0.1"),
        ("> 4 log", "less_than", "0.01"),
        ("4.5 log reduction or greater", "less_than", "0.0032"),
    ],
)
def test_a_scale_of_logs_turns_the_sign(typed, kind, limit):
    read = read_number(typed)

    assert (read.kind, read.limit, read.unit, read.question) == (kind, Decimal(limit), "percent_is", None)


def test_a_whole_line_of_a_letter_gives_its_copies_and_its_transcript():
    read = read_number("BCR-ABL1 e14a2, 87 % IS, ABL1 copies 45,000, 12 Nov 2026")

    assert (read.value, read.unit, read.copies, read.control_gene, read.transcript) == (
        Decimal(87), "percent_is", 45000, "ABL1", "e14a2",
    )  # fmt: skip
