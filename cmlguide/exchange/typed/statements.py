"""A line of a letter as statements: each value in it, and the role it has there.

A value is a number, a level's name, or a word used in place of a number ("not detected"). Its role comes from
the words that name it: those since the previous value, or else the ones that named that value. Only a
statement with the role of a result is ever proposed; the others describe the sample's quality, or are left
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cmlguide.exchange.typed.behind import OTHERS, Behind
from cmlguide.exchange.typed.roles import role_of_number, role_of_word, with_whole_sentence
from cmlguide.exchange.typed.statement import LEVELS, ROLES, WORDS, Statement
from cmlguide.exchange.typed.tokens import Token

RULING = ("limit", "quantification", "range", "goal", "standard", *OTHERS)
"""Roles that also hold for what stands in brackets behind their value."""
DEPTH = ("limit", "quantification", "below_detection", "below_quantification")


@dataclass
class _State:
    """What has been read in a sentence so far."""

    sticky: frozenset[str]
    inherited: bool = True
    labels: set[str] = field(default_factory=set)
    gene: str = ""
    sign: str = ""
    negated: bool = False
    clean: bool = True
    came_from: bool = False
    brackets: list[tuple[set[str], frozenset[str], bool, int]] = field(default_factory=list)
    found: int = 0

    def naming(self) -> frozenset[str]:
        """The labels that name the next value: its own, or those of the value before it."""
        own = self.labels & ROLES
        ruling = {label for label in self.sticky if label in RULING} if self.brackets else set()
        if own:
            return frozenset(self.labels | ruling)
        return self.sticky | self.labels


def read_statements(tokens: Sequence[Token], context: frozenset[str] = frozenset()) -> tuple[Statement, ...]:
    """The statements in a line, in order. `context` names values that have no name in the line itself."""
    found: list[Statement] = []
    for number, sentence in enumerate(_sentences(tokens)):
        read = _read_sentence(sentence, context if not found or number == 0 else frozenset(), number)
        found += with_whole_sentence(read, sentence)
    return tuple(found)


def _sentences(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        if token.kind == "stop":
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(token)
    if sentence:
        yield sentence


def _read_sentence(tokens: Sequence[Token], context: frozenset[str], number: int) -> list[Statement]:
    state, found, at = _State(sticky=context), [], 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "number":
            statement, at = _number(tokens, at, state, number)
            found.append(statement)
            continue
        if token.kind in WORDS or (token.kind in LEVELS and not _number_follows(tokens, at)):
            found.append(_word(token, state, number))
        else:
            _note(token, state, found)
        at += 1
    return found


def _note(token: Token, state: _State, found: list[Statement]) -> None:
    """Note a token that is not a value: a bracket, a sign, a label, or an unknown word."""
    kind = token.kind
    if kind in ("open", "close"):
        _bracket(kind, state)
    elif kind in ("less_after", "more_after") and found and found[-1].kind == "number":
        found[-1] = replace(found[-1], sign="<" if kind == "less_after" else ">")
    elif kind in _SIGN_WORDS or kind == "sign":
        state.sign = _SIGN_WORDS.get(kind, token.text)
    elif kind in _FLAGS:
        setattr(state, *_FLAGS[kind])
    else:
        _label(token, state)


def _bracket(kind: str, state: _State) -> None:
    """Words in brackets that name a value name none after them; brackets without a value add details."""
    if kind == "open":
        state.brackets.append((set(state.labels), state.sticky, state.inherited, state.found))
    elif state.brackets:
        labels, sticky, inherited, count = state.brackets.pop()
        if state.found != count:
            state.labels, state.sticky, state.inherited = labels, sticky, inherited
        else:
            state.labels |= labels


_FLAGS = {"no": ("negated", True), "from_": ("came_from", True), "unknown": ("clean", False)}
_LABELS = ROLES | {"percent", "marrow", "collected", "other_day", "define", *LEVELS}
_SIGN_WORDS = {"less": "<", "more": ">", "at_most": "≤", "at_least": "≥"}


def _label(token: Token, state: _State) -> None:
    """Remember what a token names; also the gene, for the copies that follow."""
    if token.kind == "percent_scale":
        state.labels |= {"percent", "scale"}
    elif token.kind in _LABELS:
        state.labels.add(token.kind)
    if token.kind == "id":
        state.clean = False
    if token.kind in ("control_gene", "gene"):
        state.gene = token.text if token.kind == "control_gene" else "BCR::ABL1"


def _word(token: Token, state: _State, number: int) -> Statement:
    """A value that is a word. "No transcripts detected" means not detected; "no MMR" is not a level."""
    kind, text = (token.kind, "") if token.kind in WORDS else ("level", token.kind)
    labels = state.naming()
    if kind == "detected" and state.negated:
        kind = "not_detected"
    statement = Statement(
        role=role_of_word(labels),
        kind=kind,
        text=text,
        gene=state.gene,
        labels=labels,
        sentence=number,
        inherited=not state.labels & ROLES and state.inherited,
        clean=state.clean,
        negated=state.negated,
        at=token.start,
    )
    state.found += 1
    if kind in DEPTH:
        state.sticky, state.labels, state.inherited = labels | {"limit"}, set(), False
    elif kind != "level":
        state.sticky, state.labels = labels, set()
    state.negated = False
    return statement


def _number_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether "CMR 4.5" or "MR4" continues with its number."""
    rest = [token for token in tokens[at + 1 : at + 3] if token.kind != "sign"]
    return tokens[at].kind == "cmr" and bool(rest) and rest[0].kind == "number"


def _number(tokens: Sequence[Token], at: int, state: _State, number: int) -> tuple[Statement, int]:
    """The number at this index with what belongs to it, and the index after it."""
    token, labels = tokens[at], state.naming()
    behind = Behind.of(tokens, at)
    own = bool(state.labels & ROLES)
    statement = Statement(
        role="",
        kind="number",
        text=token.text,
        sign=behind.sign or state.sign,
        percent=behind.percent or "percent" in state.labels,
        on_scale=behind.on_scale or "scale" in labels,
        raw="raw" in labels,
        unit=_unit(behind, state, labels),
        gene=behind.gene or state.gene,
        labels=labels | behind.labels,
        sentence=number,
        inherited=not own and state.inherited,
        clean=state.clean,
        came_from=state.came_from,
        at=token.start,
    )
    role = role_of_number(statement, behind, tokens, at)
    state.found += 1
    state.sticky = (labels - {"factor"}) | ({"other_test"} if "other_test" in behind.labels else set())
    state.labels, state.sign, state.clean = set(), "", True
    state.inherited = state.inherited and not own
    state.came_from, state.gene = False, "" if behind.gene else state.gene
    return replace(statement, role=role), behind.end


def _unit(behind: Behind, state: _State, labels: frozenset[str]) -> str:
    """Log or MR, if the number is one; a percent sign rules out both."""
    if behind.percent or "percent" in state.labels:
        return ""
    if behind.is_log:
        return "log"
    own = state.labels & {"mr", "cmr", "log"} or (
        labels & {"mr", "cmr", "log"} if not state.labels & ROLES else set()
    )
    return "mr" if own & {"mr", "cmr"} else "log" if "log" in own else ""
