"""The process of guarded.py: a file's bytes on standard input, what it holds as JSON on standard output."""

import json
import sys
from collections.abc import Callable
from typing import Any

from cmlguide.exchange.csv_file.cells import read_cells
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.pasted_report.pdf_text import read_pages

TASKS: dict[str, Callable[[bytes], Any]] = {"sheets": read_cells, "pdf": read_pages}


def limit(memory: int, seconds: int) -> None:
    """Bound this process where the system can (on Windows only the clock of guarded.py does)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main(task: str, memory: str, seconds: str) -> None:
    """Read standard input, write one JSON object: {"read": ...} or {"refused": its reason}."""
    limit(int(memory), int(seconds))
    try:
        answer = {"read": TASKS[task](sys.stdin.buffer.read())}
    except FileRefusedError as error:
        answer = {"refused": {"code": error.reason.code, "values": dict(error.reason.values)}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
