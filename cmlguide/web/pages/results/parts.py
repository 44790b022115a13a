"""Combines the typed number and the choices made with it into the parts of a result.

Typed text may already give the kind, the scale and the limit (`not detected, <0.0032 % IS`); the boxes under
"More about this result" may give them too. If both do, they must agree: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from cmlguide.exchange import codes
from cmlguide.exchange.typed.number import DEEPEST_MR, TypedResult

LIMITED_KINDS = ("not_detected", "below_quantification", "less_than", "above_limit")
UNITS_WITHOUT_PERCENT = ("mr", "log_reduction")
USUAL_UNIT = "percent_is"
# No test can see all the way down to 0, so a result of 0 is never stored: it means one of these.
ZERO_MAY_MEAN = ("not_detected", "below_quantification")

KIND_DIFFERS = "kind_differs"
LIMIT_DIFFERS = "limit_differs"
LIMIT_MISSING = "limit_missing"
LEVEL_MISSING = "level_missing"
LEVEL_DIFFERS = "level_differs"
UNIT_DIFFERS = "unit_differs"


@dataclass(frozen=True)
class Chosen:
    """What was chosen in the boxes next to the number; "" and None if nothing was."""

    kind: str = ""
    unit: str = ""
    level: str = ""
    limit: Decimal | None = None


@dataclass(frozen=True)
class Parts:
    """The parts of a result as `actions` takes them; `problems` by form field, as codes."""

    kind: str = ""
    value: Decimal | None = None
    unit: str = ""
    limit: Decimal | None = None
    level: str = ""
    problems: dict[str, str] = field(default_factory=dict)


def combine(typed: TypedResult | None, chosen: Chosen) -> Parts:
    """The parts of the result, or the problems that stop it. `typed` None: nothing was written."""
    if chosen.kind == "no_result":
        return Parts(kind="no_result")
    if typed is None:
        return _from_choices(chosen)
    if typed.problem:
        return Parts(problems={"number": typed.problem})
    typed = _as_kind(typed, chosen)
    if chosen.kind and typed.kind != chosen.kind:
        return Parts(problems={"kind": KIND_DIFFERS})
    return _check(typed, chosen)


def _from_choices(chosen: Chosen) -> Parts:
    if chosen.level and not chosen.kind:
        return Parts(kind="level", level=chosen.level)
    if chosen.kind in ("", "value"):
        return Parts(problems={"number": codes.NUMBER_MISSING})
    if chosen.kind == "level":
        return (
            Parts(kind="level", level=chosen.level)
            if chosen.level
            else Parts(problems={"level": LEVEL_MISSING})
        )
    return _check(TypedResult(kind=chosen.kind), chosen)


def _as_kind(typed: TypedResult, chosen: Chosen) -> TypedResult:
    """The typed number read as the chosen kind, if that can be meant: `0.0032` as a limit."""
    if chosen.kind in LIMITED_KINDS and typed.kind == "value":
        return replace(typed, kind=chosen.kind, value=None, limit=typed.value, question=None)
    if chosen.kind in ("not_detected", "below_quantification") and typed.kind == "less_than":
        return replace(typed, kind=chosen.kind)
    return typed


def _check(typed: TypedResult, chosen: Chosen) -> Parts:
    kind, level = typed.kind or "", typed.level or ""
    limit = (typed.limit if typed.limit is not None else chosen.limit) if kind in LIMITED_KINDS else None
    number = limit if typed.value is None else typed.value
    unit = (typed.unit or chosen.unit or USUAL_UNIT) if number is not None else ""
    problems = {}
    if typed.limit is not None and chosen.limit is not None and typed.limit != chosen.limit:
        problems["limit"] = LIMIT_DIFFERS
    if kind in ("less_than", "above_limit") and limit is None:
        problems["limit"] = LIMIT_MISSING
    if kind == "level" and chosen.level not in ("", level):
        problems["level"] = LEVEL_DIFFERS
    if _units_differ(typed, chosen):
        problems["unit"] = UNIT_DIFFERS
    elif unit in UNITS_WITHOUT_PERCENT and number is not None and number > DEEPEST_MR:
        problems["number"] = codes.NUMBER_MR_RANGE
    return Parts(kind, typed.value, unit, limit, level if kind == "level" else "", problems)


def _units_differ(typed: TypedResult, chosen: Chosen) -> bool:
    if not chosen.unit or typed.kind in ("level", "no_result"):
        return False
    if typed.unit is not None:
        return typed.unit != chosen.unit
    return typed.percent and chosen.unit in UNITS_WITHOUT_PERCENT


def take_meaning(typed: TypedResult, meant: str) -> TypedResult:
    """The typed result with the person's answer to its question applied; unchanged if it answers nothing.

    `meant` is one of the offered numbers as text or, for a typed 0, the kind of result it stood for.
    """
    if typed.question == codes.ASK_ZERO and meant in ZERO_MAY_MEAN:
        return TypedResult(kind=meant)
    try:
        number = Decimal(meant)
    except InvalidOperation:
        return typed
    if number in typed.choices and typed.kind == "value":
        return replace(typed, value=number, question=None, choices=())
    if number in typed.choices:
        return replace(typed, limit=number, question=None, choices=())
    return typed
