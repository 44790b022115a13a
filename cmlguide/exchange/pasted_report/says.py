"""What one piece of a letter says: numbers with their scale, copies, limits, and words instead of numbers."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cmlguide.exchange.terms.names import mentions_marrow, names_bcr_abl
from cmlguide.exchange.typed.measures import Measure, UnreadableNumberError, find_measures
from cmlguide.exchange.typed.number import TypedResult, read_count, read_number
from cmlguide.exchange.typed.result_words import GENE, read_words

_COUNT = r"(\d{1,3}(?:[ ,.'] ?\d{3})+|\d+)"
_GENES = r"(abl1?|gusb?|bcr|control gene)"
_TARGET_COPIES = re.compile(rf"bcr\W{{0,3}}abl1?\s*(?:transcript\s*)?copies\s*[:=]?\s*{_COUNT}(?!\w|[.,]\d)")
_COPIES = r"(?:copies|copy number|copias|copie|kopien|kopieen)"
_CONTROL_COPIES = re.compile(rf"{_GENES}[\s-]*(?:gene\s*)?(?:transcript\s*)?{_COPIES}\s*[:=]?\s*{_COUNT}")
_COPIES_AFTER = re.compile(
    rf"{_COUNT}\s*(?:copies of\s*)?{_GENES}[\s-]*{_COPIES}|{_COUNT}\s*{_COPIES} (?:of|de|von|di)\s*{_GENES}"
    rf"|{_COPIES}\s*(?:of |de |d'|von |di )?{_GENES}\s*[:=]?\s*{_COUNT}"
    rf"|{_GENES}\s*[:=]?\s*{_COUNT}\s*{_COPIES}"
)
_FACTOR = re.compile(
    r"(?:\bcf\b|conversion factor|umrechnungsfaktor|correction factor)\s*[:=]?\s*(\d+(?:[.,]\d+)?)"
)
_LIMIT = re.compile(
    r"(?:sensitivity|detection limit|limit of detection|\blod\b|\bloq\b|limit of quantification|"
    r"nachweisgrenze|sensitivitat|sensibilite|sensibilidad)\s*(?:of (?:this|the) (?:assay|test|method))?"
    r"\s*(?:of|is|[:=])*\s*(mr\s?\d(?:[.,]\d+)?|[<≤]?\s*\d+(?:[.,]\d+)?\s*%(?:\s*\(?is\b\)?)?)"
)
_UNIT_BEFORE = re.compile(
    r"%\s*(\(?\s*is\s*\)?)?\s*[:=|]*\s*([<>≤≥]?\s*\d[\d.,]*(?:\s?(?:e|x\s?10\^?)-?\d+)?)(?!\s*%|[\w.,]*\d)"
)
_OTHER_TRANSCRIPT = re.compile(r"\bp\s?190\b|\bp\s?230\b|\be1a2\b|\be19a2\b|\be13a3\b|\be14a3\b")
_NAMES = re.compile(
    r"\bp\s?210\b|\be1[34]a[23]\b|\be1a2\b|\be19a2\b|\bp\s?190\b|\bp\s?230\b|\bb[23]a[23]\b|\bt\(9;22\)(?:\([^)]*\))?"
)
_ON_SCALE = re.compile(
    r"\(\s*(?:is|ei)\s*\)|%\s*/?\s*is(?=\s*(?:$|[),;:/\]\d<>]))|\bis\s*[:=]|\bis (?:result|ratio)\b|"
    r"international scale|escala internacional|echelle internationale|scala internazionale|"
    r"internationale skala"
)
"""`% is` alone may be a verb ("0.05 % is low"); capitals were put in brackets before (segments.cut)."""
_RAW = re.compile(r"\bratio\b|\bncn\b|\braw\b|unadjusted|quotient")
_RESULT = re.compile(
    r"\bresults?\b|\bratio\b|\bncn\b|\bquantitative\b|\btranscripts?\b|\bergebnis\b|\bresultat\b|\bvalue\b|\blevel\b"
)
_LOG = re.compile(r"\blog(?:10)?[ -]reduction|\d\s*log\b")
_POWER = re.compile(r"\d\s*[x·*]\s*10\s*(?:\^|e)?\s*-?\d|\d\s?e-\d")
_TENTH = Decimal("0.02")


@dataclass(frozen=True)
class Says:
    """What a piece says. `typed`: the numbers in it as results; `words`: result_words.WORDS found in it."""

    typed: tuple[TypedResult, ...]
    words: frozenset[str]
    copies: int | None
    control_gene: str | None
    factor: Decimal | None
    limit: TypedResult | None
    other_transcript: bool
    marrow: bool
    names_gene: bool
    names_result: bool

    @property
    def is_result(self) -> bool:
        """Whether this piece alone is about the BCR::ABL1 result."""
        scaled = any(one.unit or one.kind == "level" for one in self.typed)
        return self.names_gene or self.other_transcript or scaled or (self.names_result and bool(self.typed))


def read_piece(text: str) -> Says:
    """What the folded text of a piece says, its dates and traps already taken out."""
    bare, copies, gene = _copies(text)
    bare, factor = _take_number(_FACTOR, bare)
    bare, limit = _take_limit(bare)
    named = names_bcr_abl(text)
    nameless = _NAMES.sub(" ", GENE.sub(" ", bare))
    typed = _numbers(nameless)
    return Says(
        typed=typed,
        words=read_words(nameless),
        copies=copies,
        control_gene=gene,
        factor=factor,
        limit=limit,
        other_transcript=bool(_OTHER_TRANSCRIPT.search(text)),
        marrow=mentions_marrow(text),
        names_gene=named,
        names_result=bool(_RESULT.search(text)) or bool(_POWER.search(text)) or bool(_RAW.search(text)),
    )


def _copies(text: str) -> tuple[str, int | None, str | None]:
    text = _TARGET_COPIES.sub(" ", text)
    for pattern in (_CONTROL_COPIES, _COPIES_AFTER):
        match = pattern.search(text)
        if match:
            parts = [part for part in match.groups() if part]
            count = next(part for part in parts if part[0].isdigit())
            gene = next(part for part in parts if not part[0].isdigit())
            named = "GUSB" if gene.startswith("gus") else "BCR" if gene == "bcr" else "ABL1"
            return pattern.sub(" ", text), read_count(count.replace(", ", ",")).value, named
    return text, None, None


def _take_number(pattern: re.Pattern[str], text: str) -> tuple[str, Decimal | None]:
    match = pattern.search(text)
    return (text, None) if match is None else (pattern.sub(" ", text), read_number(match[1]).value or None)


def _take_limit(text: str) -> tuple[str, TypedResult | None]:
    """ "Sensitivity: MR4.5" says how deep the test saw; it is no result of its own."""
    match = _LIMIT.search(text)
    if match is None:
        return text, None
    deep = read_number(f"not detected {match[1].strip('<≤ ')}".replace("(is)", "IS"))
    return _LIMIT.sub(" ", text), deep if deep.limit is not None else None


def _numbers(text: str) -> tuple[TypedResult, ...]:
    """Every result-like number, each with its scale: `% (IS) 1.123` and `1.123 % (IS)` alike."""
    turned = _UNIT_BEFORE.sub(_number_first, text)
    on_scale = [match.start() for match in _ON_SCALE.finditer(turned)]
    try:
        measures, _ = find_measures(turned)
    except UnreadableNumberError as error:
        return (TypedResult(problem=error.code),)
    measures = _said_once(measures)
    marked = [one for one in measures if one.percent or one.is_mr]
    return tuple(
        _typed(one, turned, bool(on_scale), len([m for m in marked if m.percent]))
        for one in (marked or measures)
    )


def _number_first(match: re.Match[str]) -> str:
    return f" {match[2]} % {'(is)' if match[1] else ''} "


def _said_once(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """`2.82x10^-1 (28.24 %)` says one number twice: the percent stays."""
    percents = [one for one in measures if one.percent]
    return tuple(
        one
        for one in measures
        if one.percent
        or one.is_mr
        or not any(_is_hundredth(one.number, percent.number) for percent in percents)
    )


def _is_hundredth(fraction: Decimal, percent: Decimal) -> bool:
    return percent != 0 and abs(fraction * 100 / percent - 1) <= _TENTH


def _typed(measure: Measure, text: str, on_scale: bool, percents: int) -> TypedResult:
    """The measure read again on its own, with the scale that stands beside it in the text."""
    sign = {"≤": "<=", "≥": ">="}.get(measure.comparator or "", measure.comparator or "")
    number = format(measure.number, "f")
    if measure.is_mr:
        return read_number(f"MR {sign}{'-' if measure.negative else ''}{number}")
    beside = on_scale if percents <= 1 else _is_beside(number, text)
    scale = " IS" if beside else " log" if _LOG.search(text) and not measure.percent else ""
    percent = " %" if measure.percent else ""
    raw = "raw " if not beside and measure.percent and re.search(r"\bncn\b|\braw\b|unadjusted", text) else ""
    return read_number(f"{raw}{sign}{number}{percent}{scale}")


def _is_beside(number: str, text: str) -> bool:
    written = re.escape(number).replace(r"\.", "[.,]")
    after = rf"{written}\s*%?\s*(?:\(\s*(?:is|ei)\b|is\b|international scale)"
    before = rf"(?:\bis\b|\(is\)|international scale)\s*[:=]?\s*[<>≤≥]?\s*{written}"
    return bool(re.search(f"{after}|{before}", text))
