"""What follows a number and belongs to it: its percent sign, scale, gene, or a unit of something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from cmlguide.exchange.typed.tokens import Token

OTHERS = ("other_test", "count", "other_number", "id")
"""Kinds of token that say that a number is of something else."""
BRIDGES = ("filler", "to", "from_", "define", "colon", "equals", "percent")


@dataclass(frozen=True)
class Behind:
    """What directly follows a number and belongs to it; `end` is the index of the next token."""

    end: int
    percent: bool = False
    on_scale: bool = False
    is_log: bool = False
    is_copies: bool = False
    is_foreign: bool = False
    gene: str = ""
    sign: str = ""
    labels: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tokens: Sequence[Token], at: int) -> "Behind":
        found: dict[str, object] = {}
        end = at + 1
        while end < len(tokens):
            step = _belongs(tokens, at, end, found)
            if not step:
                break
            end += step
        return cls(end=end, **found)  # type: ignore[arg-type]


def _belongs(tokens: Sequence[Token], at: int, place: int, found: dict[str, object]) -> int:
    """How many tokens from this one on belong to the number before them; what they say goes into `found`."""
    token = tokens[place]
    for taken in (_scale, _copies, _sign, _fact):
        count = taken(tokens, at, place, found)
        if count:
            return count
    if token.kind == "unknown" and token.start == tokens[at].end and place == at + 1:
        found["is_foreign"] = True
        return 1
    return _bridge(tokens, place, found)


def _scale(tokens: Sequence[Token], at: int, place: int, found: dict[str, object]) -> int:
    """`% (IS)`, `(IS corrected`, `3-log`."""
    kind, after = tokens[place].kind, kind_at(tokens, place + 1)
    if kind == "percent_scale":
        found.update(percent=True, on_scale=True)
        return 1
    if kind == "open" and after == "scale":
        found["on_scale"] = True
        return 2
    if kind == "dash" and after == "log" and place == at + 1:
        found["is_log"] = True
        return 2
    return 0


def _copies(tokens: Sequence[Token], at: int, place: int, found: dict[str, object]) -> int:
    """`copies`, `ABL1 copies`, `copies of ABL1`."""
    token = tokens[place]
    if token.kind in ("control_gene", "gene") and found.get("is_copies") and not found.get("gene"):
        found["gene"] = token.text if token.kind == "control_gene" else "BCR::ABL1"
        return 1
    if token.kind == "control_gene" and place == at + 1 and kind_at(tokens, place + 1) == "copies":
        found.update(gene=token.text, is_copies=True)
        return 2
    return 1 if token.kind == "copies" and found.get("is_copies") else 0


def _sign(tokens: Sequence[Token], at: int, place: int, found: dict[str, object]) -> int:
    """`or less`, and "3.3 MR" where no number follows."""
    kind = tokens[place].kind
    if kind in ("less_after", "more_after"):
        found["sign"] = "<" if kind == "less_after" else ">"
        return 1
    if kind == "mr" and kind_at(tokens, place + 1) not in ("number", "sign", "colon", "equals"):
        found["labels"] = frozenset({"mr"})
        return 1
    return 0


def _fact(tokens: Sequence[Token], at: int, place: int, found: dict[str, object]) -> int:
    kind = tokens[place].kind
    fact = _SUFFIXES.get(kind)
    if fact is None or (fact == "percent" and found.get("on_scale")):
        return 0
    found[fact] = True
    if kind in OTHERS:
        found["labels"] = frozenset({kind})
    return 1


_SUFFIXES = {
    "percent": "percent", "scale": "on_scale", "log": "is_log", "copies": "is_copies", "unit": "is_foreign",
    "other_test": "is_foreign", "count": "is_foreign", "other_number": "is_foreign",
}  # fmt: skip


def _bridge(tokens: Sequence[Token], place: int, found: dict[str, object]) -> int:
    """Small words between a number and its scale or its gene: "on the", "of", "d'", "von"."""
    wanted = (
        ("gene", "control_gene") if found.get("is_copies") and not found.get("gene") else ("scale", "log")
    )
    for length in range(1, 5):
        kinds = [token.kind for token in tokens[place : place + length]]
        if len(kinds) < length or any(
            kind not in (*BRIDGES, "control", "unknown", "typical") for kind in kinds
        ):
            return 0
        if "unknown" in kinds and wanted != ("gene", "control_gene"):
            return 0
        if kind_at(tokens, place + length) in wanted:
            return length
    return 0


def kind_at(tokens: Sequence[Token], place: int) -> str:
    """The kind of the token at this index; "" outside the line."""
    return tokens[place].kind if 0 <= place < len(tokens) else ""
