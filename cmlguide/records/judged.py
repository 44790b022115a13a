"""What a person entered, and what the engine says of it: the one judgement behind every page and export.

Both are kept in this process for a while, because a person opens one page after another and each shows the
same. The name they are kept under is a digest of all they are made from: the person and every row. So a
record that changed in any way is read and judged anew, whoever changed it, in whatever process; and on
another day it is judged anew.
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
from cmlguide.records.models import DiaryEntry, Person
from milestones.assess import assess_judged, see_what_is_taken
from milestones.assessment import Assessment, Taken
from milestones.guideline import DEFAULT_GUIDELINE, Guideline, load_guideline
from milestones.history import History, as_known_on
from milestones.judgement import Judgement, judge_history

MOST_KEPT: Final = 8
"""Records. One of 400 results took 1.5 MB with what six pages made of it, one of 60 took 0.4 MB."""
KEPT_FOR: Final = 600
"""Seconds without use."""
MOST_MADE: Final = 24
"""Things made of one judgement: an address can ask for any number of them."""
TOLD_ASIDE = ("diary", "goals", "other_medicines")
"""The lists that raise questions of their own, which the engine does not know."""

NOTHING: Final = object()
Made = TypeVar("Made")


@dataclass(frozen=True)
class Judged:
    """A record's History and its Assessment on one day, both frozen; its diary; what pages made of it.

    `judgement` is what the assessment was made from, to explain a result without judging all again; None
    where an entry is dated after that day, because one result is then explained from more than was known.
    """

    history: History
    assessment: Assessment
    diary: tuple[DiaryEntry, ...] = ()
    judgement: Judgement | None = field(default=None, repr=False, compare=False)
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made only the first time: `name` must tell apart whatever it is made from beside
        the history and the assessment."""
        kept = self._made.pop(name, NOTHING)
        made: Made = make() if kept is NOTHING else kept
        self._made[name] = made  # the one used last
        for oldest in list(self._made)[:-MOST_MADE]:
            self._made.pop(oldest, None)  # another thread may have done so
        return made


@dataclass
class _Record:
    """A record as it was read, and its judgement on the newest day it was asked for."""

    history: History
    aside: tuple[list[Any], ...]
    used_at: float = 0.0
    judged: Judged | None = None


_kept: dict[bytes, _Record] = {}


def history_of(person: Person) -> History:
    """All that the person entered and did not delete, in one SQL query; see `write_history`."""
    return _read(person).history


def history_with_taken(person: Person, today: date) -> tuple[History, Taken]:
    """The person's History and what is taken on `today`, for a page that shows no verdict; one SQL query."""
    history = history_of(person)
    return history, see_what_is_taken(history, _guideline_of(person), today)


def judge(person: Person, today: date) -> Judged:
    """The person's History and what their guideline says of it on `today`; one SQL query.

    No guideline chosen ("not sure") means `milestones.guideline.DEFAULT_GUIDELINE`. The questions include
    those from the diary, the goals and the other medicines (`diary/questions.py`).
    """
    record = _read(person)
    judged = record.judged
    if judged is None or judged.assessment.today != today:
        judged = record.judged = _judge(record, _guideline_of(person), today)
    return judged


def assess_person(person: Person, today: date) -> Assessment:
    """What the person's guideline says of their record on `today`, in one SQL query."""
    return judge(person, today).assessment


def assess_with_history(person: Person, today: date) -> tuple[History, Assessment]:
    """The person's History and its Assessment, for a page that shows both; one SQL query in total."""
    judged = judge(person, today)
    return judged.history, judged.assessment


def forget_records() -> None:
    """Let go of all that is kept: somebody signed out, or a record was erased. It costs no more than time."""
    _kept.clear()


def _read(person: Person) -> _Record:
    found = ask_for_rows(person)
    facts = [getattr(person, column.attname) for column in person._meta.concrete_fields]
    name, now = hashlib.sha256(repr((facts, found)).encode()).digest(), monotonic()
    record = _kept.pop(name, None)
    if record is None:
        rows = read_rows(found)
        aside = tuple([MODELS[kind](**row) for row in rows[kind]] for kind in TOLD_ASIDE)
        record = _Record(write_history(person, rows), aside)
    record.used_at = now
    _kept[name] = record
    _let_go_of_old(now)
    return record


def _let_go_of_old(now: float) -> None:
    """Keep only so many, and none for long; the one used last is the last. What another thread took out
    meanwhile is only made once more."""
    for name, record in list(_kept.items()):
        if len(_kept) > MOST_KEPT or now - record.used_at > KEPT_FOR:
            _kept.pop(name, None)


def _judge(record: _Record, guideline: Guideline, today: date) -> Judged:
    diary, goals, medicines = record.aside
    history, known = record.history, as_known_on(record.history, today)
    judgement = judge_history(known, guideline, known.results)
    assessment = with_diary_reasons(assess_judged(history, judgement, today), diary, medicines)
    asked = with_diary_prompts(assessment, situations_in(diary, goals, medicines, today))
    return Judged(history, asked, tuple(diary), judgement if known is history else None)


def _guideline_of(person: Person) -> Guideline:
    return load_guideline(person.guideline or DEFAULT_GUIDELINE)
