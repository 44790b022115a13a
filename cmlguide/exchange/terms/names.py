"""What a laboratory's code or name for a test stands for, and which medicines are for CML."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from cmlguide.exchange.typed.text import fold, plain_text
from milestones.lines import find_medicine, known_medicines

LOINC_SYSTEM = "http://loinc.org"
RXNORM_SYSTEMS = ("http://www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88")
_GENE = re.compile(r"bcr\W{0,4}(?:/\W*)?abl|t\(9;22\)|bcrabl|philadelphia")
_COPIES = (
    r"\bcop(?:y|ies)\b|kopien|\bkopie\b|kopieen|\bcopias\b|copie\b|\bkopia\b|kopya|копи|拷贝|コピー|복제"
)
_CONTROL = re.compile(
    r"\babl ?1?\b|\bgus(?:b)?\b|\bbcr\b|control gene|kontrollgen|gene? (?:de )?control|reference gene"
)
_MENTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "other_transcript",
        re.compile(r"p\s?190|p\s?230|\be1a2\b|\be19a2\b|minor transcript|\be13a3\b|\be14a3\b"),
    ),
    (
        "detail",
        re.compile(
            r"\bct\b|cycle threshold|conversion factor|umrechnungsfaktor|limit of (?:detection|quanti)"
            r"|detection limit|\blod\b|\bloq\b|nachweisgrenze|sensitivit|reference range"
        ),
    ),
    ("fish", re.compile(r"\bfish\b|nuclei|in situ")),
    ("cytogenetics", re.compile(r"karyotyp|cytogen|metaphase|chromosom")),
    ("mutation", re.compile(r"kinase domain|mutation|[a-z]\d{3}[a-z]\b|\bvaf\b")),
    ("log", re.compile(r"\blog (?:number )?(?:ratio|reduction)|log10")),
    ("presence", re.compile(r"\bpresence\b|qualitative|\[identifier\]|gene fusions? studied")),
    ("interpretation", re.compile(r"interpretation|\bcomment\b|narrative")),
    ("copies", re.compile(_COPIES)),
    (
        "percent_is",
        re.compile(
            r"international scale|%\s*\(?is\b|\(is\)|\bis ratio\b|\bis %|\bncn-?is\b|\bei\b"
            r"|escala internacional"
            r"|echelle internationale|scala internazionale|internationale s[ck]"
            r"|skal\w miedzynarodow|uluslararasi|международн|国际|國際|国際|국제"
        ),
    ),
    ("raw", re.compile(r"\braw\b|non-?is\b|not is\b")),
    ("mr", re.compile(r"\bmr\b(?!\s*\d)|molecular response")),
    ("ratio", re.compile(r"\bratio\b|\bquotient\b|\brelac[ai]o\b")),
)
_MARROW = re.compile(
    r"marrow|\bbma?\b|knochenmark|moelle|midollo|medula osea|aspirat[eo]?\b|beenmerg|szpik|kemik iligi"
    r"|костн|骨髓|골수"
)
_OTHER_FLUID = re.compile(
    r"urine|\bua\b|\bhpf\b|sediment|\burin|\borina\b|csf\b|cerebrospinal|spinal fluid|liquor|pleural"
    r"|synovial|ascit|peritoneal"
    r"|body fluid|\bfluid\b|bronch|lavage|\bbal\b|stool|feces|faeces|sputum|semen|dialys|saliva|nasal|wound"
    r"|cord blood|nabelschnur"
)
_LOINC_PARTS = re.compile(
    r"\[[^\]]*\]|(?:/|\bper )\s*(?:100 )?(?:leukocytes|wbc|white (?:blood )?cells|cells)\b"
)
"""`[#/volume]`, `/100 leukocytes`: how LOINC names count, not what they count."""
_NO_ITEM = re.compile(
    r"a1c|a2\b|\bmch|mcv|mpv|pdw|rdw|plateletcrit|\bpct\b|p-lcr|nucleated|nrbc|reticul|corpuscular|free"
    r"|volum|width|distribution|verteilung|largeur|mean |mittler|medio|moyen|ortalama"
    r"|\bband|stab(?:kern)?|\bsegment|\bsegs?\b|\bimmature|\bunreif|\blarge|giant|clump|aggreg|adhesion|function"
    r"|antibod|\banti|autoantik|\banca\b|esterase|phosphatase|peroxidase|elastase|lipocalin|ngal|stippl|cationic"
    r"|degranul|activation|burst|fetal|foetal|fetales|\b(?:hb|ha?emoglobine?) ?[fsc]\b"
    r"|glyc|glic|glik|met-?h|carboxy|sulf"
    r"|electrophor|oxyh|deoxyh|haptoglob|myoglob|variant|sickle|bart|occult|lymphob|erythrob|myoblast|fibrobl"
    r"|normobl|megakaryobl|osteobl|transfus|donor|product|crossmatch|concentrat(?!ion)|\bratio"
)
_WBC = re.compile(
    r"^w\.?b\.?c|\bwbc\b|leu[ck]o[cz][iy]t|white (?:blood )?cell|^leuk[os]|^leuco|weisse blut|^gb$"
    r"|globules? blancs?"
    r"|^tlc\b|globulos blancos|globuli bianchi|globulos brancos|lokosit|akyuvar|лейкоцит|白细胞|白血球|백혈구"
)
_ITEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("", _NO_ITEM),
    ("wbc", _WBC),
    (
        "hemoglobin",
        re.compile(
            r"h(?:ae|e|a)?moglob|^emoglobina|^hgb|\bhgb\b|^hb\b|гемоглобин|血红蛋白|ヘモグロビン|헤모글로빈"
        ),
    ),
    (
        "platelets",
        re.compile(
            r"platelet|t[h]?rombo[cz][iy]t|^plt|\bplt\b|plaquet|piastrin|trombosit|^trc|plytki|тромбоцит|血小板|혈소판"
        ),
    ),
    ("neutrophils", re.compile(r"neutr?o[fp]h?il|^anc\b|^neut\b|^neu\b|нейтрофил|中性粒细胞|好中球|호중구")),
    ("basophils", re.compile(r"baso[fp]h?il|^baso?\b")),
    ("eosinophils", re.compile(r"eosino[fp]h?il|^eos?\b")),
    (
        "blasts",
        re.compile(r"^blasts?\b|\bblasts\b|^blasten|^blastos|myeloblasts?\b|^blasti\b|^blastes\b|бласт"),
    ),
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
    tables = ("bcr_abl", "blood_count", "not_a_count")
    return frozenset(code for name in tables for code in loinc_roles()[name])


@lru_cache(maxsize=4096)
def names_bcr_abl(text: str) -> bool:
    """Whether the text names the BCR::ABL1 fusion."""
    return bool(_GENE.search(fold(plain_text(text))))


@lru_cache(maxsize=4096)
def role_in_text(text: str) -> str | None:
    """What the name of a BCR::ABL1 test says it measures;
    "unsure" if it is only the gene, None without it."""
    folded = fold(plain_text(text))
    if not _GENE.search(folded):
        return None
    return next((role for role, pattern in _MENTIONS if pattern.search(folded)), "unsure")


@lru_cache(maxsize=4096)
def mentions_marrow(text: str) -> bool:
    """Whether the text names bone marrow."""
    return bool(_MARROW.search(fold(plain_text(text))))


def mentions_other_fluid(text: str) -> bool:
    """Whether the text names a sample that is neither blood nor marrow: urine, spinal fluid, cord blood."""
    return bool(_OTHER_FLUID.search(fold(plain_text(text))))


@lru_cache(maxsize=4096)
def control_gene_in(text: str) -> str | None:
    """The control gene whose copies the text names (ABL1, GUSB, BCR; "" if unnamed);
    None for anything else."""
    folded = fold(plain_text(text))
    if _GENE.search(folded) or not re.search(_COPIES, folded):
        return None
    named = _CONTROL.search(folded)
    if named is None:
        return None
    return next((gene for gene in ("ABL1", "GUSB", "BCR") if gene[:3].casefold() in named[0]), "")


@lru_cache(maxsize=4096)
def item_in_text(text: str) -> str | None:
    """The blood count item a test's name stands for; None for similar names and for other samples."""
    folded = _LOINC_PARTS.sub(" ", fold(plain_text(text))).strip()
    if _OTHER_FLUID.search(folded) or _MARROW.search(folded):
        return None
    found = next((item for item, pattern in _ITEMS if pattern.search(folded)), None)
    return found or None


def says_in_blood(text: str) -> bool:
    """Whether a test's name says that it was done in blood, as LOINC's names do."""
    return bool(re.search(r"in (?:venous |arterial |capillary )?blood\b|im blut|dans le sang", fold(text)))


def answer_words(codes: Iterable[str]) -> str:
    """The words for the first known code among coded answers, or ""."""
    answers = loinc_roles()["answer"]
    return next((answers[code] for code in codes if code in answers), "")


def cml_medicine(text: str, codes: tuple[str, ...] = ()) -> str | None:
    """The generic name of a CML TKI, found by name in the text or by ATC or RxNorm ingredient code; else
    None."""
    for medicine in known_medicines():
        if medicine.tki and any(code.upper() in medicine.codes for code in codes):
            return medicine.name
    stem = _stems().search(fold(plain_text(text)))
    if stem:
        return stem[1]
    known = find_medicine(text)
    return known.name if known and known.tki else None


@cache
def _stems() -> re.Pattern[str]:
    """The TKI names without endings, because labels add the endings of their language."""
    names = [fold(medicine.name) for medicine in known_medicines() if medicine.tki]
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})")
