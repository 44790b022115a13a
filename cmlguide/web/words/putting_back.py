"""Why something cannot be restored, kindly and with what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

WHY_NOT: Mapping[str, _StrOrPromise] = {
    "there_already": _("The same thing was added again since then. That one stays, and nothing was changed."),
    "visit_deleted": _("It belongs to a visit that is deleted. Put the visit back first."),
    "changed_later": _("This was changed again later. Put the later change back first."),
    "row_deleted": _("This entry was deleted later. Put it back first."),
    "is_back": _("It is back already."),
    "follows_goals": _("This follows your list of goals. Change it there."),
    "not_an_edit": _("There is nothing to put back here."),
    "not_valid": _("What was there before does not fit what the entry says now. Change the entry itself."),
    "gone": _("This entry was deleted permanently."),
}
TOLD_BESIDE = ("changed_later", "row_deleted", "follows_goals")
"""What a line of the change log says in place of its button; with the others it is plain."""
