"""What the columns of a table mean: by headings, else by their contents; the person may change it."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from cmlguide.exchange.csv_file.parse import Row
from cmlguide.exchange.preview.values import Column, Options
from cmlguide.exchange.terms.names import control_gene_in, item_in_text, names_bcr_abl, role_in_text
from cmlguide.exchange.typed.date import read_date
from cmlguide.exchange.typed.number import read_number
from cmlguide.exchange.typed.text import fold, plain_text

HEADER_WITHIN = 40
IGNORED = "ignored"
_BRACKETED = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_UNIT_TAIL = re.compile(r"[,;:]?\s*(?:in\s+)?(?:[x×]?\s?10\S*|[a-zµ#k]*/\S+|%|g%|k/\S+)$", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
LONGEST_HEADING = 10
"""Words; what is longer is a sentence, not the name of a column."""
_PUNCTUATION = re.compile(r"[._:*#]+|(?<=[a-z])-(?=[a-z])")
_SCALES = (
    ("result_is", re.compile(r"\bis\b|international scale")),
    ("log", re.compile(r"\blog\b")),
    ("mr", re.compile(r"\bmr\b")),
)
_DATE_WORD = re.compile(r"\b(?:date|datum|fecha|tarih\w*)\b|collected|drawn|entnahme|prelevement|prelievo")
_OTHER_DATE = re.compile(
    r"report|receiv|result|birth|record|print|author|start|stop|end|befund|eingang|next|visit"
)


def _meanings() -> dict[str, str]:
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    tables: dict[str, list[str]] = tomllib.loads(text)
    return {fold(heading): meaning for meaning, headings in tables.items() for heading in headings}


_MEANINGS = _meanings()
MEANINGS = (
    "date", "months", "days", "result_is", "result_raw", "result", "other_transcript", "mr", "log", "test",
    "code", "value", "unit", "upper_limit", "limit", "copies", "conversion_factor", "lab", "specimen", "note",
    "patient", "medicine", "started", "stopped", "dose", "wbc", "hemoglobin", "platelets", "neutrophils",
    "basophils", "eosinophils", "blasts", "other_date", IGNORED,
)  # fmt: skip
"""What a person may say a column holds (Options.columns)."""


def meaning_of(heading: str) -> str:
    """The meaning of one heading (MEANINGS), or "ignored"."""
    if _is_sentence(heading):
        return IGNORED
    folded = fold(plain_text(_CAMEL.sub(" ", heading))).strip()
    spaced = " ".join(_PUNCTUATION.sub(" ", folded).split())
    bare = " ".join(_BRACKETED.sub(" ", spaced).split())
    whole = fold(plain_text(heading)).strip()
    for form in (whole, folded, spaced, bare, _UNIT_TAIL.sub("", bare).strip()):
        if form in _MEANINGS:
            return _scaled(_MEANINGS[form], folded)
    if names_bcr_abl(spaced):
        return _bcr_abl(spaced)
    if control_gene_in(spaced) is not None:
        return "copies"
    return item_in_text(spaced) or _date_by_words(spaced)


_NO_NUMBER = (
    "fish", "cytogenetics", "mutation", "presence", "interpretation", "copies", "detail",
)  # fmt: skip


def _is_sentence(heading: str) -> bool:
    """Whether a cell is a sentence rather than the name of a column."""
    words = _BRACKETED.sub(" ", heading).split()
    return len(words) >= LONGEST_HEADING or (len(words) > 3 and heading.rstrip().endswith((".", "!", "?")))


def _scaled(meaning: str, folded: str) -> str:
    """A result column narrowed by the scale in its heading: `Wert (%IS)`, `PCR (log reduction)`."""
    if meaning not in ("result", "value"):
        return meaning
    return next((scale for scale, words in _SCALES if words.search(folded)), meaning)


def _bcr_abl(spaced: str) -> str:
    role = role_in_text(spaced)
    if role in _NO_NUMBER:
        return IGNORED
    if role in ("other_transcript", "mr"):
        return role
    if role == "raw":
        return "result_raw"
    return "result_is" if role == "percent_is" else _scaled("result", spaced)


def _date_by_words(spaced: str) -> str:
    if not _DATE_WORD.search(spaced) or _OTHER_DATE.search(spaced):
        return IGNORED
    return "date"


def unit_in(heading: str) -> str:
    """The unit in a heading: `WBC (10^9/L)`, `Hb g/dL`; "" without one."""
    bracketed: list[str] = _BRACKETED.findall(heading)
    if (bracketed and "/" in bracketed[-1]) or (bracketed and "%" in bracketed[-1]):
        return bracketed[-1][1:-1]
    tail = _UNIT_TAIL.search(heading.strip())
    return tail.group().strip(" ,;:") if tail else ""


def find_header(rows: Sequence[Row]) -> int | None:
    """The index of the heading row: the one with the most headings we know, or None."""
    best, score = None, 0
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        filled = [cell for cell in row.cells if cell]
        meanings = [meaning_of(cell) for cell in filled if len(cell) <= 80]
        if len(filled) == 1 and _width(rows[index + 1 : index + 4]) > 1:
            continue  # a title above the table
        known = sum(meaning != IGNORED for meaning in meanings)
        enough = known >= 2 or len(meanings) == 1 or _has_date(rows[index + 1 : index + 2])
        if known > score and enough and not _holds_data(row):
            best, score = index, known
    return best


def _width(rows: Sequence[Row]) -> int:
    """The number of cells filled in the widest row."""
    return max((sum(1 for cell in row.cells if cell.strip()) for row in rows), default=0)


def _has_date(rows: Sequence[Row]) -> bool:
    return any(read_date(cell).date or read_date(cell).choices for row in rows for cell in row.cells)


def _holds_data(row: Row) -> bool:
    return any(read_date(cell).date or read_number(cell).value is not None for cell in row.cells if cell)


def name_columns(header: Row, options: Options) -> list[Column]:
    """The columns under their headings, with the proposed meanings or those the person chose."""
    return [
        Column(number, heading, options.columns.get(number) or meaning_of(heading))
        for number, heading in enumerate(header.cells)
    ]


def guess_columns(rows: Sequence[Row], options: Options) -> list[Column]:
    """Columns without headings: dates are recognised by their look, and one column of numbers as results."""
    width = max((len(row.cells) for row in rows), default=0)
    meanings = [_by_sight([row.cell(number) for row in rows[:50]]) for number in range(width)]
    if meanings.count("result") > 1:
        meanings = [IGNORED if meaning == "result" else meaning for meaning in meanings]
    return [
        Column(number, f"column {number + 1}", options.columns.get(number) or meaning)
        for number, meaning in enumerate(meanings)
    ]


def _by_sight(cells: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    dates = sum(1 for cell in filled if read_date(cell).date or read_date(cell).choices)
    numbers = sum(1 for cell in filled if read_number(cell).kind)
    if filled and dates > len(filled) / 2:
        return "date"
    return "result" if filled and numbers > len(filled) / 2 else IGNORED
