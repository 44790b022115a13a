"""The engine's command: a record file in, an assessment as JSON out. Bare Python, no install.

`docs/sample-record.json` is a record file to try it with.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from milestones.assess import assess, assess_each
from milestones.explain import explain
from milestones.explain_report import write_explanation
from milestones.fields import Unreadable, read_day
from milestones.guideline import DEFAULT_GUIDELINE, Guideline, guideline_ids, list_guidelines, load_guideline
from milestones.history import History
from milestones.record import LARGEST_BYTES, RecordProblems, read_record
from milestones.report import write_assessment


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0 with JSON on standard output,
    or 2 with one line per problem on standard error."""
    asked = _parse(arguments)
    try:
        answer = _answer(asked)
    except RecordProblems as refused:
        print("\n".join(refused.problems), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{asked.record}: {error.strerror}", file=sys.stderr)
        return 2
    _print(json.dumps(answer, indent=1))
    return 0


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader (`| head`) has seen enough; Python would try to flush again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m milestones", description=__doc__)
    parser.add_argument("record", nargs="?", help="a record file, or - for standard input")
    parser.add_argument("--guideline", choices=guideline_ids(), help="instead of the one in the file")
    parser.add_argument("--today", type=_day, help="YYYY-MM-DD, instead of the clock")
    parser.add_argument("--each", action="store_true", help="one assessment as of each result's date")
    parser.add_argument(
        "--explain",
        type=_day,
        metavar="DATE",
        help="how the results of that date were judged, and by which numbers",
    )
    parser.add_argument("--list-guidelines", action="store_true", help="which guidelines there are")
    asked = parser.parse_args(arguments)
    if asked.record is None and not asked.list_guidelines:
        parser.error("name a record file, or - for standard input")
    return asked


def _day(text: str) -> date:
    try:
        return read_day(text)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _answer(asked: argparse.Namespace) -> Any:
    if asked.list_guidelines:
        return [
            {"id": row.id, "title": row.title, "source": row.source.source, "status": row.source.status}
            for row in list_guidelines()
        ]
    history = read_record(_read(asked.record))
    guideline = load_guideline(asked.guideline or history.person.guideline or DEFAULT_GUIDELINE)
    if asked.explain:
        return _explain(history, guideline, asked.explain)
    if asked.each:
        return [write_assessment(row) for row in assess_each(history, guideline)]
    return write_assessment(assess(history, guideline, asked.today or date.today()))


def _explain(history: History, guideline: Guideline, day: date) -> Any:
    try:
        return write_explanation(explain(history, guideline, day))
    except KeyError:
        raise RecordProblems([f"results: none was collected on {day}"]) from None


def _read(name: str) -> bytes:
    """The file's bytes, but at most one more than the largest record has."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST_BYTES + 1)


if __name__ == "__main__":
    sys.exit(main())
