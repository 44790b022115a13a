"""Mutation testing runs on a copy, and its outcome is read from what mutmut leaves behind."""

import json
import tomllib

from cmlguide.devtools.mutation import LEFT_OUT, ROOT, Outcome, copy_engine, read_outcome


def test_the_copy_holds_the_engine_its_tests_and_the_settings(tmp_path):
    copy_engine(tmp_path)

    config = tomllib.loads((tmp_path / "pyproject.toml").read_text())["tool"]["mutmut"]
    assert config["do_not_mutate"] == ["milestones/apps.py", "milestones/__init__.py"]
    assert (tmp_path / "milestones" / "guidelines" / "eln-2020.toml").exists()
    assert (tmp_path / "tests" / "milestones" / "builders.py").exists()
    assert list(tmp_path.rglob("__pycache__")) == []


def test_the_tests_left_out_are_there():
    assert [name for name in LEFT_OUT if not (ROOT / "tests" / "milestones" / name).exists()] == []


def test_the_outcome_counts_each_end(tmp_path):
    folder = tmp_path / "mutants" / "milestones"
    folder.mkdir(parents=True)
    ends = {"a": 1, "b": 3, "c": 0, "d": 33, "e": 36, "f": None}
    (folder / "scale.py.meta").write_text(json.dumps({"exit_code_by_key": ends}))
    (folder / "lines.py.meta").write_text(json.dumps({"exit_code_by_key": {"g": 1}}))

    outcome = read_outcome(tmp_path)

    assert outcome == Outcome(killed=3, timed_out=1, unnoticed=("c", "d"))
    assert (outcome.total, outcome.killed_percent) == (6, 100 * 4 / 6)


def test_nothing_run_is_nothing_proved(tmp_path):
    assert (read_outcome(tmp_path).total, read_outcome(tmp_path).killed_percent) == (0, 0.0)
