"""Whether one of a user's records already holds all of a record file, so opening it twice adds no second."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cmlguide.records.judged import history_of
from cmlguide.records.models import Person
from milestones.history import History
from milestones.record import write_tables


def find_record_with(people: Iterable[Person], file: History) -> Person | None:
    """The first person whose record holds every entry of the file, or None;
    never for a file without entries."""
    wanted = _entries(file)
    if not any(wanted.values()):
        return None
    return next((person for person in people if _holds(_entries(history_of(person)), wanted)), None)


def _holds(kept: Mapping[str, set[str]], wanted: Mapping[str, set[str]]) -> bool:
    return all(entries <= kept.get(name, set()) for name, entries in wanted.items())


def _entries(history: History) -> dict[str, set[str]]:
    """The entries of each list, each as one text: results, medicines, diary, questions and so on."""
    return {
        name: {json.dumps(entry, sort_keys=True, default=str) for entry in listed}
        for name, listed in write_tables(history).items()
        if isinstance(listed, list)
    }
