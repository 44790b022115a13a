"""Codes -> questions to bring to the visit: which are raised today, by what, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from milestones.sourced import FOLDER, load_toml

# Situations besides finding codes, patterns and reasons.
SITUATIONS = (
    "no_results",
    "no_usable_result",
    "on_track",
    "result_discuss",
    "result_soon",
    "checkpoint_met",
    "checkpoint_not_met",
    "other_guideline",
    "depth_not_stated",
    "goal_not_reached",
    "goal_unset_early",
    "deep_streak",
    "trying_without",
    "off_treatment_not_tried",
    "new_line",
)


@dataclass(frozen=True)
class Prompt:
    """A question worth bringing: its code, the codes that raised it, and the sample date it is about."""

    code: str
    because: tuple[str, ...]
    result: date | None


@cache
def prompt_rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(code, what raises it) for every question, the most pressing first."""
    return tuple((row["code"], tuple(row["when"])) for row in load_toml(FOLDER / "prompts.toml")["prompt"])


def prompt_codes() -> tuple[str, ...]:
    """The code of every question there is."""
    return tuple(code for code, _ in prompt_rows())


def raise_prompts(raised: Iterable[str], newest_on: date | None) -> tuple[Prompt, ...]:
    """The questions these situations raise, none twice, at most as many as a visit can hold."""
    situations = tuple(raised)
    found = [
        Prompt(code, tuple(situation for situation in situations if situation in when), newest_on)
        for code, when in prompt_rows()
    ]
    most = load_toml(FOLDER / "prompts.toml")["most_at_once"]["questions"]
    return tuple(prompt for prompt in found if prompt.because)[:most]
