"""What goes into a column comes out again, character by character."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records.fields import ExactDecimalField, ExactJSONField
from cmlguide.records.models import Result
from tests.factories import make_person, make_result


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["0.0030", "0.074", "62", "1E-400", "-0.50", "4.50", "1E+2", "0E-7", "0." + "9" * 60],
)
def test_exact_decimal_comes_back_as_written(text):
    row = make_result(make_person(), text, unit="mr")

    assert str(Result.objects.get(pk=row.pk).value) == text


@pytest.mark.django_db
def test_exact_decimal_none_stays_none():
    row = make_result(make_person(), None, kind="no_result", unit="")

    assert Result.objects.get(pk=row.pk).value is None


@pytest.mark.parametrize(
    "value", [0.5, True, "0,5", "NaN", "Infinity", "abc", Decimal("NaN"), object(), "1E9" + "9" * 30]
)
def test_exact_decimal_refuses_what_is_not_exact(value):
    with pytest.raises(ValidationError) as refused:
        ExactDecimalField().to_python(value)

    assert refused.value.code == "invalid"


@pytest.mark.parametrize(
    ("given", "kept"), [("", None), (None, None), (3, Decimal(3)), (" 0.10 ", Decimal("0.10"))]
)
def test_exact_decimal_reads_text_and_whole_numbers(given, kept):
    assert str(ExactDecimalField().to_python(given)) == str(kept)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"z": 1, "a": {"z": None, "a": [True, "<script>", "\u05e9\u05dc\u05d5\u05dd \U0001f642"]}},
        {"weight": Decimal("71.50"), "list": [Decimal("1E-400"), 0.1, 10**30]},
        {"half": "\ud800", "nul": "\x00"},
    ],
)
def test_exact_json_comes_back_as_written(extra):
    row = make_result(make_person(), extra=extra)

    kept = Result.objects.get(pk=row.pk).extra

    assert kept == extra
    assert list(kept) == list(extra)
    assert str(kept) == str(extra)


def nested(levels):
    return {} if levels == 0 else {"inner": [nested(levels - 2)] if levels > 1 else {}}


def test_exact_json_keeps_a_hundred_levels():
    assert ExactJSONField().clean(nested(100), None) == nested(100)


@pytest.mark.parametrize(
    "value", [{"thing": object()}, {"x": float("inf")}, {"x": float("nan")}, nested(102)]
)
def test_exact_json_refuses_what_cannot_be_written_again(value):
    with pytest.raises(ValidationError) as refused:
        ExactJSONField().clean(value, None)

    assert refused.value.code == "invalid"
