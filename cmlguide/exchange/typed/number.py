"""Reads a result as typed (`0,05`, `<0.0032 % (IS)`, `MR4.5`, `not detected`) into exact values.

What is never guessed:

* **Thousands.** Where the point is usual, it is always the decimal mark; a comma is the decimal mark when
  only a 0 or nothing comes before it (`0,001`), when the digits after it are not exactly three (`1,5`), or
  when reading it as thousands gives a number no laboratory prints (`117,045` would be 117045 %). Otherwise
  (`1,234`) it is read as the decimal mark, *with a question*. Where the comma is usual the two change places,
  and `1.234` is asked about. Two kinds of mark, or one mark twice (`1.234,5`, `1,234,567`, `51 300`), are
  refused.
* **Zero.** `0` is kept as typed, with a question: reports that say 0 mean "not detected".
* **The scale.** `%` alone does not say which: `unit` is None unless the text says IS, MR, log or raw.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_UP, Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.typed.measures import Measure, UnreadableNumberError
from cmlguide.exchange.typed.parts import Seen, take_apart
from cmlguide.exchange.typed.statement import RESULT, Statement, as_typed
from cmlguide.exchange.typed.statements import read_statements
from cmlguide.exchange.typed.text import fold, plain_text
from cmlguide.exchange.typed.tokens import Token, plain_line, tokens_of
from milestones.scale import level_percent, percent_of_mr

LONGEST = 200
"""Characters; more than this is a letter, not a number."""
UNLIKELY_PERCENT = Decimal(1000)
IMPOSSIBLE_PERCENT = Decimal(10000)
"""Not clinical borders: marks of a slipped key. The highest starts reported are a few hundred percent."""
HIGHEST_MR, DEEPEST_MR = Decimal(-1), Decimal(7)
MR_SLACK = Decimal("0.02")
MR_LEVELS = {
    Decimal(1): "emr",
    Decimal(2): "mr2",
    Decimal(3): "mmr",
    Decimal(4): "mr4",
    Decimal("4.5"): "mr4.5",
    Decimal(5): "mr5",
}
"""The names of the levels; what they mean in percent is the engine's knowledge."""

_ODDS = re.compile(r"\d\s*(?:in|out of|auf|sur|von|su|op)\s+(?:a\s+)?\d")
_FRACTION = re.compile(r"\d\s*/\s*\d")
_COUNT = re.compile(r"\d{1,12}|\d{1,3}(?:([ ,.'])\d{3})(?:\1\d{3}){0,2}")
_GROUPING = re.compile(r"[ ,.']")
_NOISE = re.compile(r"[\s()\[\]{}:;=.,*|\"-]*")


@dataclass(frozen=True)
class TypedResult:
    """How typed text was understood. `problem`: it was not. `question`: confirm it before saving.

    `kind`, `unit` and `level` are the engine's codes (milestones.history); `unit` None: not stated.
    `value` and `limit` are exactly as typed (0.0030 keeps its zeros), and so is `comparator`: < > ≤ ≥.
    `percent`: it had a % sign. `choices`: the numbers the question is about, the likelier first.
    A whole line of a letter also gives its `copies` of the `control_gene` and the `transcript` it names.
    """

    kind: str | None = None
    value: Decimal | None = None
    limit: Decimal | None = None
    unit: str | None = None
    level: str | None = None
    comparator: str | None = None
    problem: str | None = None
    question: str | None = None
    percent: bool = False
    choices: tuple[Decimal, ...] = ()
    copies: int | None = None
    control_gene: str | None = None
    transcript: str | None = None


@dataclass(frozen=True)
class TypedCount:
    """A whole number as typed, or the problem that stops it."""

    value: int | None = None
    problem: str | None = None


def read_number(text: str, mark: str = ".") -> TypedResult:
    """The result in `text`, or the one problem with it. Never raises, never rounds. `mark` is the decimal
    mark usual where it is typed: `1.234` raises a question where that is the comma, and `1,234` elsewhere.

    A whole line of a letter is read like a letter: it must name the gene and contain exactly one result.
    """
    plain = plain_text(text)
    if not _NOISE.sub("", plain) and "-" not in plain:
        return TypedResult(problem=codes.NUMBER_MISSING)
    if len(plain) > LONGEST:
        return TypedResult(problem=codes.NUMBER_TOO_LONG)
    read = _read_alone(plain, mark)
    return (_read_line(text) or read) if read.problem in _LINE_PROBLEMS else read


_LINE_PROBLEMS = (
    codes.NUMBER_UNREADABLE, codes.NUMBER_SEVERAL, codes.NUMBER_THOUSANDS, codes.NUMBER_IS_ODDS,
    codes.NUMBER_IS_FRACTION, codes.NUMBER_TOO_LARGE, codes.DETECTED_WITHOUT_NUMBER,
)  # fmt: skip


def _read_alone(plain: str, mark: str = ".") -> TypedResult:
    """The result, when there is nothing but the number and the words around it."""
    folded = fold(plain)
    if _ODDS.search(folded):
        return TypedResult(problem=codes.NUMBER_IS_ODDS)
    try:
        seen = take_apart(plain, mark)
    except UnreadableNumberError as unreadable:
        return TypedResult(problem=unreadable.code)
    if _NOISE.sub("", seen.left_over):
        code = codes.NUMBER_IS_FRACTION if _FRACTION.search(folded) else codes.NUMBER_UNREADABLE
        return TypedResult(problem=code)
    return _understand(seen)


def _read_line(text: str) -> TypedResult | None:
    """The only result in a line that names the gene, with its copies; None if there is none, or several."""
    tokens = tokens_of(plain_line(text))
    kinds = {token.kind for token in tokens}
    if not kinds & {"gene", "control_gene"} or "atypical" in kinds or "previous" in kinds:
        return None
    statements = read_statements(tokens)
    results = [one for one in statements if one.role == RESULT and one.kind in ("number", "level")]
    words = " ".join(sorted({one.kind.replace("_", " ") for one in statements if one.role == RESULT} & _SAID))
    numbers = [one for one in results if one.kind == "number" and not one.unit] or results
    if len(numbers) > 1 or not (numbers or words):
        return None
    typed = _read_alone(plain_text(" ".join(filter(None, (words, *(as_typed(one) for one in numbers))))))
    return None if typed.problem else _with_line(typed, statements, tokens)


_SAID = {"not detected", "below quantification", "no result"}


def _with_line(typed: TypedResult, statements: Sequence[Statement], tokens: Sequence[Token]) -> TypedResult:
    """The result with what else the line says: the detection limit, the copies, the transcript."""
    limits = [read_number(f"not detected {as_typed(one)}") for one in statements if one.role == "limit"]
    deep = next((one for one in limits if one.limit is not None), None)
    if deep is not None and typed.limit is None and typed.kind in ("not_detected", "below_quantification"):
        typed = replace(typed, limit=deep.limit, unit=deep.unit or "percent_is")
    control = next((one for one in statements if one.role == "control_copies" and one.kind == "number"), None)
    copies = read_count(control.text).value if control else None
    names = dict.fromkeys(token.text for token in tokens if token.kind == "typical")
    transcript = " ".join(names) or None
    gene = (control.gene or "ABL1") if control and copies else None
    return replace(typed, copies=copies, control_gene=gene, transcript=transcript)


def read_count(text: str) -> TypedCount:
    """Control gene copies as a whole number: `84,210`, `51 300` and `52.000` are all whole thousands here.

    A count has no decimals, so groups of exactly three digits can only be thousands. Never raises.
    """
    plain = plain_text(text).removesuffix("copies").strip()
    if not plain:
        return TypedCount(problem=codes.NUMBER_MISSING)
    if not _COUNT.fullmatch(plain):
        return TypedCount(problem=codes.COUNT_UNREADABLE)
    return TypedCount(value=int(_GROUPING.sub("", plain)))


def _understand(seen: Seen) -> TypedResult:
    if "no_result" in seen.words:
        return TypedResult(kind="no_result")
    percents = [measure for measure in seen.measures if not measure.is_mr]
    mrs = [measure for measure in seen.measures if measure.is_mr]
    percents = _one_of_a_pair(percents)
    if len(percents) > 1 or len(mrs) > 1:
        return TypedResult(problem=codes.NUMBER_SEVERAL)
    if not percents and mrs:
        return _from_mr(seen, mrs[0])
    if not percents:
        return _from_words(seen)
    return _with_mr_beside(_from_number(seen, percents[0]), mrs)


def _one_of_a_pair(percents: list[Measure]) -> list[Measure]:
    """`0.2824 (28.24 %)` is one number written twice: keep the one with the percent sign."""
    marked = [measure for measure in percents if measure.percent]
    bare = [measure for measure in percents if not measure.percent]
    if len(marked) != 1 or len(bare) != 1 or marked[0].number == 0:
        return percents
    off = abs(bare[0].number * 100 / marked[0].number - 1)
    return marked if off <= Decimal("0.02") else percents


def _from_words(seen: Seen) -> TypedResult:
    if "not_detected" in seen.words:
        return TypedResult(kind="not_detected")
    if "below_quantification" in seen.words:
        return TypedResult(kind="below_quantification")
    if "above_limit" in seen.words:
        return TypedResult(problem=codes.ABOVE_WITHOUT_NUMBER)
    if seen.level:
        return TypedResult(kind="level", level=seen.level)
    if "detected" in seen.words:
        return TypedResult(problem=codes.DETECTED_WITHOUT_NUMBER)
    return TypedResult(problem=codes.NUMBER_UNREADABLE)


def _from_mr(seen: Seen, mr: Measure) -> TypedResult:
    number = -mr.number if mr.negative else mr.number
    if not HIGHEST_MR <= number <= DEEPEST_MR:
        return TypedResult(problem=codes.NUMBER_MR_RANGE)
    level = MR_LEVELS.get(number)
    if "not_detected" in seen.words:
        return TypedResult(kind="not_detected", limit=_seen_down_to(number), unit="percent_is")
    if "below_quantification" in seen.words:
        return TypedResult("below_quantification", limit=_seen_down_to(number), unit="percent_is")
    if level and mr.comparator in (None, ">", "≥"):
        return TypedResult(kind="level", level=level, comparator=mr.comparator)
    if mr.comparator:
        return _turned(number, mr.comparator)
    return TypedResult(kind="value", value=number, unit="mr")


def _turned(logs: Decimal, comparator: str) -> TypedResult:
    """A log scale runs the other way: less than 3 is above 0.1%, more than 4 is below 0.01%."""
    percent = _seen_down_to(logs)
    if comparator in ("<", "≤"):
        return TypedResult("above_limit", limit=percent, unit="percent_is", comparator=">")
    return TypedResult("less_than", limit=percent, unit="percent_is", comparator="<")


def _seen_down_to(mr: Decimal) -> Decimal:
    """The detection limit in %IS: the level's border, or rounded up,
    so that it is never deeper than stated."""
    level = MR_LEVELS.get(mr)
    if level:
        return level_percent(level)
    exact = percent_of_mr(mr)
    step = Decimal((0, (1,), exact.adjusted() - 2))
    return exact.quantize(step, rounding=ROUND_UP)


def _from_number(seen: Seen, measure: Measure) -> TypedResult:
    if measure.negative:
        return TypedResult(problem=codes.NUMBER_NEGATIVE)
    unit = _unit(seen, measure)
    if unit == "log_reduction" and measure.comparator and measure.number <= DEEPEST_MR:
        return _turned(measure.number, measure.comparator)
    kind = _kind(seen, measure)
    if measure.number == 0 and kind in ("not_detected", "below_quantification"):
        return TypedResult(kind)
    if kind == "value":
        return _ask(
            TypedResult(kind, value=measure.number, unit=unit, percent=measure.percent), seen, measure
        )
    if measure.number == 0:
        return TypedResult(problem=codes.NUMBER_NOT_ABOVE_ZERO)
    comparator = measure.comparator
    limited = TypedResult(
        kind, limit=measure.number, unit=unit, comparator=comparator, percent=measure.percent
    )
    return _ask(limited, seen, measure)


def _kind(seen: Seen, measure: Measure) -> str:
    if "not_detected" in seen.words:
        return "not_detected"
    if "below_quantification" in seen.words:
        return "below_quantification"
    if measure.comparator in (">", "≥") or "above_limit" in seen.words:
        return "above_limit"
    if measure.comparator in ("<", "≤"):
        return "below_quantification" if "detected" in seen.words else "less_than"
    return "value"


def _unit(seen: Seen, measure: Measure) -> str | None:
    if seen.is_log and not measure.percent:
        return "log_reduction"
    if seen.is_ratio and not seen.on_scale:
        return "ratio_percent"
    return "percent_is" if seen.on_scale else None


def _ask(result: TypedResult, seen: Seen, measure: Measure) -> TypedResult:
    """The result with the first question it raises; an impossible percent is a problem."""
    number = measure.number
    if number >= IMPOSSIBLE_PERCENT:
        return TypedResult(problem=codes.NUMBER_TOO_LARGE)
    if result.unit == "log_reduction":
        too_deep = number > DEEPEST_MR
        return (
            TypedResult(problem=codes.NUMBER_MR_RANGE)
            if too_deep
            else replace(result, question=codes.ASK_LOG_FROM)
        )
    if number == 0:
        return replace(result, question=codes.ASK_ZERO)
    if measure.other is not None and measure.other < IMPOSSIBLE_PERCENT:
        return replace(result, question=codes.ASK_DECIMAL_COMMA, choices=(number, measure.other))
    if number > UNLIKELY_PERCENT:
        return replace(result, question=codes.ASK_VERY_HIGH)
    if seen.is_ratio and not measure.percent and not seen.on_scale:
        return replace(result, question=codes.ASK_RATIO_OR_PERCENT, choices=(number, number * 100))
    return result


def _with_mr_beside(result: TypedResult, mrs: list[Measure]) -> TypedResult:
    """`0.0456 % MR 3.34`: the percent counts, but the two must agree."""
    if not mrs or result.problem or result.question or result.value is None:
        return result
    return result if _agree(mrs[0], result.value) else replace(result, question=codes.ASK_PERCENT_AND_MR)


def _agree(mr: Measure, percent_is: Decimal) -> bool:
    """Whether this MR can come from that percent, both rounded when printed (within 0.02 log)."""
    low, high = percent_of_mr(mr.number + MR_SLACK), percent_of_mr(mr.number - MR_SLACK)
    level = MR_LEVELS.get(mr.number)
    return low <= percent_is <= high or (level is not None and percent_is <= level_percent(level))
