"""People who add results as fast as the site takes them, and what they were told of each."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from cmlguide.devtools.reliability.visitor import GONE, Answer, Visitor, form_of, with_a_new_key

ADD = "/results/add/"
FIRST_DAY = date(2017, 1, 1)
NOTES = "SELECT note FROM records_result"
ADDED = "SELECT count(*) FROM records_change WHERE noun = 'result' AND action = 'added'"
SAVED, AFTER_SAVE = 302, "/"
"""A form that was saved leads to Timeline; one that was not may lead to the sign-in page."""
FAULT = 500
LONGEST_WAIT = 30
"""Seconds until the first answer; then it is a matter of what the test is about that there is none."""


@dataclass
class Told:
    """Each result by its note: `saved`, the site said so; `refused`, it said that it was not; `unknown`, it
    said that something went wrong, or was gone before it said anything."""

    saved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def note(self, note: str, answer: Answer) -> None:
        if answer.status == SAVED and answer.headers.get("Location") == AFTER_SAVE:
            self.saved.append(note)
        else:
            (self.unknown if answer.status >= FAULT else self.refused).append(note)

    def answers(self) -> int:
        return len(self.saved) + len(self.refused) + len(self.unknown)


class Writer:
    """One person at their form: one result a day, each with a note of its own."""

    def __init__(self, name: str, cookies: Mapping[str, str], told: Told, *, first: int = 1) -> None:
        self.name, self.cookies, self.told = name, dict(cookies), told
        self._numbers = count(first)
        self._form: dict[str, str] = {}

    def write_until(self, port: int, stop: threading.Event) -> None:
        """Write until told to stop or until the site is gone."""
        with Visitor(port, self.cookies) as visitor:
            while not stop.is_set() and self.write_one(visitor):
                pass

    def write_one(self, visitor: Visitor) -> bool:
        """Add one result and note what was told of it; False when the site is gone."""
        note = ""
        try:
            if not self._form:
                self._form = visitor.form(ADD)
                self.cookies = dict(visitor.cookies)
            fields, note = self._next_result()
            answer = visitor.post(ADD, fields)
        except GONE:
            self.told.unknown.extend([note] if note else [])
            return False
        self.told.note(note, answer)
        return True

    def save_from(self, visitor: Visitor, page: Answer) -> Answer:
        """Add one result by the form on `page`."""
        self._form = form_of(page)
        return visitor.post(ADD, self._next_result()[0])

    def _next_result(self) -> tuple[dict[str, str], str]:
        number = next(self._numbers)
        day = FIRST_DAY + timedelta(days=number)
        note = f"{self.name}-{number}"
        typed = {
            "number": "0.005",
            "unit": "percent_is",
            "collected_on_day": str(day.day),
            "collected_on_month": str(day.month),
            "collected_on_year": str(day.year),
            "note": note,
        }
        return with_a_new_key({**self._form, **typed}), note


class Writing:
    """Writers at work, each in a thread of its own; ended by `end`."""

    def __init__(self, writers: list[Writer], port: int) -> None:
        self._stop = threading.Event()
        self._told = writers[0].told
        self._before = self._told.answers()
        self._threads = [threading.Thread(target=one.write_until, args=(port, self._stop)) for one in writers]
        for thread in self._threads:
            thread.start()

    def wait_for_an_answer(self) -> None:
        ends = time.monotonic() + LONGEST_WAIT
        while self._told.answers() == self._before and time.monotonic() < ends:
            time.sleep(0.01)

    def end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def what_is_wrong(told: Told, notes: list[str], changes: int) -> Iterator[str]:
    """A sentence for each thing that may not be: `notes` are those in the database, `changes` what its edit
    history has of results that were added."""
    kept = set(notes)
    if lost := sorted(set(told.saved) - kept):
        yield f"{len(lost)} acknowledged results are lost, the first is {lost[0]}"
    if twice := len(notes) - len(kept):
        yield f"{twice} results are there twice"
    if unasked := sorted(kept - set(told.saved) - set(told.unknown)):
        yield f"{len(unasked)} results are kept that were refused or never sent, the first is {unasked[0]}"
    if changes != len(notes):
        yield f"the edit history has {changes} of {len(notes)} results: a write was kept in part"
