"""The German catalogue, read as a person reads it: no word that frightens or misleads, and plain enough."""

from __future__ import annotations

import re

import pytest

from tests.web.catalogue_words import CatalogueWords
from tests.web.plain_german import syllables, vienna_grade

WORDS = CatalogueWords("de", "eins")
TERMS = re.compile(rf"\b({'|'.join(WORDS.rules['terms'])})\b")  # no measure knows that these are explained
HIGHEST_GRADE = 6.0


@pytest.mark.parametrize("kind", ["forbidden", "familiar", "one_word"])
def test_no_sentence_holds_a_word_of_these(kind):
    assert WORDS.find_everywhere(kind) == {}


def test_every_page_is_plain_enough():
    grades = WORDS.grades(lambda text: vienna_grade(TERMS.sub("", text)))

    assert {room: grade for room, grade in grades.items() if grade > HIGHEST_GRADE} == {}
    assert len(grades) > 20  # the measure has something to measure


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
    assert WORDS.find("forbidden", line) != []


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
    assert WORDS.find("forbidden", line) == []


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
    assert WORDS.without_reason() == []
