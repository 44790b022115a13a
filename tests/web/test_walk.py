"""A walk over many records: no reassuring word next to a finding of concern, and no cause without a reason.

The records are those of the engine's cases and of walk.toml. Each is opened as its owner would, on the last
day on which its case describes a concern, and every page, the paper, the PDF and the text file are read.
"""

from __future__ import annotations

import io
import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cmlguide.records.actions.records import open_record
from cmlguide.records.judged import assess_person, forget_records, judge
from milestones.assess import assess
from milestones.counts import LOW
from milestones.severity import Severity
from tests.factories import make_diary_entry, make_user
from tests.milestones.test_cases import CASES, guideline_of, read_case
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, judged, tell
from tests.web.test_plain_words import RULES, read

RECORDS = {**CASES, **tomllib.loads((Path(__file__).parent / "walk.toml").read_text(encoding="utf-8"))}
PAGES = (
    "timeline",
    "prepare",
    "prepare-checklist",
    "result-list",
    "count-list",
    "mutation-list",
    "medicine-list",
    "first-year",
    "without-treatment",
    "summary",
    "export-text",
)
WITH_COUNT_CARD = ("timeline", "prepare", "result-list", "count-list", "summary", "export-text", "export-pdf")
PHONE = "555 0142"
CAUSE = "the medicine is working less well"
ASKED_CAUSE = "Could this be resistance?"
LOST_AFTER_A_TRANSPLANT = r"\bdoses?\b(?! or change)|resistan|working less well|mutation test"
ABOUT_STOPPING = "Do not stop"
RUNGS = ("● reached", "reached before, above it now")


def day_of(name: str) -> date:
    """The last day with a concern according to the record's own case, or else the last day it describes."""
    if "on" in RECORDS[name]:
        return date.fromisoformat(RECORDS[name]["on"])
    days = [date.fromisoformat(then["on"]) for then in RECORDS[name]["then"]]
    history = read_case(RECORDS[name])
    told = [day for day in days if holds_concern(assess(history, guideline_of(history), day))]
    return max(told or days)


def holds_concern(assessment) -> bool:
    """Whether anything in it is worth asking about, or more serious."""
    counts = assessment.counts.severity if assessment.counts else Severity.NONE
    return any(one.is_concern for one in (assessment.now.severity, assessment.trend.severity, counts))


def open_walked(name: str):
    """The person of the record, saved, with a clinic's number and the record's diary."""
    person = open_record(owner=make_user(), history=read_case(RECORDS[name]))
    person.clinic_day_phone = PHONE
    person.save()
    for line in RECORDS[name].get("diary", ()):
        make_diary_entry(person, **{**line, "happened_on": date.fromisoformat(line["happened_on"])})
    return person


def read_pages(person, *, with_pdf: bool) -> dict[str, list[str]]:
    """The lines of every page and file, by name."""
    client = Client()
    client.force_login(person.owner)
    newest = person.results.order_by("collected_on").last()
    addresses = {name: reverse(name) for name in PAGES}
    if newest is not None:
        addresses["result-show"] = reverse("result-show", args=[newest.pk])
    found = {name: _lines(client.get(address)) for name, address in addresses.items()}
    if with_pdf:
        pdf = PdfReader(io.BytesIO(client.get(reverse("export-pdf")).content))
        found["export-pdf"] = [" ".join(" ".join(page.extract_text().split()) for page in pdf.pages)]
    return found


def _lines(response) -> list[str]:
    text = response.content.decode()
    if response.headers["Content-Type"].startswith("text/html"):
        return read(text)
    return [" ".join(part.split()) for part in text.split("\n\n")]


def find_calm(line: str) -> list[str]:
    """Every reassuring word in a line, apart from a guideline's own quoted word."""
    for quoted in RULES["quoted"]:
        line = re.sub(quoted["pattern"], " ", line)
    return [word for word in RULES["calm"] if re.search(word, line.lower())]


def complain(assessment, pages: dict[str, list[str]], *, in_diary: bool = False) -> list[tuple[str, str]]:
    """(page, line) for everything that must not be there."""
    lines = [(name, line) for name, found in pages.items() for line in found]
    wrong = [row for row in lines if holds_concern(assessment) and find_calm(row[1])]
    if not may_name_the_medicine(assessment, in_diary):
        wrong += [row for row in lines if CAUSE in row[1] or ASKED_CAUSE in row[1]]
    if assessment.after_transplant:
        wrong += [
            row
            for row in lines
            if row[0] in ("timeline", "prepare", "summary", "export-text", "export-pdf")
            and re.search(LOST_AFTER_A_TRANSPLANT, row[1].lower())
        ]
    if assessment.counts and any(found.code == LOW for found in assessment.counts.findings):
        wrong += [row for row in lines if ABOUT_STOPPING in row[1]]
    if not assessment.ladder:
        wrong += [row for row in lines if any(rung in row[1] for rung in RUNGS)]
    return wrong


def may_name_the_medicine(assessment, in_diary: bool) -> bool:
    """Whether there is a pattern, on treatment, and no simpler reason in the record or its diary."""
    return assessment.trend.pattern is not None and not assessment.reasons and not in_diary


def find_missing_cards(assessment, pages: dict[str, list[str]]) -> list[str]:
    """The pages on which a blood count of concern lacks its chip, its sentence or the clinic's number."""
    counts = assessment.counts
    if counts is None or not counts.severity.is_concern:
        return []
    chips = {
        "today": "▲ Call your team today",
        "soon": "◆ Talk to your team soon",
        "discuss": "◐ Worth asking about",
    }
    wanted = (chips[counts.severity], "Your ", PHONE)
    texts = {name: " ".join(pages[name]) for name in WITH_COUNT_CARD}
    return [name for name, text in texts.items() if not all(part in text for part in wanted)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", RECORDS)
def test_no_record_of_concern_is_told_calmly_and_no_medicine_is_blamed_too_soon(name, time_machine):
    day = day_of(name)
    time_machine.move_to(datetime.combine(day, time(12), ZoneInfo("UTC")))
    person = open_walked(name)
    assessment = assess_person(person, day)
    pages = read_pages(person, with_pdf=holds_concern(assessment))

    assert complain(assessment, pages, in_diary="diary" in RECORDS[name]) == []
    assert find_missing_cards(assessment, pages) == []
    assert_no_page_changed_what_is_kept(person, day)


def assert_no_page_changed_what_is_kept(person, day):
    """All pages showed one reading of the record: it is still what the database says."""
    shown = judge(person, day)
    forget_records()
    fresh = judge(person, day)
    assert shown is not fresh
    assert (shown.history, shown.assessment) == (fresh.history, fresh.assessment)


def test_the_walk_is_long_enough():
    concerned = [name for name in RECORDS if holds_concern(_assessed(name))]

    assert len(RECORDS) >= 60
    assert len(concerned) >= 30


def _assessed(name: str):
    history = read_case(RECORDS[name])
    return assess(history, guideline_of(history), day_of(name))


@pytest.mark.parametrize(
    "planted",
    [
        "Your number is on track.",
        "That is on the usual timetable.",
        "What is the next goal for me?",
        "That is welcome news, as deep as this test could see.",
    ],
)
def test_a_planted_word_of_calm_is_found_beside_a_concern_only(planted):
    concern, well = judged(JUST_ABOVE, today=JUST_ABOVE_ON), judged(tell("48", "4", "0.6", "0.2", "0.05"))

    assert complain(concern, {"timeline": ["Taken", planted]}) == [("timeline", planted)]
    assert complain(well, {"timeline": ["Taken", planted]}) == []


@pytest.mark.parametrize(
    "said", [f"One possible reason is that {CAUSE}; your team can check.", f"{ASKED_CAUSE} If so, ..."]
)
def test_a_planted_cause_is_found_where_the_record_has_a_simpler_one(said):
    planted = {"summary": [said]}
    paused = _assessed("pause_and_lower_dose_in_the_record")

    explained = complain(judged(RISING), planted, in_diary=True)

    assert complain(judged(RISING), planted) == []
    assert explained == [("summary", planted["summary"][0])]
    assert complain(paused, planted) == [("summary", planted["summary"][0])]


def test_planted_doses_and_rungs_are_found_where_they_do_not_apply():
    planted = {"prepare": ["Did you miss any doses?"], "timeline": ["● reached"]}

    transplant = _assessed("rise_after_a_transplant")

    assert complain(transplant, planted) == [
        ("prepare", "Did you miss any doses?"),
        ("timeline", "● reached"),
    ]


def test_a_planted_word_about_stopping_is_found_beside_low_counts():
    planted = {"timeline": ["Do not stop or change anything before you ask."]}

    assert complain(_assessed("soon_counts_beside_a_rise"), planted) == [("timeline", planted["timeline"][0])]
    assert complain(judged(RISING), planted) == []


def test_behind_the_usual_timetable_is_no_calm():
    assert find_calm("That is a bit behind the usual timetable.") == []
