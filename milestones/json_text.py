"""Reads a file's text into JSON values that can be stored and written back whole; refuses anything else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from math import isinf
from typing import Any

from milestones.fields import Unreadable

# No record nests more than a few levels; Python's own limit would depend on the caller's stack.
DEEPEST = 100


def read_json(text: str | bytes, largest_bytes: int) -> Any:
    """The JSON value in a file of at most `largest_bytes` bytes. Raises Unreadable with what is wrong."""
    if len(text) > largest_bytes:
        raise Unreadable(
            f"the file is larger than {largest_bytes // 1_000_000} MB: this is not a record file"
        )
    value = _parse(text)
    _check_fit(value)
    return value


def _parse(text: str | bytes) -> Any:
    try:
        words = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(words, parse_constant=_refuse_constant, parse_float=_read_float)
    except UnicodeDecodeError:
        raise Unreadable("the file is not text in UTF-8: save it as a JSON file again") from None
    except RecursionError:
        raise _too_deep() from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except ValueError as error:
        raise Unreadable(f"not JSON: {error}") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _read_float(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(f"{text[:40]} is too large a number")
    return number


def _check_fit(value: Any) -> None:
    """Raise Unreadable for what could not be written back: too deeply nested, or half a surrogate pair."""
    level = [value]
    for _ in range(DEEPEST + 1):
        for text in level:
            if isinstance(text, str) and not text.isascii():
                _check_letters(text)
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return
    raise _too_deep()


def _inside(item: Any) -> Iterable[Any]:
    """The items of a list, or the keys and values of an object; nothing for anything else."""
    if isinstance(item, dict):
        return chain(item, item.values())
    return item if isinstance(item, list) else ()


def _check_letters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unreadable("the file holds half a letter (a lone surrogate): write the text again") from None


def _too_deep() -> Unreadable:
    return Unreadable("the file is nested too deeply: this is not a record file")
