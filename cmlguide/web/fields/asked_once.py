"""A form that may ask before it saves: a slip is asked about once, and the yes belongs to what was typed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField


class AskedOnceForm(KeptRowForm):
    """A form with reasons to ask (`asks`, found in `clean()`); only a yes to exactly this content saves it.

    A form of this kind says what a yes belongs to (`content`), and whether a question is open that a yes
    does not answer (`is_undecided`).
    """

    confirmed = LineField()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asks: tuple[Any, ...] = ()

    def content(self) -> object:
        """What was typed and asked, as one value with a stable `repr`."""
        raise NotImplementedError

    def is_undecided(self) -> bool:
        """Whether something was asked that needs a choice and got none."""
        return False

    @property
    def token(self) -> str:
        """Stands for exactly this content: a yes to it is no yes to anything else."""
        return hashlib.sha256(repr(self.content()).encode()).hexdigest()

    @property
    def may_be_saved(self) -> bool:
        """Whether the form is valid and nothing is left to ask, or the person said yes to all of it."""
        if not self.is_valid() or self.is_undecided():
            return False
        return not self.asks or self.cleaned_data["confirmed"] == self.token


AS_TYPED = "as_typed"


@dataclass(frozen=True)
class Question:
    """One question; where a yes is not enough also the answers (value, words) and the field they fill."""

    code: str
    text: str
    field: str = ""
    options: tuple[tuple[str, str], ...] = ()
