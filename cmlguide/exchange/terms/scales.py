"""What the unit of a BCR::ABL1 number says about its scale. The code of a test never outweighs the unit."""

import re

from cmlguide.exchange.typed.text import fold, plain_text

PERCENT_IS, PERCENT, MR, LOG, RATIO, COPIES, UNSAID = (
    "percent_is", "percent", "mr", "log", "ratio", "copies", "",
)  # fmt: skip
_IS = re.compile(r"\bis\b|\(is\)|international|\bei\b")
_SPELLINGS = (
    (COPIES, re.compile(r"cop(?:y|ies|ias)|kopi|copie|transcripts?\b(?!.*%)")),
    (LOG, re.compile(r"log|zehner")),
    (MR, re.compile(r"^\{?mr\b")),
    (PERCENT, re.compile(r"%|percent|per cent|prozent|pour ?cent|por ?ciento|procent|\bpct\b")),
    (RATIO, re.compile(r"ratio|quotient|^\{?1\}?$|^\[?ratio\]?$|^/1$")),
)


def scale_of_unit(unit: str, code: str = "") -> str:
    """The scale a unit names by its text, else by its UCUM code;
    "" when neither says, or when they differ."""
    said, coded = _scale(unit), _scale(code)
    if said and coded and coded not in (said, PERCENT if said == PERCENT_IS else said):
        return UNSAID
    return said or coded


def _scale(unit: str) -> str:
    folded = fold(plain_text(unit)).strip()
    if folded.startswith(("mr (log", "mr(log")):
        return MR
    found = next((scale for scale, pattern in _SPELLINGS if pattern.search(folded)), UNSAID)
    return PERCENT_IS if found == PERCENT and _IS.search(folded) else found
