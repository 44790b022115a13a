"""What was found in a file, before anything is kept: every source is read into this one form.

Nothing here is in the record yet. A row with `asks` cannot be kept until each is answered (answers.py);
what was not understood is in `left_out` with its reason, so that nothing disappears silently.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cmlguide.exchange.codes import Reason
from milestones.history import BloodCount, Marrow, Mutation, Result


@dataclass(frozen=True)
class Choice:
    """One possible answer: `value` is sent back to the reader, `label` is shown (codes.CHOICES)."""

    value: str
    label: Reason


@dataclass(frozen=True)
class Ask:
    """A question about one row: `code` is one of codes.py. Without choices the answer is yes, or typed anew.

    `text`: the piece of the file it is about, if that is not the row's own text: its date, for example.
    """

    code: str
    choices: tuple[Choice, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Question:
    """A question about the whole file. The answer goes into `Options`, and the file is read again.

    `code` determines what an answer does, `words` what is asked (codes.QUESTIONS). `about` names the subject:
    a column's number, an item, a medicine; "" for the file.
    """

    code: str
    words: Reason
    choices: tuple[Choice, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Options:
    """How to read a file: today's date, and the person's answers to its questions.

    `order`: dmy, mdy or ymd. `columns`: column number from 0 to meaning (csv_file.columns). `units`: blood
    count item to unit. `scale`: the unit of every BCR::ABL1 number without one. `patient`: the person's key
    in the file. `start_on`: day 0 of a table that counts in months or days.
    """

    today: date
    name: str = ""
    order: str | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    scale: str | None = None
    patient: str | None = None
    start_on: date | None = None


@dataclass(frozen=True)
class FoundResult:
    """One BCR::ABL1 result as found in a file (`raw`, `where`) and as understood (the engine's codes).

    `kind` None: nothing was understood, and an ask says why. `known`: it is already in the record; `changed`:
    it was imported from this very place in this file, and the person has changed it since.
    """

    where: str
    raw: str
    collected_on: date | None = None
    kind: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    limit: Decimal | None = None
    level: str | None = None
    comparator: str | None = None
    copies: int | None = None
    control_gene: str | None = None
    conversion_factor: Decimal | None = None
    specimen: str = "blood"
    method: str | None = None
    quantifies_to: Decimal | None = None
    lab: str = ""
    note: str = ""
    as_reported: str = ""
    baseline: bool = False
    checked_against_letter: bool = False
    asks: tuple[Ask, ...] = ()
    known: bool = False
    changed: bool = False

    @property
    def key(self) -> str:
        """The row's name in a form: the same each time the same file is read."""
        return _key("r", self.where, self.raw)

    def facts(self) -> dict[str, Any]:
        """The fields it shares with the engine's Result, by the same names."""
        return {name: getattr(self, name) for name in RESULT_FACTS}


RESULT_FACTS = tuple(
    one.name for one in fields(Result) if one.name in {own.name for own in fields(FoundResult)}
)
"""The facts that FoundResult and the engine's Result share: a new fact is named in those two only."""


@dataclass(frozen=True)
class FoundCount:
    """One number of a blood count: cells in 10^9/L, hemoglobin in g/dL, shares in %;
    `unit` None: to be asked."""

    where: str
    raw: str
    collected_on: date
    item: str
    value: Decimal
    unit: str | None
    asks: tuple[Ask, ...] = ()
    known: bool = False
    changed: bool = False

    @property
    def key(self) -> str:
        """The row's name in a form."""
        return _key("c", self.where, self.item, self.raw)


@dataclass(frozen=True)
class FoundMedicine:
    """A CML medicine with what the file says about its dates."""

    where: str
    raw: str
    medicine: str
    started_on: date | None = None
    stopped_on: date | None = None
    dose: str = ""
    stop_reason: str | None = None
    keep_clock: bool | None = None
    tki: bool | None = None
    asks: tuple[Ask, ...] = ()
    known: bool = False
    changed: bool = False

    @property
    def key(self) -> str:
        """The row's name in a form."""
        return _key("m", self.where, self.raw)


@dataclass(frozen=True)
class FoundEntry:
    """An entry that only our own files contain in full: a marrow test, a mutation, or the symptoms and signs
    with a blood count (a BloodCount with only its yes-or-no fields).
    """

    where: str
    raw: str
    entry: Marrow | Mutation | BloodCount
    known: bool = False
    changed: bool = False

    @property
    def key(self) -> str:
        """The row's name in a form."""
        return _key("e", self.where, self.raw)

    @property
    def day(self) -> date:
        """The day it is about."""
        return self.entry.found_on if isinstance(self.entry, Mutation) else self.entry.collected_on


@dataclass(frozen=True)
class LeftOut:
    """What was found but not used, and why (codes.LEFT_OUT)."""

    where: str
    why: Reason


@dataclass(frozen=True)
class Attachment:
    """A document inside a file: its place, its kind and title as the file gives them, its bytes.

    `collected_on`: the day of the sample it is about, if the file gives it along with the document.
    """

    where: str
    name: str
    data: bytes
    collected_on: date | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: its number from 0, its heading, and what it was read as (csv_file.columns)."""

    number: int
    heading: str
    meaning: str


@dataclass(frozen=True)
class Preview:
    """All that was found in one file. `source` is the kind of file, `sha256` its hash.

    `used` are the (start, end) positions in a pasted text that were read as results; `attachments` the
    documents inside the file that are still to be read.
    """

    source: str
    results: tuple[FoundResult, ...] = ()
    blood_counts: tuple[FoundCount, ...] = ()
    medicines: tuple[FoundMedicine, ...] = ()
    entries: tuple[FoundEntry, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Reason, ...] = ()
    diagnosed_on: date | None = None
    columns: tuple[Column, ...] = ()
    used: tuple[tuple[int, int], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sha256: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.results or self.blood_counts or self.medicines or self.entries)

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to show either: no question, no day of diagnosis, nothing left out."""
        return self.is_empty and not (self.questions or self.diagnosed_on or self.left_out)


def with_ask(row: FoundResult, code: str, *choices: Choice, text: str = "") -> FoundResult:
    """The row with one more question; the same question is added only once."""
    if any(ask.code == code for ask in row.asks):
        return row
    return replace(row, asks=(*row.asks, Ask(code, choices, text)))


def _key(letter: str, *facts: str) -> str:
    return letter + hashlib.sha256("\0".join(facts).encode("utf-8", "replace")).hexdigest()[:16]
