"""Mutations and high-risk chromosomes by name, for a team: they matter most besides the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import dates, marks
from cmlguide.web.words.result import findings as finding_words
from milestones.karyotype import COMPLEX, find_high_risk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milestones.assessment import Assessment
    from milestones.history import History


def found_beside(history: History, assessment: Assessment) -> Iterator[str]:
    """A line on mutations and one on chromosomes, if a finding of concern is about them."""
    gene = finding_words.find(assessment, "mutation_reported", "mutation_unclear")
    if gene is not None and gene.severity.is_concern:
        yield _mutations(history) or finding_words.sentence(gene, assessment)
    changed = finding_words.find(assessment, "high_risk_karyotype")
    if changed is not None and changed.severity.is_concern:
        read = (row.karyotype for row in history.marrow if row.collected_on == changed.since)
        names = dict.fromkeys(name for text in read for name in find_high_risk(text))
        told = marks.listed(_("a complex karyotype") if name == COMPLEX else name for name in names)
        yield _("Bone marrow, %(day)s, besides the Ph chromosome: %(changes)s.") % {
            "day": dates.short_date(changed.since or assessment.today),
            "changes": told,
        }


def _mutations(history: History) -> str:
    """`Mutations found: T315I (16 Nov 2026).`, the newest first; "" where none has a name."""
    named = sorted((row for row in history.mutations if row.name), key=lambda row: row.found_on, reverse=True)
    told = marks.listed(f"{row.name} ({dates.short_date(row.found_on)})" for row in named)
    return _("Mutations found: %(names)s.") % {"names": told} if told else ""
