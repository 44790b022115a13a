"""What a laboratory's code or name for a test stands for, and which medicines are for CML."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from cmlguide.exchange.typed.text import fold, plain_text
from milestones.lines import find_medicine

LOINC_SYSTEM = "http://loinc.org"
_ATC = {
    "L01EA01": "imatinib",
    "L01XE01": "imatinib",
    "L01EA02": "dasatinib",
    "L01EA03": "nilotinib",
    "L01EA04": "bosutinib",
    "L01EA05": "ponatinib",
    "L01EA06": "asciminib",
}
_STEMS = re.compile(
    r"\b(imatinib|dasatinib|nilotinib|bosutinib|ponatinib|asciminib|radotinib|flumatinib|olverembatinib)"
)
_GENE = re.compile(r"bcr\W{0,4}(?:/\W*)?abl|t\(9;22\)|bcrabl|philadelphia")
_MENTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "other_transcript",
        re.compile(r"p\s?190|p\s?230|\be1a2\b|\be19a2\b|minor transcript|\be13a3\b|\be14a3\b"),
    ),
    ("fish", re.compile(r"\bfish\b|nuclei|in situ")),
    ("cytogenetics", re.compile(r"karyotyp|cytogen|metaphase|chromosom")),
    ("mutation", re.compile(r"kinase domain|mutation|[a-z]\d{3}[a-z]\b|\bvaf\b")),
    ("log", re.compile(r"\blog (?:number )?(?:ratio|reduction)|log10")),
    ("presence", re.compile(r"\bpresence\b|qualitative|\[identifier\]|gene fusions? studied")),
    ("interpretation", re.compile(r"interpretation|\bcomment\b|narrative")),
    ("percent_is", re.compile(r"international scale|%\s*\(?is\b|\(is\)|\bis ratio\b|\bis %|\bncn-?is\b")),
    ("raw", re.compile(r"\braw\b|non-?is\b|not is\b")),
)
_MARROW = re.compile(r"marrow|\bbma?\b|knochenmark|moelle|midollo|medula osea")
_NO_ITEM = re.compile(
    r"a1c|\bmch|mcv|mpv|pdw|rdw|plateletcrit|\bpct\b|nucleated|nrbc|reticulo|urine|corpuscular|free hemo"
)
_WBC = re.compile(
    r"^w\.?b\.?c|leu[ck]o[cz][iy]t|white (?:blood )?cell|^leuk[os]|^leuco|weisse blut|globules? blancs?|^gb$"
)
_ITEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("", _NO_ITEM),
    ("wbc", _WBC),
    ("hemoglobin", re.compile(r"^h(?:ae|e|a)?moglobin|^hemoglobin|^emoglobina|^hgb|^hb\b|\bhemoglobin\b")),
    ("platelets", re.compile(r"platelet|thrombo[cz][iy]t|^plt|plaquet|piastrin|trombosit|^trc")),
    ("neutrophils", re.compile(r"neutro[fp]h?il|^anc\b|^neut\b|^neu\b")),
    ("basophils", re.compile(r"baso[fp]h?il|^baso?\b")),
    ("eosinophils", re.compile(r"eosino[fp]h?il|^eos?\b")),
    ("blasts", re.compile(r"^blasts?\b|\bblasts\b|^blasten|^blastos")),
)


@cache
def loinc_roles() -> dict[str, dict[str, str]]:
    """The tables of loinc.toml."""
    text = Path(__file__).with_name("loinc.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return tables


@cache
def known_loinc() -> frozenset[str]:
    """Every code of loinc.toml."""
    return frozenset(code for table in loinc_roles().values() for code in table)


@lru_cache(maxsize=4096)
def names_bcr_abl(text: str) -> bool:
    """Whether the text names the BCR::ABL1 fusion."""
    return bool(_GENE.search(fold(plain_text(text))))


@lru_cache(maxsize=4096)
def role_in_text(text: str) -> str | None:
    """What a BCR::ABL1 test's name says it measures; "unsure" if only the gene is named, None without."""
    folded = fold(plain_text(text))
    if not _GENE.search(folded):
        return None
    return next((role for role, pattern in _MENTIONS if pattern.search(folded)), "unsure")


@lru_cache(maxsize=4096)
def mentions_marrow(text: str) -> bool:
    """Whether the text names bone marrow."""
    return bool(_MARROW.search(fold(plain_text(text))))


@lru_cache(maxsize=4096)
def item_in_text(text: str) -> str | None:
    """The blood count item a test's name stands for, or None."""
    folded = fold(plain_text(text)).strip()
    found = next((item for item, pattern in _ITEMS if pattern.search(folded)), None)
    return found or None


def cml_medicine(text: str, codes: tuple[str, ...] = ()) -> str | None:
    """The generic name of a TKI for CML named in the text or by an ATC code; None for anything else."""
    for code in codes:
        if code.upper() in _ATC:
            return _ATC[code.upper()]
    stem = _STEMS.search(fold(plain_text(text)))
    if stem:
        return stem[1]
    known = find_medicine(text)
    return known.name if known and known.tki else None
