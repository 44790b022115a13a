"""The numbers in a text, each with its sign, exponent and percent sign."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from cmlguide.exchange import codes

LARGEST_EXPONENT = 12
MOST_DIGITS = 40
LARGEST_STORED_EXPONENT = 15

NUMBER = r"\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+)?|\d[\d.,']*\d|\d|[.,]\d+(?![.,]?\d)"
POWER = r"\s*[x*·]\s*10\s*(?:\^|e|\*\*)?\s*(?P<power>[+-]?\s*\d+)(?![\d.,]*\d)|\s?e\s?(?P<exponent>[+-]?\d+)"
_PERCENT = r"%|(?:percent|per cent|prozent|pour ?cent|por ?ciento|per ?cento|procent|yuzde)\b"
_MEASURE = re.compile(
    # A number starts a word: never the 1 of ABL1, and never what follows an unmatched sign.
    r"(?:(?P<mr>(?<!\w)mr(?:-(?=\d)|\s*[\^:=]?\s*))|(?<![\w.,^<>≤≥=])(?=[\d.,])|(?=[<>≤≥=-]))"
    r"(?P<sign><=|=<|≤|>=|=>|≥|[<>])?\s*"
    r"(?P<mr_after>(?<!\w)mr\s*\^?\s*)?"
    r"(?P<minus>(?<![\d.,)%]\s)(?<![\d.,)%])-\s*)?"
    rf"(?:10\^(?P<bare>[+-]?\d+)|(?P<number>{NUMBER})(?:{POWER})?)"
    rf"\s*(?P<percent>{_PERCENT})?"
    # "3.3 MR"; but in "0.05% MR 3.3" and "0.05 MR 3.3" the MR belongs to the number after it.
    r"(?(percent)|(?P<mr_unit>\s*mr(?!\w)(?!\s*[\^:=]?\s*[.,]?\d[\d.,]*(?!\s*%|[\d.,])))?)"
)
_SIGNS = {"<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥"}
_MIDDLE_DOT = re.compile(r"(?<=\d)·(?=\d)(?!10\s*[\^e+-])")


class UnreadableNumberError(Exception):
    """A number that must not be guessed; `code` says why (codes.py)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Measure:
    """One number as written. `number` is exact; `other` is its value if its mark separates thousands."""

    number: Decimal
    comparator: str | None = None
    negative: bool = False
    percent: bool = False
    is_mr: bool = False
    other: Decimal | None = None


def find_measures(text: str, mark: str = ".") -> tuple[tuple[Measure, ...], str]:
    """Every number in folded plain text, in order, and the remaining text. `mark`: the usual decimal mark.
    Raises UnreadableNumberError."""
    dotted = _MIDDLE_DOT.sub(".", text)
    found = tuple(_read_measure(match, mark) for match in _MEASURE.finditer(dotted))
    return found, _MEASURE.sub(" ", dotted)


def _read_measure(match: re.Match[str], mark: str) -> Measure:
    sign = match["sign"]
    number, other = _mantissa(match, mark)
    return Measure(
        number=number,
        comparator=_SIGNS.get(sign, sign) if sign else None,
        negative=bool(match["minus"]),
        percent=bool(match["percent"]),
        is_mr=bool(match["mr"] or match["mr_after"] or match["mr_unit"]),
        other=other,
    )


def _mantissa(match: re.Match[str], mark: str) -> tuple[Decimal, Decimal | None]:
    if match["bare"]:
        return scaled(Decimal(1), match["bare"]), None
    number, other = read_decimal(match["number"], mark)
    power = match["power"] or match["exponent"]
    if not power:
        return number, other
    return scaled(number, power), None


def scaled(number: Decimal, power: str) -> Decimal:
    """`number` times ten to the `power`, exact, without an exponent. Raises UnreadableNumberError."""
    exponent = int(power.replace(" ", ""))
    if abs(exponent) > LARGEST_EXPONENT:
        raise UnreadableNumberError(codes.NUMBER_UNREADABLE)
    sign, digits, places = number.as_tuple()
    if not isinstance(places, int):
        raise UnreadableNumberError(codes.NUMBER_UNREADABLE)
    return Decimal(format(Decimal((sign, digits, places + exponent)), "f"))


def read_decimal(written: str, mark: str = ".") -> tuple[Decimal, Decimal | None]:
    """(number, other possible value or None) from digits with at most one point or comma.

    `117,045` gives 117.045 and 117045; `0,001` and `1,5` have no other value. Where the usual decimal `mark`
    is the comma, the same is true of `117.045`. number.py explains the rule.
    Raises UnreadableNumberError.
    """
    if len(written) > MOST_DIGITS:
        raise UnreadableNumberError(codes.NUMBER_TOO_LARGE)
    marks = [character for character in written if not character.isdigit()]
    if len(marks) > 1 or (marks and marks[0] not in ".,"):
        code = codes.NUMBER_UNREADABLE if ".." in written or ",," in written else codes.NUMBER_THOUSANDS
        raise UnreadableNumberError(code)
    try:
        number = Decimal(written.replace(",", "."))
    except InvalidOperation:
        raise UnreadableNumberError(codes.NUMBER_UNREADABLE) from None
    whole, other_mark, decimals = written.partition("," if mark == "." else ".")
    in_groups = bool(other_mark) and len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return number, Decimal(whole + decimals) if in_groups else None


def as_number(value: Any) -> Decimal | None:
    """The number a file stores, exactly as written; None for anything else or for absurd sizes."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    sensible = number.is_finite() and abs(number.adjusted()) <= LARGEST_STORED_EXPONENT
    return number if sensible and len(number.as_tuple().digits) <= LARGEST_STORED_EXPONENT * 3 else None
