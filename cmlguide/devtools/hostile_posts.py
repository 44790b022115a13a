"""Hostile posts to every form of the site: the tests of a small sample, run with a larger one."""

from __future__ import annotations

import os
import subprocess
import sys

from cmlguide.devtools.engine_figures import ROOT

TESTS = "tests/web/test_hostile_posts.py"


def run_hostile_posts(count: int) -> int:
    """Run this many hostile posts; returns pytest's exit code,
    which tells whether one was the site's fault."""
    # In one process, so that the tests use the same record in the same order on every machine.
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", TESTS]
    environment = {**os.environ, "CMLGUIDE_HOSTILE_POSTS": str(count)}
    return subprocess.call(command, cwd=ROOT, env=environment)  # noqa: S603 - our own arguments


def write_figure(count: int, day: str) -> str:
    """What is reported about a run without a fault, as Markdown."""
    command = "python3 manage.py prove --only posts"
    return f"On {day}, by `{command}`: {count:,} hostile posts, no fault of the site."
