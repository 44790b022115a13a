"""Vignettes: people from published papers and invented ones, and how often those who do well are alarmed.

A case (tests/milestones/cases/*.toml) has a sentence, a record, and what is said on certain days.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from milestones.assess import assess, assess_each
from milestones.assessment import Assessment
from milestones.guideline import load_guideline
from milestones.history import History
from milestones.record import read_tables

CASES = {
    path.stem: tomllib.loads(path.read_text())
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
}
HEADING = {"format": "cmlguide-record", "version": 1}


def read_result(line: str) -> dict[str, Any]:
    """A result as a record has it: "2024-01-01 0.5", "... nd 0.0032", "... lt 1", "... 0.5 lab=City"."""
    day, *words = line.split()
    named = dict(word.split("=") for word in words if "=" in word)
    plain = [word for word in words if "=" not in word]
    number = plain[-1]
    facts: dict[str, Any] = {"collected_on": day, **named}
    if "copies" in named:
        facts["copies"] = int(named["copies"])
    if plain == ["failed"]:
        return {**facts, "kind": "no_result"}
    if plain[0] == "lt":
        return {**facts, "kind": "less_than", "limit": number, "unit": "percent_is"}
    if plain == ["nd"]:
        return {**facts, "kind": "not_detected"}
    if plain[0] == "nd":
        return {**facts, "kind": "not_detected", "limit": number, "unit": "percent_is"}
    unit = "ratio_percent" if plain[0] == "ratio" else "percent_is"
    return {
        **facts,
        "kind": "value",
        "value": number,
        "unit": unit,
        "specimen": "marrow" if plain[0] == "marrow" else "blood",
    }


def read_case(case: dict[str, Any]) -> History:
    lists = {name: case.get(name, []) for name in ("treatments", "mutations", "blood_counts", "marrow")}
    results = [read_result(line) for line in case["results"]]
    return read_tables({**HEADING, "person": case["person"], "results": results, **lists})


def guideline_of(history: History):
    return load_guideline(history.person.guideline or "eln-2020")


# What a case may say of a day -> how to find it in the assessment.
SAYS = {
    "now": lambda said: said.now.severity,
    "because": lambda said: list(said.now.because),
    "pattern": lambda said: said.trend.pattern,
    "category": lambda said: said.newest.category,
    "level": lambda said: said.newest.level,
    "reason": lambda said: said.newest.reason,
    "row": lambda said: said.newest.row,
    "due": lambda said: said.next_test.why,
    "checkpoints": lambda said: [f"{row.month} {row.status}" for row in said.checkpoints],
    "reasons": lambda said: [row.code for row in said.reasons],
    "due_from": lambda said: str(said.next_test.from_),
    "ladder": lambda said: len(said.ladder),
    "other": lambda said: [f"{row.guideline} {row.category}" for row in said.other_guidelines],
}


def differs(said: Assessment, then: dict[str, Any]) -> dict[str, Any]:
    """Every point on which the assessment differs from what the case says about the day."""
    codes = [row.code for row in said.trend.findings]
    wrong = {key: find(said) for key, find in SAYS.items() if key in then and find(said) != then[key]}
    missing = [code for code in then.get("findings", []) if code not in codes]
    missing += [code for code in then.get("prompts", []) if code not in [row.code for row in said.prompts]]
    asked = [row.code for row in said.prompts]
    extra = [code for code in then.get("not_findings", []) if code in codes]
    extra += [code for code in then.get("not_prompts", []) if code in asked]
    since = [str(row.since) for row in said.trend.findings if row.code == then.get("findings", [""])[0]]
    late = since if "since" in then and since != [then["since"]] else []
    return {
        **wrong,
        **{name: found for name, found in [("missing", missing), ("extra", extra), ("since", late)] if found},
    }


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_of_the_case(name):
    """The sentence of the case is its reason."""
    history = read_case(CASES[name])
    days = [(date.fromisoformat(then["on"]), then) for then in CASES[name]["then"]]

    wrong = {str(day): differs(assess(history, guideline_of(history), day), then) for day, then in days}

    assert {day: found for day, found in wrong.items() if found} == {}, CASES[name]["sentence"]


def test_there_are_enough_cases_and_each_says_where_it_comes_from():
    papers = [case for case in CASES.values() if case["made"] == "paper"]
    invented = [case for case in CASES.values() if case["made"] == "invented"]

    assert (len(papers) >= 12, len(invented) >= 20, len(papers) + len(invented)) == (True, True, len(CASES))
    assert all(case["address"].startswith("http") and case["tells"] for case in papers)
    assert all("address" not in case for case in invented)
    assert all(case["sentence"].endswith(".") and case["then"] for case in CASES.values())


def count_alarms() -> tuple[int, int, int]:
    """For all who did well: (tests, tests after which something is worth asking about, or soon)."""
    each = [
        said.now.severity
        for case in CASES.values()
        if case["did_well"]
        for said in assess_each(read_case(case), guideline_of(read_case(case)))
    ]
    return len(each), each.count("discuss"), each.count("soon")


def test_those_who_did_well_are_hardly_ever_alarmed():
    """The figure stands in docs/testing.md."""
    tests, discuss, soon = count_alarms()

    assert soon == 0
    assert discuss / tests < 0.05


def test_the_figure_on_the_page_is_current():
    page = Path(__file__).parents[2] / "docs" / "testing.md"
    if not page.exists():
        pytest.skip("the pages are not in this copy")
    tests, discuss, soon = count_alarms()

    said = f"{tests} tests, after {discuss} of them something was worth asking about, after {soon} soon."
    assert said in page.read_text(encoding="utf-8")
