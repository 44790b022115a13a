"""Whether the stored values are still those the writer saw: a form shows a row, and may be saved much later.

The page carries a digest of the values it shows, and the write gets it back as `seen`. The digest hashes
each value separately, so that only a change to something being written stops the write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

HASH_LENGTH = 10


class ChangedMeanwhileError(Exception):
    """A value about to be overwritten is not the one the writer saw. Nothing was written."""


def digest_of(values: Mapping[str, Any]) -> str:
    """A short hash of each named value, as a form can carry them: `dose:1f0c93a2b7 note:77d0e1f2a9`."""
    return " ".join(f"{name}:{_hash(value)}" for name, value in values.items())


def refuse_if_changed(seen: str, replaced: Mapping[str, Any]) -> None:
    """Raise ChangedMeanwhileError when a value about to be replaced differs from the one seen.

    `replaced` holds the stored values by name. A name missing from `seen` was not shown, and is not compared.
    """
    shown = dict(part.split(":", 1) for part in seen.split() if ":" in part)
    if any(shown.get(name, now) != now for name, now in ((name, _hash(replaced[name])) for name in replaced)):
        raise ChangedMeanwhileError


def _hash(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
