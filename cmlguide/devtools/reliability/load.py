"""Load on a hosted site full of people: how fast it answers, with how much memory, and who waits for whom."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cmlguide.devtools.reliability.mix import (
    BUSY,
    PDF,
    TIMELINE,
    Timing,
    let_them_work,
    percentile,
)
from cmlguide.devtools.reliability.sites import DURABLE, HostedSite, hosted_site
from cmlguide.devtools.reliability.visitor import GONE, Answer, Visitor, form_of

CROWD = "cmlguide.devtools.reliability.crowd"
VISITORS = 60
AT_ONCE = (1, 4, 16)
LARGE = 20_000_000
LARGE_ROW = b"2026-01-25,0.0030,City\n"
PDFS = 6
DRIP_EVERY = 0.2
"""Seconds."""
WARM_UP = 10
OK = 200
DATA, READ = "/data/", "/data/read/"
MOST_SLOWER = 1.5
"""Timeline among all people against one person's; another's answers beside a heavy user against without."""
ROOMY = {**DURABLE, "shared_buffers": "512MB", "max_wal_size": "4GB"}


@dataclass(frozen=True)
class Length:
    """How long each part takes, in seconds, and how many Timelines are asked."""

    level: float = 40
    beside: float = 60
    timelines: int = 200
    pause: float = 0.3


WHOLE = Length()
SAMPLE = Length(level=1, beside=1, timelines=5, pause=0)


@dataclass(frozen=True)
class Level:
    """So many people at once, each without a pause."""

    at_once: int
    requests_a_second: float
    p50: float
    p95: float
    failed: int
    megabytes: int


@dataclass(frozen=True)
class Load:
    """Seconds, all of them p95 but `seeding`; `people` are those of the crowd."""

    people: int
    seeding: float
    timeline_alone: float
    timeline_among: float
    levels: tuple[Level, ...]
    other_alone: float
    other_beside: float


def measure(people: int, length: Length, say: Callable[[str], None]) -> Load:
    """All the figures, on a site made for it."""
    with hosted_site(ROOMY) as site:
        site.open_records(0)
        (first,) = fill(site, 1, 1)
        site.start()
        alone = _p95_of_timelines(site, [first], length.timelines)
        began = time.monotonic()
        crowd = fill(site, people, VISITORS)
        seeding = time.monotonic() - began
        say(f"{people:,} people made in {seeding:.0f} s")
        among = _p95_of_timelines(site, crowd, length.timelines)
        say(f"Timeline, p95: one person's {_ms(alone)}, among {people:,} {_ms(among)}")
        levels = tuple(_measure_level(site, crowd, at_once, length.level, say) for at_once in AT_ONCE)
        other_alone, other_beside = _beside_a_heavy_user(site, crowd, length)
        say(f"Another's p95: {_ms(other_alone)}, beside a heavy user {_ms(other_beside)}")
    return Load(people, seeding, alone, among, levels, other_alone, other_beside)


def fill(site: HostedSite, people: int, visitors: int) -> list[dict[str, str]]:
    """Fill the site up to so many people; the cookies of some of them."""
    cookies: list[dict[str, str]] = json.loads(site.run_module(CROWD, str(people), str(visitors)))
    return cookies


def _p95_of_timelines(site: HostedSite, people: Sequence[Mapping[str, str]], count: int) -> float:
    """Timelines one after the other, each of another person of these; the first few warm the site up."""
    timings = []
    for number in range(-WARM_UP, count):
        with site.visitor(people[number % len(people)]) as visitor:
            answer = visitor.get(TIMELINE)
        timings += [Timing(TIMELINE, answer.status, answer.seconds)] if number >= 0 else []
    if wrong := [one.status for one in timings if one.status != OK]:
        raise AssertionError(f"Timeline answered {wrong[0]}.")
    return percentile(timings, 95)


def _measure_level(
    site: HostedSite,
    people: Sequence[Mapping[str, str]],
    at_once: int,
    seconds: float,
    say: Callable[[str], None],
) -> Level:
    timings = let_them_work(site.port, people[:at_once], seconds)
    level = Level(
        at_once=at_once,
        requests_a_second=len(timings) / seconds,
        p50=percentile(timings, 50),
        p95=percentile(timings, 95),
        failed=sum(one.failed for one in timings),
        megabytes=site.megabytes(),
    )
    say(
        f"{at_once} at once: {level.requests_a_second:.1f} requests a second, p50 {_ms(level.p50)},"
        f" p95 {_ms(level.p95)}, {level.failed} failed, {level.megabytes} MB"
    )
    return level


def _beside_a_heavy_user(
    site: HostedSite, people: Sequence[Mapping[str, str]], length: Length
) -> tuple[float, float]:
    """Another's p95 without and with somebody who asks for all the work there is."""
    alone = let_them_work(site.port, people[:1], length.beside, length.pause)
    with heavy_user(site.port, people[-1]):
        beside = let_them_work(site.port, people[:1], length.beside, length.pause)
    return percentile(alone, 95), percentile(beside, 95)


@contextlib.contextmanager
def heavy_user(port: int, cookies: Mapping[str, str]) -> Iterator[None]:
    """Six PDFs at a time, a file of 20 MB, and an upload that drips, over and over, all of one account."""
    stop = threading.Event()
    works = [*[_ask_for_pdfs] * PDFS, _send_large_files, _drip]
    threads = [threading.Thread(target=work, args=(port, cookies, stop)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _ask_for_pdfs(port: int, cookies: Mapping[str, str], stop: threading.Event) -> None:
    while not stop.is_set():
        with contextlib.suppress(*GONE), Visitor(port, cookies, seconds=120) as visitor:
            _wait_if_told(visitor.get(PDF), stop)


def _send_large_files(port: int, cookies: Mapping[str, str], stop: threading.Event) -> None:
    content = b"Date,BCR-ABL1 % (IS),Lab\n" + LARGE_ROW * (LARGE // len(LARGE_ROW) - 2)
    while not stop.is_set():
        with contextlib.suppress(*GONE), Visitor(port, cookies, seconds=120) as visitor:
            fields = form_of(visitor.get(DATA))
            _wait_if_told(visitor.send_file(READ, fields, "file", content), stop)


def _wait_if_told(answer: Answer, stop: threading.Event) -> None:
    """As an honest browser's owner would; whoever does not wait is only refused more often."""
    if answer.status == BUSY:
        stop.wait(float(answer.headers.get("Retry-After", "1")))


def _drip(port: int, cookies: Mapping[str, str], stop: threading.Event) -> None:
    """Announce a file of 20 MB and send a byte of it now and then."""
    head = {**Visitor(port, cookies).headers("multipart/form-data; boundary=x"), "Content-Length": str(LARGE)}
    lines = [f"POST {READ} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    while not stop.is_set():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10) as drip:
            drip.sendall("\r\n".join(lines).encode())
            while not stop.wait(DRIP_EVERY):
                drip.sendall(b"-")


def find_faults(load: Load) -> Iterator[str]:
    """A sentence for each promise that was not kept."""
    if load.timeline_among >= MOST_SLOWER * load.timeline_alone:
        yield f"Timeline took {load.timeline_among / load.timeline_alone:.2f} times as long among all people"
    if load.other_beside >= MOST_SLOWER * load.other_alone:
        yield f"another waited {load.other_beside / load.other_alone:.2f} times as long beside a heavy user"
    if failed := sum(level.failed for level in load.levels):
        yield f"{failed} requests failed"


def write_figures(load: Load) -> Iterator[str]:
    """The figures in Markdown."""
    yield f"{load.people:,} people with 40 results each, made in {load.seeding:.0f} s."
    yield ""
    yield "| people at once | requests a second | p50 | p95 | failed | memory of the site |"
    yield "|---|---|---|---|---|---|"
    for one in load.levels:
        yield (
            f"| {one.at_once} | {one.requests_a_second:.1f} | {_ms(one.p50)} | {_ms(one.p95)} | {one.failed}"
            f" | {one.megabytes} MB |"
        )
    yield ""
    yield "| p95 | without | with | times |"
    yield "|---|---|---|---|"
    rows = (
        (f"Timeline, one person's and among {load.people:,}", load.timeline_alone, load.timeline_among),
        ("another's pages, beside a heavy user", load.other_alone, load.other_beside),
    )
    for what, without, beside in rows:
        yield f"| {what} | {_ms(without)} | {_ms(beside)} | {beside / without:.2f} |"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
