"""What a value in a letter is: a result, a limit, copies, a goal. The words that name it decide, then what
surrounds it, and finally its whole sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from cmlguide.exchange.typed.behind import OTHERS, Behind, kind_at
from cmlguide.exchange.typed.measures import UnreadableNumberError, read_decimal
from cmlguide.exchange.typed.statement import LEVELS, RESULT, Statement
from cmlguide.exchange.typed.tokens import Token
from milestones.scale import levels

FEWEST_COPIES = 100
"""A count of the control gene is a whole number, and never as small as a percent or a level."""


def role_of_word(labels: frozenset[str]) -> str:
    """The role of a word used in place of a number."""
    for role in (*OTHERS, "range", "goal", "standard", "previous"):
        if role in labels:
            return "other" if role in OTHERS else role
    return "define" if "define" in labels and labels & set(LEVELS) else RESULT


def role_of_number(read: Statement, behind: Behind, tokens: Sequence[Token], at: int) -> str:
    """The role of a number: see the table in `docs/files.md`."""
    labels = read.labels
    if _is_part_of_a_fraction(tokens, at, behind.end):
        return "other"
    if behind.is_copies or ("copies" in labels and not read.percent and not behind.on_scale):
        return _copies(read, behind)
    if behind.is_foreign or any(label in labels for label in OTHERS):
        return "other"
    if _is_part_of_a_range(tokens, at, behind.end):
        return "range"
    for label, role in _BY_LABEL:
        if label in labels and not (label == "standard" and read.unit):
            return role
    if _is_count_of_control(read):
        return "control_copies"
    return RESULT


_BY_LABEL = (
    ("range", "range"), ("goal", "goal"), ("standard", "define"), ("limit", "limit"),
    ("quantification", "limit"), ("factor", "factor"), ("previous", "previous"),
)  # fmt: skip


def _copies(read: Statement, behind: Behind) -> str:
    if behind.gene:
        return "target_copies" if behind.gene == "BCR::ABL1" else "control_copies"
    if "control" in read.labels and read.gene in ("", "BCR::ABL1"):
        return "control_copies"
    return "target_copies" if read.gene in ("", "BCR::ABL1") else "control_copies"


def _is_count_of_control(read: Statement) -> bool:
    """`ABL1 46,200`, `Gene de controle ABL1 : 91 200`: a whole number next to only the control gene."""
    if (
        read.percent
        or read.on_scale
        or not {"control_gene", "control"} & read.labels
        or "gene" in read.labels
    ):
        return False
    digits = "".join(character for character in read.text if character.isdigit())
    return len(digits) >= 3 and int(digits) >= FEWEST_COPIES and not read.text.startswith("0")


def _is_part_of_a_fraction(tokens: Sequence[Token], at: int, end: int) -> bool:
    """`4/200 nuclei`, `5 of 200`: two whole numbers, one over the other."""
    before, after = kind_at(tokens, at - 1), kind_at(tokens, end)
    if (before == "slash" and kind_at(tokens, at - 2) == "number") or (
        after == "slash" and kind_at(tokens, end + 1) == "number"
    ):
        return end == at + 1 or before == "slash"
    return (
        end == at + 1
        and tokens[at].text.isdigit()
        and after == "filler"
        and kind_at(tokens, end + 1) == "number"
        and tokens[end].text in ("of", "sur", "von", "de", "su", "van", "z")
    )


def _is_part_of_a_range(tokens: Sequence[Token], at: int, end: int) -> bool:
    after = kind_at(tokens, end) == "dash" and kind_at(tokens, end + 1) in ("number", "sign")
    return after or (
        kind_at(tokens, at - 1) == "dash" and kind_at(tokens, at - 2) in ("number", "percent", "scale")
    )


def with_whole_sentence(read: list[Statement], sentence: Sequence[Token]) -> list[Statement]:
    """The statements of a sentence with the roles that only the whole sentence shows."""
    kinds = frozenset(token.kind for token in sentence)
    defining = _defining(read, kinds)
    placed = [
        replace(one, around=kinds, role="define" if place in defining else one.role)
        for place, one in enumerate(read)
    ]
    return _without_origin(placed, sentence)


def _defining(read: Sequence[Statement], kinds: frozenset[str]) -> frozenset[int]:
    """The indexes of numbers and levels that define a level: its border is not a result there."""
    named = [place for place, one in enumerate(read) if one.kind == "level" or one.unit]
    borders = [
        place for place, one in enumerate(read) if one.kind == "number" and not one.unit and _is_border(one)
    ]
    if not named or not borders:
        return frozenset()
    if "define" not in kinds and ("equals" not in kinds or "gene" in kinds):
        level, border = read[named[0]], read[borders[0]]
        if (
            ("gene" in level.labels and not level.inherited)
            or named[0] > borders[0]
            or not (border.sign or kinds & {"colon", "equals"})
        ):
            return frozenset()
    return frozenset(place for place in (*named, *borders) if read[place].role in (RESULT, "goal"))


@cache
def _borders() -> frozenset[Decimal]:
    """The borders of the levels, in percent."""
    return frozenset(level.percent_is for level in levels())


def _is_border(statement: Statement) -> bool:
    try:
        return read_decimal(statement.text)[0] in _borders()
    except UnreadableNumberError:
        return False


def _without_origin(read: list[Statement], sentence: Sequence[Token]) -> list[Statement]:
    """In "rose from 0.02% to 0.05%" the first number is the one before."""
    results = [one for one in read if one.role == RESULT and one.kind == "number" and not one.unit]
    if len(results) < 2 or "to" not in {token.kind for token in sentence}:
        return read
    first = results[0]
    return [replace(one, role="previous") if one is first and first.came_from else one for one in read]
