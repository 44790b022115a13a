"""The questions raised by the diary, the goals and other medicines, merged with those about the results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from cmlguide.records.diary.situations import DiarySituation
from milestones.assessment import Assessment
from milestones.prompts import Prompt, add_prompts

# Situations covered more exactly by others: missed doses by reason, a side effect by severity or frequency.
TOLD_BY = {
    "doses_missed": (
        "side_effect_stops_doses",
        "doses_ran_out",
        "doses_cost",
        "doses_forgotten",
        "doses_travel",
    ),
    "side_effect_in_the_way": ("side_effect_severe", "side_effect_repeated"),
    "side_effect_repeated": ("side_effect_severe",),
    "quality_of_life": ("side_effect_in_the_way",),
}


@dataclass(frozen=True)
class DiaryPrompt(Prompt):
    """A question with the situations behind it, from which its words are made:
    how many doses, which effects."""

    situations: tuple[DiarySituation, ...] = ()


def with_diary_prompts(assessment: Assessment, situations: Iterable[DiarySituation]) -> Assessment:
    """The assessment with the questions for these situations merged in; unchanged where there are none."""
    found = {situation.code: situation for situation in situations}
    raised = [code for code in found if not found.keys() & set(TOLD_BY.get(code, ()))]
    if not raised:
        return assessment
    out_of_place = ["after_transplant"] if assessment.after_transplant else []
    out_of_place += [] if assessment.on_treatment and assessment.lines else ["off_treatment_not_tried"]
    prompts = add_prompts(assessment.prompts, raised, beside=out_of_place)
    return replace(assessment, prompts=tuple(_tell(prompt, found) for prompt in prompts))


def _tell(prompt: Prompt, found: Mapping[str, DiarySituation]) -> Prompt:
    behind = tuple(found[code] for code in prompt.because if code in found)
    if not behind:
        return prompt
    return DiaryPrompt(
        **{spec.name: getattr(prompt, spec.name) for spec in fields(Prompt)}, situations=behind
    )
