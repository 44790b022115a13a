"""The last step of every reader: repeats left out, questions of the whole file, emptiness explained."""

from collections import Counter
from dataclasses import replace

from cmlguide.exchange import codes
from cmlguide.exchange.cell_units import HEMOGLOBIN, ITEM_UNITS
from cmlguide.exchange.entries import drop_repeated_entries
from cmlguide.exchange.found import SCALES, ask_about_result, drop_repeated_counts, drop_repeats
from cmlguide.exchange.preview import Choice, FoundCount, Options, Preview, Question

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
        text = f"{len(unscaled)} numbers do not say their scale. Are they on the International Scale (% IS)?"
        questions.append(Question(codes.ASK_SCALE, text, SCALES))
    questions += [_ask_unit(item, rows) for item, rows in _without_unit(preview).items()]
    for row in preview.medicines:
        if _asks(row.asks, codes.ASK_STARTED):
            questions.append(
                Question(codes.ASK_STARTED, _started(row.medicine, row.started_on), about=row.key)
            )
    if preview.diagnosed_on:
        day = preview.diagnosed_on.isoformat()
        text = f"The file says CML was found on {day}. Is this your date of diagnosis?"
        questions.append(Question(codes.ASK_DIAGNOSED, text))
    return questions


def _asks(asks: tuple[object, ...], code: str) -> bool:
    return any(getattr(ask, "code", "") == code for ask in asks)


def _started(medicine: str, day: object) -> str:
    if day is None:
        return f"When did you start {medicine}? The file does not say."
    return f"The file says {medicine} was prescribed on {day}. Did you start it then?"


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
    return Question(
        codes.ASK_UNIT, f"The file gives no unit for {item}. Is it {wanted}?", choices, about=item
    )


def _emptiness(preview: Preview) -> list[str]:
    if preview.results or preview.entries or preview.problems or preview.questions:
        return []
    if not preview.blood_counts:
        other = " It names a CML medicine." if preview.medicines else ""
        return [f"We found nothing about BCR::ABL1 in this file, and no blood counts.{other}"]
    items = Counter(row.item for row in preview.blood_counts)
    found = ", ".join(f"{count} of {item}" for item, count in items.items())
    return [f"We found nothing about BCR::ABL1 in this file. Blood count numbers: {found}."]
