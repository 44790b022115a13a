"""Mutation testing of the engine: mutmut on a copy, so that nobody's work in progress is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Not mutated: the entry point for Django, and a file without code.
WITHOUT_RULES = ("apps", "__init__")
# Tests that start their own interpreter or try many histories are too slow to run for each mutant.
LEFT_OUT = ("test_properties.py", "test_hostile_files.py", "test_safety_doc.py")
NOT_BY_NAME = "not bare and not imports_nothing and not never_differ"
CONFIG = """[tool.mutmut]
source_paths = ["milestones"]
do_not_mutate = {without}
also_copy = ["milestones"]
pytest_add_cli_args = ["-p", "no:django", "-p", "no:cacheprovider", "-p", "no:cov"]
pytest_add_cli_args_test_selection = {selection}

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib"]
pythonpath = ["."]
"""
# The exit codes with which mutmut ends (its status_by_exit_code).
KILLED, SURVIVED, NO_TESTS = (1, 3), (0,), (5, 33)


@dataclass(frozen=True)
class Outcome:
    """Mutants by their outcome; `unnoticed` names those that survived or that no test reaches."""

    killed: int
    timed_out: int
    unnoticed: tuple[str, ...]

    @property
    def total(self) -> int:
        """The number of mutants that were run."""
        return self.killed + self.timed_out + len(self.unnoticed)

    @property
    def killed_percent(self) -> float:
        """The share of mutants that were noticed; one that never ends counts as noticed."""
        return 100 * (self.killed + self.timed_out) / self.total if self.total else 0.0


def copy_engine(target: Path) -> None:
    """Copy the engine and its tests, with mutmut's settings."""
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "milestones", target / "milestones", ignore=skip)
    shutil.copytree(ROOT / "tests" / "milestones", target / "tests" / "milestones", ignore=skip)
    shutil.copy(ROOT / "tests" / "__init__.py", target / "tests")
    ignored = [f"--ignore=tests/milestones/{name}" for name in LEFT_OUT]
    config = CONFIG.format(
        without=json.dumps([f"milestones/{name}.py" for name in WITHOUT_RULES]),
        selection=json.dumps(["tests/milestones", *ignored, "-k", NOT_BY_NAME]),
    )
    (target / "pyproject.toml").write_text(config, encoding="utf-8")


def run_mutmut(target: Path, children: int, sample: int | None = None) -> int:
    """Run mutmut in a folder made by copy_engine; returns its exit code.

    With `sample`, only every sample-th mutant of each function: a few of every kind from every module.
    """
    names = [] if sample is None else [f"*__mutmut_{sample}"]
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(children), *names]
    # mutmut must not be mistaken for the test run that started it.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.call(command, cwd=target, env=own)  # noqa: S603 - our own arguments


def read_outcome(target: Path) -> Outcome:
    """What became of each mutant, from the files mutmut leaves."""
    ends: dict[str, int | None] = {}
    for path in sorted((target / "mutants" / "milestones").glob("*.meta")):
        ends |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    run = {name: code for name, code in ends.items() if code is not None}
    killed, unnoticed = _named(run, KILLED), _named(run, (*SURVIVED, *NO_TESTS))
    return Outcome(len(killed), len(run) - len(killed) - len(unnoticed), tuple(sorted(unnoticed)))


def show_mutant(target: Path, name: str) -> str:
    """The mutant's name and the lines it changes."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    told = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    lines = (line for line in told.stdout.splitlines() if line.startswith(("-", "+")))
    return "\n".join([name, *(line for line in lines if not line.startswith(("---", "+++"))), ""])


def _named(ends: dict[str, int], codes: Sequence[int]) -> list[str]:
    return [name for name, code in ends.items() if code in codes]
