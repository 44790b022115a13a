"""A letter cut into pieces that each say one thing, and the pieces that look like a result but are none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cmlguide.exchange.typed.text import fold, plain_text

_CUTS = re.compile(
    r"[;\n\r\f]+|(?<=[a-z%)\]])\.\s+(?=[A-Z])"
    r"|(?=\b(?i:previous|prior|current|last result|vorbefund|precedent)\b)"
)
_CAPITAL_SCALE = re.compile(r"\(\s*(?:IS|EI)\s*\)|(?<=%)IS\b|\b(?:IS|EI)\b")
_SHOUTED_SCALE = re.compile(
    r"\(\s*(?:IS|EI)\s*\)|(?<=%)IS\b|(?<!RESULT )(?<!VALUE )(?<!RATIO )(?<!LEVEL )(?<!PCR )(?<!THIS )\bIS\b"
)
_NUMBER = r"[<>≤≥]?=?\s*\d+(?:[.,]\d+)?"
_LEVEL = r"(?:mmr|dmr|emr|cmr|mr\s?\d(?:[.,]\d)?|(?:major|deep|early|complete) molecular response)"
_MEANS = r"(?:=|≙|:=|equals?|means|(?:is )?defined as|corresponds? to|(?:is )?equivalent to|entspricht)"

TRAPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "says_depth",
        re.compile(r"\b1\s*(?:in|out of|auf|sur|:)\s*(?:a\s+)?(?:\d{1,3}(?:[,. ]\d{3})+|\d{4,})(?!\d)"),
    ),
    (
        "defines_level",
        re.compile(
            rf"{_NUMBER}\s*%?\s*\(?(?:is\b)?\)?\s*{_MEANS}\s*{_LEVEL}"
            rf"|{_LEVEL}\)?\s*(?:\(?{_MEANS}[^\d\n]{{0,40}}|\(?\s*(?:≤|<=)|\(\s*<)\s*{_NUMBER}\s*%(?:\s*\(?is\)?)?\)?"
        ),
    ),
    (
        "is_range",
        re.compile(
            r"(?:reference|normal|ref\.?|reportable|measuring|linear|analytical)\s*(?:range|interval|values?|limits?)?\s*"
            r"[:=]?\s*(?:from\s*)?[<>≤≥]?\s*\d[\d.,]*\s*%?(?:\s*(?:-|to|bis)\s*\d[\d.,]*)?\s*%?(?:\s*\(?is\)?)?"
            r"|\d[\d.,]*\s*%?\s*(?:-|to|bis)\s*\d[\d.,]*\s*%(?:\s*\(?is\)?)?"
            r"|reference\s*(?:range|interval|value)?\s*[:=]?\s*(?:not detected|negative)"
        ),
    ),
)
"""Parts of a piece that are taken out of it before it is read."""

OTHER_TESTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("about_fish", re.compile(r"\bfish\b|\bnuclei\b|in situ|interphase")),
    (
        "about_mutation",
        re.compile(r"\bvaf\b|\bmutations?\b|kinase domain|\b[a-z]\d{3}[a-z]\b|mutationen"),
    ),
    (
        "about_other_gene",
        re.compile(r"\b(?:jak2|calr|mpl|flt3|npm1|pml|rara|runx1|cbfb|etv6|tp53|asxl1|kit|pdgfr[ab])\b"),
    ),
    ("about_chromosomes", re.compile(r"metaphase|karyotyp|cytogenetic|\bph\+")),
    (
        "about_count",
        re.compile(
            r"\bblasts?\b|neutrophil|lymphocyt|basophil|eosinophil|hemoglobin|haemoglobin|platelet|blasten"
        ),
    ),
)
"""Pieces about something else, left out whole when they hold a number."""

_RANGE_HEADING = re.compile(
    r"(?:standard|reference|normal|ref\.?) (?:range|interval|values?)|referenzbereich"
)
_RANGE_COLUMN = re.compile(
    r"(\d[\d.,]*\s*%?(?:\s*\(is\))?(?:\s+[hl]\b)?)\s+"
    r"(?:not detected|negative|[<≤]=?\s*\d[\d.,]*\s*%?(?:\s*\(is\))?)\s*$"
)
LONGEST_PIECE = 2_000
"""Characters; a longer piece is no sentence of a letter and is passed over."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Piece:
    """One piece of the letter: its place, its text folded and plain, and its span in the letter."""

    line: int
    start: int
    end: int
    text: str
    written: str

    @property
    def where(self) -> str:
        """The piece's place for a person."""
        return f"line {self.line}"


def _mark_scale(plain: str) -> str:
    """IS and EI in capitals are the scale, not a word, unless all is in capitals and they follow "RESULT"."""
    pattern = _SHOUTED_SCALE if plain.isupper() else _CAPITAL_SCALE
    return pattern.sub("(IS)", plain)


def cut(letter: str) -> Iterator[Piece]:
    """The pieces that hold anything, in order."""
    begin, line = 0, 1
    for match in [*_CUTS.finditer(letter), None]:
        end = len(letter) if match is None else match.start()
        written = letter[begin:end]
        plain = plain_text(written)
        if plain and len(plain) <= LONGEST_PIECE:
            yield Piece(line, begin, end, fold(_mark_scale(plain)), plain)
        line += letter.count("\n", begin, end if match is None else match.end())
        begin = end if match is None else match.end()


def has_range_column(pieces: Iterable[Piece]) -> bool:
    """Whether a heading such as "Standard Range" says that lines end with what is usual."""
    return any(_RANGE_HEADING.search(piece.text) and not _DIGIT.search(piece.text) for piece in pieces)


def without_traps(piece: Piece, beside_range: bool = False) -> tuple[str, list[str]]:
    """The piece's text with what must not be read taken out, and why each part was.

    `beside_range`: the letter is a table whose last column is a range.
    """
    text, reasons = piece.text, []
    for why, pattern in TRAPS:
        text, times = pattern.subn(" ", text)
        reasons += [why] * min(times, 1)
    if beside_range:
        text, times = _RANGE_COLUMN.subn(r"\1", text)
        reasons += [TRAPS[-1][0]] * min(times, 1)
    for why, pattern in OTHER_TESTS:
        if pattern.search(text):
            return "", [*reasons, why] if _DIGIT.search(text) else reasons
    return text, reasons
