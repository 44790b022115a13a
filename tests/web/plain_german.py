"""How plain a German text is: the first Vienna formula (Wiener Sachtextformel), made for German prose."""

from __future__ import annotations

import re

# Two letters that are heard as one vowel come first.
VOWEL = re.compile(r"aa|ee|oo|ie|ei|ai|ey|ay|eu|äu|au|[aeiouyäöü]")
WORD = re.compile(r"[a-zäöüß]+")
SENTENCE_END = re.compile(r"[.?!]+(?:\s|$)")
LONG = 6  # letters: a longer word counts as a long one
MANY = 3  # syllables: a word with so many counts as a hard one


def syllables(word: str) -> int:
    """The vowels heard in a word, by the rules of German spelling."""
    # The e of "be-enden" and "ge-endet" is a syllable of its own; the u of "qu" is none.
    heard = re.sub(r"^(be|ge)(?=e)", r"\1-", word.lower().replace("qu", "q"))
    return max(1, len(VOWEL.findall(heard)))


def vienna_grade(text: str) -> float:
    """The school year that can read it: 4 is very easy, 15 very hard."""
    words = WORD.findall(text.lower())
    sentences = max(1, len(SENTENCE_END.findall(text)))
    spoken = [syllables(word) for word in words]
    hard = 100 * sum(count >= MANY for count in spoken) / len(words)
    long = 100 * sum(len(word) > LONG for word in words) / len(words)
    short = 100 * sum(count == 1 for count in spoken) / len(words)
    return 0.1935 * hard + 0.1672 * len(words) / sentences + 0.1297 * long - 0.0327 * short - 0.875
