"""What goes wrong around a site while people write; afterwards all that was acknowledged is there.

One function for each fault: it has the fault happen to a site, mends it, and gives a sentence of what people
met. What must hold afterwards is the same for all of them, and stands in `Scene.check`.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from cmlguide.devtools.reliability.sites import DURABLE, HostedSite, Site, free_port, home_site, hosted_site
from cmlguide.devtools.reliability.visitor import with_a_new_key
from cmlguide.devtools.reliability.writers import ADDED, NOTES, Told, Writer, Writing, what_is_wrong

WRITERS = 3
SECONDS = 1.5
"""How long people write before, during and after a fault, from their first answer on."""
DELETED = "SELECT count(*) FROM records_result WHERE deleted_at IS NOT NULL"
RESULTS = "SELECT collected_on, kind, value, unit, note, deleted_at FROM records_result ORDER BY id"
OLDER = "cmlguide.devtools.reliability.older_schema"
FAR = (date(2001, 1, 1), date(2126, 1, 1))


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
        round_ = len(self.told.saved) + len(self.told.refused)
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


def disk_full(scene: Scene) -> str:
    """The database stands on a small disk of its own, which a large file fills."""
    site = scene.site
    folder = site.server.folder if isinstance(site, HostedSite) else site.folder
    site.start()
    scene.must_save(scene.write, "before the disk was full")
    fill_up(folder / "filler")
    during = scene.saved_in(scene.write)
    (folder / "filler").unlink()
    if isinstance(site, HostedSite) and not site.server.is_running():
        site.server.start()  # it ends where its log finds no room, by design; an operator starts it again
    after = scene.must_save(scene.write, "once there was room again")
    return f"{during} saved while it was full, {after} once there was room again"


def read_only(scene: Scene) -> str:
    """Nothing may be written where the database is; at home the whole folder, as on a locked card."""
    scene.site.start()
    scene.must_save(scene.write, "before")
    with written_to_by_nobody(scene.site):
        if saved := scene.saved_in(scene.write):
            raise AssertionError(
                f"{scene.site.name}: {saved} were acknowledged where nothing can be written."
            )
        with scene.site.visitor(scene.writers[0].cookies) as visitor:
            reads = visitor.get("/help/").status
    after = scene.must_save(scene.write, "once it could be written to again")
    return f"nothing saved meanwhile, Help answered {reads}, {after} saved afterwards"


def clock_is_wrong(scene: Scene) -> str:
    """Started on days long past and far ahead, then on the right day: what was deleted is there too."""
    site = scene.site
    site.start()
    scene.must_save(scene.write, "on the right day")
    deleted = _delete_one(scene)
    for site.day in FAR:
        site.stop()
        site.start()
        scene.write()
        if (now := int(site.rows(DELETED)[0][0])) < deleted:
            raise AssertionError(
                f"{site.name}: a start on {site.day} left {now} of {deleted} deleted results."
            )
    site.stop()
    site.day = None
    site.start()
    scene.sign_in_anew()  # a session that ran out in the wrong year is gone
    after = scene.must_save(scene.write, "on the right day again")
    return f"started in {' and '.join(str(day.year) for day in FAR)}; {after} saved on the right day again"


def database_gone(scene: Scene) -> str:
    """PostgreSQL stops at once in the middle of requests and comes back; the site is not started again."""
    site = scene.site
    assert isinstance(site, HostedSite)  # noqa: S101 - at home the database is a file of the program itself
    site.start()
    scene.must_save(scene.write, "before")
    writing = Writing(scene.writers, site.port)
    writing.wait_for_an_answer()
    site.server.stop()
    time.sleep(SECONDS)
    site.server.start()
    writing.end()
    after = scene.must_save(scene.write, "once it was back")
    return (
        f"{len(scene.told.unknown)} were told of a fault, {after} saved once it was back, without a new start"
    )


def two_programs(scene: Scene) -> str:
    """A second program on the same folder, or of the same hosted site, and people write to both."""
    site = scene.site
    site.start()
    first, site.process = site.process, None
    port, site.port = site.port, free_port()
    try:
        site.start()
        beside = Writing(scene.writers[:1], port)
        scene.writers = scene.writers[1:]
        scene.must_save(scene.write, "with two programs")
        beside.end()
    finally:
        site.stop()
        site.process, site.port = first, port
        site.stop()
    return "both answered, one after the other wrote"


def upgrade(scene: Scene) -> str:
    """From every schema there ever was, with results in it, to today's; then people write."""
    site = scene.site
    names = json.loads(site.run_module(OLDER))
    for name in names:
        site.empty_database()
        scene.told = Told(saved=json.loads(site.run_module(OLDER, name)))
        before = site.rows(RESULTS)
        scene.sign_in_anew()  # which brings the database up to date, as a start does
        if site.rows(RESULTS) != before:
            raise AssertionError(f"{site.name}: results of {name} are not what they were.")
        site.start()
        scene.must_save(scene.write, f"after an upgrade from {name}")
        site.stop()
        scene.check(f"an upgrade from {name}")
    return f"upgraded from each of {len(names)} schemas, results equal, and people saved afterwards"


def _delete_one(scene: Scene) -> int:
    """Delete a result by its page, so that there is something to take back: how many are deleted now."""
    site = scene.site
    ((number,),) = site.rows("SELECT min(id) FROM records_result WHERE note LIKE 'w0-%'")
    with site.visitor(scene.writers[0].cookies) as visitor:
        visitor.post(f"/results/{number}/delete/", with_a_new_key(visitor.form(f"/results/{number}/edit/")))
    deleted = int(site.rows(DELETED)[0][0])
    if not deleted:
        raise AssertionError(f"{site.name}: a result could not be deleted.")
    return deleted


def fill_up(file: Path) -> None:
    """Write to the file until the disk is full."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as output:
        while True:
            output.write(bytes(4096))


@contextlib.contextmanager
def written_to_by_nobody(site: Site) -> Iterator[None]:
    """The database refuses every write; at home because the system lets nobody write to its folder."""
    if isinstance(site, HostedSite):
        site.server.refuse_writes(True)
        yield
        site.server.refuse_writes(False)
        return
    places = [site.folder / "data", *(site.folder / "data").glob("cmlguide.sqlite3*")]
    modes = {place: place.stat().st_mode for place in places}
    for place, mode in modes.items():
        place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for place, mode in modes.items():
            place.chmod(mode)


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of a few megabytes on that folder; only root may mount one."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603 - our own words
        raise LeftOut("a small disk cannot be mounted here: that takes root")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607 - our own words


def _on_a_small_disk_at_home() -> contextlib.AbstractContextManager[Site]:
    return home_site(on_disk=partial(small_disk, size="60m"))


def _on_a_small_disk_hosted() -> contextlib.AbstractContextManager[Site]:
    settings = {**DURABLE, "min_wal_size": "32MB", "max_wal_size": "64MB"}
    return hosted_site(settings, on_disk=partial(small_disk, size="160m"))


FAULTS = (
    Fault("the disk is full", _on_a_small_disk_at_home, disk_full),
    Fault("the disk is full", _on_a_small_disk_hosted, disk_full),
    Fault("nothing can be written", home_site, read_only),
    Fault("nothing can be written", hosted_site, read_only),
    Fault("the clock shows 2001, then 2126", home_site, clock_is_wrong),
    Fault("the clock shows 2001, then 2126", hosted_site, clock_is_wrong),
    Fault("the database goes away and comes back", hosted_site, database_gone),
    Fault("an upgrade from every schema", home_site, upgrade),
    Fault("an upgrade from every schema", hosted_site, upgrade),
    Fault("two programs at once", home_site, two_programs),
    Fault("two programs at once", hosted_site, two_programs),
)


def write_rows(done: list[Outcome]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| fault | database | acknowledged, all there | what people met |"
    yield "|---|---|---|---|"
    for one in done:
        yield f"| {one.name} | {one.database} | {one.acknowledged} | {one.met} |"
