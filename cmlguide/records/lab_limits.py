"""The detection limit each laboratory states on its reports, and which of its results do not state one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from milestones.history import Result

NOT_DETECTED, PERCENT_IS = "not_detected", "percent_is"
FILLED = "limit_from_lab"


@dataclass(frozen=True)
class LabLimit:
    """One laboratory: `limit` in %IS as stated on its reports (the least sensitive of several), and the
    `keys` of its results that lack one; `filled` are the results it was filled in for earlier."""

    lab: str
    limit: Decimal
    keys: tuple[str, ...]
    filled: tuple[str, ...] = ()


def find_lab_limits(results: Iterable[Result]) -> tuple[LabLimit, ...]:
    """Every laboratory that states its limit on one report but not on another, by name.

    Only tests that found nothing count: the limit says how deep they looked. One we filled in is not a
    statement.
    """
    stated: dict[str, list[Decimal]] = defaultdict(list)
    lacking: dict[str, list[str]] = defaultdict(list)
    filled: dict[str, list[str]] = defaultdict(list)
    for row in results:
        lab = row.lab.strip()
        if not lab or row.kind != NOT_DETECTED:
            continue
        if row.extra.get(FILLED):
            filled[lab].append(row.key)
        elif row.limit is not None and row.unit == PERCENT_IS:
            stated[lab].append(row.limit)
        elif row.limit is None and row.copies is None:
            lacking[lab].append(row.key)
    return tuple(
        LabLimit(lab, max(stated[lab]), tuple(lacking[lab]), tuple(filled[lab]))
        for lab in sorted(stated)
        if lacking[lab] or filled[lab]
    )
