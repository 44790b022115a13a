"""The bar with Save, at the top and bottom of the preview: what Save does, or why there is no Save yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.web.pages.imports.counts import history_words

if TYPE_CHECKING:
    from cmlguide.web.pages.imports.outcome import Outcome


@dataclass(frozen=True)
class SaveBar:
    """`button`: the label of Save, "" if it could do nothing. `why` is shown above it, or in its place.

    `may_wait`: nothing is sure yet, but the questions can be kept for later.
    """

    button: str
    why: str = ""
    may_wait: bool = False


def save_bar(outcome: Outcome, *, ticks: bool) -> SaveBar:
    """The bar. `ticks`: there is something to tick besides the entries."""
    if outcome.has_new:
        return SaveBar(
            _("Save %(what)s") % {"what": history_words(outcome.new)}, _still_open(outcome.questions)
        )
    if outcome.questions:
        button = _("Save what I answer") if outcome.open_rows else ""
        return SaveBar(button, _not_yet(outcome.questions), may_wait=True)
    if ticks:
        return SaveBar(_("Save what I choose"))
    return SaveBar("", _("There is nothing new to save."))


def _still_open(questions: int) -> str:
    if not questions:
        return ""
    words = ngettext(
        "%(count)s question is open. If you answer it, that is saved too. If not, it waits on Your data.",
        "%(count)s questions are open. What you answer is saved too. The rest waits on Your data.",
        questions,
    )
    return words % {"count": questions}


def _not_yet(questions: int) -> str:
    words = ngettext(
        "Nothing can be saved yet: %(count)s question comes first.",
        "Nothing can be saved yet: %(count)s questions come first.",
        questions,
    )
    return words % {"count": questions}
