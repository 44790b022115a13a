"""Every code of the engine, in a person's words.

The engine answers with codes; their words are all here. Each dictionary is keyed by the codes of one engine
field, and `tests/web/words/test_engine.py` proves that every code has words. Findings have their own module
(`result/findings.py`), and so do questions (`questions/`). Values are lazy: they follow the reader's
language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrOrPromise

    from milestones.verdicts import JudgedResult


@dataclass(frozen=True)
class Chip:
    """One verdict as a shape and words. `tone` picks the colour in CSS and never carries meaning alone."""

    tone: str
    shape: str
    words: _StrOrPromise


ON_TRACK = Chip("on_track", "●", _("On track"))
# Only a fact about that day, where "on track" would be a promise: for a single result, and for an old one.
AT_GOAL = Chip("on_track", "●", _("At its goal"))
DISCUSS = Chip("discuss", "◐", _("Worth asking about"))
SOON = Chip("soon", "◆", _("Talk to your team soon"))
TODAY = Chip("today", "▲", _("Call your team today"))
TOO_EARLY = Chip("none", "○", _("Too early to say"))
NOT_COMPARED = Chip("none", "○", _("Cannot be compared yet"))
NO_CHECKPOINT = Chip("none", "○", _("No checkpoint for this"))

SEVERITY_CHIPS: Mapping[str, Chip] = {
    "on_track": ON_TRACK,
    "steady": ON_TRACK,
    "discuss": DISCUSS,
    "soon": SOON,
    "today": TODAY,
    "none": NOT_COMPARED,
}
# The first two reasons mean "wait", the next three "not made for you"; the others "not comparable so".
WAITING_REASONS = frozenset({"too_early", "before_treatment"})
NOT_MADE_FOR = frozenset({"not_for_these_milestones", "atypical_transcript", "off_treatment"})


def chip_for(severity: str, reasons: str | Iterable[str] | None = None) -> Chip:
    """The chip for a severity; for `none`, its reasons decide between the quiet chips."""
    if severity != "none":
        return SEVERITY_CHIPS[severity]
    given = {reasons} if isinstance(reasons, str) else set(reasons or ())
    if given & NOT_MADE_FOR:
        return NO_CHECKPOINT
    return TOO_EARLY if given & WAITING_REASONS else NOT_COMPARED


# Why a result has no verdict: whole sentences that are kind and say what to do.
REASONS: Mapping[str, _StrOrPromise] = {
    "no_result": _(
        "The lab could not get a number from this sample. Ask your team if the test will be repeated."
    ),
    "marrow": _("This sample is from bone marrow. The checkpoints are made for blood."),
    "atypical_transcript": _(
        "Your type of BCR::ABL1 is measured in its own way. The usual checkpoints are not made for it, "
        "so what counts is the change from test to test."
    ),
    "not_on_is": _(
        "This number is not on the International Scale, so it cannot be compared with the "
        "checkpoints. Ask the lab for the number on that scale (IS)."
    ),
    "not_for_these_milestones": _(
        "The usual checkpoints are not made for your situation. Your team sets the goals with you."
    ),
    "no_treatment": _(
        "The months of the checkpoints count from your main CML tablet. Add it, or say under Medicines "
        "which one it is."
    ),
    "before_treatment": _("This test was taken before treatment started. It shows where you came from."),
    "off_treatment": _(
        "You are not taking a CML tablet at this time, so the checkpoints by month do not apply. "
        "What counts is the change from test to test."
    ),
    "too_early": _("It is too early to compare this number with a checkpoint. The first one is still ahead."),
    "cannot_tell": _(
        "The report gives a range, and the goal is inside it. So we cannot tell which side your number is on."
    ),
}

# The same, when it is known what in the record says so: people must be able to check whether it is right.
NOT_FOR_THESE: Mapping[str, _StrOrPromise] = {
    "transplant": _(
        "The usual checkpoints are not made for the time after a transplant. Your team sets the goals "
        "with you."
    ),
    "accelerated": _(
        "The usual checkpoints are not made for the accelerated phase. Your team sets the goals with you."
    ),
    "blast": _("The usual checkpoints are not made for the blast phase. Your team sets the goals with you."),
    "child": _(
        "The usual checkpoints are made for adults. Your record says that you were under 18 at the start. "
        "Your team sets the goals with you."
    ),
}

TOO_FEW_COPIES = _("The sample was small. So this test cannot be compared with a goal.")

# The short name of a level, as shown next to a number.
LEVELS: Mapping[str, _StrOrPromise] = {
    "none": _("above EMR"),
    "emr": _("EMR"),
    "mr2": _("CCyR level"),
    "mmr": _("MMR"),
    "mr4": _("MR4.0"),
    "mr4.5": _("MR4.5"),
    "mr5": _("MR5"),
    "not_scored": _("no level"),
}

# The rungs of the ladder, as the Milestones card names them.
RUNGS: Mapping[str, _StrOrPromise] = {
    "emr": _("Early response (EMR)"),
    "mr2": _("CCyR level"),
    "mmr": _("Major response (MMR)"),
    "mr4": _("Deep response (MR4.0)"),
    "mr4.5": _("Deep response (MR4.5)"),
    "mr5": _("Deep response (MR5)"),
    "not_detected": _("Not detected (CMR)"),
}

# What a checkpoint's status says, before a date or a number is added.
CHECKPOINT_STATUSES: Mapping[str, _StrOrPromise] = {
    "met": pgettext_lazy("checkpoint", "met"),
    "already_met": _("met early"),
    "not_met": _("not met at that time"),
    "cannot_tell": _("not clear from the report"),
    "no_test": _("no test near it"),
    "ahead": pgettext_lazy("checkpoint", "ahead"),
}

NOTES: Mapping[str, _StrOrPromise] = {
    "transcript_unknown": _(
        "Your type of BCR::ABL1 is not in your record. We read your results as the usual type. Your "
        "team can tell you."
    ),
    "phase_unknown": _(
        "Your phase is not in your record. We read it as chronic phase. Your team can tell you."
    ),
    "newer_guideline_exists": _("Newer versions of this guideline exist. Ask which one your team uses."),
}

LEFT_OUT: Mapping[str, _StrOrPromise] = {
    "after_today": _("dated after today, so it is not counted yet"),
}

PATTERNS: Mapping[str, _StrOrPromise] = {
    "primary": _("One possible reason is that the medicine is working less well; your team can check."),
    "secondary": _("One possible reason is that the medicine is working less well; your team can check."),
}

PATTERN_OFF_TREATMENT = _("One possible reason is that treatment has ended; your team can check.")

# Why a result inside a deep-response streak neither counts nor breaks it.
NOT_COUNTED: Mapping[str, _StrOrPromise] = {
    "no_result": _("no number from the sample"),
    "marrow": _("from bone marrow"),
    "atypical_transcript": _("another type of BCR::ABL1"),
    "not_on_is": _("not on the International Scale"),
    "depth_not_stated": _("the report does not say how deep the test could see"),
    "small_sample": _("the sample was small"),
    "cannot_tell": _("the report gives a range"),
}

KINDS: Mapping[str, _StrOrPromise] = {
    "value": _("a number"),
    "not_detected": _("not detected"),
    "below_quantification": _("found, but too little to measure"),
    "less_than": _("less than a limit"),
    "above_limit": _("above what the test can measure"),
    "level": _("only a level"),
    "no_result": _("no result"),
}

UNITS: Mapping[str, _StrOrPromise] = {
    "percent_is": _("International Scale"),
    "ratio_percent": _("the lab's own ratio, not the International Scale"),
    "mr": _("molecular response (MR)"),
    "log_reduction": _("log reduction"),
}

METHODS: Mapping[str, _StrOrPromise] = {
    "qpcr": _("PCR, the usual way (qPCR, RQ-PCR)"),
    "digital": _("Digital PCR (dPCR, ddPCR)"),
}

PHASES: Mapping[str, _StrOrPromise] = {
    "chronic": _("chronic phase"),
    "accelerated": _("accelerated phase"),
    "blast": _("blast phase"),
    "unknown": _("phase not recorded"),
}

TRANSCRIPTS: Mapping[str, _StrOrPromise] = {
    "typical": _("the usual type (e13a2 or e14a2)"),
    "atypical": _("another type"),
    "unknown": _("not recorded"),
}

GOALS: Mapping[str, _StrOrPromise] = {
    "unset": _("not chosen yet"),
    "long_term_control": _("living well with CML on treatment"),
    "treatment_free_remission": _("treatment-free remission, if it can be tried"),
}

STOP_REASONS: Mapping[str, _StrOrPromise] = {
    "working_less_well": _("working less well"),
    "side_effects": _("side effects"),
    "treatment_free_remission": _("to try treatment-free remission"),
    "pregnancy": _("pregnancy"),
    "cost": _("cost"),
    "shortage": _("could not get it"),
    "paused": _("paused"),
    "other": _("another reason"),
}

# Short names of the guidelines; the full, cited titles come from the guideline files themselves.
GUIDELINES: Mapping[str, _StrOrPromise] = {
    "eln-2020": _("ELN 2020"),
    "nccn-2024": _("NCCN, as restated in open papers 2020-2024"),
}

# A guideline's own words for a category: always in quotation marks, small, and with the guideline's name.
CATEGORIES: Mapping[str, _StrOrPromise] = {
    "optimal": pgettext_lazy("guideline category", "optimal"),
    "warning": pgettext_lazy("guideline category", "warning"),
    "failure": pgettext_lazy("guideline category", "failure"),
    "green": pgettext_lazy("guideline category", "green"),
    "light green": pgettext_lazy("guideline category", "light green"),
    "yellow": pgettext_lazy("guideline category", "yellow"),
    "red": pgettext_lazy("guideline category", "red"),
}

ROWS: Mapping[str, _StrOrPromise] = {
    "3 months": _("3-month checkpoint"),
    "6 months": _("6-month checkpoint"),
    "12 months": _("12-month checkpoint"),
    "12 months and later": _("12 months and later"),
    "any time": _("any time after the checkpoints"),
}


def stop_reason(code: str | None) -> str:
    """Why a medicine ended; "" where it was not said, or where the answer tells nothing."""
    return "" if code == "other" else str(STOP_REASONS.get(code or "", ""))


def why_no_verdict(judged: JudgedResult) -> str:
    """Why the result has no verdict; "" if it has one."""
    if judged.reason is None:
        return ""
    says_nothing = judged.interval is not None and judged.interval.says_nothing
    return str(TOO_FEW_COPIES if judged.reason == "cannot_tell" and says_nothing else REASONS[judged.reason])


DEPTH_NOT_SAID = _("depth not said")


def level_name(judged: JudgedResult) -> str:
    """The short name of a result's level. A test that found too little to count, on a report that does not
    say how deep it looked, has none: it may be MMR, and may be far deeper."""
    return str(DEPTH_NOT_SAID) if is_depthless(judged) else level_word(judged.level)


def level_word(code: str) -> str:
    """The short name of a level, in the reader's language."""
    return level_word_in(code, get_language())


@cache
def level_word_in(code: str, _language: str | None) -> str:
    """Kept, because a long record has hundreds of results and a handful of levels."""
    return str(LEVELS[code])


def is_depthless(judged: JudgedResult) -> bool:
    """Whether the result has neither a number nor a limit: "not found", without saying how deep it looked."""
    interval = judged.interval
    unsaid = interval is not None and not interval.depth_stated and not interval.says_nothing
    return unsaid and judged.result.kind in ("not_detected", "below_quantification")


def guideline_name(guideline: str) -> _StrOrPromise:
    """The short name of a guideline; an unknown one (from a newer file) is shown by its id."""
    return GUIDELINES.get(guideline, guideline)
