"""A guideline's bands in words: where each category begins and ends. The numbers are from its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import engine as words
from cmlguide.web.words import marks, numbers

if TYPE_CHECKING:
    from milestones.assessment import Assessment
    from milestones.guideline import Band


# ELN 2020's own word for its worst category, dropped in the next edition.
LEFT_WORD = "failure"
NO_LONGER_USED = gettext_lazy("The 2025 edition no longer uses this word.")


def band_range(band: Band) -> str:
    """`0.1% or less`, `more than 0.1%, up to 1%`, `more than 1%`."""
    if band.at_most is None:
        return _("more than %(low)s") % {"low": numbers.percent(band.above)}
    if not band.above:
        return _("%(high)s or less") % {"high": numbers.percent(band.at_most)}
    span = {"low": numbers.percent(band.above), "high": numbers.percent(band.at_most)}
    return _("more than %(low)s, up to %(high)s") % span


def category_words(category: str | None) -> str:
    """The guideline's own word, quoted; a gap in the publication is named as one."""
    if category is None:
        return _("it does not say")
    return marks.quoted(words.CATEGORIES.get(category, category))


def guideline_lines(assessment: Assessment, *, brief: bool = False) -> tuple[str, ...]:
    """The guideline's own category, quoted and named; and another guideline's, if it differs.

    `brief` is for the paper, whose headline quotes the category: another guideline's alone.
    """
    judged = assessment.newest
    own = [] if brief else own_category(assessment)
    later = [str(NO_LONGER_USED)] if own and judged and judged.category == LEFT_WORD else []
    other = [
        _("By %(guideline)s, it would be “%(category)s”.")
        % {"guideline": words.guideline_name(verdict.guideline), "category": category(verdict.category)}
        for verdict in assessment.other_guidelines
        if verdict.category
    ]
    return (*own, *later, *other)


def own_category(assessment: Assessment) -> list[str]:
    """The guideline's own word for the newest result, if it has one on this line."""
    judged = assessment.newest
    if judged is None or not judged.category or assessment.level.because == ("too_early",):
        return []
    return [quote(assessment.guideline, judged.category)]


def quote(guideline: str, category_name: str) -> str:
    """`In the words of ELN 2020: “warning”.`"""
    return _("In the words of %(guideline)s: “%(category)s”.") % {
        "guideline": words.guideline_name(guideline),
        "category": category(category_name),
    }


def category(name: str) -> str:
    """A guideline's own word; one unknown to us is quoted as it is in its file."""
    return str(words.CATEGORIES.get(name, name))
