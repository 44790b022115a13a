"""A letter line by line: what each line says, together with what the lines above it name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cmlguide.exchange.pasted_report.columns import Columns, columns_of
from cmlguide.exchange.typed.behind import OTHERS
from cmlguide.exchange.typed.statement import ROLES, WORDS, Statement
from cmlguide.exchange.typed.statements import read_statements
from cmlguide.exchange.typed.text import fold
from cmlguide.exchange.typed.tokens import Token, plain_line, tokens_of
from cmlguide.exchange.typed.vocabulary import find_word

LONGEST_LINE = 2_000
"""Characters; a longer line is no line of a letter and is passed over."""
SUBJECTS = frozenset({"gene", "scale", "raw", "atypical", "marrow"})
"""What a heading says of every line below it."""
_HEADED = frozenset({"result", "typical", "atypical", "total", "percent", "previous", "collected"})
_WORDED = re.compile(r"[^\W_]")
_ABBREVIATION = re.compile(r"(?<!\w)([A-Z]{2,5})\s*[:=]\s*([^\W\d_][^.,;:\n]{2,40})")


@dataclass(frozen=True)
class WrittenDay:
    """A date as written: its line and sentence, what it is the date of, and its text.

    `label` is collected, other, born, or "" if nothing is said.
    """

    line: int
    sentence: int
    label: str
    text: str
    at: int = 0


@dataclass(frozen=True)
class Line:
    """One line of the letter: its number, its span there, its text, what it says, and the days in it.

    `kinds` are the kinds of its tokens; `under` is what a heading above says about it. `is_row`: it is a row
    of a table. `marrow`: it is about bone marrow. `odds`: "1 in 100,000", as written.
    """

    number: int
    start: int
    end: int
    written: str
    statements: tuple[Statement, ...]
    days: tuple[WrittenDay, ...]
    kinds: frozenset[str]
    under: frozenset[str] = frozenset()
    marrow: bool = False
    is_row: bool = False
    odds: str = ""

    @property
    def where(self) -> str:
        """Its place, in a person's words."""
        return f"line {self.number}"

    @property
    def names_gene(self) -> bool:
        """Whether the line itself names the gene, the transcript, or the scale."""
        return bool(self.kinds & {"gene", "scale", "percent_scale", "typical", "atypical"})


@dataclass
class _Above:
    """What the lines so far name: the subject of a heading, the label of the previous line, the columns."""

    subject: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()
    columns: Columns | None = None


def read_lines(letter: str) -> list[Line]:
    """Every line that says anything, in order."""
    above = _Above()
    lines: list[Line] = []
    for line in _lines(letter, _abbreviations(letter)):
        read = _in_context(line, above)
        if read.kinds and not read.statements and _is_scale_alone(read) and lines and lines[-1].statements:
            lines[-1] = _scaled(lines[-1], read.kinds)
            continue
        lines.append(read)
    return lines


@dataclass(frozen=True)
class _Cut:
    number: int
    start: int
    end: int
    written: str
    tokens: tuple[Token, ...]


def _lines(letter: str, abbreviations: frozenset[str]) -> Iterator[_Cut]:
    start = 0
    for number, written in enumerate(letter.splitlines(keepends=True), start=1):
        end = start + len(written)
        stripped = start + len(written.rstrip("\r\n"))
        if _WORDED.search(written) and len(written) <= LONGEST_LINE:
            tokens = tokens_of(plain_line(written))
            known = tuple(_known(token, abbreviations) for token in tokens)
            if _explains(tokens, abbreviations):
                start = end
                continue
            yield _Cut(number, start, stripped, " ".join(written.split()), known)
        start = end


def _abbreviations(letter: str) -> frozenset[str]:
    """Short forms the letter itself explains as "not detected": `IND: indetectavel`."""
    found = set()
    for match in _ABBREVIATION.finditer(letter):
        word = find_word(fold(match[2].strip()), 0)
        if word is not None and word.concept == "not_detected":
            found.add(fold(match[1]))
    return frozenset(found)


def _explains(tokens: Sequence[Token], abbreviations: frozenset[str]) -> bool:
    """Whether the line is the legend that explains an abbreviation."""
    return any(token.text in abbreviations and after.kind == "colon" for token, after in pairwise(tokens))


def _known(token: Token, abbreviations: frozenset[str]) -> Token:
    return (
        replace(token, kind="not_detected")
        if token.kind == "unknown" and token.text in abbreviations
        else token
    )


def _in_context(line: _Cut, above: _Above) -> Line:
    columns = columns_of(line.tokens)
    kinds = frozenset(token.kind for token in line.tokens)
    rows = above.columns.rows(line.tokens) if above.columns and not columns else None
    statements = rows or read_statements(line.tokens, above.label or above.subject)
    if above.columns and above.columns.goes_on(line.tokens, columns):
        columns = above.columns.joined(columns)
    read = Line(
        number=line.number,
        start=line.start,
        end=line.end,
        written=line.written,
        statements=tuple(statements),
        days=tuple(_days(line, above.label)),
        kinds=kinds,
        under=above.subject if not rows else above.columns.subject if above.columns else frozenset(),
        marrow="marrow" in kinds or "marrow" in above.subject,
        is_row=rows is not None,
        odds=next((token.text for token in line.tokens if token.kind == "odds"), ""),
    )
    _remember(above, read, columns)
    return read


def _remember(above: _Above, line: Line, columns: Columns | None) -> None:
    """Remember what this line names for the lines below it."""
    if columns is not None:
        above.columns, above.label = columns, frozenset()
        above.subject = above.subject | columns.subject if columns.subject else above.subject
        return
    if line.is_row:
        return
    valued = bool(line.statements)
    if valued or not line.kinds - {"cell", "dash"}:
        above.columns = None if valued else above.columns
        above.label = frozenset() if valued else above.label
        return
    above.columns = None
    labels = frozenset(line.kinds & ROLES) | (
        {"scale", "percent"} if "percent_scale" in line.kinds else set()
    )
    others = labels & set(OTHERS)
    if "gene" in labels or (labels & {"scale"} and "result" in labels):
        above.subject = (labels & SUBJECTS) | (labels & {"other_test"}) | (line.kinds & {"marrow"})
    elif others and not labels & {"result", "typical", "scale"} and not line.kinds & {"unknown", "day"}:
        above.subject = frozenset(others)
    above.label = _label_of(line, labels, above.subject)


def _label_of(line: Line, labels: frozenset[str], subject: frozenset[str]) -> frozenset[str]:
    """What a line without a value says about the value in the next line."""
    if "unknown" in line.kinds and not labels & {"gene", "result", "range", "limit", "quantification"}:
        return frozenset()
    labels = labels - {"other_number", "id"} if "gene" in labels else labels
    found = labels | (line.kinds & {"collected", "other_day", "born", "percent"})
    return (
        found | (subject if not found & {"range", "limit", "quantification", *OTHERS} else set())
        if found
        else found
    )


def _days(line: _Cut, label_above: frozenset[str]) -> Iterator[WrittenDay]:
    """The dates in a line, each with the nearest word before it that says what it is the date of."""
    sentence, label = 0, _day_label(label_above)
    for token in line.tokens:
        if token.kind == "stop":
            sentence, label = sentence + 1, ""
        elif token.kind in ("collected", "other_day", "born"):
            label = {"other_day": "other"}.get(token.kind, token.kind)
        elif token.kind in WORDS or token.kind == "number":
            label = ""
        elif token.kind == "day":
            yield WrittenDay(line.number, sentence, label, token.text, token.start)
            label = ""


def _day_label(kinds: frozenset[str]) -> str:
    return (
        "born"
        if "born" in kinds
        else "other"
        if "other_day" in kinds
        else "collected"
        if "collected" in kinds
        else ""
    )


def _is_scale_alone(line: Line) -> bool:
    """Whether `% (IS)` is alone on its line and so belongs to the number on the line above."""
    return bool(line.kinds) and line.kinds <= {"percent", "scale", "percent_scale", "open", "close", "cell"}


def _scaled(line: Line, kinds: frozenset[str]) -> Line:
    last = line.statements[-1]
    on_scale = last.on_scale or bool(kinds & {"scale", "percent_scale"})
    percent = last.percent or bool(kinds & {"percent", "percent_scale"})
    return replace(
        line, statements=(*line.statements[:-1], replace(last, on_scale=on_scale, percent=percent))
    )


def is_headed(statement: Statement, line: Line) -> bool:
    """Whether a heading above says what the value is, and the line has no unknown words."""
    own = statement.labels & ROLES - SUBJECTS
    return (
        bool(line.under & {"gene", "scale"})
        and not line.under & set(OTHERS)
        and own <= _HEADED
        and statement.clean
    )


def days_of(lines: Sequence[Line]) -> list[WrittenDay]:
    """Every date in the letter, in order."""
    return [day for line in lines for day in line.days]
