"""Writes a stored result back into its form's boxes, so that reading them again gives the same result."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from cmlguide.records.models import Result
from cmlguide.web.words import numbers

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
    # Translators: read again by the program: words of your language in cmlguide/exchange/typed/words/
    none = pgettext("as a lab writes it", "not detected")
    little = pgettext("as a lab writes it", "below quantification")
    texts = {
        "value": _written(result.value),
        "less_than": f"<{limit}",
        "above_limit": f">{limit}",
        "not_detected": f"{none}, <{limit}" if limit else none,
        "below_quantification": f"{little}, <{limit}" if limit else little,
        "level": LEVELS.get(result.level, result.level),
        "no_result": pgettext("as a lab writes it", "no result"),
    }
    return texts[result.kind]


def _written(number: Decimal | None) -> str:
    return "" if number is None else numbers.plain(number)
