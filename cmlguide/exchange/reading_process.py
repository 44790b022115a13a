"""The process that guarded.py starts: file bytes on standard input,
their contents as JSON on standard output."""

import json
import sys
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from cmlguide.exchange.csv_file.cells import read_cells
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.pasted_report.pdf_text import read_pages


def read_each(data: bytes) -> list[dict[str, Any]]:
    """For each PDF in a JSON list (base64), its text or why it cannot be read, as main() writes it."""
    return [_answer(read_pages, b64decode(one)) for one in json.loads(data)]


def _answer(read: Callable[[bytes], Any], data: bytes) -> dict[str, Any]:
    try:
        return {"read": read(data)}
    except FileRefusedError as error:
        return {"refused": {"code": error.reason.code, "values": dict(error.reason.values)}}


TASKS: dict[str, Callable[[bytes], Any]] = {"sheets": read_cells, "pdf": read_pages, "pdfs": read_each}


def limit(memory: int, seconds: int) -> None:
    """Limit this process where the system can (on Windows only the timeout in guarded.py does)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main(task: str, memory: str, seconds: str) -> None:
    """Read standard input; write one JSON object: {"read": ...} or {"refused": its reason}."""
    limit(int(memory), int(seconds))
    sys.stdout.write(json.dumps(_answer(TASKS[task], sys.stdin.buffer.read())))


if __name__ == "__main__":
    main(*sys.argv[1:])
