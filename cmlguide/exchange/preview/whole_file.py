"""The last step of every reader: removes repeats, adds whole-file questions, explains an empty preview."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.entries import drop_repeated_entries
from cmlguide.exchange.preview.questions import ask
from cmlguide.exchange.preview.rows import (
    SCALES,
    as_written,
    ask_about_result,
    drop_repeated_counts,
    drop_repeats,
)
from cmlguide.exchange.preview.values import (
    FoundCount,
    FoundMedicine,
    FoundResult,
    Options,
    Preview,
    Question,
)
from cmlguide.exchange.terms.units import HEMOGLOBIN, ITEM_UNITS

UNIT_CHOICES = {
    "cells": (as_written("10^9/L"), as_written("/uL")),
    "hemoglobin": (as_written(HEMOGLOBIN), as_written("g/L")),
    "share": (as_written("%"), as_written("10^9/L")),
}


_ASKED_HERE = (
    codes.ASK_SCALE, codes.ASK_UNIT, codes.ASK_STARTED, codes.ASK_STOPPED, codes.ASK_DIAGNOSED,
)  # fmt: skip
_SAID_HERE = ("nothing_found", "nothing_but_counts", "nothing_but_medicine", "nothing_in_read_parts")


def complete_preview(preview: Preview, options: Options, source: str) -> Preview:
    """The preview with its questions, sorted by day, and the reason when a whole kind of data is missing.

    Completing a preview again, after documents inside were read, repeats nothing.
    """
    asked = [ask_about_result(row, options) for row in preview.results]
    results, repeats = drop_repeats(asked)
    counts, repeated_counts = drop_repeated_counts(list(preview.blood_counts))
    done = replace(
        preview,
        source=source,
        results=tuple(sorted(results, key=lambda row: str(row.collected_on or "9999"))),
        blood_counts=tuple(sorted(counts, key=lambda row: str(row.collected_on))),
        entries=drop_repeated_entries(preview.entries),
        left_out=(*preview.left_out, *repeats, *repeated_counts),
    )
    return replace(
        done,
        questions=(*(one for one in preview.questions if one.code not in _ASKED_HERE), *_questions(done)),
        problems=(*(one for one in preview.problems if one.code not in _SAID_HERE), *_emptiness(done)),
    )


def _questions(preview: Preview) -> list[Question]:
    questions = []
    unscaled = [row for row in preview.results if row.unit is None and _only_asks_scale(row)]
    if len(unscaled) > 1:
        questions.append(ask(codes.ASK_SCALE, "which_scale", SCALES, count=len(unscaled)))
    questions += [_ask_unit(item, rows) for item, rows in _without_unit(preview).items()]
    for row in preview.medicines:
        if _asks(row.asks, codes.ASK_STARTED):
            questions.append(_ask_start(row))
        if _asks(row.asks, codes.ASK_STOPPED):
            questions.append(ask(codes.ASK_STOPPED, "stopped_when", about=row.key, medicine=row.medicine))
    if preview.diagnosed_on:
        questions.append(ask(codes.ASK_DIAGNOSED, "diagnosed_on", day=preview.diagnosed_on))
    return questions


def _ask_start(row: FoundMedicine) -> Question:
    if row.started_on is None:
        return ask(codes.ASK_STARTED, "started_when", about=row.key, medicine=row.medicine)
    return ask(codes.ASK_STARTED, "started_on", about=row.key, medicine=row.medicine, day=row.started_on)


def _only_asks_scale(row: FoundResult) -> bool:
    """Whether one answer for the whole file can settle the row: never if it may be a plain ratio."""
    return _asks(row.asks, codes.ASK_SCALE) and not _asks(row.asks, codes.ASK_RATIO_OR_PERCENT)


def _asks(asks: tuple[object, ...], code: str) -> bool:
    return any(getattr(ask, "code", "") == code for ask in asks)


def _without_unit(preview: Preview) -> dict[str, list[FoundCount]]:
    missing: dict[str, list[FoundCount]] = {}
    for row in preview.blood_counts:
        if row.unit is None:
            missing.setdefault(row.item, []).append(row)
    return missing


def _ask_unit(item: str, rows: list[FoundCount]) -> Question:
    kind = "hemoglobin" if item == "hemoglobin" else "share" if len(ITEM_UNITS[item]) > 1 else "cells"
    choices = UNIT_CHOICES[kind]
    wanted = tuple(choice.value for choice in choices)
    return ask(codes.ASK_UNIT, "which_unit", choices, about=item, item=item, units=wanted)


def _blocks(questions: Iterable[Question]) -> bool:
    """Whether the file cannot be read without an answer, so that nothing can be said about it yet."""
    return any(question.code not in _ASKED_HERE for question in questions)


def _emptiness(preview: Preview) -> list[Reason]:
    told = [one for one in preview.problems if one.code not in _SAID_HERE]
    if preview.results or preview.entries or told or _blocks(preview.questions):
        return []
    if any(row.why.code in codes.UNREAD for row in preview.left_out):
        return [Reason("nothing_in_read_parts")]
    if not preview.blood_counts:
        return [Reason("nothing_but_medicine" if preview.medicines else "nothing_found")]
    items = Counter(row.item for row in preview.blood_counts)
    return [Reason("nothing_but_counts", {"counts": dict(items)})]
