"""The dates of a letter, each with what it is the date of; only the day of the sample is ever used."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cmlguide.exchange.pasted_report.segments import Piece
from cmlguide.exchange.preview.day_order import find_order
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.typed.date import TypedDate, month_of, read_date

_MONTH = r"[^\W\d_]{3,12}\.?"
_WRITTEN = re.compile(
    r"(?<![\w.,/-])(?:"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[-\s]?(?:de\s)?{_MONTH}[-\s,]*(?:de\s)?(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r")(?![\d%/]|\.\d)"
)
_NAME = re.compile(_MONTH)
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("born", re.compile(r"(?:\bdob\b|birth|geb\.|geboren|naissance|nacimiento)[^\d]{0,20}$")),
    (
        "other",
        re.compile(
            r"(?:recei\w*|report\w*|print\w*|result(?:ed|s)? (?:date|on)|befund\w*|eingang\w*|issued|"
            r"verified|signed|authori[sz]ed|approved|final\w*|diagnos\w*|admi\w*|printed|resultado|recu|valid\w*)[^\d]{0,20}$"
        ),
    ),
    (
        "collected",
        re.compile(
            r"(?:collect\w*|drawn|draw|taken|sampled?|specimen|entnahme\w*|abnahme\w*|entnommen|prelev\w*|toma|"
            r"extraccion|prelievo|colheita|coleta|afname|numune|provtag\w*)[^\d]{0,30}$"
        ),
    ),
)


@dataclass(frozen=True)
class WrittenDay:
    """A date as it stands: its piece, what it is the date of ("collected", "other", "born", ""), its text."""

    piece: Piece
    label: str
    text: str


def find_days(pieces: Sequence[Piece]) -> list[WrittenDay]:
    """Every date written in the pieces, in order."""
    return [
        WrittenDay(piece, _label(piece.text[: match.start()]), match.group())
        for piece in pieces
        for match in _WRITTEN.finditer(piece.text)
        if _is_date(match.group())
    ]


def _is_date(text: str) -> bool:
    names = _NAME.findall(text)
    return all(month_of(name.strip(".")) for name in names if name.strip(".") not in ("de",))


def _label(before: str) -> str:
    return next((label for label, pattern in LABELS if pattern.search(before)), "")


def without_days(text: str) -> str:
    """The text with its dates taken out, so that no part of one is read as a number."""
    return _WRITTEN.sub(lambda match: " " if _is_date(match.group()) else match.group(), text)


def order_of(days: Sequence[WrittenDay], options: Options) -> str | None:
    """Day or month first, where one date of the letter proves it."""
    return find_order([day.text for day in days], options)


def read_day(day: WrittenDay | None, order: str | None, today: date) -> TypedDate:
    """The date, or the problem of having none."""
    return read_date("" if day is None else day.text, order, today)


def day_of_sample(days: Sequence[WrittenDay], own: Collection[Piece]) -> WrittenDay | None:
    """The day the sample was taken: so labelled; else the one date of no other kind. None where unclear."""
    free = [day for day in days if day.piece not in own or day.label]
    collected = [day for day in free if day.label == "collected"]
    if collected:
        return collected[0] if len({day.text for day in collected}) == 1 else None
    unlabelled = [day for day in free if not day.label]
    return unlabelled[0] if len({day.text for day in unlabelled}) == 1 else None
