"""The words: each reads plainly, its numbers are the engine's, and no spelling belongs to two of them."""

import re
from collections import Counter

import pytest
from textstat import automated_readability_index

from cmlguide.web.words.glossary import WORDS, code_of, explain, find_words, glossary
from tests.web.test_plain_words import HIGHEST_GRADE, RULES, find_forbidden


def without_terms(text):
    for term in RULES["terms"]:
        text = re.sub(rf"\b{term}\b", "it", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("word", glossary(), ids=lambda word: word.code)
def test_every_word_is_plain_and_kind(word):
    grade = automated_readability_index(without_terms(word.meaning))

    assert (find_forbidden([word.meaning]), grade <= HIGHEST_GRADE) == ([], True)


def test_words_of_the_letters_and_visits_are_there():
    codes = {word.code for word in WORDS}

    assert {"mmr", "dmr", "ccyr", "emr", "is", "transcript", "log", "wobble"} - codes == set()


def test_no_code_and_no_spelling_stands_for_two_words():
    codes = Counter(word.code for word in WORDS)
    spellings = Counter(spelling for word in WORDS for spelling in str(word.spellings).split("|"))

    assert (max(codes.values()), max(spellings.values())) == (1, 1)


def test_numbers_are_the_engines():
    assert (
        explain("mmr").meaning == "Major molecular response: 0.1% or less. It is the goal most teams aim for."
    )
    assert "10% or less" in explain("emr").meaning


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Your number is 0.1% or less. That is a major response (MMR).", ["mmr", "mmr"]),
        ("on the International Scale (IS)", ["is", "is"]),
        ("Your number is 0.01% or less. That is a deep response (MR4.0).", ["dmr", "mr"]),
        ("this is how it is", []),
        ("a catalog, a login, the MRI", []),
        ("MR4.5-like", []),
        ("control gene copies", ["copies"]),
    ],
)
def test_words_are_found_as_they_stand(text, codes):
    assert [code_of(found) for found in find_words().findall(text)] == codes
