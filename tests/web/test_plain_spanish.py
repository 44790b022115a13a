"""The Spanish catalogue, read as a person reads it: no word that frightens or misleads, and plain enough."""

from __future__ import annotations

import pytest

from tests.web.catalogue_words import CatalogueWords
from tests.web.plain_spanish import syllables, szigriszt_pazos

WORDS = CatalogueWords("es", "uno")
PLAIN_ENOUGH = 65.0  # "fairly easy" on the scale of Szigriszt-Pazos


@pytest.mark.parametrize("kind", ["forbidden", "familiar", "one_word"])
def test_no_sentence_holds_a_word_of_these(kind):
    assert WORDS.find_everywhere(kind) == {}


def test_every_page_is_plain_enough():
    grades = WORDS.grades(szigriszt_pazos)

    assert {room: grade for room, grade in grades.items() if grade < PLAIN_ENOUGH} == {}
    assert len(grades) > 20  # the measure has something to measure


@pytest.mark.parametrize(
    "line",
    [
        "Fracaso del tratamiento",
        "Es seguro.",
        "Debería suspender la pastilla.",
        "Una recaída",
        "No se preocupe",
    ],
)
def test_find_finds_a_forbidden_word(line):
    assert WORDS.find("forbidden", line) != []


@pytest.mark.parametrize(
    "line",
    [
        "En palabras de ELN 2020: “fracaso”.",
        "No deje ni cambie nada antes de preguntar.",
        "Copias de seguridad",
        "reclamaciones al seguro (FHIR)",
    ],
)
def test_find_lets_pass(line):
    assert WORDS.find("forbidden", line) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("día", 2), ("guía", 2), ("que", 1), ("antiguo", 3), ("leucemia", 3), ("hematología", 6),
        ("aéreo", 4), ("cuántos", 2), ("hay", 1), ("mayor", 2), ("variación", 3), ("país", 2),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_szigriszt_pazos():
    # 4 words, 2 sentences, 6 syllables: 206.835 - 62.3 * 6/4 - 4/2
    assert szigriszt_pazos("La sangre. Su valor.") == pytest.approx(111.385)


def test_every_exception_has_its_reason():
    assert WORDS.without_reason() == []
