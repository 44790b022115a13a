"""The one test command: what it runs on which database, and what it says where there is no PostgreSQL."""

import contextlib
import subprocess
import sys
from types import SimpleNamespace

import pytest

from cmlguide.devtools import suite

URL = "postgresql://throwaway"


@pytest.fixture
def runs(monkeypatch):
    """The runs that were started, each as its database and pytest's arguments; none of them is made."""
    started, codes = [], {"sqlite": 0, "postgresql": 0}

    def start(database, arguments):
        started.append((database, tuple(arguments)))
        return codes[database]

    def call(command, cwd, env):
        assert command[:3] == [sys.executable, "-m", "pytest"]
        assert (cwd, env["CMLGUIDE_TEST_DATABASE_URL"]) == (suite.ROOT, URL)
        return start("postgresql", command[3:])

    monkeypatch.delenv(suite.ONE_DATABASE, raising=False)  # set where another Python takes PostgreSQL on
    monkeypatch.setattr(pytest, "main", lambda arguments: start("sqlite", arguments))
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(suite, "find_programs", lambda: "/usr/bin")
    monkeypatch.setattr(
        suite, "throwaway_postgresql", lambda: contextlib.nullcontext(SimpleNamespace(url=URL))
    )
    return SimpleNamespace(started=started, codes=codes)


def test_alone_it_runs_what_asks_a_database_on_both_and_the_whole_suite_last(runs):
    assert suite.main([]) == 0

    assert runs.started == [("postgresql", suite.AGAIN), ("sqlite", suite.TOGETHER)]
    assert suite.AGAIN[-2:] == ("-m", "database and not browser")


def test_where_something_else_takes_postgresql_on_it_runs_the_whole_suite_once(runs, monkeypatch):
    monkeypatch.setenv(suite.ONE_DATABASE, "sqlite")

    assert suite.main([]) == 0

    assert runs.started == [("sqlite", suite.TOGETHER)]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_failure_on_either_database_is_a_failure(runs, capsys, database):
    runs.codes[database] = 1

    assert suite.main([]) == 1

    assert ("FAILED on PostgreSQL" in capsys.readouterr().out) is (database == "postgresql")


def test_arguments_go_to_pytest_as_they_are_on_the_quick_database(runs):
    suite.main(["tests/web", "-k", "undo"])

    assert runs.started == [("sqlite", ("tests/web", "-k", "undo"))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["--database", "sqlite"], ("sqlite", suite.TOGETHER)),
        (["--database", "postgresql"], ("postgresql", suite.AGAIN)),
        (["--database", "postgresql", "-n", "1"], ("postgresql", ("-n", "1"))),
    ],
)
def test_one_database_can_be_chosen(runs, given, expected):
    suite.main(given)

    assert runs.started == [expected]


@pytest.mark.parametrize("given", [["--database"], ["--database", "mysql"]])
def test_a_database_that_is_not_known_is_refused_in_a_line(runs, given):
    with pytest.raises(SystemExit) as stop:
        suite.main(given)

    assert stop.value.code == "--database takes one of: sqlite, postgresql."
    assert runs.started == []


def test_without_postgresql_a_line_says_so_and_the_rest_runs(runs, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(suite, "find_programs", lambda: None)

    assert suite.main([]) == 0

    assert capsys.readouterr().out == f"{suite.WITHOUT}\n"
    assert runs.started == [("sqlite", suite.TOGETHER)]


def test_continuous_integration_never_leaves_postgresql_out(runs, monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(suite, "find_programs", lambda: None)

    with pytest.raises(SystemExit) as stop:
        suite.main([])

    assert stop.value.code == suite.WITHOUT
