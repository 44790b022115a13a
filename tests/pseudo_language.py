"""Made-up languages for tests: English in letters that nobody mistakes for English, 40% longer, in brackets.

`PSEUDO` is written from left to right, `MIRRORED` from right to left. What a page shows in plain letters
did not come through gettext.
"""

import re
from contextlib import contextmanager
from unittest.mock import patch

from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation

PSEUDO, MIRRORED = "en-xa", "ar-xb"
FORMATS = {"1,234.5": "1.234,5", "%(number)s%%": "%(number)s\u00a0%%"}
"""How numbers are written: as most languages do."""
NOT_WORDS = ("number format", "date format", "country")
KEPT = re.compile(r"%\(\w+\)[\d.]*[a-zA-Z]|%[sdr%]|\{\w*\}|<[^<>]*>|&\w+;|https?://\S+|\\\w")
NUMBER = re.compile(r"(?<![\w.:,/])(\d+)\.(\d+)(?![\w:]|\.\d)")
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = "áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ"
ACCENTED = str.maketrans(PLAIN, SIGNS)
LONGER = 0.4
WORDS = "~~ ~~~~ ~~~~~~ " * 100


def accent(text):
    """`Your result` as `[Ýóúŕ ŕéšúļţ~~ ~]`: placeholders and tags stay."""
    if not text.strip():
        return text
    parts = re.split(f"({KEPT.pattern})", text)
    said = "".join(
        part if index % 2 else NUMBER.sub(r"\1,\2", part).translate(ACCENTED)
        for index, part in enumerate(parts)
    )
    return f"[{said}{WORDS[: round(LONGER * len(KEPT.sub('', text)))]}]"


class PseudoTranslation(DjangoTranslation):
    """Every sentence of ours, of Django and of its libraries, accented."""

    def __init__(self, language):
        super().__init__("en")
        self._language = language

    def to_language(self):
        return self._language

    def gettext(self, message):
        context, _separator, text = message.rpartition(CONTEXT_SEPARATOR)
        return FORMATS.get(text, text) if context in NOT_WORDS else accent(text)

    def ngettext(self, one, many, number):
        return accent((one if number == 1 else many).rpartition(CONTEXT_SEPARATOR)[2])


@contextmanager
def speaking(*languages):
    """The whole site in one or several made-up languages, the first where nobody asks for another. The
    settings come first: Django forgets all it has read of languages when they change."""
    listed = [(language, language) for language in languages]
    with override_settings(LANGUAGES=listed, LANGUAGE_CODE=languages[0]):
        for language in languages:
            trans_real._translations[language] = PseudoTranslation(language)
        known = patch.object(trans_real, "check_for_language", {*languages}.__contains__)
        with known, translation.override(languages[0]):
            yield
