"""Bone marrow tests in words: how many cells carried the Ph chromosome, and the name for that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from milestones.hematology import judge_marrow
from milestones.sourced import load_decimal

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from milestones.history import Marrow

CLASSES: Mapping[str, _StrOrPromise] = {
    "complete": gettext_lazy("Complete cytogenetic response (CCyR): no cell had it."),
    "partial": gettext_lazy("Partial cytogenetic response: some cells still had it."),
    "minor": gettext_lazy("Minor cytogenetic response: about half of the cells had it."),
    "minimal": gettext_lazy("Minimal cytogenetic response: most cells had it."),
    "none": gettext_lazy("Nearly all cells had it. That is usual at the start."),
    "too_few_cells": gettext_lazy("Too few cells were looked at to name a response."),
}
LONGEST_ON_PAPER = 60
NOT_COUNTED = gettext_lazy("The cells were not counted.")


@dataclass(frozen=True)
class MarrowLine:
    """One test of the list. `cells`, `fish` and `karyotype` may be empty."""

    key: str
    day: str
    cells: str
    meaning: str
    fish: str
    karyotype: str


def marrow_lines(tests: Iterable[Marrow]) -> list[MarrowLine]:
    """The person's marrow tests, newest first."""
    return [_line(test) for test in reversed(tuple(tests))]


def _line(test: Marrow) -> MarrowLine:
    code = judge_marrow(test)
    return MarrowLine(
        key=test.key,
        day=dates.short_date(test.collected_on),
        cells=_cells(test),
        meaning=str(NOT_COUNTED if code is None else CLASSES[code]),
        fish=_fish(test.fish_percent),
        karyotype=test.karyotype,
    )


def _cells(test: Marrow) -> str:
    if test.ph_positive is None or test.metaphases is None:
        return ""
    counted = {"count": numbers.copies(test.ph_positive), "all": numbers.copies(test.metaphases)}
    return _("Ph+ in %(count)s of %(all)s cells") % counted


def _fish(percent: Decimal | None) -> str:
    return "" if percent is None else _("FISH %(percent)s") % {"percent": numbers.percent(percent)}


def fish_hint() -> str:
    """When FISH is of no use, so that its number is not held against a deep result."""
    border = numbers.percent(load_decimal("hematology", "fish", "not_used_below_percent_is"))
    return _("Another way to count cells. It is not used once BCR::ABL1 is below %(percent)s.") % {
        "percent": border
    }


def compact_line(tests: Iterable[Marrow], today: date) -> str:
    """The newest marrow test in one line for the paper; "" without one."""
    known = [test for test in tests if test.collected_on <= today]
    if not known:
        return ""
    line = _line(known[-1])
    name = {"complete": _("CCyR")}.get(judge_marrow(known[-1]) or "", "")
    said = [part for part in (line.cells, name, line.fish, _cut(line.karyotype)) if part]
    return _("Bone marrow, %(day)s: %(said)s") % {"day": line.day, "said": ", ".join(said)}


def _cut(text: str) -> str:
    """A long karyotype cut to fit a line on paper; its own page shows all of it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_ON_PAPER else f"{plain[: LONGEST_ON_PAPER - 1].rstrip()}…"
