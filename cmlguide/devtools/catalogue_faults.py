"""What a program can see is wrong with a translation: a sentence, a placeholder or a number missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]?[\d.]*[a-zA-Z]|%[sdrif%]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^<>]*>")
# A number by itself; in `MR4.5`, `p190` and `e14a2` it is part of a name, which stays as it is.
NAME_WITH_NUMBER = re.compile(r"\b[A-Za-z][A-Za-z:]*\d[\w.]*\b|\b\d[\d.]*[A-Za-z]+\d\w*\b")
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
SHOWN = 70  # letters of the sentence in a fault's line
CLOSING = ".?:"  # the signs that say what a sentence is; each language writes them alike
SAME_IS_SUSPICIOUS = 4  # words: "Timeline" may be the same in two languages, a sentence is not
# Which signs part thousands and decimals in a sentence.
POINT = (",", ".")
COMMA = (".\u00a0\u202f", ",")
MARKS = {"en": POINT, "es": COMMA, "de": COMMA, "fr": COMMA, "it": COMMA, "pt": COMMA, "pt_BR": COMMA}


@dataclass(frozen=True)
class Fault:
    """One sentence, what is wrong with its translation, and the translation."""

    said: str
    what: str
    translated: str = ""

    def __str__(self) -> str:
        shown = self.said if len(self.said) <= SHOWN else self.said[:SHOWN] + "..."
        return f"{shown!r}: {self.what}" + (f" in {self.translated!r}" if self.translated else "")


def faults_of(catalogue: Catalog) -> list[Fault]:
    """Everything found, in the catalogue's order."""
    folder = str(catalogue.locale_identifier)
    return [
        fault
        for message in catalogue
        if message.id
        for fault in _faults_of_message(message, catalogue.num_plurals, folder)
    ]


def _faults_of_message(message: Message, plurals: int, folder: str) -> Iterator[Fault]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    forms = list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]
    if message.fuzzy:
        yield Fault(ids[0], "marked fuzzy: look at it again and take the mark away")
    if not all(forms) or len(forms) != (1 if len(ids) == 1 else plurals):
        yield Fault(ids[0], "not translated")
        return
    for number, text in enumerate(forms):
        models = ids[-1:] if number == len(forms) - 1 else ids  # the last form stands for the plural
        for what in _faults_of_form(models, str(text), folder):
            yield Fault(ids[0], what, str(text))


def _faults_of_form(models: list[str], text: str, folder: str) -> Iterator[str]:
    """What is wrong with one form, which has to be like one of its models."""
    if all(_placeholders(text) != _placeholders(model) for model in models):
        yield "placeholders or tags differ"
    elif all(not _same_numbers(model, text, folder) for model in models):
        yield "numbers differ"
    if _ends(models[-1]) != _ends(text):
        yield "begins or ends differently (space, line or closing sign)"
    if text in models and len(re.findall(r"[a-z]{2,}", PLACEHOLDER.sub("", text))) >= SAME_IS_SUSPICIOUS:
        yield "still in English"


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text)) + Counter(TAG.findall(text))


def _same_numbers(model: str, text: str, folder: str) -> bool:
    """Whether both say the same numbers; names such as MR4.5 stay to the letter."""
    if Counter(NAME_WITH_NUMBER.findall(model)) != Counter(NAME_WITH_NUMBER.findall(text)):
        return False
    wanted, found = _numbers(model), _numbers(text)
    if any("," in number and "." in number for number in wanted) or _shows_both_marks(wanted):
        return len(wanted) == len(found)  # it is about the marks: a reader has to look
    return sorted(_value(number, *POINT) for number in wanted) == sorted(
        _value(number, *MARKS.get(folder, POINT)) for number in found
    )


def _numbers(text: str) -> list[str]:
    return NUMBER.findall(NAME_WITH_NUMBER.sub("", TAG.sub("", PLACEHOLDER.sub("", text))))


def _shows_both_marks(numbers: list[str]) -> bool:
    """`0.05, 0,05`: two ways to write a number, as an example."""
    return any("0," in number for number in numbers) and any("." in number for number in numbers)


def _value(number: str, thousands: str, decimal: str) -> str:
    """`1,000` and `0.5` in one way. A number written in another language's way stays so, and differs."""
    grouped = re.fullmatch(rf"[1-9]\d{{0,2}}(?:[{re.escape(thousands)}]\d{{3}})+", number)
    return re.sub(r"\D", "", number) if grouped else number.replace(decimal, " point ")


def _ends(text: str) -> tuple[bool, bool, str]:
    stripped = text.rstrip()
    closing = stripped[-1:] if stripped[-1:] in CLOSING else ""
    return text != text.lstrip(), text != stripped, closing
