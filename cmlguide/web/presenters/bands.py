"""A guideline's bands in words: where each category begins and ends. The numbers are the guideline file's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.presenters import numbers, words

if TYPE_CHECKING:
    from milestones.guideline import Band


def band_range(band: Band) -> str:
    """`0.1% or less`, `more than 0.1%, up to 1%`, `more than 1%`."""
    if band.at_most is None:
        return _("more than %(low)s") % {"low": numbers.percent(band.above)}
    if not band.above:
        return _("%(high)s or less") % {"high": numbers.percent(band.at_most)}
    span = {"low": numbers.percent(band.above), "high": numbers.percent(band.at_most)}
    return _("more than %(low)s, up to %(high)s") % span


def band_words(band: Band) -> str:
    """`0.1% or less is “optimal”`; a gap in the publication is said to be one."""
    if band.category is None:
        return _("%(range)s: it does not say") % {"range": band_range(band)}
    name = words.CATEGORIES.get(band.category.name, band.category.name)
    return _("%(range)s is “%(category)s”") % {"range": band_range(band), "category": name}
