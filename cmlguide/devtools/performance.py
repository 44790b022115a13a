"""What `manage.py bench --chromium` measures, and docs/performance.md, where it stands."""

from __future__ import annotations

import http.client
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils import timezone

from cmlguide.devtools.chromium import DESK, PHONE, Visit, middle_of, open_chromium, sign_in, visit
from cmlguide.devtools.made_up import make_history
from cmlguide.devtools.measured_site import running_site
from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from milestones.assess import assess
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, StorageState

SIZES = (40, 400, 4000)
RUNS = 5
PORT = 8790
WRITTEN_TO = Path(__file__).parents[2] / "docs" / "performance.md"
PAGES = {
    "Timeline": "/",
    "Results": "/results/",
    "Add a result": "/results/add/",
    "Medicines": "/medicines/",
    "Diary": "/diary/",
    "Prepare": "/prepare/",
    "My page for the visit": "/summary/",
    "Warning signs": "/warning-signs/",
    "Learn": "/learn/",
    "About me": "/about-me/",
    "Data": "/data/",
    "More": "/more/",
}
NOTE = """# How quick it is in a browser

Written by `python3 manage.py bench --chromium --write` on {day}, on {machine},
with Python {python} and Chromium {browser}. What the processor alone needs for each page is in `bench.md`.

The site runs as `cmlguide` starts it, on an invented record. Each figure is the median of {runs} visits by a
window with an empty cache. The phone is simulated: a processor four times slower, 1.6 Mbit/s, 150 ms. "Chart"
is when the drawing is on the screen, "blocked" how long scripts kept the page from answering, "shift" how
much of it jumped (CLS). The record stays as it is between two visits, so the server has read and judged it
before; what the first page after a change takes longer is in `bench.md`. Kilobytes are those on the line,
packed, with headers. Other programs on the machine make every time longer, but no page heavier: where the
load was above the number of cores, only the kilobytes say much.

"""


@dataclass(frozen=True)
class Timed:
    """Something the site does with so many results, and how many milliseconds it takes."""

    what: str
    results: int
    milliseconds: float


@dataclass(frozen=True)
class Measured:
    """Timeline by (results, device); each page once, with the smallest record; what needs no browser."""

    browser: str
    timelines: dict[tuple[int, str], Visit]
    pages: dict[str, Visit]
    timed: list[Timed]


def measure_in_chromium(sizes: tuple[int, ...] = SIZES, runs: int = RUNS, port: int = PORT) -> Measured:
    """Start a site of each size, one after the other, and visit it."""
    with open_chromium() as browser:
        found = Measured(browser.version, {}, {}, [])
        for size in sizes:
            with running_site(size, port) as link:
                state = sign_in(browser, link)
                site = "{0.scheme}://{0.netloc}".format(urlsplit(link))
                for device in (DESK, PHONE):
                    visits = [visit(browser, state, f"{site}/", device) for _ in range(runs)]
                    found.timelines[size, device.name] = middle_of(visits)
                if size == min(sizes):
                    found.pages.update(_visit_pages(browser, state, site))
                found.timed.extend(_time_answers(size, site, state, runs))
            found.timed.extend(_time_alone(size, runs))
    return found


def _visit_pages(browser: Browser, state: StorageState, site: str) -> dict[str, Visit]:
    return {name: visit(browser, state, site + where, PHONE) for name, where in PAGES.items()}


def _time_answers(size: int, site: str, state: StorageState, runs: int) -> Iterator[Timed]:
    """What the server alone takes, one request at a time on a line kept open."""
    line = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in state["cookies"])

    def fetch(where: str) -> None:
        line.request("GET", where, headers={"Cookie": cookies, "Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{where} answered {answer.status}")

    yield Timed("Timeline, the server alone", size, _time(lambda: fetch("/"), runs))
    yield Timed("the page for the visit as PDF", size, _time(lambda: fetch("/data/page.pdf"), runs))
    line.close()


def _time_alone(size: int, runs: int) -> Iterator[Timed]:
    """The engine, and a file read, without a site."""
    today = timezone.now().date()
    history, guideline = make_history(size, today), load_guideline(DEFAULT_GUIDELINE)
    file = write_csv(history)
    yield Timed("the engine: assess()", size, _time(lambda: assess(history, guideline, today), runs))
    yield Timed("a CSV of them read", size, _time(lambda: preview_file(file, Options(today=today)), runs))


def _time(do: Callable[[], object], runs: int) -> float:
    """The median of so many runs in milliseconds, after one to warm up."""
    do()
    return median(_time_once(do) for _ in range(runs)) * 1000


def _time_once(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began


def write_performance(found: Measured, *, keep: bool) -> str:
    """The page about it, also written to docs/performance.md if it is to be kept."""
    text = _note(found) + "\n".join(_tables(found)) + "\n"
    if keep:
        WRITTEN_TO.write_text(text, encoding="utf-8")
    return text


def _tables(found: Measured) -> Iterator[str]:
    yield "## Timeline, cold"
    yield ""
    yield "| results | on | first paint | largest paint | chart | blocked | shift | requests | kB |"
    yield "|---" * 9 + "|"
    for (size, device), one in found.timelines.items():
        yield f"| {size} | {device} | {_seen(one)} | {one.shift:.2f} | {one.requests} | {_weights(one)} |"
    yield from ("", "## Every page, cold, on the phone", "")
    yield "| page | first paint | shift | requests | kB |"
    yield "|---" * 5 + "|"
    for name, one in found.pages.items():
        yield f"| {name} | {one.first_paint:.0f} ms | {one.shift:.2f} | {one.requests} | {_weights(one)} |"
    yield from ("", "## Without a browser", "")
    sizes = sorted({one.results for one in found.timed})
    yield "| what | " + " | ".join(f"{size} results" for size in sizes) + " |"
    yield "|---" * (len(sizes) + 1) + "|"
    for what in dict.fromkeys(one.what for one in found.timed):
        own = {one.results: one.milliseconds for one in found.timed if one.what == what}
        yield (
            f"| {what} | " + " | ".join(f"{own[size]:.1f} ms" if size in own else "" for size in sizes) + " |"
        )


def _seen(one: Visit) -> str:
    times = (one.first_paint, one.largest_paint, one.chart, one.blocked)
    return " | ".join(f"{milliseconds:.0f} ms" for milliseconds in times)


def _weights(one: Visit) -> str:
    kinds = ", ".join(f"{kind} {size:.1f}" for kind, size in one.kilobytes.items())
    return f"{one.all_kilobytes:.1f} ({kinds})"


def _note(found: Measured) -> str:
    return NOTE.format(
        day=timezone.now().date().isoformat(),
        machine=_machine(),
        python=platform.python_version(),
        browser=found.browser,
        runs=RUNS,
    )


def _machine() -> str:
    """The processor by its own name where the system tells it, how many there are, how busy they are."""
    model = platform.processor() or platform.machine()
    told = Path("/proc/cpuinfo")
    if told.is_file():
        lines = told.read_text(encoding="utf-8").splitlines()
        model = next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), model)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores of {model} ({platform.system()}{load})"
