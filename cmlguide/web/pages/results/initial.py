"""Writes a stored result back into its form's boxes, so that reading them again gives the same result."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from cmlguide.records.models import Result

LEVELS = {"emr": "EMR", "mr2": "MR2", "mmr": "MMR", "mr4": "MR4", "mr4.5": "MR4.5", "mr5": "MR5"}


def initial_of(result: Result, boxes: Iterable[str]) -> dict[str, Any]:
    """The form's initial values for a stored result:
    number, scale, sample, and the fields named in `boxes`."""
    facts = {name: getattr(result, name) for name in ("unit", "specimen", *boxes)}
    written = {name: _written(fact) for name, fact in facts.items() if isinstance(fact, Decimal)}
    return {**facts, **written, "number": write_number(result)}


def write_number(result: Result) -> str:
    """The number box for a stored result: `0.074`, `<0.01`, `not detected, <0.0032`, `MMR`, `no result`."""
    limit = _written(result.limit)
    texts = {
        "value": _written(result.value),
        "less_than": f"<{limit}",
        "above_limit": f">{limit}",
        "not_detected": f"not detected, <{limit}" if limit else "not detected",
        "below_quantification": f"below quantification, <{limit}" if limit else "below quantification",
        "level": LEVELS.get(result.level, result.level),
        "no_result": "no result",
    }
    return texts[result.kind]


def _written(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
