"""What every page says, read as a person reads it: no word that frightens or misleads, and plain enough."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
import textstat
from django.test import Client
from django.utils import timezone

from cmlguide.records.actions.examples import show_example
from cmlguide.records.actions.persons import create_person
from cmlguide.records.models.diary_entry import DOSE_REASONS, DOSE_STATUSES, INTAKES, SYMPTOMS
from tests.drawn_signs import written
from tests.factories import (
    make_allergy,
    make_blood_count,
    make_diary_entry,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_person,
    make_result,
    make_user,
)
from tests.routes import address, routes

RULES = tomllib.loads((Path(__file__).parent / "words" / "en.toml").read_text(encoding="utf-8"))
SILENT = {"script", "style", "template", "textarea", "option"}
SPOKEN = {"aria-label", "title", "alt", "placeholder"}
INLINE = {"a", "span", "strong", "em", "b", "time", "abbr"}
LONG_ENOUGH = 100
A_SENTENCE = 5  # words: shorter lines are labels, and would make any page seem plain
SENTENCE_ENDS = (".", "?", "!", "”")
# The automated readability index is a US grade by letters and words; other measures need a word list online.
HIGHEST_GRADE = 6.0


class Reader(HTMLParser):
    """The words on a page, one line for each block, including words only for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.in_word = False
        self.lines: list[str] = [""]

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        self.in_word = tag == "button" and ("class", "word") in attrs
        if self.in_word:
            return  # a word with a pop-over is part of its sentence like any other
        spoken = [value for name, value in attrs if name in SPOKEN and value]
        self.lines += spoken
        if spoken or tag not in INLINE:
            self.lines.append("")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if tag == "button" and self.in_word:
            self.in_word = False
        elif tag not in INLINE:
            self.lines.append("")

    def handle_data(self, data):
        if not self.silent:
            self.lines[-1] += data


def read(page: str) -> list[str]:
    """The page's lines of text with their signs, without empty ones."""
    reader = Reader()
    reader.feed(written(page))
    return [line for line in (" ".join(line.split()) for line in reader.lines) if line]


def find_forbidden(lines: list[str]) -> list[str]:
    """Every line with a forbidden word outside a quoted category or an allowed sentence."""
    return [
        line for line in lines if any(re.search(word, _ours(line).lower()) for word in RULES["forbidden"])
    ]


def _ours(line: str) -> str:
    for quoted in RULES.get("quoted", ()):
        line = re.sub(quoted["pattern"], " ", line)
    for allowed in RULES["allowed"]:
        line = line.replace(allowed["sentence"], " ")
    return line


def make_example(owner, kind):
    return show_example(owner=owner, kind=kind, today=timezone.now().date())


def make_empty(owner, kind):
    return create_person(owner=owner)


def make_stopped(owner, kind):
    """Someone who ended treatment to try without it, and whose number rose."""
    person = create_person(owner=owner, phase="chronic", transcript="typical")
    make_medicine(
        person,
        started_on=date(2023, 1, 9),
        stopped_on=date(2025, 6, 2),
        stop_reason="treatment_free_remission",
    )
    for number, value in enumerate(
        ("62", "4", "0.3", "0.02", "0.004", "0.002", "0.002", "0.002", "0.002", "0.4")
    ):
        make_result(person, value, collected_on=date(2023, 1, 9) + timedelta(days=100 * number))
    return person


def make_unscaled(owner, kind):
    """Someone whose newest number is the lab's own ratio, after another lab and a test without a number."""
    person = create_person(owner=owner)
    make_medicine(person, started_on=date(2025, 1, 6))
    make_result(person, "20", collected_on=date(2025, 4, 7), lab="City")
    make_result(person, None, kind="no_result", unit="", collected_on=date(2025, 7, 7))
    make_result(person, "0.4", unit="ratio_percent", collected_on=date(2025, 10, 6), lab="County")
    return person


def make_counted(owner, kind):
    """Someone with a deep response whose other tests show findings of their own."""
    person = make_example(owner, "doing_well")
    make_blood_count(person, wbc=Decimal(12), spleen_felt=True, extra={"lab_ranges": {"wbc": "4-10"}})
    make_marrow_test(person, fish_percent=Decimal("0.5"), karyotype="46,XY,t(9;22)")
    make_mutation(person)
    return person


def make_diarist(owner, kind):
    """Someone whose diary has every kind of entry, with warning signs for today's."""
    person = make_example(owner, "doing_well")
    now = timezone.now().date()
    for symptom in SYMPTOMS:
        make_diary_entry(person, happened_on=now, symptom=symptom, severity="severe", gets_in_way_of=["mood"])
    for reason in DOSE_REASONS:
        make_diary_entry(person, kind="dose", dose_status="missed", reason=reason, happened_on=now)
    for status in DOSE_STATUSES:
        make_diary_entry(person, kind="dose", dose_status=status, doses=2, happened_on=now)
    for intake in INTAKES:
        make_diary_entry(person, kind="new_intake", intake=intake, happened_on=now)
    make_allergy(person)
    return person


def make_newly_diagnosed(owner, kind):
    """A start above 100%, and tablets that begin in a few days."""
    person = make_person(owner)
    now = timezone.now().date()
    make_medicine(person, started_on=now + timedelta(days=5))
    make_result(person, "120", collected_on=now - timedelta(days=3))
    return person


PEOPLE = {
    "newly_diagnosed": make_newly_diagnosed,
    "doing_well": make_example,
    "just_above": make_example,
    "rising": make_example,
    "empty": make_empty,
    "stopped": make_stopped,
    "unscaled": make_unscaled,
    "counted": make_counted,
    "diarist": make_diarist,
}


def shown_pages(kind: str) -> dict[str, list[str]]:
    """The lines of every page that a person of this kind can open, by the route's name."""
    return {name: read(page) for name, page in text_pages(kind).items()}


def text_pages(kind: str) -> dict[str, str]:
    """Every page that a person of this kind can open, by the route's name."""
    owner = make_user()
    person = PEOPLE[kind](owner, kind)
    rows = {
        noun: row.pk
        for noun, row in (
            ("result", person.results.last()),
            ("medicine", person.medicines.first()),
            ("count", person.blood_counts.first()),
            ("marrow", person.marrow_tests.first()),
            ("mutation", person.mutations.first()),
            ("visit", person.visits.first()),
            ("waiting", person.waiting_samples.first()),
            ("diary", person.diary_entries.first()),
            ("other", person.other_medicines.first()),
            ("allergy", person.allergies.first()),
        )
        if row is not None
    }
    client = Client()
    client.force_login(owner)
    found = {}
    for route in routes():
        if "pk" in route.pattern.converters and route.name.split("-")[0] not in rows:
            continue
        answer = client.get(address(route, rows))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[route.name] = answer.content.decode()
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("kind", PEOPLE)
def test_pages_are_plain_and_hold_no_forbidden_word(kind):
    pages = shown_pages(kind)

    forbidden = {name: found for name, lines in pages.items() if (found := find_forbidden(lines))}
    too_hard = {name: found for name, lines in pages.items() if (found := grade(lines)) > HIGHEST_GRADE}

    assert (forbidden, too_hard) == ({}, {})


@pytest.mark.django_db
def test_hosted_privacy_page_is_as_plain(settings):
    settings.HOME_MODE, settings.HOSTED = False, True

    lines = read(Client().get("/privacy/").content.decode())

    assert find_forbidden(lines) == []
    assert grade(lines) <= HIGHEST_GRADE


def grade(lines: list[str]) -> float:
    """The US school grade of a page's sentences, without the terms of CML; 0 for a page of few words."""
    text = " ".join(
        line for line in lines if len(line.split()) >= A_SENTENCE and line.endswith(SENTENCE_ENDS)
    )
    for term in RULES["terms"]:
        text = re.sub(rf"\b{term}\b", "", text, flags=re.IGNORECASE)
    return textstat.automated_readability_index(text) if len(text.split()) >= LONG_ENOUGH else 0.0


@pytest.mark.parametrize(
    "line",
    [
        "Treatment failure",
        "You are safe.",
        "You should not stop.",
        "The leukemia is gone",
        "resistant",
        "Don’t worry",
    ],
)
def test_find_forbidden_finds(line):
    assert find_forbidden([line]) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "In the words of ELN 2020: “failure”.",
        "Do not stop or change anything before you ask.",
        "When should we repeat it?",
    ],
)
def test_find_forbidden_lets_pass(line):
    assert find_forbidden([line]) == []


def test_every_exception_has_its_reason():
    exceptions = [*RULES["quoted"], *RULES["allowed"]]

    assert [entry for entry in exceptions if not entry["reason"].strip()] == []
