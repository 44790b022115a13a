"""The mutations a finding is about, by the names in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from cmlguide.web.words import marks
from cmlguide.web.words.result import findings as finding_words
from milestones.genes import is_resistant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milestones.assessment import Assessment
    from milestones.history import Mutation
    from milestones.trends import Finding

REPORTED = "mutation_reported"


def gene_sentence(finding: Finding, assessment: Assessment, mutations: Iterable[Mutation]) -> str:
    """The finding as a sentence with the mutations' names; without them where the record has none to show."""
    names = list(dict.fromkeys(_names(finding, assessment, mutations)))
    if not names:
        return finding_words.sentence(finding, assessment)
    said = _reported(len(names)) if finding.code == REPORTED else _unclear(len(names))
    return said % {"names": marks.listed(names)}


def _reported(count: int) -> str:
    return ngettext(
        "A lab found a change in the BCR::ABL1 gene (the mutation %(names)s). Some changes matter for the "
        "choice of medicine.",
        "A lab found changes in the BCR::ABL1 gene (the mutations %(names)s). Some changes matter for the "
        "choice of medicine.",
        count,
    )


def _unclear(count: int) -> str:
    return ngettext(
        "A lab found a change in the BCR::ABL1 gene (the mutation %(names)s). Your record does not say if it "
        "matters for your medicine.",
        "A lab found changes in the BCR::ABL1 gene (the mutations %(names)s). Your record does not say if "
        "they matter for your medicine.",
        count,
    )


def _names(finding: Finding, assessment: Assessment, mutations: Iterable[Mutation]) -> Iterator[str]:
    """Those of the same kind since the finding's own day, which is that of the first on this line."""
    first = finding.since or assessment.today
    for row in mutations:
        if first <= row.found_on <= assessment.today and _is_meant(row, finding) and row.name.strip():
            yield row.name.strip()


def _is_meant(mutation: Mutation, finding: Finding) -> bool:
    if finding.code == REPORTED:
        return is_resistant(mutation)
    return mutation.resistance is None and not is_resistant(mutation)
