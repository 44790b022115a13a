"""Whether what is stored is still what its writer saw: a form shows a row, and its Save comes much later.

The page carries a digest of the values it shows, and the write brings it back as `seen`. Each value has a
hash of its own in it, so that a write is stopped only by a change to something that it would change as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

HASH_LENGTH = 10


class ChangedMeanwhileError(Exception):
    """Something that is to be written over is not what the writer saw. Nothing was written."""


def digest_of(values: Mapping[str, Any]) -> str:
    """The values by name, as short hashes a form can carry: `dose:1f0c93a2b7 note:77d0e1f2a9`."""
    return " ".join(f"{name}:{_hash(value)}" for name, value in values.items())


def refuse_if_changed(seen: str, replaced: Mapping[str, Any]) -> None:
    """Raise ChangedMeanwhileError where a value about to be replaced is another than the one seen.

    `replaced` are the stored values by name. A name that `seen` lacks was not shown, and says nothing.
    """
    shown = dict(part.split(":", 1) for part in seen.split() if ":" in part)
    if any(shown.get(name, now) != now for name, now in ((name, _hash(replaced[name])) for name in replaced)):
        raise ChangedMeanwhileError


def _hash(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
