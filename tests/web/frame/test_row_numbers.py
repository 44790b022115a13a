import pytest

from cmlguide.web.frame.row_numbers import row_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, 0), ("9" * 5_000, 0)],
        *[("", 0), ("-1", 0), ("1.5", 0), ("²", 0), ("١", 0), (" 1", 0), ("x", 0)],
    ],
)
def test_number_of_a_row_is_read_from_plain_digits_only(text, number):
    assert row_number(text) == number
