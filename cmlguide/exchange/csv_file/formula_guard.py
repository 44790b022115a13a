"""Puts a quote mark before text that a spreadsheet would run as a formula, and removes it without loss.

A formula starts a cell. A spreadsheet that expects another separator than ours, as in many countries, also
starts a cell after each such separator inside a text, and at each of its lines: our quotes are then mere
characters to it.
"""

import re

_BEGINS = r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
"""What begins a formula; some programs read the wide and small forms of East Asian writing as well."""
_CELL = r"(?:\A|(?<=[%s|\t\r\n]))"
_OTHERS = {",": ";", ";": ";,"}
"""After which signs another spreadsheet may start a cell, by the separator of the file."""
_GUARDED = {sign: re.compile(_CELL % others + f"(?={_BEGINS})") for sign, others in _OTHERS.items()}
_GUARD = {sign: re.compile(_CELL % others + f"'(?={_BEGINS})") for sign, others in _OTHERS.items()}
_FIRST_GUARD = re.compile(rf"\A'(?={_BEGINS})")


def guard(text: str, separator: str = ",") -> str:
    """The text with quote marks wherever a spreadsheet could see the start of a formula."""
    return _GUARDED[separator].sub("'", text)


def unguard(text: str, separator: str = ",") -> str:
    """What `guard` was given: unguard(guard(text)) == text for every text."""
    return _GUARD[separator].sub("", text)


def unguard_first(text: str) -> str:
    """For other programs' files: at most the start is guarded,
    and a quote mark inside is the person's own."""
    return _FIRST_GUARD.sub("", text)
