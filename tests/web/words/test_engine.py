"""Every code the engine can answer with has words, and no words are left for a code that is gone."""

from __future__ import annotations

import pytest

from cmlguide.web.words import engine as words
from cmlguide.web.words.questions import of_diary as diary_questions
from cmlguide.web.words.questions import of_results as question_words
from cmlguide.web.words.result import findings as finding_words
from milestones import (
    assess,
    assessment,
    checkpoints,
    history,
    patterns,
    prompts,
    streak,
    trend_rules,
    verdicts,
)
from milestones.guideline import list_guidelines
from milestones.scale import NO_LEVEL, NOT_SCORED, levels

LEVELS = (*(level.code for level in levels()), NO_LEVEL, NOT_SCORED)
ASKED = {**question_words.QUESTIONS, **diary_questions.QUESTIONS}
RAISED = {code for _, when in prompts.prompt_rows() for code in when}


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (verdicts.REASONS, words.REASONS),
        (verdicts.NOT_MADE_FOR, words.NOT_FOR_THESE),
        (LEVELS, words.LEVELS),
        ((*(level.code for level in levels()), checkpoints.NOT_DETECTED), words.RUNGS),
        (checkpoints.STATUSES, words.CHECKPOINT_STATUSES),
        (assessment.NOTES, words.NOTES),
        ((assess.AFTER_TODAY,), words.LEFT_OUT),
        (patterns.PATTERNS, words.PATTERNS),
        (streak.WHYS, words.NOT_COUNTED),
        (history.KINDS, words.KINDS),
        (history.UNITS, words.UNITS),
        (history.PHASES, words.PHASES),
        (history.TRANSCRIPTS, words.TRANSCRIPTS),
        (history.GOALS, words.GOALS),
        (history.STOP_REASONS, words.STOP_REASONS),
        (tuple(guideline.id for guideline in list_guidelines()), words.GUIDELINES),
        (tuple({row.name for one in list_guidelines() for row in one.rows}), words.ROWS),
        (tuple({row.name for one in list_guidelines() for row in one.categories}), words.CATEGORIES),
        (trend_rules.FINDING_CODES, finding_words.SENTENCES),
        (trend_rules.FINDING_CODES, finding_words.WHY),
        (prompts.prompt_codes(), ASKED),
    ],
)
def test_words_are_there_for_every_code(codes, said):
    missing = [code for code in codes if not str(said.get(code, ""))]

    assert missing == []


def test_words_are_there_for_every_severity():
    severities = {"on_track", "discuss", "soon", "today", "none", "steady"}

    assert set(words.SEVERITY_CHIPS) == severities


def test_words_are_there_for_everything_that_raises_a_question():
    said = {**question_words.WHY, **finding_words.WHY, **diary_questions.WHY}

    missing = [
        code
        for code in (*RAISED, *prompts.SITUATIONS, *prompts.DIARY_SITUATIONS)
        if not str(said.get(code, ""))
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (verdicts.REASONS, words.REASONS),
        (trend_rules.FINDING_CODES, finding_words.SENTENCES),
        (prompts.prompt_codes(), ASKED),
        (prompts.DIARY_SITUATIONS, diary_questions.WHY),
        (assessment.NOTES, words.NOTES),
    ],
)
def test_words_stand_for_no_code_that_is_gone(codes, said):
    assert set(said) - set(codes) == set()


@pytest.mark.parametrize("guideline", list_guidelines(), ids=lambda one: one.id)
def test_guideline_name_is_its_title(guideline):
    assert str(words.guideline_name(guideline.id)) == guideline.title


def test_guideline_name_of_an_unknown_file_is_its_id():
    assert words.guideline_name("eln-2030") == "eln-2030"


@pytest.mark.parametrize(
    ("severity", "reason", "expected"),
    [
        ("on_track", None, "● On track"),
        ("steady", None, "● On track"),
        ("discuss", None, "◐ Worth asking about"),
        ("soon", None, "◆ Talk to your team soon"),
        ("none", "too_early", "○ Too early to say"),
        ("none", ("result", "before_treatment"), "○ Too early to say"),
        ("none", "not_on_is", "○ Cannot be compared yet"),
        ("none", "off_treatment", "○ No checkpoint for this"),
        ("none", None, "○ Cannot be compared yet"),
    ],
)
def test_chip_for_says_it_with_shape_and_words(severity, reason, expected):
    chip = words.chip_for(severity, reason)

    assert f"{chip.shape} {chip.words}" == expected
