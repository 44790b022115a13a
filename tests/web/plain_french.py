"""How plain a French text is: Kandel and Moles, the Flesch reading ease made for French."""

from __future__ import annotations

import re

VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
NUCLEUS = re.compile(rf"[{VOWELS}]+")
# Vowels side by side that are spoken apart: "réel", "aérer", "essayé", but not "née".
APART = re.compile(rf"(?<=[aeoéèâô])(?=[éèêëï])|(?<=é)(?=[aiouâêôû]|e(?!s?$))|(?<=[{VOWELS}])(?=y[{VOWELS}])")
# "globule", "marques": a last e after a consonant is not heard.
MUTE = re.compile(rf"(?<=[^{VOWELS}])es?$|(?<=[qg]u)es?$")
# "l’analyse" is spoken as one word.
WORD = re.compile(r"[a-zà-ÿœæ]+(?:[’'-][a-zà-ÿœæ]+)*")
SENTENCE_END = re.compile(r"[.?!]+(?=\s|$)")


def syllables(word: str) -> int:
    """The heard syllables of a word, by the rules of French spelling."""
    return sum(_heard(part) for part in re.split(r"[’'-]", word.lower())) or 1


def _heard(part: str) -> int:
    found = len(NUCLEUS.findall(APART.sub("-", part)))
    return found - 1 if found > 1 and MUTE.search(part) else found


def kandel_moles(text: str) -> float:
    """From 0 to 100: 60 to 70 is standard, 70 to 80 fairly easy. Higher is plainer."""
    words = WORD.findall(text.lower())
    sentences = max(1, len(SENTENCE_END.findall(text)))
    spoken = sum(syllables(word) for word in words)
    return 207 - 1.015 * len(words) / sentences - 73.6 * spoken / len(words)
