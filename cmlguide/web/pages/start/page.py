"""Start in words: the example people and the five steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cmlguide.web.frame.setup import STEPS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

TITLES: dict[str, tuple[_StrOrPromise, _StrOrPromise]] = {
    "diagnosis": (
        _("Your diagnosis"),
        _("The day, and the number found then. Later it shows how far you have come."),
    ),
    "medicine": (
        _("Your CML medicine"),
        _("The months of the checkpoints count from the first day you take it. It may be still ahead."),
    ),
    "guideline": (
        _("Your team's guideline"),
        _("Doctors follow published guidelines. They do not all say the same. It helps to know which one."),
    ),
    "goals": (
        _("What matters to you"),
        _("Your goal decides which questions we suggest. You can change it at any time."),
    ),
    "about-me": (
        _("You and your clinic"),
        _("So that the right numbers to call are at hand, and dates look the way you write them."),
    ),
}


@dataclass(frozen=True)
class ExampleCard:
    """One example person to look at."""

    kind: str
    title: _StrOrPromise
    story: _StrOrPromise


@dataclass(frozen=True)
class StepPage:
    """One step: its place, its words, and where it leads."""

    name: str
    number: int
    count: int
    title: _StrOrPromise
    why: _StrOrPromise
    back_url: str
    next_url: str

    @property
    def is_last(self) -> bool:
        """Whether the record starts after it."""
        return self.number == self.count


def example_cards() -> tuple[ExampleCard, ...]:
    """The three example people."""
    return (
        ExampleCard(
            "doing_well",
            _("Doing well"),
            _("The number went down step by step. Now the tests find almost nothing."),
        ),
        ExampleCard(
            "just_above",
            _("Just above a milestone"),
            _("The newest number is a little higher than the last. Is the change real?"),
        ),
        ExampleCard(
            "rising",
            _("Going up"),
            _("The number rose in the last tests. What is worth asking, and who to call?"),
        ),
    )


def step_page(step: str) -> StepPage:
    """The step with that name, one of STEPS."""
    place = STEPS.index(step)
    title, why = TITLES[step]
    last = place == len(STEPS) - 1
    return StepPage(
        name=step,
        number=place + 1,
        count=len(STEPS),
        title=title,
        why=why,
        back_url=reverse("start") if place == 0 else reverse("start-step", args=[STEPS[place - 1]]),
        next_url=reverse("timeline") if last else reverse("start-step", args=[STEPS[place + 1]]),
    )
