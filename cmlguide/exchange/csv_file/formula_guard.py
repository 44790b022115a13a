"""A quote mark before text that a spreadsheet would run as a formula, and off again without loss.

A formula begins a cell. A spreadsheet that takes another separator than ours, as in many countries, begins
one after each of those inside a text too, and at each of its lines: it then takes our quotes as letters.
"""

import re

_BEGINS = r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
"""What begins a formula; some programs read the wide and small forms of East Asian writing as well."""
_CELL = r"(?:\A|(?<=[;|\t\r\n]))"
_GUARDED = re.compile(_CELL + f"(?={_BEGINS})")
_GUARD = re.compile(_CELL + f"'(?={_BEGINS})")
_FIRST_GUARD = re.compile(rf"\A'(?={_BEGINS})")


def guard(text: str) -> str:
    """The text as it is written into a cell."""
    return _GUARDED.sub("'", text)


def unguard(text: str) -> str:
    """What `guard` was given: unguard(guard(text)) == text for every text."""
    return _GUARD.sub("", text)


def unguard_first(text: str) -> str:
    """For other programs' files: they guard the beginning at most; a quote mark inside is the person's."""
    return _FIRST_GUARD.sub("", text)
