"""Reduces typed or pasted text to plain ASCII digits, signs and spaces without changing its meaning."""

import re
import unicodedata

_SUPERSCRIPTS = {
    "⁰": "0",
    "¹": "1",
    "²": "2",
    "³": "3",
    "⁴": "4",
    "⁵": "5",
    "⁶": "6",
    "⁷": "7",
    "⁸": "8",
    "⁹": "9",
}
_SUPERSCRIPTS |= {"⁻": "-", "⁺": "+"}
_RAISED = "".join(_SUPERSCRIPTS)
_RAISED_RUN = re.compile(rf"[{_RAISED}]+(?:[.·][{_RAISED}]+)*")
_LATIN_MARKS = re.compile(r"([a-zøłđæß])[\u0300-\u036f]+")
_SIGNS = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-",
    "×": "x", "✕": "x", "х": "x", "Х": "x", "∙": "·", "⋅": "·", "•": "·",
    "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "‹": "<", "›": ">",
    "٫": ".", "٬": "'", "’": "'", "‘": "'", "ʼ": "'", "٪": "%", "﹪": "%",
    "₁": "_1", "₂": "_2", "₃": "_3", "₄": "_4", "₅": "_5",
}  # fmt: skip


def plain_text(text: str) -> str:
    """Text with ASCII digits (any script), one kind of minus, x and space, and raised digits as `^3`.

    Raised digits are never joined to the number before them: `0.05²` (a footnote mark) is not 0.052.
    """
    raised = _RAISED_RUN.sub(_lower, text.replace("&lt;", "<").replace("&gt;", ">"))
    return " ".join("".join(_plain_character(character) for character in raised).split())


def _lower(match: re.Match[str]) -> str:
    return "^" + "".join(_SUPERSCRIPTS.get(character, character) for character in match.group())


def _plain_character(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if "！" <= character <= "～":  # full-width forms of ASCII
        return chr(ord(character) - 0xFEE0)
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    return "" if category == "Cf" else character


def fold(text: str) -> str:
    """Lower case without accents, for comparing words: `Détecté` and `DETECTE` are the same.

    Only Latin letters lose their marks: in other scripts a mark makes a different letter.
    """
    decomposed = unicodedata.normalize("NFD", text.replace("ı", "i").replace("İ", "i").casefold())
    bare = unicodedata.normalize("NFC", _LATIN_MARKS.sub(r"\1", decomposed))
    return bare.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae")
