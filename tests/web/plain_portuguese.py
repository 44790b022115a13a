"""How plain a Portuguese text is: the Flesch index as adapted to the Portuguese of Brazil."""

from __future__ import annotations

import re

# A written accent on i or u parts two vowels that would else be one syllable: "saída", "baú". Otherwise a
# weak vowel after a strong one, and a nasal pair such as "ão", are one syllable: "mais", "não".
NUCLEUS = re.compile(r"[íú]|[ãõâêô][oei]?|[aeoáéóà][iu](?![aeoáéó])|[aeoáéóà]|[iuü]{1,2}|y")
# After a written accent the two last vowels are one syllable: "remédio", "água", "início".
RISING = re.compile(r"(?<=[áéíóúâêô])([^aeiouáéíóúâêôãõ]+[iu])(?=[aeo]s?$)")
WORD = re.compile(r"[a-zà-öø-ÿ]+")
SENTENCE_END = re.compile(r"[.?!]+(?:\s|$)")


def syllables(word: str) -> int:
    """The vowel groups of a word, by the rules of Portuguese spelling."""
    # The u of "que", "qui", "gue", "gui" is silent, and that of "qua", "gua" belongs to the next vowel.
    heard = re.sub(r"(?<=[qg])u(?=[aeioáéíóâêãõ])", "", word.lower())
    return max(1, len(NUCLEUS.findall(RISING.sub(lambda end: end[1][:-1], heard))))


def flesch(text: str) -> float:
    """From 0 to 100: above 75 is "very easy", from 50 to 75 "easy" (school years 6 to 9). Higher is plainer.

    Source: Martins et al. (1996), as geratools.com/portuguese-readability-flesch gives it.
    """
    words = WORD.findall(text.lower())
    sentences = max(1, len(SENTENCE_END.findall(text)))
    spoken = sum(syllables(word) for word in words)
    return 248.835 - 84.6 * spoken / len(words) - 1.015 * len(words) / sentences
