"""Kills at random moments while people write: what was acknowledged is there afterwards, whole and once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cmlguide.devtools.reliability.sites import SITES, HostedSite, Site
from cmlguide.devtools.reliability.writers import ADDED, NOTES, Told, Writer, Writing, what_is_wrong

WRITERS = 4
KILLS_OF_ONE_SITE = 25
"""Then a new one is made: a record of thousands of results would take most of the time to be judged."""
LONGEST_WAIT = 1.2
"""Seconds from the first answer to the kill, at most."""


@dataclass(frozen=True)
class Kills:
    """What was done to one kind of site. `unknown`: writes that were cut off before an answer came."""

    database: str
    kills: int
    acknowledged: int
    unknown: int
    kept_of_unknown: int


def kill_at_random(database: str, kills: int, seed: int, say: Callable[[str], None]) -> Kills:
    """So many kills; raises AssertionError with a sentence at the first thing that is wrong."""
    chance = random.Random(f"{seed} {database}")  # noqa: S311 - moments, no secrets
    done = [_kill_one_site(database, some, chance, say) for some in _portions(kills)]
    return Kills(
        database=done[0].database,
        kills=sum(one.kills for one in done),
        acknowledged=sum(one.acknowledged for one in done),
        unknown=sum(one.unknown for one in done),
        kept_of_unknown=sum(one.kept_of_unknown for one in done),
    )


def _portions(kills: int) -> Iterator[int]:
    while kills > 0:
        yield min(kills, KILLS_OF_ONE_SITE)
        kills -= KILLS_OF_ONE_SITE


def _kill_one_site(database: str, kills: int, chance: random.Random, say: Callable[[str], None]) -> Kills:
    told = Told()
    with SITES[database]() as site:
        people = site.open_records(WRITERS)
        writers = [Writer(f"w{number}", cookies, told) for number, cookies in enumerate(people)]
        for _ in range(kills):
            _kill_once(site, writers, chance)
            _check(site, told)
        kept = {note for (note,) in site.rows(NOTES)}
        say(f"{site.name}: {kills} kills, {len(told.saved)} acknowledged results, all there")
        return Kills(site.name, kills, len(told.saved), len(told.unknown), len(kept & set(told.unknown)))


def _kill_once(site: Site, writers: list[Writer], chance: random.Random) -> None:
    site.start()
    writing = Writing(writers, site.port)
    writing.wait_for_an_answer()
    time.sleep(chance.uniform(0, LONGEST_WAIT))
    hit_database = isinstance(site, HostedSite) and chance.random() < 0.5
    if isinstance(site, HostedSite) and hit_database:
        site.server.kill()
    site.kill()
    writing.end()
    if isinstance(site, HostedSite) and hit_database:
        site.server.start()


def _check(site: Site, told: Told) -> None:
    site.check_database()
    notes = [note for (note,) in site.rows(NOTES)]
    changes = int(site.rows(ADDED)[0][0])
    if wrong := list(what_is_wrong(told, notes, changes)):
        raise AssertionError(f"{site.name}: {'; '.join(wrong)}.")


def write_rows(done: list[Kills]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| database | kills | acknowledged | of these lost | cut off, no answer | of these kept, whole |"
    yield "|---|---|---|---|---|---|"
    for one in done:
        figures = (one.kills, one.acknowledged, 0, one.unknown, one.kept_of_unknown)
        yield f"| {one.database} | " + " | ".join(f"{figure:,}" for figure in figures) + " |"
