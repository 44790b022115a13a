"""A line of a letter as statements: each value in it, and the role it has there.

A value is a number, a level's name, or a word that stands in place of a number ("not detected"). Its role
comes from the words that name it: those since the value before it, or else the ones that named that value.
Only a statement with the role of a result is ever proposed; the others say how good the sample was, or are
left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from cmlguide.exchange.typed.behind import OTHERS, Behind, kind_at
from cmlguide.exchange.typed.measures import UnreadableNumberError, read_decimal
from cmlguide.exchange.typed.tokens import Token
from milestones.scale import levels

RESULT = "result"
WORDS = ("below_quantification", "below_detection", "not_detected", "no_result", "above_limit", "detected")
LEVELS = ("mmr", "dmr", "emr", "cmr")
ROLES = frozenset({
    "gene", "atypical", "typical", "scale", "raw", "log", "mr", "cmr", "limit", "quantification", "range",
    "goal", "previous", "standard", "factor", "copies", "control", "control_gene", "other_test", "count",
    "other_number", "result", "total", "id",
})  # fmt: skip
"""The kinds of token that name what the next value is."""
RULING = ("limit", "quantification", "range", "goal", "standard", *OTHERS)
"""Roles that also hold for what stands in brackets behind their value."""
DEPTH = ("limit", "quantification", "below_detection", "below_quantification")
FEWEST_COPIES = 100
"""A count of the control gene is a whole number, and never as small as a percent or a level."""


@dataclass(frozen=True)
class Statement:
    """One value with its role.

    `kind` is number, level or a word of WORDS; `text` the number as written, the level's code, or "".
    `labels` name it; `around` are the kinds of all tokens of its sentence. `unit` is log, mr or "" (a
    percent, or nothing said); `on_scale` and `raw` what the letter says of the scale. `inherited`: its name
    stands in a line above. `clean`: no unknown word stands before it. `at` is its place in the line.
    """

    role: str
    kind: str
    text: str = ""
    sign: str = ""
    percent: bool = False
    on_scale: bool = False
    raw: bool = False
    unit: str = ""
    gene: str = ""
    labels: frozenset[str] = frozenset()
    day: str = ""
    sentence: int = 0
    inherited: bool = False
    clean: bool = True
    negated: bool = False
    came_from: bool = False
    at: int = 0
    around: frozenset[str] = frozenset()

    @property
    def is_atypical(self) -> bool:
        """Whether it is about a transcript the scale is not made for."""
        return "atypical" in self.labels and "typical" not in self.labels


@dataclass
class _State:
    """What has been read of a sentence so far."""

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
    """The statements of a line in order. `context` names what has no name of its own in the line."""
    found: list[Statement] = []
    for number, sentence in enumerate(_sentences(tokens)):
        read = _read_sentence(sentence, context if not found or number == 0 else frozenset(), number)
        found += _placed(read, sentence)
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
    """Take in a token that is no value: a bracket, a sign, a label, or a word that says nothing."""
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
    """What names a value in brackets names none behind them; brackets without a value say something more."""
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
    """Remember what a token names; the gene, for the copies that follow."""
    if token.kind == "percent_scale":
        state.labels |= {"percent", "scale"}
    elif token.kind in _LABELS:
        state.labels.add(token.kind)
    if token.kind == "id":
        state.clean = False
    if token.kind in ("control_gene", "gene"):
        state.gene = token.text if token.kind == "control_gene" else "BCR::ABL1"


def _word(token: Token, state: _State, number: int) -> Statement:
    """A value that is a word. "No transcripts detected" is not detected, "no MMR" is no level."""
    kind, text = (token.kind, "") if token.kind in WORDS else ("level", token.kind)
    labels = state.naming()
    if kind == "detected" and state.negated:
        kind = "not_detected"
    statement = Statement(
        role=_role_of_word(labels),
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


def _role_of_word(labels: frozenset[str]) -> str:
    for role in (*OTHERS, "range", "goal", "standard", "previous"):
        if role in labels:
            return "other" if role in OTHERS else role
    return "define" if "define" in labels and labels & set(LEVELS) else RESULT


def _number_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether "CMR 4.5" or "MR4" goes on with its number."""
    rest = [token for token in tokens[at + 1 : at + 3] if token.kind != "sign"]
    return tokens[at].kind == "cmr" and bool(rest) and rest[0].kind == "number"


def _number(tokens: Sequence[Token], at: int, state: _State, number: int) -> tuple[Statement, int]:
    """The number at this place with what belongs to it, and the place behind."""
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
    role = _role_of_number(statement, behind, tokens, at)
    state.found += 1
    state.sticky = (labels - {"factor"}) | ({"other_test"} if "other_test" in behind.labels else set())
    state.labels, state.sign, state.clean = set(), "", True
    state.inherited = state.inherited and not own
    state.came_from, state.gene = False, "" if behind.gene else state.gene
    return replace(statement, role=role), behind.end


def _unit(behind: Behind, state: _State, labels: frozenset[str]) -> str:
    """Log or MR where the number is one; a percent sign says that it is neither."""
    if behind.percent or "percent" in state.labels:
        return ""
    if behind.is_log:
        return "log"
    own = state.labels & {"mr", "cmr", "log"} or (
        labels & {"mr", "cmr", "log"} if not state.labels & ROLES else set()
    )
    return "mr" if own & {"mr", "cmr"} else "log" if "log" in own else ""


def _role_of_number(read: Statement, behind: Behind, tokens: Sequence[Token], at: int) -> str:
    """What the number is there: see the table in `docs/files.md`."""
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
    """`ABL1 46,200`, `Gene de controle ABL1 : 91 200`: a whole number beside the control gene alone."""
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


def _placed(read: list[Statement], sentence: Sequence[Token]) -> list[Statement]:
    """The statements of a sentence with the roles that only the whole of it tells."""
    kinds = frozenset(token.kind for token in sentence)
    defining = _defining(read, kinds)
    placed = [
        replace(one, around=kinds, role="define" if place in defining else one.role)
        for place, one in enumerate(read)
    ]
    return _without_origin(placed, sentence)


def _defining(read: Sequence[Statement], kinds: frozenset[str]) -> frozenset[int]:
    """The places of numbers and levels that say what a level means: its own border is no result there."""
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


def as_typed(statement: Statement) -> str:
    """A number or a level as a person would type it into the box for a result."""
    if statement.kind == "level":
        return statement.text
    written = f"{statement.sign}{statement.text}"
    if statement.unit == "mr":
        return f"{'undetectable ' if 'cmr' in statement.labels else ''}MR {written}"
    if statement.unit == "log":
        return f"{written} log reduction"
    raw = "raw " if statement.raw and not statement.on_scale else ""
    return f"{raw}{written}{' %' if statement.percent else ''}{' IS' if statement.on_scale else ''}"
