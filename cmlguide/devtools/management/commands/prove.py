"""`manage.py prove`: the long proofs, with dated figures in docs/testing.md and docs/reliability.md."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cmlguide.devtools.engine_figures import run_covered, run_long_tests, speed_rows
from cmlguide.devtools.hostile_posts import run_hostile_posts, write_figure
from cmlguide.devtools.mutation import Outcome, copy_engine, read_outcome, run_mutmut, show_mutant
from cmlguide.devtools.reliability.proofs import PROOFS

DOC = Path(__file__).parents[4] / "docs" / "testing.md"
RELIABILITY = DOC.with_name("reliability.md")
BEGIN, END = "<!-- figures: written by manage.py prove -->", "<!-- end of figures -->"
BEGIN_POSTS, END_POSTS = "<!-- hostile posts: written by manage.py prove -->", "<!-- end of hostile posts -->"
LEAST_PERCENT = 95.0


class Command(BaseCommand):
    """Runs hostile posts against every form, long property tests and fuzzing, mutants of every engine line,
    and what proves that nothing is lost: kills, faults, restore and load.

    Takes two hours or more; `--only posts` takes a few minutes, `--only load` twelve, on a quiet machine.
    """

    help = "Run the long proofs and write their figures into docs/testing.md and docs/reliability.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--examples", type=int, default=2000, help="histories for each property")
        parser.add_argument(
            "--sample", type=int, metavar="N", help="only each function's N-th mutant; write nothing"
        )
        parser.add_argument("--posts", type=int, default=10_000, help="hostile posts over all forms")
        parser.add_argument("--only", choices=("engine", "posts", *PROOFS), help="leave the other proofs out")
        parser.add_argument("--size", type=int, help="with --only: a smaller proof; write nothing")
        parser.add_argument("--seed", type=int, default=13, help="where the proofs by chance begin")
        parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="mutants at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _end_in_order)
        only, sample = options["only"], options["sample"]
        if only in (None, "posts") and sample is None:
            _post(options["posts"])
        if only in (None, "engine"):
            self._prove_the_engine(options)
        for name in PROOFS:
            if only == name or (only is None and sample is None):
                self._prove_reliable(name, options["size"], options["seed"])

    def _prove_reliable(self, name: str, size: int | None, seed: int) -> None:
        proof = PROOFS[name]
        try:
            figures = proof.run(size or proof.size, seed, self._say)
        except AssertionError as error:
            raise CommandError(f"{name}: {error}") from error
        self._say(figures)
        if size is None:
            figures = f"On {timezone.localdate().isoformat()}, by `{proof.command}`:\n\n{figures}"
            page = RELIABILITY.read_text(encoding="utf-8")
            RELIABILITY.write_text(put_figures(page, figures, *proof.marks), encoding="utf-8")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _prove_the_engine(self, options: dict[str, Any]) -> None:
        sample: int | None = options["sample"]
        outcome = self._mutate(options["children"], sample)
        self.stdout.write(f"{outcome.killed_percent:.1f}% of {outcome.total} mutants were noticed.")
        if sample is None:
            _run_the_tests_at_length(options["examples"])
            figures = write_figures(outcome, options["examples"], timezone.localdate().isoformat())
            DOC.write_text(put_figures(DOC.read_text(encoding="utf-8"), figures), encoding="utf-8")
        if outcome.killed_percent < LEAST_PERCENT:
            raise CommandError(f"fewer than {LEAST_PERCENT:.0f}% of the mutants were noticed")

    def _mutate(self, children: int, sample: int | None) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            copy_engine(Path(folder))
            run_mutmut(Path(folder), children, sample)
            outcome = read_outcome(Path(folder))
            self.stdout.writelines(show_mutant(Path(folder), name) for name in outcome.unnoticed)
        if not outcome.total:
            raise CommandError("no mutant was run: the lines above say why")
        return outcome


def _end_in_order(number: int, frame: object) -> None:
    """The sites and databases of a proof go with it."""
    raise SystemExit(f"ended by signal {number}")


def _post(count: int) -> None:
    if run_hostile_posts(count):
        raise CommandError("a hostile post was a fault of the site: the lines above say which")
    figure = write_figure(count, timezone.localdate().isoformat())
    page = put_figures(DOC.read_text(encoding="utf-8"), figure, BEGIN_POSTS, END_POSTS)
    DOC.write_text(page, encoding="utf-8")


def _run_the_tests_at_length(examples: int) -> None:
    if run_covered():
        raise CommandError("the engine's tests fail, or leave some of it out: see above")
    if run_long_tests(examples):
        raise CommandError("a property does not hold: the lines above say which")


def write_figures(outcome: Outcome, examples: int, day: str) -> str:
    """The figures as Markdown."""
    noticed = f"{outcome.killed_percent:.1f}% noticed ({outcome.killed:,} by a failing test"
    lines = [
        f"On {day}, by `python3 manage.py prove`:",
        "",
        "- every line and branch of the engine is covered by its tests;",
        f"- every property held over {examples:,} histories made by chance, and the fuzz over as many files;",
        f"- {outcome.total:,} mutants of the engine: {noticed},",
        f"  {outcome.timed_out:,} because they never end), {len(outcome.unnoticed):,} not.",
        "",
        "| results | one assess() |",
        "|---|---|",
        *speed_rows(),
    ]
    return "\n".join(lines)


def put_figures(page: str, figures: str, begin: str = BEGIN, end: str = END) -> str:
    """The page with the figures between their markers."""
    before, rest = page.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n{figures}\n{end}{after}"
