"""Rows that are one sample written several ways: the percent, its MR, its ratio, the copies behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

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
    """Of each sample one result, with its control gene's copies; the other ways to write it are left out.

    One sample: the same day, material and laboratory (where both name one). Two numbers on one scale are two
    results, and a result without its day stays by itself.
    """
    kept: list[FoundResult] = []
    left_out: list[LeftOut] = []
    for row in results:
        better = next((one for one in results if _says_more(one, row)), None)
        if better is None:
            kept.append(row)
        else:
            values = {"text": shorten(row.raw, 60), "where": better.where}
            left_out.append(LeftOut(row.where, Reason("same_sample", values)))
    with_copies = _with_copies(kept, list(copies), left_out)
    return with_copies, left_out


def _says_more(one: FoundResult, row: FoundResult) -> bool:
    return _same_sample(one, row) and _rank(one) < _rank(row)


def _same_sample(one: FoundResult, row: FoundResult) -> bool:
    numbered = one.collected_on is not None and None not in (one.kind, row.kind)
    alike = one.collected_on == row.collected_on and one.specimen == row.specimen
    return numbered and alike and (one.lab == row.lab or not one.lab or not row.lab) and _is_number(row)


def _is_number(row: FoundResult) -> bool:
    """Words alone are never another way to write a number."""
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
    """The results, each with the copies of its day; copies that belong to none are left out."""
    done = []
    used: set[str] = set()
    for row in results:
        mine = next(
            (one for one in copies if row.collected_on and one.collected_on == row.collected_on), None
        )
        if mine is None or row.copies is not None:
            done.append(row)
            continue
        used.add(mine.where)
        done.append(replace(row, copies=mine.copies, control_gene=row.control_gene or mine.gene))
    left_out += [
        LeftOut(one.where, Reason("test_copies", {"text": one.text}))
        for one in copies
        if one.where not in used
    ]
    return done
