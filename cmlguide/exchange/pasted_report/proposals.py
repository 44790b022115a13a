"""Which statements of a letter may be proposed as a result, and why the others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.pasted_report.lines import Line, is_headed
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import LeftOut
from cmlguide.exchange.typed.statement import RESULT, WORDS, Statement

SHORT_LINES = 3
"""A paste this short may be the bare result: where all of it is understood, it needs no name beside it."""
GENE_KINDS = frozenset({"gene", "typical", "atypical", "percent_scale"})
_NAMED = frozenset({"result", "raw", "total", "mr", "log", "cmr"})
_WHY = {
    "limit": "says_depth", "odds": "says_depth", "range": "is_range", "define": "defines_level",
    "goal": "is_goal", "previous": "is_earlier",
    "target_copies": "is_copies", "control_copies": "is_copies",
}  # fmt: skip
_OTHER = {
    "other_test": "about_other_test",
    "count": "about_count",
    "other_number": "is_other_number",
    "id": "is_other_number",
}


def is_about(lines: Sequence[Line]) -> bool:
    """Whether the letter names the gene, a transcript, or the scale anywhere."""
    return any(line.names_gene for line in lines)


@dataclass(frozen=True)
class Letter:
    """What the letter as a whole says about what may be proposed from it.

    `is_about`: it names the gene, a transcript or the scale. `is_short`: so short that it may be the bare
    result, copied without its name. `is_known`: it has no unknown words.
    """

    is_about: bool
    is_short: bool
    is_known: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Letter":
        """The letter with these lines."""
        return cls(
            is_about=is_about(lines),
            is_short=len(lines) <= SHORT_LINES,
            is_known=not any("unknown" in line.kinds for line in lines),
        )


def may_be_result(statement: Statement, line: Line, letter: Letter) -> bool:
    """Whether the letter says that this value is the result:
    by the gene, by the scale, or by its position."""
    if statement.role not in (RESULT, "previous") or (statement.kind == "level" and statement.negated):
        return False
    if statement.is_atypical and statement.kind != "level":
        return True
    return (
        (letter.is_short and (letter.is_known or _is_named_percent(statement)))
        or (line.is_row and _is_of_table(statement, line))
        or _stands_by_the_gene(statement)
        or statement.on_scale
        or is_headed(statement, line)
        or (letter.is_about and not line.is_row and _is_named(statement))
    )


def _is_named_percent(statement: Statement) -> bool:
    return statement.percent and statement.clean and "result" in statement.labels


def _stands_by_the_gene(statement: Statement) -> bool:
    plain = statement.kind == "number" and not statement.percent and not statement.unit
    return bool(statement.around & GENE_KINDS) and (statement.clean or not plain)


def _is_named(statement: Statement) -> bool:
    """Whether it is named like "Result: 0.05 %" or "log reduction 3.2", in a letter about the gene."""
    numbered = statement.kind == "number" and bool(statement.unit)
    return (bool(statement.labels & _NAMED) or numbered) and statement.clean


def _is_of_table(statement: Statement, line: Line) -> bool:
    named = statement.labels & {"gene", "scale", "typical", "result", "raw", "total", "mr", "log"}
    return bool(named) and bool(line.under or statement.labels & {"gene", "scale"})


def reasons(line: Line, used: Iterable[Statement], about: bool) -> list[LeftOut]:
    """What looked like a result but is not, each with the reason;
    nothing next to the gene is skipped silently."""
    taken, found = {id(one) for one in used}, []
    line_used = any(id(one) in taken for one in line.statements)
    for statement in line.statements:
        code = None if id(statement) in taken else _why(statement, line, line_used, bool(taken))
        if code and (about or statement.role in ("define", "range") or "other_test" in statement.labels):
            found.append(code)
    if line.odds:
        found.append("says_depth")
    text = {"text": shorten(line.written, 80)}
    return [LeftOut(line.where, Reason(code, text)) for code in dict.fromkeys(found)]


def _why(statement: Statement, line: Line, line_used: bool, has_rows: bool) -> str | None:
    if statement.role in _WHY:
        return _WHY[statement.role] if statement.kind == "number" or statement.kind in WORDS else None
    if statement.role == "other":
        if "other_test" in statement.labels:
            return _test_of(line)
        named = next((_OTHER[label] for label in _OTHER if label in statement.labels), "is_other_number")
        return named if line.names_gene or statement.labels & {"gene"} else None
    if statement.role == "factor" or statement.kind == "level":
        return None
    if line_used or statement.kind in WORDS or not (line.names_gene or statement.percent):
        return None
    return "said_otherwise" if has_rows and line.names_gene else "not_placed"


def _test_of(line: Line) -> str:
    """FISH and mutations, common in letters about CML, by their names; anything else as another test."""
    text = line.written.casefold()
    return "about_fish" if "fish" in text else "about_mutation" if "muta" in text else "about_other_test"
