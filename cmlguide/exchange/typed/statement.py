"""One value in a line of a letter with its role there, and as a person would type it."""

from __future__ import annotations

from dataclasses import dataclass

RESULT = "result"
WORDS = ("below_quantification", "below_detection", "not_detected", "no_result", "above_limit", "detected")
LEVELS = ("mmr", "dmr", "emr", "cmr")
ROLES = frozenset({
    "gene", "atypical", "typical", "scale", "raw", "log", "mr", "cmr", "limit", "quantification", "range",
    "goal", "previous", "standard", "factor", "copies", "control", "control_gene", "other_test", "count",
    "other_number", "result", "total", "id",
})  # fmt: skip
"""The kinds of token that name what the next value is."""


@dataclass(frozen=True)
class Statement:
    """One value with its role.

    `kind` is number, level or a word of WORDS; `text` is the number as written, the level's code, or "".
    `labels` name it; `around` are the kinds of all tokens in its sentence. `unit` is log, mr or "" (a
    percent, or not said); `on_scale` and `raw` are what the letter says about the scale. `inherited`: it is
    named in a line above. `clean`: no unknown word comes before it. `at` is its place in the line.
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
        """Whether it is about a transcript the scale does not cover."""
        return "atypical" in self.labels and "typical" not in self.labels


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
