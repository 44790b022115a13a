"""What a person is asked to bring up is at most two steps from Timeline (the table in the README)."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.factories import make_medicine, make_result

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
TABLE = README.split("## What it helps to talk about")[1].split("## ")[0]
PAGES = re.findall(r"`(/[^`]*)`", TABLE)


@pytest.fixture
def rising(person, time_machine):
    """A record with a rise, whose questions link to further pages."""
    time_machine.move_to(date(2026, 11, 22))
    make_medicine(person)
    for day, value in ((date(2025, 9, 8), "62"), (date(2026, 9, 7), "0.074"), (date(2026, 11, 12), "0.11")):
        make_result(person, value, collected_on=day)
    return person


def linked_from(client, address: str) -> set[str]:
    """The pages of this site that a page links to."""
    page = client.get(address).content.decode()
    return set(re.findall(r'<a[^>]*href="(/[^"?#]*)', page))


@pytest.fixture
def within_two_steps(signed_in, rising):
    first = linked_from(signed_in, "/")
    return {"/"} | first | {page for step in first for page in linked_from(signed_in, step)}


def test_the_readme_names_a_page_for_each_point():
    rows = [line for line in TABLE.splitlines() if line.startswith("| ") and "---" not in line][1:]

    assert len(rows) == 11
    assert [row for row in rows if "`/" not in row] == []


def test_each_point_is_two_steps_from_timeline(within_two_steps):
    assert [page for page in PAGES if page not in within_two_steps] == []


def test_each_point_is_a_page_that_answers(signed_in, rising):
    assert {page: signed_in.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
