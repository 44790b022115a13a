"""A row's number from a form or an address: text from outside, of any length."""

MOST_DIGITS = 18
"""No database gives a row a longer number, and Python refuses to read one of thousands of digits."""


def row_number(text: str) -> int:
    """The number, or 0, which no row has, if it is not a number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
