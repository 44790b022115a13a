"""Two column types that return exactly what was stored, on every database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

DECIMAL_MARK = "$decimal"
DEEPEST = 100


class ExactDecimalField(models.Field):
    """A Decimal kept as text, so that `0.0030` comes back as `0.0030` and `1E-400` as `1E-400`.

    None means not reported. Takes Decimal, int or text, never a float. The database sees text: it cannot tell
    that `0.10` equals `0.1` or which value is larger, so compare and sort in Python.
    """

    description = _("Exact decimal number")
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("Write a number like 0.5.")}

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            number = Decimal(value)
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if not number.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(super().get_prep_value(value))
        return None if number is None else str(number)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""


class ExactJSONField(models.Field):
    """JSON kept as text: keys keep their order and Decimals stay exact, which `jsonb` would not guarantee.

    For keys of a record file that this version does not know. It is never searched. Refuses what could not be
    written again: NaN, infinity, anything that is not JSON, nesting more than 100 levels deep.
    """

    description = _("JSON kept as it was")
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("This cannot be kept as JSON.")}
    empty_values = (None,)

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else _decode(value)

    def to_python(self, value: Any) -> Any:
        return _decode(value) if isinstance(value, str) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        self.get_prep_value(value)
        if _is_deeper(value, DEEPEST):
            raise ValidationError(self.error_messages["invalid"], code="invalid")

    def get_prep_value(self, value: Any) -> str:
        try:
            return json.dumps(super().get_prep_value(value), default=_mark, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


def _mark(value: object) -> object:
    if isinstance(value, Decimal):
        return {DECIMAL_MARK: str(value)}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _unmark(value: dict[str, Any]) -> Any:
    return Decimal(value[DECIMAL_MARK]) if list(value) == [DECIMAL_MARK] else value


_READER = json.JSONDecoder(object_hook=_unmark)  # making one takes longer than reading most values


def _decode(text: str) -> Any:
    """The value; of nearly every row it is empty, which needs no reading."""
    return {} if text == "{}" else _READER.decode(text)


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects are nested more than `levels` deep."""
    layer = [value]
    for _level in range(levels + 1):
        layer = [item for outer in layer for item in _inside(outer)]
        if not layer:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
