"""Merges the medicines of a file: repeat prescriptions, returns to an earlier one, ends without a date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.rows import day_choices, shorten
from cmlguide.exchange.preview.values import Ask, Choice, FoundMedicine, LeftOut

STILL_TAKING = "still_taking"


def ended_without_day(row: FoundMedicine, suggested: date | None = None) -> FoundMedicine:
    """The row with the question when it ended; `suggested` is a likely date."""
    days = day_choices([suggested]) if suggested else ()
    ask = Ask(codes.ASK_STOPPED, (*days, Choice(STILL_TAKING, Reason(STILL_TAKING))))
    others = tuple(one for one in row.asks if one.code != codes.ASK_STOPPED)
    return replace(row, asks=(*others, ask))


def has_ask(row: FoundMedicine, code: str) -> bool:
    """Whether the row has this question."""
    return any(ask.code == code for ask in row.asks)


def put_together(rows: Sequence[FoundMedicine]) -> tuple[list[FoundMedicine], list[LeftOut]]:
    """Each medicine once for each period it was taken, by date, and the repeats that were left out."""
    kept, left_out = _drop_repeated(rows)
    return _merge_prescriptions(kept), left_out


def _merge_prescriptions(rows: Sequence[FoundMedicine]) -> list[FoundMedicine]:
    """Repeat prescriptions of one medicine as one row, from the first day.

    Another medicine between two of them makes the second a return, with a row of its own, and raises the
    question when each earlier one ended. A prescription within a period stated in the file is part of it.
    """
    stated = [row for row in rows if not has_ask(row, codes.ASK_STARTED)]
    asked = [row for row in rows if has_ask(row, codes.ASK_STARTED)]
    prescribed = [row for row in asked if not _is_within(row, stated)]
    prescribed.sort(key=lambda row: (row.started_on or date.max, row.where))
    groups: list[list[FoundMedicine]] = []
    for row in prescribed:
        if groups and groups[-1][0].medicine == row.medicine:
            groups[-1].append(row)
        else:
            groups.append([row])
    following = [group[0] for group in groups[1:]]
    return [*stated, *(_as_one(group, after) for group, after in zip_longest(groups, following))]


def _is_within(row: FoundMedicine, stated: Sequence[FoundMedicine]) -> bool:
    same = (one for one in stated if one.medicine == row.medicine)
    return any(
        row.started_on is None or one.stopped_on is None or row.started_on <= one.stopped_on for one in same
    )


def _as_one(group: Sequence[FoundMedicine], after: FoundMedicine | None) -> FoundMedicine:
    """The first of the group with the last one's end; if another medicine follows, the end is asked."""
    first, last = group[0], group[-1]
    row = replace(first, stopped_on=last.stopped_on, stop_reason=last.stop_reason)
    row = replace(row, asks=tuple(ask for ask in row.asks if ask.code != codes.ASK_STOPPED))
    if row.stopped_on is not None:
        return row
    if after is not None and after.started_on is not None:
        return ended_without_day(row, after.started_on)
    return ended_without_day(row) if has_ask(last, codes.ASK_STOPPED) else row


def _drop_repeated(
    rows: Sequence[FoundMedicine],
) -> tuple[list[FoundMedicine], list[LeftOut]]:
    """A medicine listed twice from the same day, once:
    the row that says more, usually the one with its end."""
    kept: dict[tuple[object, ...], FoundMedicine] = {}
    left_out = []
    for row in rows:
        facts = (row.medicine, row.started_on) if row.started_on else (row.key,)
        if facts not in kept:
            kept[facts] = row
            continue
        better, worse = sorted((kept[facts], row), key=_openness)
        kept[facts] = better
        values = {"text": shorten(worse.raw, 60), "where": better.where}
        left_out.append(LeftOut(worse.where, Reason("same_medicine", values)))
    return list(kept.values()), left_out


def _openness(row: FoundMedicine) -> tuple[bool, int]:
    return row.stopped_on is None, len(row.asks)
