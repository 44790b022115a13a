"""How plain a Spanish text is: Szigriszt-Pazos, the measure made for health texts in Spanish."""

from __future__ import annotations

import re

# A written accent on i or u parts two vowels that would else be one syllable: "día", "país".
NUCLEUS = re.compile(r"[íú]|[iuü]?[aeoáéó][iuy]?(?![aeoáéó])|[iuü]?[aeoáéó]|[iuü]{1,2}|y(?![aeiouáéíóú])")
WORD = re.compile(r"[a-záéíóúüñ]+")
SENTENCE_END = re.compile(r"[.?!]+(?:\s|$)")


def syllables(word: str) -> int:
    """The vowel groups of a word, by the rules of Spanish spelling."""
    # The u of "que", "qui", "gue", "gui" is silent.
    heard = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.lower())
    return max(1, len(NUCLEUS.findall(heard)))


def szigriszt_pazos(text: str) -> float:
    """From 0 to 100: 65 is "fairly easy", 80 the text of a comic. Higher is plainer."""
    words = WORD.findall(text.lower())
    sentences = max(1, len(SENTENCE_END.findall(text)))
    spoken = sum(syllables(word) for word in words)
    return 206.835 - 62.3 * spoken / len(words) - len(words) / sentences
