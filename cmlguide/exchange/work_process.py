"""The process behind work_apart.py: tasks on standard input, their results on standard output."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.paper.pdf import write_pdf
from cmlguide.exchange.reading import preview_file
from cmlguide.exchange.work_apart import Answer, read_framed, write_framed

TASKS: dict[str, Callable[..., Any]] = {"pdf": write_pdf, "preview": preview_file}
NICENESS = 5
"""A lower priority than the site's: pages come before PDFs."""


def limit(memory: int) -> None:
    """Limit the memory of this process if the system can (Windows cannot), and lower its priority."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.nice(NICENESS)


def answer(task: str, arguments: tuple[Any, ...]) -> Answer:
    """Do the task. A bug is reported by its lines of code, as its message could contain personal data."""
    try:
        return Answer(result=TASKS[task](*arguments))
    except FileRefusedError as refused:
        return Answer(refused=refused.reason)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = tuple(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        return Answer(failed=(*places, type(error).__name__))


def main(memory: str) -> None:
    """Do one task after another until standard input closes, which it does when the site ends."""
    limit(int(memory))
    taken, given = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    while True:
        try:
            task, arguments = pickle.loads(read_framed(taken))  # noqa: S301 - the site itself is at the other end
        except EOFError:
            return
        write_framed(given, pickle.dumps(answer(task, arguments)))


if __name__ == "__main__":
    main(sys.argv[1])
