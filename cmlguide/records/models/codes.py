"""How a code of the engine becomes a column: the codes are the engine's, their words the site's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

CODE_LENGTH = 40


def code_field(codes: Iterable[str], **options: Any) -> models.CharField:
    """A column that holds one of `codes`. With `blank=True` the empty string means "not said"."""
    return models.CharField(max_length=CODE_LENGTH, choices=[(code, code) for code in codes], **options)
