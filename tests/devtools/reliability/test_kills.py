"""A small, always equal sample of the kills, and each thing that would be called wrong."""

import pytest

from cmlguide.devtools.reliability.kills import Kills, kill_at_random, write_rows
from cmlguide.devtools.reliability.writers import Told, what_is_wrong
from tests.devtools.test_throwaway_postgresql import needs_postgresql

KILLS = 1


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=needs_postgresql)])
def test_what_was_acknowledged_outlives_a_kill(database):
    said = []

    done = kill_at_random(database, KILLS, seed=13, say=said.append)

    assert done.kills == KILLS
    assert said == [f"{done.database}: 1 kills, {done.acknowledged} acknowledged results, all there"]


@pytest.mark.parametrize(
    ("told", "notes", "changes", "wrong"),
    [
        (Told(saved=["a", "b"]), ["a", "b"], 2, []),
        (Told(saved=["a"], unknown=["b"]), ["a"], 1, []),
        (Told(saved=["a"], unknown=["b"]), ["a", "b"], 2, []),
        (Told(saved=["a", "b"]), ["a"], 1, ["1 acknowledged results are lost, the first is b"]),
        (Told(saved=["a"]), ["a", "a"], 2, ["1 results are there twice"]),
        (
            Told(saved=["a"], refused=["b"]),
            ["a", "b"],
            2,
            ["1 results are kept that were refused or never sent, the first is b"],
        ),
        (
            Told(saved=["a"]),
            ["a"],
            0,
            ["the edit history has 0 of 1 results: a write was kept in part"],
        ),
    ],
)
def test_each_thing_that_may_not_be_is_found(told, notes, changes, wrong):
    assert list(what_is_wrong(told, notes, changes)) == wrong


def test_figures_say_what_was_acknowledged_and_what_was_cut_off():
    assert list(write_rows([Kills("SQLite", 200, 1234, 56, 7)])) == [
        "| database | kills | acknowledged | of these lost | cut off, no answer | of these kept, whole |",
        "|---|---|---|---|---|---|",
        "| SQLite | 200 | 1,234 | 0 | 56 | 7 |",
    ]
