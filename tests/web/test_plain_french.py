"""The French catalogue, read as a person reads it: no word that frightens or misleads, and plain enough."""

from __future__ import annotations

import re

import pytest

from tests.web.catalogue_words import CatalogueWords
from tests.web.plain_french import kandel_moles, syllables

WORDS = CatalogueWords("fr", "un")
PLAIN_ENOUGH = 70.0  # "fairly easy" on the scale of Kandel and Moles
# Before these signs a French line never breaks; the marks within « » are parted by such a space too.
LOOSE_SIGN = re.compile(
    r"[ ](?=[?!;:»])|(?<=\d)[ ]%|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»|[A-Za-zà-ÿ)][?!](?!\w)|'"
)


@pytest.mark.parametrize("kind", ["forbidden", "familiar", "one_word"])
def test_no_sentence_holds_a_word_of_these(kind):
    assert WORDS.find_everywhere(kind) == {}


def test_no_sign_can_stand_alone_at_the_start_of_a_line():
    loose = [line for lines in WORDS.sentences.values() for line in lines if LOOSE_SIGN.search(line)]

    assert loose == []


def test_every_page_is_plain_enough():
    grades = WORDS.grades(kandel_moles)

    assert {room: grade for room, grade in grades.items() if grade < PLAIN_ENOUGH} == {}
    assert len(grades) > 20  # the measure has something to measure


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
    assert WORDS.find("forbidden", line) != []


@pytest.mark.parametrize(
    "line",
    [
        "ELN 2020, dans ses propres mots\u00a0: «\u00a0échec\u00a0».",
        "N’arrêtez et ne changez rien avant d’avoir demandé.",
        "Quand refaisons-nous l’analyse\u202f?",
    ],
)
def test_find_lets_pass(line):
    assert WORDS.find("forbidden", line) == []


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
    assert WORDS.without_reason() == []
