"""What people do on the site, in the proportions of an ordinary day, and how long each answer takes."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cmlguide.devtools.reliability.visitor import GONE, Answer, Visitor
from cmlguide.devtools.reliability.writers import ADD, Told, Writer

TIMELINE = "/"
PDF = "/data/page.pdf"
RESULT = re.compile(r'href="(/results/\d+/)"')
DAYS = 3000
"""A new result falls on any of these, so that it is seldom one that is there."""
EXPECTED = {200, 302, 422}
"""A page, a form that was saved, a form that asks or names a mistake; all else failed, and no answer too."""
BUSY = 429


@dataclass(frozen=True)
class Timing:
    """One answer: what was asked, the status (0: none came) and the seconds it took."""

    what: str
    status: int
    seconds: float

    @property
    def failed(self) -> bool:
        return self.status not in EXPECTED


class Person:
    """Somebody at a browser, who does one thing after the other."""

    def __init__(self, number: int, port: int, cookies: Mapping[str, str]) -> None:
        self.visitor = Visitor(port, cookies)
        self.chance = random.Random(number)  # noqa: S311 - what somebody does next, no secret
        self.writer = Writer(f"p{number}", cookies, Told(), first=time.time_ns() % DAYS)

    def do_one_thing(self) -> list[Timing]:
        doing = self.chance.choices(list(DOINGS), weights=list(DOINGS.values()))[0]
        try:
            return [_timing(doing.__name__, answer) for answer in doing(self)]
        except GONE:
            return [Timing(doing.__name__, 0, self.visitor.seconds)]


def timeline(person: Person) -> Sequence[Answer]:
    return [person.visitor.get(TIMELINE)]


def results(person: Person) -> Sequence[Answer]:
    """The list, and one of them read."""
    listed = person.visitor.get("/results/")
    links = RESULT.findall(listed.text)
    return [listed, person.visitor.get(person.chance.choice(links))] if links else [listed]


def add_result(person: Person) -> Sequence[Answer]:
    """The form, Save, and Timeline after it."""
    form = person.visitor.get(ADD)
    saved = person.writer.save_from(person.visitor, form)
    return [form, saved, person.visitor.get(TIMELINE)]


def prepare(person: Person) -> Sequence[Answer]:
    return [person.visitor.get("/prepare/"), person.visitor.get("/summary/")]


def look_around(person: Person) -> Sequence[Answer]:
    pages = ("/about-me/", "/medicines/", "/help/", "/diary/", "/data/", "/warning-signs/")
    return [person.visitor.get(person.chance.choice(pages))]


def pdf(person: Person) -> Sequence[Answer]:
    return [person.visitor.get(PDF)]


DOINGS: Mapping[Callable[[Person], Sequence[Answer]], int] = {
    timeline: 45,
    results: 15,
    add_result: 8,
    prepare: 12,
    look_around: 18,
    pdf: 2,
}
"""How often each, in a hundred."""


def _timing(what: str, answer: Answer) -> Timing:
    return Timing(what, answer.status, answer.seconds)


def let_them_work(
    port: int, people: Sequence[Mapping[str, str]], seconds: float, pause: float = 0
) -> list[Timing]:
    """All of them at once for so long, each with so many seconds between two things."""
    ends, timings = time.monotonic() + seconds, []

    def work(person: Person) -> None:
        with person.visitor:
            while time.monotonic() < ends:
                timings.extend(person.do_one_thing())
                time.sleep(pause)

    threads = [
        threading.Thread(target=work, args=(Person(number, port, cookies),))
        for number, cookies in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return timings


def percentile(timings: Sequence[Timing], percent: int) -> float:
    """The seconds within which so many percent of the answers came (the nearest rank)."""
    ordered = sorted(one.seconds for one in timings)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
