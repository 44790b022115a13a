"""The catalogue of Brazil, read as a person reads it: no word that frightens or misleads, and plain."""

from __future__ import annotations

import pytest

from tests.web.catalogue_words import CatalogueWords
from tests.web.plain_portuguese import flesch, syllables

WORDS = CatalogueWords("pt_BR", "um")
PLAIN_ENOUGH = 65.0  # within "easy", 50 to 75, which is school years 6 to 9


@pytest.mark.parametrize("kind", ["forbidden", "familiar", "one_word"])
def test_no_sentence_holds_a_word_of_these(kind):
    assert WORDS.find_everywhere(kind) == {}


def test_every_page_is_plain_enough():
    grades = WORDS.grades(flesch)

    assert {room: grade for room, grade in grades.items() if grade < PLAIN_ENOUGH} == {}
    assert len(grades) > 20  # the measure has something to measure


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
    assert WORDS.find("forbidden", line) != []


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
    assert WORDS.find("forbidden", line) == []


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
    assert WORDS.without_reason() == []
