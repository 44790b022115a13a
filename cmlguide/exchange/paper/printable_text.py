"""Text a PDF can show: every character missing from the fonts becomes a box, and invisible ones are removed.

PDF/UA, which typst enforces, refuses a page with a character it cannot draw. Which characters those are
depends on the machine's fonts, so each new character is tried once with those fonts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from threading import Lock

import typst

BOX = "□"
FONTS = (
    *("Liberation Sans", "Arial", "Helvetica", "Roboto", "Inter", "Selawik", "Noto Sans", "DejaVu Sans"),
    "Libertinus Serif",
)
"""Wished for in this order, the narrow ones first; any other font is asked for signs these lack. The last one
comes with typst."""

_NEVER_DRAWN = "\U0010fffd"
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_PLACED = re.compile(r'<g transform="translate\([^"]*"(?:/>|>(.*?)</g></g>)', re.DOTALL)
_GLYPH = re.compile(r'xlink:href="#(\w+)"')
_ASK = b"""#set page(width: 200pt, height: auto)
#set text(font: json(bytes(sys.inputs.fonts)))
#for sign in json(bytes(sys.inputs.signs)) [#block(sign)]
"""
_JOINERS = "\u200c\u200d"
_known: dict[str, bool] = {}
_asking = Lock()


@cache
def fonts() -> typst.Fonts:
    """The fonts of this machine and those built into typst, loaded once."""
    return typst.Fonts()


def printable(text: str) -> str:
    """The text with line ends as newlines, no control characters, and boxes for characters no font has."""
    return boxed(visible(text))


def visible(text: str) -> str:
    """The text without control, direction, surrogate and unassigned characters; a tab becomes a space."""
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    return "".join(sign for sign in lines if sign in "\n\u200c\u200d" or unicodedata.category(sign)[0] != "C")


def boxed(text: str) -> str:
    """The text with a box for each character no font has; `text` must not contain control characters."""
    _learn(
        sign for sign in set(text) if not (" " <= sign <= "~" or sign in "\n" + _JOINERS or _is_space(sign))
    )
    return "".join(sign if _known.get(sign, True) else BOX for sign in text)


def _is_space(sign: str) -> bool:
    """A space of any width, such as the two that French needs: typst leaves room for it in every font, and
    draws nothing that could be compared."""
    return unicodedata.category(sign) == "Zs"


def _learn(signs: object) -> None:
    new = sorted(set(signs) - _known.keys())  # type: ignore[call-overload]
    if not new:
        return
    with _asking:
        inputs = {"signs": json.dumps([_NEVER_DRAWN, *new]), "fonts": json.dumps(FONTS)}
        drawn = typst.Compiler(_ASK, font_paths=fonts()).compile(format="svg", sys_inputs=inputs)
    pages = drawn if isinstance(drawn, list) else [drawn]
    text = "".join((page or b"").decode("utf-8") for page in pages)
    placed = [_GLYPH.findall(group) for group in _PLACED.findall(text)]
    lacking = set(placed[0])
    if len(placed) != len(new) + 1:
        _known.update(dict.fromkeys(new, False))
        return
    for sign, glyphs in zip(new, placed[1:], strict=True):
        _known[sign] = not lacking & set(glyphs)
