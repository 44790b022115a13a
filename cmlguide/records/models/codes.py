"""How an engine code becomes a column: the engine defines the codes, the site their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

CODE_LENGTH = 40


def code_field(codes: Iterable[str], **options: Any) -> models.CharField:
    """A column that holds one of `codes`. With `blank=True` the empty string means "not said"."""
    return models.CharField(max_length=CODE_LENGTH, choices=[(code, code) for code in codes], **options)
