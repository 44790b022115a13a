"""The French catalogue, read as a person reads it: no word that frightens or misleads, and plain enough."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from cmlguide.devtools.catalogues import read
from tests.web.plain_french import kandel_moles, syllables

RULES = tomllib.loads((Path(__file__).parent / "words" / "fr.toml").read_text(encoding="utf-8"))
PLACEHOLDER = re.compile(r"%\(\w[\w.]*\)s|\{\w+\}")
A_GUIDELINES_WORD = "guideline category"  # the context of a category, shown in quotes with its guideline
A_SENTENCE = 5  # words: shorter lines are labels, and would make any page seem plain
LONG_ENOUGH = 100
PLAIN_ENOUGH = 70.0  # "fairly easy" on the scale of Kandel and Moles
# Before these signs a French line never breaks; the marks within « » are parted by such a space too.
LOOSE_SIGN = re.compile(
    r"[ ](?=[?!;:»])|(?<=\d)[ ]%|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»|[A-Za-zà-ÿ)][?!](?!\w)|'"
)


@cache
def sentences() -> dict[str, list[str]]:
    """What the catalogue says in French, by the folder of the page (or of the words) that says it."""
    found = defaultdict(list)
    for message in read("fr"):
        if message.id and message.context != A_GUIDELINES_WORD:
            forms = message.string if isinstance(message.string, tuple | list) else [message.string]
            found[_room(min(path for path, _line in message.locations))] += forms
    return found


def _room(path: str) -> str:
    """`templates/reading` or `web/words/result`."""
    parts = path.removeprefix("cmlguide/").split("/")
    return "/".join(parts[: 3 if parts[0] == "web" else 2])


def find(words: list[str], line: str) -> list[str]:
    """Those of the words that stand in the line, outside a quoted category or an allowed sentence."""
    line = re.sub(r"[\u00a0\u202f]", " ", line)
    for quoted in RULES["quoted"]:
        line = re.sub(quoted["pattern"], " ", line)
    for allowed in RULES["allowed"]:
        line = line.replace(allowed["sentence"], " ")
    return [word for word in words if re.search(word, PLACEHOLDER.sub(" ", line).lower())]


@pytest.mark.parametrize("words", ["forbidden", "familiar", "one_word"])
def test_no_sentence_holds_a_word_of_these(words):
    found = {
        line: rules
        for lines in sentences().values()
        for line in lines
        if (rules := find([*RULES[words]], line))
    }

    assert found == {}


def test_no_sign_can_stand_alone_at_the_start_of_a_line():
    loose = [line for lines in sentences().values() for line in lines if LOOSE_SIGN.search(line)]

    assert loose == []


def test_every_page_is_plain_enough():
    grades = {room: kandel_moles(text) for room, text in _texts().items()}

    assert {room: grade for room, grade in grades.items() if grade < PLAIN_ENOUGH} == {}
    assert len(grades) > 20  # the measure has something to measure


def _texts() -> dict[str, str]:
    """The whole sentences of each room that has enough of them."""
    whole = {
        room: " ".join(
            PLACEHOLDER.sub("un", line)
            for line in lines
            if len(line.split()) >= A_SENTENCE and line[-1] in ".?"
        )
        for room, lines in sentences().items()
    }
    return {room: text for room, text in whole.items() if len(text.split()) >= LONG_ENOUGH}


@pytest.mark.parametrize(
    "line",
    [
        "Échec du traitement",
        "C’est sans danger.",
        "Vous devriez arrêter le comprimé.",
        "Une rechute",
        "La leucémie a disparu",
        "Ne vous inquiétez pas",
    ],
)
def test_find_finds_a_forbidden_word(line):
    assert find(RULES["forbidden"], line) != []


@pytest.mark.parametrize(
    "line",
    [
        "ELN 2020, dans ses propres mots\u00a0: «\u00a0échec\u00a0».",
        "N’arrêtez et ne changez rien avant d’avoir demandé.",
        "Quand refaisons-nous l’analyse\u202f?",
    ],
)
def test_find_lets_pass(line):
    assert find(RULES["forbidden"], line) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("taux", 1), ("globule", 2), ("marques", 1), ("que", 1), ("l’analyse", 3), ("leucémie", 3),
        ("née", 1), ("réel", 2), ("essayé", 3), ("voyage", 2), ("plaquettes", 2), ("numération", 4),
        ("rendez-vous", 3),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_kandel_moles():
    # 5 words, 2 sentences, 7 syllables: 207 - 1.015 * 5/2 - 73.6 * 7/5
    assert kandel_moles("Le sang. Le taux baissera.") == pytest.approx(101.4225)


def test_every_exception_has_its_reason():
    assert [entry for entry in [*RULES["quoted"], *RULES["allowed"]] if not entry["reason"].strip()] == []
