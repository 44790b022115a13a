"""Whose record a file is: the people it names, spellings of the same person, and the question which one."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.questions import ask
from cmlguide.exchange.preview.values import Choice, Question
from cmlguide.exchange.typed.text import fold, plain_text

EVERYONE = "everyone"
"""The answer that all the people of a file are the reader."""
MOST_NAMED = 10
"""People named in the question itself; all of them are among its choices."""
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "sr", "sra", "mme"))
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Person:
    """A person as named in one place of a file. `identifiers`: numbers, each with its issuer."""

    key: str
    name: str
    born: str = ""
    identifiers: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the name, ignoring order, case and accents: `SAMPLE, Robin` equals `Robin Sample`."""
        return frozenset(_WORD.findall(fold(plain_text(self.name)))) - _TITLES


def name_person(person: Person) -> Reason:
    """A person's name, with the birth date if the file gives one (as written there)."""
    if person.born:
        return Reason("is_person_born", {"name": person.name, "born": person.born})
    return Reason("as_written", {"text": person.name})


def group_people(people: Iterable[Person]) -> dict[str, str]:
    """Each person's key to the key of the first who is surely the same:
    by number, or by name and birth date."""
    known: dict[object, Person] = {}
    groups: dict[str, str] = {}
    for person in people:
        marks: list[object] = [*sorted(person.identifiers)]
        marks += [(person.words, person.born)] if person.words else []
        same = next((one for mark in marks if (one := known.get(mark)) and _is_same(one, person)), person)
        groups[person.key] = groups.get(same.key, same.key)
        for mark in marks:
            known.setdefault(mark, person)
    return groups


def _is_same(one: Person, other: Person) -> bool:
    """Whether two people with the same number or name are one: no differing birth date, a word in common."""
    if one.born and other.born and one.born != other.born:
        return False
    return not one.words or not other.words or bool(one.words & other.words)


def ask_patient(words: str, people: Sequence[Person]) -> Question:
    """Which of these people the reader is; or all, because two spellings may be one person."""
    choices = tuple(Choice(one.key, name_person(one)) for one in people)
    if _may_be_one(people):
        choices = (*choices, Choice(EVERYONE, Reason("all_of_them")))
    names = tuple(name_person(one) for one in people[:MOST_NAMED])
    return ask(codes.ASK_PATIENT, words, choices, count=len(people), names=names)


def _may_be_one(people: Sequence[Person]) -> bool:
    born = {one.born for one in people if one.born}
    shared = frozenset.intersection(*(one.words for one in people)) if people else frozenset()
    return len(born) <= 1 and bool(shared)


def is_chosen(key: str | None, groups: dict[str, str], chosen: str | None) -> bool:
    """Whether an entry about `key` is the reader's: it names nobody, or the person chosen."""
    return key is None or chosen == EVERYONE or groups.get(key) == chosen


def is_settled(groups: dict[str, str], chosen: str | None) -> bool:
    """Whether the reader is known: there is only one person, or one was chosen."""
    several: Collection[str] = set(groups.values())
    return len(several) < 2 or chosen == EVERYONE or chosen in several
