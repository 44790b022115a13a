"""How wide a text can become: the widest of the usual system sans fonts, so that no font breaks the layout.

Shares of the font size, measured in DejaVu Sans and Liberation Sans (Verdana, the other wide one, has
DejaVu's widths) and rounded up; `tests/browser/test_chart.py` checks them in a real browser.
"""

from __future__ import annotations

from functools import cache, lru_cache

_REGULAR = (
    (0.3, "'Iijl"),
    (0.35, " ,./:;\\|·"),
    (0.4, "()-[]ft"),
    (0.45, "!r"),
    (0.5, '"*J`'),
    (0.55, "csz“”"),
    (0.6, "?L_kvxy"),
    (0.65, "0123456789$FTabdeghnopqu{}"),
    (0.7, "ABEKPSVXYZ"),
    (0.75, "CNRU"),
    (0.8, "&DGHOQ"),
    (0.85, "#+<=>^w~±×≤≥"),
    (0.9, "M"),
    (0.95, "%"),
    (1.0, "Wm"),
    (1.05, "@"),
)
_WIDEST_LETTER = 0.85  # accented, Greek and Cyrillic letters
_WIDEST_SIGN = 1.05  # Chinese, Japanese, Korean, emoji
_BOLD = 1.16


@cache
def _shares() -> dict[str, float]:
    return {sign: share for share, signs in _REGULAR for sign in signs}


@lru_cache(maxsize=1024)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The most room `text` may take, in the unit of `size`."""
    shares = _shares()
    total = sum(shares.get(sign) or (_WIDEST_LETTER if ord(sign) < 0x1100 else _WIDEST_SIGN) for sign in text)
    return total * size * (_BOLD if bold else 1)


def shorten(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, cut at the end with "…" if it is wider than `room`; "" if nothing fits."""
    if text_width(text, size, bold) <= room:
        return text
    for length in range(len(text) - 1, 2, -1):
        cut = text[:length].rstrip() + "…"
        if text_width(cut, size, bold) <= room:
            return cut
    return ""
