"""The card for a blood count that must not be missed: it comes before all else, on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import dates, marks
from cmlguide.web.words import engine as words
from cmlguide.web.words.result.counts import count_sentences, moved
from cmlguide.web.words.result.newest import Phone, phones

if TYPE_CHECKING:
    from cmlguide.records.models import Person
    from milestones.assessment import Assessment
    from milestones.history import History


@dataclass(frozen=True)
class CountCard:
    """What was counted and whom to call, how it moved, and the clinic's own numbers."""

    when: str
    chip: words.Chip
    sentences: tuple[str, ...]
    moved: tuple[str, ...]
    phones: tuple[Phone, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The card for paper: the sentences on one line, each count on its own, the clinic's numbers last."""
        call = " · ".join(marks.labelled(phone.label, phone.shown) for phone in self.phones)
        return (" ".join(self.sentences), *self.moved, *((call,) if call else ()))


def count_card(person: Person, history: History, assessment: Assessment) -> CountCard | None:
    """The card; None if no blood count is of concern."""
    counts = assessment.counts
    if counts is None or not counts.severity.is_concern:
        return None
    return CountCard(
        when=_("Your blood count from %(day)s") % {"day": dates.long_date(counts.collected_on)},
        chip=words.chip_for(counts.severity),
        sentences=count_sentences(assessment),
        moved=moved(assessment, history.blood_counts),
        phones=phones(person),
    )
