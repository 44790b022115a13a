"""Figures about the engine that take long to obtain: how fast it judges, and long runs of its tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from milestones.assess import assess
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline
from milestones.history import History, PersonFacts, Result, Treatment

ROOT = Path(__file__).parents[2]
LONG_TESTS = (
    "tests/milestones/test_properties.py",
    "tests/milestones/test_hostile_files.py",
    "tests/milestones/test_explain.py",
    "tests/exchange/test_fuzz.py",
)
START = date(1990, 1, 1)
VALUES = ("40", "8", "0.9", "0.2", "0.08", "0.03", "0.05", "0.02", "0.15", "0.04")


def make_history(results: int) -> History:
    """A person on imatinib with this many results, at most ten days apart, up and down across all borders."""
    step = min(10.0, 100_000 / results)
    rows = tuple(
        Result(
            START + timedelta(days=round(1 + step * n)),
            "value",
            Decimal(VALUES[n % len(VALUES)]),
            "percent_is",
        )
        for n in range(results)
    )
    person = PersonFacts(transcript="typical", phase="chronic")
    return History(person, (Treatment("imatinib", START),), rows)


def time_assess(results: int, runs: int = 3) -> float:
    """Seconds of processor time for one assess(), the fastest of a few runs."""
    history, guideline = make_history(results), load_guideline(DEFAULT_GUIDELINE)
    today = history.results[-1].collected_on
    return min(_seconds(history, guideline, today) for _ in range(runs))


def _seconds(history: History, guideline: object, today: date) -> float:
    began = time.process_time()
    assess(history, guideline, today)  # type: ignore[arg-type]
    return time.process_time() - began


def speed_rows(sizes: tuple[int, ...] = (60, 1_000, 10_000)) -> Iterator[str]:
    """A Markdown row for each size."""
    yield from (f"| {size:,} | {1000 * time_assess(size):,.1f} ms |" for size in sizes)


def run_covered() -> int:
    """Run the engine's tests, failing if any of its lines or branches is not covered;
    returns pytest's exit code."""
    covered = ("--cov=milestones", "--cov-branch", "--cov-fail-under=100")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "tests/milestones", *covered]
    return subprocess.call(command, cwd=ROOT)  # noqa: S603 - our own arguments


def run_long_tests(examples: int) -> int:
    """Run the property tests and the fuzzing of every file kind, this many times each;
    returns pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *LONG_TESTS]
    times = {"CMLGUIDE_EXAMPLES": str(examples), "CMLGUIDE_FUZZ": str(examples)}
    return subprocess.call(command, cwd=ROOT, env={**os.environ, **times})  # noqa: S603 - our own arguments
