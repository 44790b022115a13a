"""A line of a letter as tokens: genes, days, numbers, signs, and the words of the vocabulary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cmlguide.exchange.typed.date import month_of
from cmlguide.exchange.typed.measures import NUMBER, POWER
from cmlguide.exchange.typed.text import fold, plain_text
from cmlguide.exchange.typed.vocabulary import find_word

GENE = re.compile(
    r"(?<![^\W_])(?:bcr\s*(?:::|[-/_: ])?\s*abl\s*_?1?(?:\s*[/／]\s*abl\s*_?1?(?![\w:]))?|ph1-?bcr)"
    r"(?![a-z0-9])(?:-transkript\w*|-niveau)?"
)
"""The fusion as laboratories write it, with the control gene after a stroke: BCR::ABL1, BCR-ABL/ABL1."""

_MONTH = r"[^\W\d_]{3,12}\.?"
_TWO = r"(?:\d{1,2})"
_DAY = re.compile(
    r"(?<![\w.,/-])(?:"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|{_TWO}[-/.]{_TWO}[-/.](?:\d{{4}}|\d{{2}})"
    rf"|{_TWO}(?:st|nd|rd|th|\.)?[-\s]?(?:de\s)?{_MONTH}[-\s,]*(?:de\s)?(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\s{_TWO}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r")(?![\d%/]|\.\d)"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?"
    rf"|(?<![\w.,/-]){_MONTH}\s(?:19|20)\d\d(?![\d%/.,])"
)
_NAME = re.compile(_MONTH)
_SCALE = re.compile(r"\(\s*(?:is|ei)\s*\)(?:\s*-\s*ncn(?!\w))?|(?<!\w)(?:is|ei)\s*-\s*ncn(?!\w)")
_PERCENT_SCALE = re.compile(
    r"%\s*/?\s*(?:is|ei)(?=\s*(?:$|[),;:/\]\d<>≤≥]))|(?<!\w)(?:is|ei)\s*%|\(\s*%\s*(?:is|ei)\s*\)"
)
TYPICAL = re.compile(r"(?<!\w)(?:p\s?210|e1[34]a2|b[23]a2|m-?bcr)(?!\w)")
_ATYPICAL = re.compile(
    r"(?<!\w)(?:p\s?190|p\s?230|e1a2|e19a2|e1[34]a3|b[23]a3|e[68]a2|minor transcript|m-bcr minor)(?!\w)"
)
_CONTROL = re.compile(r"(?<![\w:-])(?:(?P<abl>abl\s*_?1?)|(?P<gus>gus-?b?)|(?P<bcr>bcr))(?!\w)(?!\s?::)")
CHROMOSOMES = re.compile(r"\bt\(9;\s?22\)(?:\s?\([a-z0-9.;]*\))?")
_MUTATION = re.compile(r"(?<!\w)[a-z]\d{3}[a-z](?!\w)|(?<!\w)c\.\d+\w*>\w")
_ODDS = re.compile(
    r"(?<![\w.,])1\s*(?:in|out of|auf|sur|von|su|op|en|na|w|:)\s*(?:a\s+)?"
    r"(?:\d{1,3}(?:[,. ]\d{3})+|\d{4,}|10\s*\^\s*\d)(?!\d)"
)
_ID = re.compile(
    r"(?<![\w.,])[a-z]{0,4}\d+(?:[-/]\d+){2,}(?![\w%])|(?<![\w.,])\d{7,}(?![\d.,%])|(?<![\w.,])[a-z]+\d+[a-z]+\w*"
)
_LEVEL = re.compile(r"(?<!\w)(?P<name>mr|rm|мо|cmr|rmc|mo)\s?[\^-]?(?=[<>≤≥=]{0,2}\s?\d)")
_NUMBER = re.compile(rf"(?:10\^(?P<bare>[+-]?\d+)|(?P<digits>{NUMBER})(?:{POWER})?)")
_SIGN = re.compile(r"<=|=<|≤|>=|=>|≥|<|>")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = {
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    ";": "soft",
    ",": "soft",
    "、": "soft",
    "/": "slash",
    "%": "percent",
    ":": "colon",
    "=": "equals",
    "-": "dash",
    "~": "about",
    ".": "dot",
    "。": "stop",
    "،": "soft",
}
CELL, STOP = "\ue000", "\ue001"
"""Marks put into a line before it is read: the border of two cells, the end of a sentence."""

_CELLS = re.compile(r"\t+|\s*\|\s*|[ \u00a0\u3000]{2,}|\u3000")
_SENTENCE = re.compile(
    r"(?<=[^\W\d_][^\W\d_])\.\s+(?=[^\W\d_a-zß-ÿа-я])|(?<=[%)\]\d])\.\s+(?=[^\W\d_a-zß-ÿа-я])|[。！!?？]\s*"
)
_CAPITAL_SCALE = re.compile(r"\(\s*(?:IS|EI)\s*\)|(?<=%)\s?(?:IS|EI)\b|\b(?:IS|EI)\b(?!-NCN)")
_SHOUTED_SCALE = re.compile(
    r"\(\s*(?:IS|EI)\s*\)|(?<=%)\s?(?:IS|EI)\b|\bEI\b"
    r"|(?<!RESULT )(?<!VALUE )(?<!RATIO )(?<!LEVEL )(?<!PCR )(?<!THIS )(?<!RESPONSE )\bIS\b"
)


@dataclass(frozen=True)
class Token:
    """One piece of a line: its text, and what it is (a concept of the vocabulary, or a kind from here)."""

    kind: str
    text: str
    start: int
    end: int


def plain_line(line: str) -> str:
    """The line folded and plain, with cells and sentences marked and the scale put in brackets."""
    cells = [plain_text(cell) for cell in _CELLS.split(line.strip("\r\n |"))]
    shouted = line.upper() == line
    pattern = _SHOUTED_SCALE if shouted else _CAPITAL_SCALE
    marked = (pattern.sub(" (IS)", _SENTENCE.sub(f" {STOP} ", cell)) for cell in cells)
    return f" {CELL} ".join(fold(cell) for cell in marked)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a line as returned by `plain_line`; an unknown word is a token too."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if text[at].isspace() and text[at] not in (CELL, STOP):
            at += 1
            continue
        token = _next(text, at)
        yield token
        at = token.end


def _next(text: str, at: int) -> Token:
    if text[at] in (CELL, STOP):
        return Token("cell" if text[at] == CELL else "stop", "", at, at + 1)
    for read in (_of_patterns, _of_vocabulary, _of_numbers, _of_marks):
        token = read(text, at)
        if token is not None:
            return token
    letters = _LETTERS.match(text, at)
    end = letters.end() if letters else at + 1
    return Token("unknown", text[at:end], at, end)


def _of_patterns(text: str, at: int) -> Token | None:
    day = _DAY.match(text, at)
    if day and is_date(day[0]):
        return Token("day", day[0], at, day.end())
    for kind, pattern in _PATTERNS:
        match = pattern.match(text, at)
        if match:
            return Token(kind, match[0], at, match.end())
    control = _CONTROL.match(text, at)
    if control:
        name = "GUSB" if control["gus"] else "BCR" if control["bcr"] else "ABL1"
        return Token("control_gene", name, at, control.end())
    level = _LEVEL.match(text, at)
    if level and (level["name"] != "mo" or text[level.end() : level.end() + 1] in "<>≤≥"):
        return Token("cmr" if level["name"] in ("cmr", "rmc") else "mr", level["name"], at, level.end())
    return None


def _of_vocabulary(text: str, at: int) -> Token | None:
    word = find_word(text, at)
    return None if word is None else Token(word.concept, text[word.start : word.end], at, word.end)


def _of_numbers(text: str, at: int) -> Token | None:
    match = _NUMBER.match(text, at)
    return None if match is None else Token("number", match[0].strip(), at, match.end())


def _of_marks(text: str, at: int) -> Token | None:
    sign = _SIGN.match(text, at)
    if sign:
        return Token("sign", SIGNS.get(sign[0], sign[0]), at, sign.end())
    kind = _MARKS.get(text[at])
    return None if kind is None else Token(kind, text[at], at, at + 1)


SIGNS = {"<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥"}
_PATTERNS = (
    ("odds", _ODDS),
    ("gene", GENE),
    ("percent_scale", _PERCENT_SCALE),
    ("scale", _SCALE),
    ("atypical", _ATYPICAL),
    ("typical", TYPICAL),
    ("filler", CHROMOSOMES),
    ("other_test", _MUTATION),
    ("id", _ID),
)


def is_date(text: str) -> bool:
    """Whether the words in what looks like a date are months."""
    names = [name.strip(".") for name in _NAME.findall(text)]
    return all(month_of(name) for name in names if name not in ("de",))
