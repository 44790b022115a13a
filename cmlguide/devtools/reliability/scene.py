"""A site, the people who write there, and something that goes wrong: what must hold afterwards."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cmlguide.devtools.reliability.sites import Site
from cmlguide.devtools.reliability.writers import ADDED, NOTES, Told, Writer, Writing, what_is_wrong

WRITERS = 3
SECONDS = 1.5
"""How long people write before, during and after a fault, from their first answer on."""


class LeftOut(Exception):
    """This fault cannot be made here, and why."""


@dataclass
class Scene:
    """A site and the people who write there."""

    site: Site
    told: Told = field(default_factory=Told)
    writers: list[Writer] = field(default_factory=list)

    def sign_in_anew(self) -> None:
        """Other people, who know nothing of the faults before."""
        people = self.site.open_records(WRITERS)
        round_ = self.told.answers()
        self.writers = [
            Writer(f"w{number}-{round_}", cookies, self.told) for number, cookies in enumerate(people)
        ]

    def write(self) -> None:
        """Write for a while; people are told whatever they are told."""
        writing = Writing(self.writers, self.site.port)
        writing.wait_for_an_answer()
        time.sleep(SECONDS)
        writing.end()

    def saved_in(self, do: Callable[[], None]) -> int:
        """How many results were acknowledged meanwhile."""
        before = len(self.told.saved)
        do()
        return len(self.told.saved) - before

    def must_save(self, do: Callable[[], None], when: str) -> int:
        saved = self.saved_in(do)
        if not saved:
            raise AssertionError(f"{self.site.name}: nothing could be saved {when}.")
        return saved

    def check(self, what: str) -> None:
        """AssertionError unless the database is whole and holds what people were told."""
        self.site.check_database()
        notes = [note for (note,) in self.site.rows(NOTES)]
        if wrong := list(what_is_wrong(self.told, notes, int(self.site.rows(ADDED)[0][0]))):
            raise AssertionError(f"{what}, {self.site.name}: {'; '.join(wrong)}.")


@dataclass(frozen=True)
class Fault:
    """`happen` gives what people met, as a sentence without its end."""

    name: str
    make_site: Callable[[], contextlib.AbstractContextManager[Site]]
    happen: Callable[[Scene], str]


@dataclass(frozen=True)
class Outcome:
    name: str
    database: str
    acknowledged: int
    met: str


def prove(fault: Fault) -> Outcome:
    """Have it happen; AssertionError with a sentence where anything acknowledged is lost or kept in part."""
    try:
        with fault.make_site() as site:
            return _prove_on(site, fault)
    except LeftOut as why:
        return Outcome(fault.name, "", 0, f"left out: {why}")


def _prove_on(site: Site, fault: Fault) -> Outcome:
    scene = Scene(site)
    scene.sign_in_anew()
    met = fault.happen(scene)
    scene.check(fault.name)
    return Outcome(fault.name, site.name, len(scene.told.saved), met)


def write_rows(done: list[Outcome]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| fault | database | acknowledged, all there | what people met |"
    yield "|---|---|---|---|"
    for one in done:
        yield f"| {one.name} | {one.database} | {one.acknowledged} | {one.met} |"
