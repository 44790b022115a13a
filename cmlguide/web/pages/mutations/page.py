"""Mutations in words, and the two facts from About me that go with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates
from cmlguide.web.words import engine as words
from cmlguide.web.words.result.facts import Fact

if TYPE_CHECKING:
    from cmlguide.records.models import Person
    from milestones.history import Mutation

RESISTANCE_CHOICES = (
    ("", gettext_lazy("It does not say")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
)
MATTERS = {
    True: gettext_lazy(
        "It matters for the choice of medicine, the letter says. Talk about it with your team."
    ),
    False: gettext_lazy("It does not change the choice of medicine, the letter says."),
    None: gettext_lazy("The letter does not say what it means. Ask your team."),
}


@dataclass(frozen=True)
class MutationLine:
    """One mutation of the list."""

    key: str
    name: str
    day: str
    meaning: str


def mutation_lines(mutations: Iterable[Mutation]) -> list[MutationLine]:
    """The person's mutations, newest first."""
    return [
        MutationLine(
            key=row.key,
            name=row.name or _("no name"),
            day=_("found %(day)s") % {"day": dates.short_date(row.found_on)},
            meaning=str(MATTERS[row.resistance]),
        )
        for row in reversed(tuple(mutations))
    ]


def gene_facts(person: Person) -> tuple[Fact, ...]:
    """Transcript and risk score, which are entered on About me."""
    transcript = person.transcript_name.strip() or str(words.TRANSCRIPTS[person.transcript])
    return (
        Fact(_("Type of BCR::ABL1 (transcript)"), transcript),
        Fact(_("Risk score"), person.risk_score.strip() or _("not recorded")),
    )
