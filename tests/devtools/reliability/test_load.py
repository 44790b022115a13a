"""The whole measurement with a handful of people, and what it says of the figures."""

from dataclasses import replace

import pytest

from cmlguide.devtools.reliability.load import SAMPLE, Level, Load, find_faults, measure, write_figures
from cmlguide.devtools.reliability.mix import DOINGS, Timing, percentile
from tests.devtools.test_throwaway_postgresql import needs_postgresql

LOAD = Load(
    people=100_000,
    seeding=123.4,
    timeline_alone=0.040,
    timeline_among=0.050,
    levels=(Level(4, 33.33, 0.0501, 0.1204, 0, 321),),
    other_alone=0.250,
    other_beside=0.350,
)


@needs_postgresql
def test_a_site_with_some_people_answers_all_of_them():
    said = []

    load = measure(12, SAMPLE, said.append)

    assert load.people == 12
    assert [(level.at_once, level.failed) for level in load.levels] == [(1, 0), (4, 0), (16, 0)]
    assert said[0].startswith("12 people made in ")
    assert min(level.megabytes for level in load.levels) > 10


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"timeline_among": 0.0599}, []),
        ({"timeline_among": 0.060}, ["Timeline took 1.50 times as long among all people"]),
        ({"other_beside": 0.374}, []),
        ({"other_beside": 0.375}, ["another waited 1.50 times as long beside a heavy user"]),
        ({"levels": (Level(4, 33.33, 0.05, 0.12, 2, 321),)}, ["2 requests failed"]),
    ],
)
def test_a_promise_that_is_not_kept_is_said(changed, faults):
    assert list(find_faults(replace(LOAD, **changed))) == faults


def test_figures_are_two_tables():
    assert list(write_figures(LOAD)) == [
        "100,000 people with 40 results each, made in 123 s.",
        "",
        "| people at once | requests a second | p50 | p95 | failed | memory of the site |",
        "|---|---|---|---|---|---|",
        "| 4 | 33.3 | 50 ms | 120 ms | 0 | 321 MB |",
        "",
        "| p95 | without | with | times |",
        "|---|---|---|---|",
        "| Timeline, one person's and among 100,000 | 40 ms | 50 ms | 1.25 |",
        "| another's pages, beside a heavy user | 250 ms | 350 ms | 1.40 |",
    ]


@pytest.mark.parametrize(("percent", "seconds"), [(50, 2), (95, 4), (75, 3), (1, 1)])
def test_a_percentile_is_the_nearest_rank(percent, seconds):
    assert percentile([Timing("x", 200, one) for one in (3, 1, 4, 2)], percent) == seconds


def test_an_answer_failed_unless_it_is_a_page_or_a_form():
    statuses = (200, 302, 422, 0, 403, 404, 429, 500)

    assert [Timing("x", status, 0).failed for status in statuses] == [False] * 3 + [True] * 5


def test_what_people_do_is_told_in_hundredths():
    assert sum(DOINGS.values()) == 100
