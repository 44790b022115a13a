"""Getters that accept any JSON: a wrong shape gives an empty value, never an error."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import (
    LARGEST_JSON,
    MOST_JSON_BRACKETS,
    MOST_JSON_COMMAS,
    TOO_MUCH,
    FileRefusedError,
)


def load_json(text: str) -> Any:
    """A JSON value with exact numbers. Raises FileRefusedError.

    Brackets are counted first, because each becomes an object in memory hundreds of times its size.
    """
    brackets = text.count("{") + text.count("[")
    if len(text) > LARGEST_JSON or brackets > MOST_JSON_BRACKETS or text.count(",") > MOST_JSON_COMMAS:
        raise FileRefusedError(TOO_MUCH)
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=lambda name: None)
    except RecursionError:
        raise FileRefusedError(Reason("json_too_deep")) from None
    except InvalidOperation:  # an exponent with more digits than a Decimal can hold
        raise FileRefusedError(Reason("json_number")) from None
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise FileRefusedError(Reason("json_broken_at", {"line": error.lineno})) from None
        raise FileRefusedError(Reason("json_broken")) from None


def as_dict(value: Any) -> dict[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The list; a lone object as a list of one; else empty."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) else []


def as_text(value: Any) -> str:
    """The string, or ""."""
    return value if isinstance(value, str) else ""


def codings(concept: Any) -> list[dict[str, Any]]:
    """The codings in a CodeableConcept."""
    return [as_dict(coding) for coding in as_list(as_dict(concept).get("coding"))]


def codes_of(concept: Any, system: str = "") -> tuple[str, ...]:
    """The codes in a concept, of one code system or of any."""
    found = (coding for coding in codings(concept) if not system or coding.get("system") == system)
    return tuple(as_text(coding.get("code")) for coding in found if coding.get("code"))


def concept_text(concept: Any) -> str:
    """All the words in a concept: its text, displays and non-LOINC codes, for matching by name."""
    words = [as_text(as_dict(concept).get("text"))]
    for coding in codings(concept):
        code = "" if as_text(coding.get("system")).endswith("loinc.org") else as_text(coding.get("code"))
        words += [as_text(coding.get("display")), code]
    return " ".join(dict.fromkeys(word for word in words if word))


def concept_label(concept: Any) -> str:
    """The concept's text, or the display or code of its first coding."""
    first = next(iter(codings(concept)), {})
    return (
        as_text(as_dict(concept).get("text")) or as_text(first.get("display")) or as_text(first.get("code"))
    )
