"""What goes wrong around a site while people write; afterwards all that was acknowledged is there.

One function for each fault: it has the fault happen to a site, mends it, and gives a sentence of what people
met. What must hold afterwards is the same for all of them, and stands in `Scene.check`.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from cmlguide.devtools.ports import free_ports
from cmlguide.devtools.reliability.scene import SECONDS, Fault, LeftOut, Scene
from cmlguide.devtools.reliability.sites import DURABLE, HostedSite, Site, home_site, hosted_site
from cmlguide.devtools.reliability.visitor import with_a_new_key
from cmlguide.devtools.reliability.writers import Told, Writing

DELETED = "SELECT count(*) FROM records_result WHERE deleted_at IS NOT NULL"
RESULTS = "SELECT collected_on, kind, value, unit, note, deleted_at FROM records_result ORDER BY id"
OLDER = "cmlguide.devtools.reliability.older_schema"
KILLED_AFTER = (0.4, 0.8, 1.2, 1.6, 2.4)
"""Seconds from its start: most of it is the start of the program."""
CUT_AT = (0.1, 0.5, 0.99)
FAR = (date(2001, 1, 1), date(2126, 1, 1))


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
    port, site.port = site.port, free_ports(1)
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


def half_written_backup(scene: Scene) -> str:
    """`manage.py backup` is killed, then a whole one is cut short: what is not whole is never put back."""
    site = scene.site
    site.start()
    scene.must_save(scene.write, "before")
    file = site.folder / "site.cmlbackup"
    for moment in KILLED_AFTER:
        _kill_a_backup(site, file, moment)
        if file.exists() and site.run("restore", str(file), "--replace").returncode:
            raise AssertionError(
                f"{site.name}: a backup killed after {moment} s stands there and is not whole."
            )
        file.unlink(missing_ok=True)
    if (made := site.run("backup", str(file))).returncode:
        raise AssertionError(f"{site.name}: no backup could be made: {made.stderr[-300:]}")
    whole = file.read_bytes()
    for part in CUT_AT:
        file.write_bytes(whole[: int(len(whole) * part)])
        if site.run("restore", str(file), "--replace").returncode == 0:
            raise AssertionError(f"{site.name}: {part:.0%} of a backup was put back.")
    scene.sign_in_anew()  # who was signed in stands in no backup
    after = scene.must_save(scene.write, "after all of that")
    return f"{len(KILLED_AFTER)} killed, {len(CUT_AT)} cut short and refused, {after} saved afterwards"


def _kill_a_backup(site: Site, file: Path, moment: float) -> None:
    backup = site.begin("backup", str(file))
    time.sleep(moment)
    backup.kill()
    backup.wait()


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
    Fault("a backup is half-written", home_site, half_written_backup),
    Fault("a backup is half-written", hosted_site, half_written_backup),
    Fault("two programs at once", home_site, two_programs),
    Fault("two programs at once", hosted_site, two_programs),
)
