"""A kept result written back into the boxes of its form, so that reading them again gives the same result."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cmlguide.records.models import Result

SAME = (
    "collected_on", "unit", "copies", "control_gene", "method", "lab", "specimen", "note", "baseline",
    "checked_against_letter",
)  # fmt: skip
LEVELS = {"emr": "EMR", "mr2": "MR2", "mmr": "MMR", "mr4": "MR4", "mr4.5": "MR4.5", "mr5": "MR5"}


def initial_of(result: Result) -> dict[str, Any]:
    """The form's initial values for a kept result."""
    facts = {name: getattr(result, name) for name in SAME}
    numbers = {name: _written(getattr(result, name)) for name in ("conversion_factor", "quantifies_to")}
    return {**facts, **numbers, "number": write_number(result)}


def write_number(result: Result) -> str:
    """The number box of a kept result: `0.074`, `<0.01`, `not detected, <0.0032`, `MMR`, `no result`."""
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
