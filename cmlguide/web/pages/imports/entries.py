"""Marrow tests, mutations and signs from a file, as understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import numbers
from milestones.history import Marrow, Mutation

if TYPE_CHECKING:
    from cmlguide.exchange.preview.values import FoundEntry
    from milestones.history import BloodCount


def understood_entry(row: FoundEntry) -> str:
    """`Marrow test: Ph+ in 3 of 20 cells`; what is not known is left out."""
    entry = row.entry
    if isinstance(entry, Marrow):
        said = ", ".join(_marrow(entry))
        return _("Marrow test: %(said)s") % {"said": said} if said else _("Marrow test")
    if isinstance(entry, Mutation):
        return _("Mutation %(name)s") % {"name": entry.name} if entry.name else _("Mutation")
    return ", ".join(_signs(entry))


def _marrow(entry: Marrow) -> list[str]:
    said = []
    if entry.ph_positive is not None and entry.metaphases is not None:
        cells = {"found": entry.ph_positive, "cells": entry.metaphases}
        said.append(_("Ph+ in %(found)s of %(cells)s cells") % cells)
    if entry.fish_percent is not None:
        said.append(_("FISH %(number)s%%") % {"number": numbers.plain(entry.fish_percent)})
    return [*said, entry.karyotype] if entry.karyotype else said


def _signs(entry: BloodCount) -> list[str]:
    said = []
    if entry.spleen_felt is not None:
        said.append(_("Spleen felt") if entry.spleen_felt else _("Spleen not felt"))
    if entry.immature_granulocytes is not None:
        seen, unseen = _("Immature white cells seen"), _("No immature white cells")
        said.append(seen if entry.immature_granulocytes else unseen)
    return said
