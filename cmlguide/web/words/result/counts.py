"""Blood counts that must not be missed, in a few sentences that stand before every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words.counts import SHORT, with_unit
from milestones.counts import LOW, YOUNG
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.counts import CountFinding

# What the numbers are, and whom to call when: first by code, then by severity.
WHAT: Mapping[str, _StrOrPromise] = {
    LOW: gettext_lazy("That is low."),
    YOUNG: gettext_lazy(
        "These are very young cells, or cells that are more than usual. A team wants to know."
    ),
}
CALL: Mapping[str, _StrOrPromise] = {
    "today": gettext_lazy("If your team has not called you about it, call them today."),
    "soon": gettext_lazy("Talk to your team in the next few days."),
    "discuss": gettext_lazy("Ask your team what they see."),
}


def count_sentences(assessment: Assessment) -> tuple[str, ...]:
    """What was counted, what it is, whom to call; empty where no count is of concern."""
    counts = assessment.counts
    if counts is None or not counts.severity.is_concern:
        return ()
    told = [sentence for found in counts.findings for sentence in _of_finding(found)]
    call = str(CALL[counts.severity])
    if any(found.code == LOW for found in counts.findings) and counts.severity == "today":
        return (*told, call, _fever())
    return (*told, call)


def _of_finding(found: CountFinding) -> tuple[str, str]:
    said = [f"{SHORT[item.name]} {with_unit(item.name, item.value)}" for item in found.items]
    return _("Your blood count: %(items)s.") % {"items": ", ".join(said)}, str(WHAT[found.code])


def _fever() -> str:
    fever = load_numbers("warning_signs")["fever"]
    return _("With a fever of %(celsius)s °C (%(fahrenheit)s °F) or more, call now.") % {
        "celsius": fever["celsius"],
        "fahrenheit": fever["fahrenheit"],
    }
