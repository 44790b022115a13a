"""Codes to questions for the visit: which are raised today, and by what, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from milestones.sourced import load_toml, number_file

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
    "goal_not_reached",
    "goal_unset_early",
    "deep_streak",
    "trying_without",
    "off_treatment_not_tried",
    "new_line",
    "blasts_reported",
    "karyotype_reported",
    "counts_low",
    "counts_young_cells",
    "reason_paused",
    "reason_dose_changed",
    "after_transplant",
    "concern_after_transplant",
    "any_concern",
)

# Those raised by a diary, goals and other medicines, which the engine does not see; in the order of telling.
DIARY_SITUATIONS = (
    "side_effect_severe",
    "side_effect_stops_doses",
    "doses_not_kept_down",
    "doses_missed",
    "doses_ran_out",
    "doses_cost",
    "doses_forgotten",
    "doses_travel",
    "doses_paused",
    "side_effect_repeated",
    "side_effect_in_the_way",
    "low_mood",
    "trouble_sleeping",
    "trouble_remembering",
    "tiredness",
    "new_medicine",
    "new_antacid",
    "new_supplement",
    "new_grapefruit",
    "new_other_intake",
    "named_by_labels",
    "family_plans",
    "quality_of_life",
    "goals_not_talked_over",
)


@dataclass(frozen=True)
class Prompt:
    """A question worth asking: its code, the codes that raised it, and the sample date it is about."""

    code: str
    because: tuple[str, ...]
    result: date | None


@cache
def prompt_rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(code, what raises it) for every question, most urgent first."""
    return tuple((row["code"], tuple(row["when"])) for row in load_toml(number_file("prompts"))["prompt"])


@cache
def out_of_place() -> dict[str, frozenset[str]]:
    """Each question's code to the situations in which it is not raised; only questions that have any."""
    rows = load_toml(number_file("prompts"))["prompt"]
    return {row["code"]: frozenset(row["unless"]) for row in rows if "unless" in row}


def prompt_codes() -> tuple[str, ...]:
    """The codes of all questions."""
    return tuple(code for code, _ in prompt_rows())


def raise_prompts(
    raised: Iterable[str], newest_on: date | None, *, beside: Iterable[str] = ()
) -> tuple[Prompt, ...]:
    """The questions these situations raise, without repeats, at most as many as fit in a visit.

    Those `beside` them raise nothing themselves: they only say which questions would be out of place.
    """
    situations = tuple(raised)
    held = {*situations, *beside}
    unless = out_of_place()
    found = (
        Prompt(code, because, newest_on)
        for code, when in prompt_rows()
        if (because := tuple([situation for situation in situations if situation in when]))
        and unless.get(code, frozenset()).isdisjoint(held)
    )
    return tuple(islice(found, _most_at_once()))


def add_prompts(
    known: Iterable[Prompt], raised: Iterable[str], *, beside: Iterable[str] = ()
) -> tuple[Prompt, ...]:
    """`known` and the questions raised by further situations, ranked together, again no more than fit.

    `beside` as in `raise_prompts`.

    `known` are the most urgent of their own kind, so none that was left out of them could come back.
    """
    found = {prompt.code: prompt for prompt in (*raise_prompts(raised, None, beside=beside), *known)}
    return tuple(found[code] for code in prompt_codes() if code in found)[: _most_at_once()]


@cache
def _most_at_once() -> int:
    most: int = load_toml(number_file("prompts"))["most_at_once"]["questions"]
    return most
