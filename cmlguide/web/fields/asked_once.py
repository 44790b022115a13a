"""A form that may ask before it saves: it asks about a likely slip once,
and a yes counts only for that text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField


class AskedOnceForm(KeptRowForm):
    """A form that may have reasons to ask (`asks`, set in `clean()`); only a yes to this exact content saves
    it.

    A subclass defines what a yes applies to (`content`), and whether there is an open question that a yes
    does not answer (`is_undecided`).
    """

    confirmed = LineField()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asks: tuple[Any, ...] = ()

    def content(self) -> object:
        """What was typed and what was asked, as one value with a stable `repr`."""
        raise NotImplementedError

    def is_undecided(self) -> bool:
        """Whether there is a question that needs a choice and got none."""
        return False

    @property
    def token(self) -> str:
        """Identifies exactly this content: a yes to it is not a yes to anything else."""
        return hashlib.sha256(repr(self.content()).encode()).hexdigest()

    @property
    def may_be_saved(self) -> bool:
        """Whether the form is valid and nothing is left to ask, or the person has said yes to all of it."""
        if not self.is_valid() or self.is_undecided():
            return False
        return not self.asks or self.cleaned_data["confirmed"] == self.token


AS_TYPED = "as_typed"


@dataclass(frozen=True)
class Question:
    """One question; if a yes is not enough, also the answers (value, words) and the field they fill."""

    code: str
    text: str
    field: str = ""
    options: tuple[tuple[str, str], ...] = ()
