"""The catalogue of Brazil, read as a person reads it: no word that frightens or misleads, and plain."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from cmlguide.devtools.catalogues import read
from tests.web.plain_portuguese import flesch, syllables

RULES = tomllib.loads((Path(__file__).parent / "words" / "pt_BR.toml").read_text(encoding="utf-8"))
PLACEHOLDER = re.compile(r"%\(\w[\w.]*\)s|\{\w+\}")
A_GUIDELINES_WORD = (
    "guideline category"  # the context of a category, shown in quotes with the guideline's name
)
A_SENTENCE = 5  # words: shorter lines are labels, and would make any page seem plain
LONG_ENOUGH = 100
PLAIN_ENOUGH = 65.0  # within "easy", 50 to 75, which is school years 6 to 9


@cache
def sentences() -> dict[str, list[str]]:
    """What the catalogue says in Portuguese, by the folder of the page (or of the words) that says it."""
    found = defaultdict(list)
    for message in read("pt_BR"):
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


def test_every_page_is_plain_enough():
    grades = {room: flesch(text) for room, text in _texts().items()}

    assert {room: grade for room, grade in grades.items() if grade < PLAIN_ENOUGH} == {}
    assert len(grades) > 20  # the measure has something to measure


def _texts() -> dict[str, str]:
    """The whole sentences of each room that has enough of them."""
    whole = {
        room: " ".join(
            PLACEHOLDER.sub("um", line)
            for line in lines
            if len(line.split()) >= A_SENTENCE and line[-1] in ".?"
        )
        for room, lines in sentences().items()
    }
    return {room: text for room, text in whole.items() if len(text.split()) >= LONG_ENOUGH}


@pytest.mark.parametrize(
    "line",
    [
        "Falha do tratamento",
        "Isto é seguro.",
        "Você deveria parar o remédio.",
        "Uma recaída",
        "Não se preocupe",
        "O BCR::ABL1 sumiu.",
    ],
)
def test_find_finds_a_forbidden_word(line):
    assert find(RULES["forbidden"], line) != []


@pytest.mark.parametrize(
    "line",
    [
        "Nas palavras do ELN 2020: “falha”.",
        "Não pare nem mude nada antes de perguntar.",
        "Procure um especialista.",
        "Dois exames seguidos",
    ],
)
def test_find_lets_pass(line):
    assert find(RULES["forbidden"], line) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("não", 1), ("dia", 2), ("guia", 2), ("que", 1), ("água", 2), ("saída", 3), ("remédio", 3),
        ("leucemia", 4), ("sangue", 2), ("quase", 2), ("coração", 3), ("países", 3), ("ações", 2),
        ("história", 3), ("mais", 1),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_flesch():
    # 4 words, 2 sentences, 6 syllables: 248.835 - 84.6 * 6/4 - 1.015 * 4/2
    assert flesch("O sangue. Seu valor.") == pytest.approx(119.905)


def test_every_exception_has_its_reason():
    assert [entry for entry in [*RULES["quoted"], *RULES["allowed"]] if not entry["reason"].strip()] == []
