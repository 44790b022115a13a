"""How a result moved from the one before it: short for a column, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import numbers

if TYPE_CHECKING:
    from milestones.changes import Change


@dataclass(frozen=True)
class Move:
    """`short`: `× 1.5` or `÷ 12`; `words`: `1.5 times as high`; `aside`: what to know about it. "" if nothing
    is said."""

    short: str = ""
    words: str = ""
    aside: str = ""

    @property
    def in_full(self) -> str:
        """The words with what to know about them: `1.5 times as high, within the wobble`."""
        return ", ".join(filter(None, (self.words, self.aside)))


def move(change: Change | None) -> Move:
    """A change in words; of one that reads as 1.0 only that it is about the same."""
    if change is None:
        return Move()
    if numbers.is_about_one(change.fold) or numbers.is_about_one(1 / change.fold):
        return Move(_("about the same"), _("about the same"))
    rises, least = change.fold > 1, change.at_least
    fold = change.fold if rises else 1 / change.fold
    times = {"times": numbers.fold_number(fold, floor=least)}
    short = (_("× %(times)s") if rises else _("÷ %(times)s")) % times
    said = numbers.times_as_high if rises else numbers.times_less
    return Move(
        _("at least %(change)s") % {"change": short} if least else short,
        said(fold, at_least=least),
        _("within the wobble") if change.within_wobble else "",
    )
