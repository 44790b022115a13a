"""How serious something is: one word for results, findings, counts and where a person stands now."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Severity(StrEnum):
    """From `none` (nothing is said) up. `on_track` is a verdict's good news, `steady` a trend's; only a blood
    count says `today`.

    A member is its own text, so JSON and templates need no conversion. The order is that of `weight`, never
    that of the text.
    """

    NONE = "none"
    STEADY = "steady"
    ON_TRACK = "on_track"
    DISCUSS = "discuss"
    SOON = "soon"
    TODAY = "today"

    @property
    def weight(self) -> int:
        """Its place in the order; the two kinds of good news share one."""
        return WEIGHTS[self]

    @property
    def is_concern(self) -> bool:
        """Whether it is worth a talk with the team: `discuss` or more serious."""
        return self.weight >= Severity.DISCUSS.weight


WEIGHTS = {
    Severity.NONE: 0,
    Severity.STEADY: 1,
    Severity.ON_TRACK: 1,
    Severity.DISCUSS: 2,
    Severity.SOON: 3,
    Severity.TODAY: 4,
}


def worst_of(severities: Iterable[Severity]) -> Severity:
    """The most serious of them, the first among equals; `none` without any."""
    return max(severities, key=lambda severity: severity.weight, default=Severity.NONE)
