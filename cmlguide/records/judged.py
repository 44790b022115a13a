"""What the engine says of a person's record: the one judgement behind every page, print and export.

It is kept in this process for a while, because a person opens one page after another and each shows the same
judgement. The name it is kept under is a digest of all it is made from: the person, every row, the day. So a
record that changed in any way is judged anew, whoever changed it, in whatever process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any, Final, TypeVar

from cmlguide.records.diary.questions import with_diary_prompts
from cmlguide.records.diary.reasons import with_diary_reasons
from cmlguide.records.diary.situations import situations_in
from cmlguide.records.history import MODELS, ask_for_rows, read_rows, write_history
from cmlguide.records.models import Person
from milestones.assess import assess
from milestones.assessment import Assessment
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline
from milestones.history import History

MOST_KEPT: Final = 8
"""Records. One of 400 results and all that is drawn from it takes some 3 MB."""
KEPT_FOR: Final = 600
"""Seconds without use."""
MOST_MADE: Final = 24
"""Things made of one record: an address can ask for any number of them."""

Made = TypeVar("Made")


@dataclass
class Judged:
    """A record's History and its Assessment, both frozen; and what pages made of them (see `once`)."""

    history: History
    assessment: Assessment
    used_at: float = 0.0
    _made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made only the first time: `name` must tell apart whatever it is made from beside
        the history and the assessment."""
        made: Made = self._made.pop(name) if name in self._made else make()
        self._made[name] = made  # the one used last
        while len(self._made) > MOST_MADE:
            self._made.pop(next(iter(self._made)), None)
        return made


_kept: dict[bytes, Judged] = {}


def judge(person: Person, today: date) -> Judged:
    """The person's History and what their guideline says of it on `today`; one SQL query.

    No guideline chosen ("not sure") means `milestones.guideline.DEFAULT_GUIDELINE`. The questions include
    those from the diary, the goals and the other medicines (`diary/questions.py`).
    """
    found = ask_for_rows(person)
    name, now = _name_of(person, found, today), monotonic()
    judged = _kept.pop(name, None) or _judge(person, found, today)
    _keep(name, judged, now)
    return judged


def assess_person(person: Person, today: date) -> Assessment:
    """What the person's guideline says of their record on `today`, in one SQL query."""
    return judge(person, today).assessment


def assess_with_history(person: Person, today: date) -> tuple[History, Assessment]:
    """The person's History and its Assessment, for a page that shows both; one SQL query in total."""
    judged = judge(person, today)
    return judged.history, judged.assessment


def forget_judgements(**_signal: object) -> None:
    """Let go of all that is kept: somebody signed out, or a record was erased. It costs no more than time."""
    _kept.clear()


def _name_of(person: Person, found: list[tuple[str, str]], today: date) -> bytes:
    facts = [getattr(person, column.attname) for column in person._meta.concrete_fields]
    return hashlib.sha256(repr((facts, found, today)).encode()).digest()


def _judge(person: Person, found: list[tuple[str, str]], today: date) -> Judged:
    rows = read_rows(found)
    history = write_history(person, rows)
    assessment = assess(history, load_guideline(person.guideline or DEFAULT_GUIDELINE), today)
    diary, goals, medicines = (
        [MODELS[name](**row) for row in rows[name]] for name in ("diary", "goals", "other_medicines")
    )
    explained = with_diary_reasons(assessment, diary, medicines)
    return Judged(history, with_diary_prompts(explained, situations_in(diary, goals, medicines, today)))


def _keep(name: bytes, judged: Judged, now: float) -> None:
    """Keep it as the one used last, and only so many, none of them for long. Another thread may be doing the
    same: what it took out meanwhile is only made once more."""
    judged.used_at = now
    _kept[name] = judged
    for other, old in list(_kept.items()):
        if len(_kept) > MOST_KEPT or now - old.used_at > KEPT_FOR:
            _kept.pop(other, None)
