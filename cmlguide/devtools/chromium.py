"""What a page costs in Chromium that never saw it: when it is seen, what it fetches, how it moves."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # playwright is installed for the tests alone
    from playwright.sync_api import Browser, CDPSession, StorageState

STILL = 200
"""Milliseconds in which what comes late still counts, after half a second in which nothing was fetched."""
WATCH = """(() => {
  const seen = (window.seen = { fcp: 0, lcp: 0, cls: 0, long: [], chart: 0 });
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({ type, buffered: true });
  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
  watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  watch("longtask", (entry) => seen.long.push([entry.startTime, entry.duration]));
  const look = () => requestAnimationFrame(() => {
    const drawn = [...document.querySelectorAll("svg.chart")].some((one) => one.getClientRects().length);
    if (!drawn) look();
    else requestAnimationFrame(() => { seen.chart = performance.now(); });
  });
  look();
})()"""


@dataclass(frozen=True)
class Device:
    """A window and what it runs on: how much slower its processor and its line are than this machine's."""

    name: str
    width: int
    height: int
    processor_slower: int = 1
    bits_a_second: int = 0
    latency_ms: int = 0


DESK = Device("desk", 1280, 900)
PHONE = Device("phone", 390, 844, processor_slower=4, bits_a_second=1_600_000, latency_ms=150)


@dataclass(frozen=True)
class Visit:
    """One cold visit: milliseconds from the start, layout shift, kilobytes by kind as they came, requests."""

    first_paint: float
    largest_paint: float
    chart: float
    blocked: float
    shift: float
    requests: int
    kilobytes: dict[str, float] = field(default_factory=dict)

    @property
    def all_kilobytes(self) -> float:
        return sum(self.kilobytes.values())


@contextmanager
def open_chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # here, not above: installed for the tests alone

    path = os.environ.get("CMLGUIDE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*flags, "--disable-gpu"])
        yield browser
        browser.close()


def sign_in(browser: Browser, link: str) -> StorageState:
    """The cookies of a browser that opened the link."""
    context = browser.new_context()
    context.new_page().goto(link)
    state = context.storage_state()
    context.close()
    return state


def visit(browser: Browser, state: StorageState, url: str, device: Device) -> Visit:
    """One visit by a window with an empty cache."""
    size: Any = {"width": device.width, "height": device.height}
    context = browser.new_context(viewport=size, storage_state=state, is_mobile=device is PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    fetched = _count_bytes(session)
    _slow_down(session, device)
    page.goto(url, wait_until="networkidle")  # not "load": htmx is fetched after that
    page.wait_for_timeout(STILL)
    seen = page.evaluate("window.seen")
    context.close()
    blocked = sum(max(0, length - 50) for began, length in seen["long"] if began + length > seen["fcp"])
    return Visit(
        first_paint=seen["fcp"],
        largest_paint=seen["lcp"],
        chart=seen["chart"],
        blocked=blocked,
        shift=seen["cls"],
        requests=len(fetched),
        kilobytes=_by_kind(fetched),
    )


def _count_bytes(session: CDPSession) -> dict[str, list[Any]]:
    """A table that fills while the page loads: request -> [kind, bytes as they came over the line]."""
    fetched: dict[str, list[Any]] = {}

    def begin(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            fetched[event["requestId"]] = [event.get("type", "Other"), 0]

    def end(event: dict[str, Any]) -> None:
        if event["requestId"] in fetched:
            fetched[event["requestId"]][1] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", begin)
    session.on("Network.loadingFinished", end)
    session.send("Network.enable")
    return fetched


def _slow_down(session: CDPSession, device: Device) -> None:
    session.send("Emulation.setCPUThrottlingRate", {"rate": device.processor_slower})
    if device.bits_a_second:
        a_second = device.bits_a_second / 8
        line = {"latency": device.latency_ms, "downloadThroughput": a_second, "uploadThroughput": a_second}
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})


KINDS = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JS"}


def _by_kind(fetched: dict[str, list[Any]]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for kind, size in fetched.values():
        total[KINDS.get(kind, "icon")] += size
    return {kind: total[kind] / 1000 for kind in (*KINDS.values(), "icon")}


def middle_of(visits: list[Visit]) -> Visit:
    """The median of each figure; the kilobytes are the same each time but for the random bytes of a page."""
    return Visit(
        first_paint=median(one.first_paint for one in visits),
        largest_paint=median(one.largest_paint for one in visits),
        chart=median(one.chart for one in visits),
        blocked=median(one.blocked for one in visits),
        shift=max(one.shift for one in visits),
        requests=max(one.requests for one in visits),
        kilobytes=visits[-1].kilobytes,
    )
