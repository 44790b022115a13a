"""Made-up people to look at: TOML files under `examples/`, with dates as days before today."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from cmlguide.records.models.person import EXAMPLES
from milestones.history import History
from milestones.record import read_record

FOLDER = Path(__file__).parent / "examples"
DAYS_AGO = "_days_ago"
# What somebody wrote, which is said in the reader's language; the rest are codes, numbers and lab letters.
WRITTEN = frozenset(
    {"name", "dose", "lab", "place", "with_whom", "note", "text", "question_text", "reaction", "decisions"}
)


def read_example(kind: str, today: date) -> History:
    """The History of one example person (`kind` is one of EXAMPLES), its dates counted back from `today`.

    `collected_days_ago = 10` in the file becomes the `collected_on` of ten days before `today`.
    Raises ValueError for another kind.
    """
    if kind not in EXAMPLES:
        raise ValueError(f"no example person {kind!r}")
    written = in_words(_load(kind), gettext)  # its sentences are collected by cmlguide/devtools/catalogues.py
    record = {"format": "cmlguide-record", "version": 1, **_dated(written, today)}
    record["person"]["example"] = kind
    return read_record(json.dumps(record))


def sentences_of_examples() -> Iterator[str]:
    """Everything the example people wrote, for translators."""
    for kind in EXAMPLES:
        said: dict[str, str] = {}
        in_words(_load(kind), lambda text, said=said: said.setdefault(text, text))  # type: ignore[misc]
        yield from said


def in_words(part: Any, say: Callable[[str], str], inside: str = "") -> Any:
    """The same with all that somebody wrote as `say` says it."""
    if isinstance(part, list):
        return [in_words(one, say, inside) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: say(value)
        if isinstance(value, str) and (key in WRITTEN or (inside, key) == ("answers", "answer"))
        else in_words(value, say, key)
        for key, value in part.items()
    }


def _load(kind: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))


def _dated(part: Any, today: date) -> Any:
    if isinstance(part, list):
        return [_dated(item, today) for item in part]
    if not isinstance(part, dict):
        return part
    return dict(_dated_item(key, value, today) for key, value in part.items())


def _dated_item(key: str, value: Any, today: date) -> tuple[str, Any]:
    if key.endswith(DAYS_AGO):
        return key.removesuffix(DAYS_AGO) + "_on", (today - timedelta(days=value)).isoformat()
    return key, _dated(value, today)
