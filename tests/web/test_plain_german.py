"""The German catalogue, read as a person reads it: no word that frightens or misleads, and plain enough."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from cmlguide.devtools.catalogues import read
from tests.web.plain_german import syllables, vienna_grade

RULES = tomllib.loads((Path(__file__).parent / "words" / "de.toml").read_text(encoding="utf-8"))
PLACEHOLDER = re.compile(r"%\(\w[\w.]*\)s|\{\w+\}")
A_GUIDELINES_WORD = (
    "guideline category"  # the context of a category, shown in quotes with the guideline's name
)
A_SENTENCE = 5  # words: shorter lines are labels, and would make any page seem plain
LONG_ENOUGH = 100
HIGHEST_GRADE = 6.0


@cache
def sentences() -> dict[str, list[str]]:
    """What the catalogue says in German, by the folder of the page (or of the words) that says it."""
    found = defaultdict(list)
    for message in read("de"):
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
    grades = {room: vienna_grade(text) for room, text in _texts().items()}

    assert {room: grade for room, grade in grades.items() if grade > HIGHEST_GRADE} == {}
    assert len(grades) > 20  # the measure has something to measure


def _texts() -> dict[str, str]:
    """The whole sentences, without the terms of CML, of each room that has enough of them."""
    terms = re.compile(rf"\b({'|'.join(RULES['terms'])})\b")
    whole = {
        room: " ".join(
            terms.sub("", PLACEHOLDER.sub("eins", line))
            for line in lines
            if len(line.split()) >= A_SENTENCE and line[-1] in ".?"
        )
        for room, lines in sentences().items()
    }
    return {room: text for room, text in whole.items() if len(text.split()) >= LONG_ENOUGH}


@pytest.mark.parametrize(
    "line",
    [
        "Therapieversagen",
        "Das ist sicher.",
        "Sie sollten die Tablette absetzen.",
        "Ein Rückfall",
        "Die CML ist verschwunden.",
        "Keine Sorge",
    ],
)
def test_find_finds_a_forbidden_word(line):
    assert find(RULES["forbidden"], line) != []


@pytest.mark.parametrize(
    "line",
    [
        "In den Worten von ELN 2020: „Versagen“.",
        "Setzen Sie nichts ab und ändern Sie nichts, bevor Sie gefragt haben.",
        "Wenn Sie nicht sicher sind, rufen Sie an.",
        "Sicherungen",
    ],
)
def test_find_lets_pass(line):
    assert find(RULES["forbidden"], line) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Blut", 1), ("Wert", 1), ("zwei", 1), ("heute", 2), ("häufig", 2), ("über", 2), ("Quelle", 2),
        ("Leukämie", 3), ("Ergebnis", 3), ("beenden", 3), ("geendet", 3), ("Apotheke", 4), ("eingelesen", 4),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_vienna_grade():
    text = "Ihr Wert ist nicht so hoch. Fragen Sie bitte."
    # 9 words, 2 sentences, 7 of one syllable: 0.1672 * 9/2 - 0.0327 * 100 * 7/9 - 0.875
    assert vienna_grade(text) == pytest.approx(-2.66594, abs=1e-4)


def test_vienna_grade_of_hard_words():
    # 2 words of 5 and 6 syllables, both long: 0.1935 * 100 + 0.1672 * 2 + 0.1297 * 100 - 0.875
    assert vienna_grade("Internationale Laboratorien.") == pytest.approx(31.7794, abs=1e-4)


def test_every_exception_has_its_reason():
    assert [entry for entry in [*RULES["quoted"], *RULES["allowed"]] if not entry["reason"].strip()] == []
