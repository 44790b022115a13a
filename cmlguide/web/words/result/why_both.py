"""A guideline's good word next to a sign of concern: explains both, so that nobody has to guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import RISES

if TYPE_CHECKING:
    from milestones.assessment import Assessment

CONCERN = ("discuss", "soon", "today")


def why_both(assessment: Assessment) -> tuple[str, ...]:
    """One sentence if the newest test's own verdict is on track but the overall one is not; else nothing."""
    newest = assessment.newest
    if newest is None or newest.severity != "on_track" or assessment.now.severity not in CONCERN:
        return ()
    rise = finding_words.find(assessment, *RISES)
    if rise is not None and rise.result != newest.collected_on and not newest.depth_stated:
        return (
            _(
                "That word is for this test alone. It could not see deep enough to change what your earlier "
                "results said."
            ),
        )
    if rise is not None:
        return (_("That word is for this number alone. We also look at how your number moved."),)
    return (_("That word is for this number alone. We also look at what else was found."),)
