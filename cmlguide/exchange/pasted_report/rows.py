"""From the statements about one result to one found row: the number, any words, the limit and the copies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.pasted_report.lines import SUBJECTS, Line, WrittenDay, is_headed
from cmlguide.exchange.preview.rows import YES, day_choices, from_typed, shorten
from cmlguide.exchange.preview.values import FoundResult, Options, with_ask
from cmlguide.exchange.typed.date import TypedDate
from cmlguide.exchange.typed.number import TypedResult, read_count, read_number
from cmlguide.exchange.typed.statement import ROLES, WORDS, Statement, as_typed
from milestones.scale import level_percent

LONGEST_RAW = 300
AROUND = 30


@dataclass(frozen=True)
class Value:
    """A statement that may be the result, its line, and the days next to it."""

    line: Line
    statement: Statement
    days: tuple[WrittenDay, ...] = ()

    @property
    def typed(self) -> TypedResult | None:
        """The number as typed into the box; None for a word."""
        if self.statement.kind in WORDS:
            return None
        return read_number(as_typed(self._scaled()))

    def _scaled(self) -> Statement:
        """Also on the scale when the heading says so and the line does not call it a plain ratio."""
        one = self.statement
        own = one.labels & ROLES - SUBJECTS
        headed = "scale" in self.line.under and not one.raw and (is_headed(one, self.line) or not own)
        return replace(one, on_scale=True) if headed and not one.unit and one.kind == "number" else one


@dataclass(frozen=True)
class Support:
    """Details of a result: the detection limit, copies of the control gene, the conversion factor."""

    line: Line
    statement: Statement


def support_of(lines: Iterable[Line], alone: bool) -> list[Support]:
    """What the lines say about the quality of the sample; only a row's own line when each row has its own."""
    roles = ("control_copies", "factor", "limit")
    return [
        Support(line, one)
        for line in lines
        for one in line.statements
        if one.role in roles and (alone or not line.is_row)
    ]


def values_of(group: Sequence[Value]) -> list[list[Value]]:
    """The values grouped into rows: the best number, each further number of the same kind, or the words.

    A total stands for its parts; if only one part was found, that part is the result.
    """
    numbers = [(one, typed) for one in group if (typed := one.typed) is not None]
    read = [(one, typed) for one, typed in numbers if typed.kind]
    if not read:
        said = [one for one in group if one.statement.kind in WORDS]
        return [said] if said else [[one] for one, _ in numbers[:1]]
    best = min(_rank(one, typed) for one, typed in read)
    chosen = [(one, typed) for one, typed in read if _rank(one, typed) == best]
    totals = [(one, typed) for one, typed in chosen if "total" in one.statement.labels]
    chosen = totals or _found(chosen)
    distinct = {(typed.kind, typed.value, typed.limit, typed.level): [one] for one, typed in reversed(chosen)}
    return list(distinct.values())[::-1]


def _found(chosen: list[tuple[Value, TypedResult]]) -> list[tuple[Value, TypedResult]]:
    parts = [pair for pair in chosen if "typical" in pair[0].statement.labels]
    measured = [pair for pair in parts if pair[1].kind == "value"]
    return measured if len(parts) > 1 and len(measured) == 1 else chosen


def _rank(value: Value, typed: TypedResult) -> int:
    """How good a number is as the result: on the scale, then a percent, a ratio, an MR, a log, a level."""
    if value.statement.kind == "level":
        return 5
    if value.statement.unit:
        return 3 if value.statement.unit == "mr" else 4
    return 0 if typed.unit == "percent_is" else 1 if typed.percent else 2


def row_of(
    chosen: Sequence[Value],
    group: Sequence[Value],
    support: Sequence[Support],
    day: TypedDate,
    options: Options,
) -> tuple[FoundResult | None, list[Statement]]:
    """The row for these values and the statements it was made from; None when they say nothing."""
    said = [one for one in group if one.statement.kind in WORDS]
    words = _words(said)
    typed = min((one.typed for one in chosen if one.typed), key=lambda one: one.kind is None, default=None)
    stated = _with_words(typed, words)
    if stated is None:
        return None, []
    copies = next((one for one in support if one.statement.role == "control_copies" and _count(one)), None)
    factor = next((one for one in support if one.statement.role == "factor" and _factor(one)), None)
    depths = _depths(support)
    lines = _lines(
        [*chosen, *(said if words else [])],
        [one for one in (copies, factor, *(found for found, _ in depths)) if one],
    )
    row = FoundResult(
        where=", ".join(line.where for line in lines),
        raw=shorten(" … ".join(_written(line, chosen) for line in lines), LONGEST_RAW),
        collected_on=day.date,
        specimen="marrow" if any(one.line.marrow for one in chosen) else "blood",
        copies=_count(copies) if copies else None,
        control_gene=(copies.statement.gene or "ABL1") if copies else None,
        conversion_factor=_factor(factor) if factor else None,
    )
    found = _ask_about(_with_depth(from_typed(row, stated, options), depths), chosen[0].statement, stated)
    beside = [one for one in (copies, factor, *(found for found, _ in depths)) if one is not None]
    used = [one.statement for one in (*chosen, *said)] + [one.statement for one in beside]
    return _ask_day(found, day), used


def _written(line: Line, chosen: Sequence[Value]) -> str:
    """The line as written; if it has several results, the piece around this row's own number."""
    own = next((one.statement for one in chosen if one.line is line and one.statement.text), None)
    several = sum(one.role in ("result", "previous") and one.kind == "number" for one in line.statements) > 1
    place = line.written.find(own.text) if own is not None and several else -1
    if own is None or place < 0:
        return line.written
    start, end = max(0, place - AROUND), place + len(own.text) + AROUND
    return f"{'…' if start else ''}{line.written[start:end].strip()}{'…' if end < len(line.written) else ''}"


def _lines(values: Sequence[Value], support: Sequence[Support]) -> list[Line]:
    both = [one.line for one in values] + [one.line for one in support]
    lines = {line.number: line for line in both}
    return [lines[number] for number in sorted(lines)]


def _count(support: Support) -> int | None:
    count = read_count(support.statement.text.replace(", ", ",")).value
    return count or None


def _factor(support: Support) -> Decimal | None:
    return read_number(support.statement.text).value or None


def _words(said: Sequence[Value]) -> frozenset[str]:
    """The words, where "found, but below what the test detects" counts as too little to measure."""
    found = frozenset(one.statement.kind for one in said)
    if "below_detection" not in found:
        return found
    return found - {"below_detection"} | {"below_quantification" if "detected" in found else "not_detected"}


def _with_words(typed: TypedResult | None, words: frozenset[str]) -> TypedResult | None:
    """The number as modified by the words around it; only the words if there is no number."""
    if typed is None or (typed.kind is None and words):
        return _only_words(words) or typed
    if typed.value == 0 and "not_detected" in words:
        return TypedResult("not_detected")
    if "not_detected" in words and (typed.unit == "mr" or typed.kind == "level"):
        return _seen_down_to(typed)
    if typed.kind == "less_than" and "not_detected" in words:
        return replace(typed, kind="not_detected")
    if typed.kind == "less_than" and words & {"below_quantification", "detected"}:
        return replace(typed, kind="below_quantification")
    return typed


def _seen_down_to(typed: TypedResult) -> TypedResult:
    """ "Not detected, MR4.5": the level is the detection limit."""
    if typed.level:
        return TypedResult("not_detected", limit=level_percent(typed.level), unit="percent_is")
    return read_number(f"not detected MR {typed.value}")


def _only_words(words: frozenset[str]) -> TypedResult | None:
    for kind in ("no_result", "below_quantification", "not_detected"):
        if kind in words:
            return TypedResult(kind=kind)
    if "above_limit" in words:
        return TypedResult(problem=codes.ABOVE_WITHOUT_NUMBER)
    return TypedResult(problem=codes.DETECTED_WITHOUT_NUMBER) if "detected" in words else None


def _depths(support: Sequence[Support]) -> list[tuple[Support, TypedResult]]:
    """The detection limits, with a percent before an MR or a log."""
    found = []
    for one in support:
        scaled = one.statement.percent or one.statement.on_scale or one.statement.unit
        if one.statement.role == "limit" and one.statement.kind == "number" and scaled:
            number = replace(one.statement, unit="mr" if one.statement.unit else "", sign="")
            read = read_number(f"undetectable {as_typed(number)}")
            if read.limit is not None:
                found.append((one, read))
    return sorted(found, key=lambda pair: bool(pair[0].statement.unit))[:1]


def _with_depth(row: FoundResult, depths: Sequence[tuple[Support, TypedResult]]) -> FoundResult:
    """The row with its detection limit, if the letter states one and the result is below it."""
    if not depths or row.limit is not None or row.kind not in ("not_detected", "below_quantification"):
        return row
    limit = depths[0][1]
    return replace(row, limit=limit.limit, unit=limit.unit or "percent_is")


def _ask_about(row: FoundResult, statement: Statement, typed: TypedResult) -> FoundResult:
    if statement.is_atypical and row.kind:
        numbered = row.value is not None or row.limit is not None
        kept = tuple(ask for ask in row.asks if ask.code != codes.ASK_SCALE)
        row = replace(row, unit="ratio_percent" if numbered else None, asks=kept)
        row = with_ask(row, codes.ASK_TRANSCRIPT, *YES)
    return with_ask(row, codes.ASK_CONFIRM, *YES) if typed.problem is None else row


def _ask_day(row: FoundResult, day: TypedDate) -> FoundResult:
    return row if day.problem is None else with_ask(row, day.problem, *day_choices(day.choices))
