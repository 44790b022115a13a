"""Rows that describe one sample in several ways: the percent, its MR, its ratio, the copies behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.lab_row import FoundCopies
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import FoundResult, LeftOut

PERCENT_IS, PERCENT, MR, RAW, LOG, RATIO = range(6)
"""Which row of one sample is its result: the scale that says most first."""


def as_one_sample(
    results: Sequence[FoundResult], copies: Iterable[FoundCopies]
) -> tuple[list[FoundResult], list[LeftOut]]:
    """One result per sample, with its control gene's copies; its other notations are left out.

    One sample means the same day, material and laboratory (if both name one). Two numbers on the same scale
    are two results, and a result without a date stays by itself.
    """
    kept: list[FoundResult] = []
    left_out: list[LeftOut] = []
    bests = _best_of_samples(results)
    for row in results:
        better = _better(row, bests.get((row.collected_on, row.specimen), {}))
        if better is None:
            kept.append(row)
        else:
            values = {"text": shorten(row.raw, 60), "where": better.where}
            left_out.append(LeftOut(row.where, Reason("same_sample", values)))
    with_copies = _with_copies(kept, list(copies), left_out)
    return with_copies, left_out


Samples = dict[tuple[date | None, str], dict[str, FoundResult]]


def _best_of_samples(results: Sequence[FoundResult]) -> Samples:
    """(day, material) to laboratory to the row that says most; rows without a date are left out."""
    bests: Samples = {}
    for row in results:
        if row.collected_on is None or row.kind is None:
            continue
        labs = bests.setdefault((row.collected_on, row.specimen), {})
        if row.lab not in labs or _rank(row) < _rank(labs[row.lab]):
            labs[row.lab] = row
    return bests


def _better(row: FoundResult, labs: dict[str, FoundResult]) -> FoundResult | None:
    """Another row of the same sample that says more; words alone never stand for a number."""
    if row.kind is None or not _is_number(row):
        return None
    same = labs.values() if not row.lab else (labs[lab] for lab in (row.lab, "") if lab in labs)
    best = min(same, key=_rank, default=None)
    return best if best is not None and _rank(best) < _rank(row) else None


def _is_number(row: FoundResult) -> bool:
    return row.value is not None or row.limit is not None


def _rank(row: FoundResult) -> int:
    asked = {ask.code for ask in row.asks}
    if codes.ASK_TRANSCRIPT in asked or not _is_number(row):
        return PERCENT_IS
    if row.unit == "ratio_percent":
        return RAW
    if row.unit in ("mr", "log_reduction"):
        return MR if row.unit == "mr" else LOG
    if codes.ASK_RATIO_OR_PERCENT in asked:
        return RATIO
    return PERCENT_IS if row.unit == "percent_is" else PERCENT


def _with_copies(
    results: list[FoundResult], copies: list[FoundCopies], left_out: list[LeftOut]
) -> list[FoundResult]:
    """The results, each with the copies of its day; copies without a result are left out."""
    of_day: dict[date | None, FoundCopies] = {}
    for one in copies:
        of_day.setdefault(one.collected_on, one)
    done = []
    used: set[str] = set()
    for row in results:
        mine = of_day.get(row.collected_on) if row.collected_on else None
        if mine is None or row.copies is not None:
            done.append(row)
            continue
        used.add(mine.where)
        done.append(replace(row, copies=mine.copies, control_gene=row.control_gene or mine.gene))
    unused = (one for one in copies if one.where not in used)
    left_out += [LeftOut(one.where, Reason("test_copies", {"text": one.text})) for one in unused]
    return done
