"""The last step of every reader: repeats left out, questions of the whole file, emptiness explained."""

from collections import Counter
from dataclasses import replace

from cmlguide.exchange import codes
from cmlguide.exchange.preview.entries import drop_repeated_entries
from cmlguide.exchange.preview.questions import ask
from cmlguide.exchange.preview.rows import SCALES, ask_about_result, drop_repeated_counts, drop_repeats
from cmlguide.exchange.preview.values import Choice, FoundCount, Options, Preview, Question
from cmlguide.exchange.terms.units import HEMOGLOBIN, ITEM_UNITS

UNIT_CHOICES = {
    "cells": tuple(Choice(unit, unit) for unit in ("10^9/L", "/uL")),
    "hemoglobin": tuple(Choice(unit, unit) for unit in (HEMOGLOBIN, "g/L")),
    "share": tuple(Choice(unit, unit) for unit in ("%", "10^9/L")),
}


def finish(preview: Preview, options: Options, source: str) -> Preview:
    """The preview with its questions, sorted by day, and a sentence when a whole kind of data is missing."""
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
        questions=(*preview.questions, *_questions(done)),
        problems=(*preview.problems, *_emptiness(done)),
    )


def _questions(preview: Preview) -> list[Question]:
    questions = []
    unscaled = [row for row in preview.results if row.unit is None and _asks(row.asks, codes.ASK_SCALE)]
    if len(unscaled) > 1:
        questions.append(ask(codes.ASK_SCALE, "scale", SCALES, count=len(unscaled)))
    questions += [_ask_unit(item, rows) for item, rows in _without_unit(preview).items()]
    for row in preview.medicines:
        if _asks(row.asks, codes.ASK_STARTED):
            words = "started" if row.started_on else "started_unsaid"
            day = row.started_on
            questions.append(ask(codes.ASK_STARTED, words, about=row.key, medicine=row.medicine, day=day))
    if preview.diagnosed_on:
        questions.append(ask(codes.ASK_DIAGNOSED, "diagnosed", day=preview.diagnosed_on.isoformat()))
    return questions


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
    wanted = " or ".join(choice.label for choice in choices)
    return ask(codes.ASK_UNIT, "unit", choices, about=item, item=item, units=wanted)


def _emptiness(preview: Preview) -> list[str]:
    if preview.results or preview.entries or preview.problems or preview.questions:
        return []
    if not preview.blood_counts:
        other = " It names a CML medicine." if preview.medicines else ""
        return [f"We found nothing about BCR::ABL1 in this file, and no blood counts.{other}"]
    items = Counter(row.item for row in preview.blood_counts)
    found = ", ".join(f"{count} of {item}" for item, count in items.items())
    return [f"We found nothing about BCR::ABL1 in this file. Blood count numbers: {found}."]
