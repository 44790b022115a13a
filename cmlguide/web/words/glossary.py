"""The words of CML, each explained once: Learn lists them, and pages offer them where they are used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmlguide.web.words import numbers
from milestones.scale import levels


@dataclass(frozen=True)
class Word:
    """One word. `spellings`: how it is written in sentences, separated by "|", capitalised or not.

    `meaning` may refer to a level's percent as `{mmr}`; `explain` fills it in.
    """

    code: str
    name: Promise | str
    spellings: Promise | str
    meaning: Promise


WORDS = (
    Word(
        "bcr-abl1",
        "BCR::ABL1",
        "BCR::ABL1",
        _("The changed gene behind CML. Your number says how much is there."),
    ),
    Word("pcr", _("PCR"), _("PCR"), _("The lab test that counts copies of the gene in your blood.")),
    Word(
        "is",
        _("IS, International Scale"),
        _("International Scale|IS"),
        _("One scale for many labs. With it, numbers from two labs can be compared."),
    ),
    Word(
        "mr",
        _("MR"),
        # Translators: each way the word stands in your sentences, "|" between them; so for all such lines
        _("MR4.0|MR4.5|MR4|MR5|MR"),
        _("Molecular response. MR4 means four steps down from the 100% mark. Each step is ten times less."),
    ),
    Word(
        "log",
        _("Log"),
        _("log reduction|logs|log"),
        _("One log is one step down, to ten times less. Two logs are a hundred times less."),
    ),
    Word(
        "emr",
        _("EMR"),
        _("EMR|Early response|early response"),
        _("Early molecular response: the first goal on the way down. It is {emr} or less."),
    ),
    Word(
        "ccyr",
        _("CCyR"),
        _("CCyR"),
        _("Complete cytogenetic response: no Ph+ cells in the marrow test. A level of {mr2} is near it."),
    ),
    Word(
        "mmr",
        _("MMR"),
        _("MMR|Major response|major response"),
        _("Major molecular response: {mmr} or less. It is the goal most teams aim for."),
    ),
    Word(
        "dmr",
        _("DMR, deep response"),
        _("DMR|Deep response|deep response"),
        _("Deep molecular response: a very low level, from MR4.0 ({mr4}) down."),
    ),
    Word(
        "cmr",
        _("CMR"),
        _("CMR"),
        _("An older name for “not detected”. Labs now say how deep the test could see."),
    ),
    Word(
        "wobble",
        _("Wobble"),
        _("wobble|wobbles"),
        _("How far a number moves from the test alone. Test the same blood twice and you get two numbers."),
    ),
    Word(
        "tki",
        _("TKI"),
        _("TKI|TKIs"),
        _("The kind of tablet most people with CML take. It blocks the signal of the changed gene."),
    ),
    Word("ph", _("Ph+"), _("Ph+"), _("Cells that have the changed gene. The marrow test counts them.")),
    Word(
        "copies",
        _("Copies, control gene"),
        _("control gene copies|control gene|ABL1 copies"),
        _("A second gene the lab counts, to see if the sample was good. Often it is ABL1."),
    ),
    Word(
        "transcript",
        _("Transcript"),
        _("transcript|transcripts|Transcript"),
        _("The type of BCR::ABL1 you have, like e13a2 or e14a2."),
    ),
    Word(
        "mutation",
        _("Mutation"),
        _("mutation|mutations|Mutation|Mutations"),
        _("A small change inside the BCR::ABL1 gene. Some make a medicine work less well."),
    ),
    Word(
        "baseline",
        _("Baseline"),
        _("baseline|Baseline"),
        _("Your own first number, before or at the start of treatment."),
    ),
)
BY_CODE = {word.code: word for word in WORDS}


@dataclass(frozen=True)
class Explained:
    """One word as it is shown: its name and what it means."""

    code: str
    name: str
    meaning: str


def explain(code: str) -> Explained:
    """The word with that code, in the language of the page."""
    return _explained(code, get_language() or "")


@cache
def _explained(code: str, _language: str) -> Explained:
    word = BY_CODE[code]
    return Explained(code, str(word.name), str(word.meaning).format(**_percents()))


def glossary() -> tuple[Explained, ...]:
    """Every word, in the order used on Learn."""
    return tuple(explain(word.code) for word in WORDS)


def find_words() -> re.Pattern[str]:
    """A pattern that finds any spelling in a text in the page's language; `code_of` gives the word's code."""
    return _pattern(get_language() or "")


def code_of(spelling: str) -> str:
    """The code of the word with that spelling."""
    return _codes(get_language() or "")[spelling]


@cache
def _codes(language: str) -> Mapping[str, str]:
    return {spelling: word.code for word in WORDS for spelling in str(word.spellings).split("|")}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    longest_first = sorted(_codes(language), key=len, reverse=True)
    either = "|".join(re.escape(spelling) for spelling in longest_first)
    return re.compile(rf"(?<![\w:.-])(?:{either})(?![\w:-]|\.\d)")


def _percents() -> dict[str, str]:
    return {level.code: numbers.percent(level.percent_is) for level in levels()}
