"""The process of work_apart.py: pieces of work on standard input, their results on standard output."""

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
BEHIND_THE_SITE = 5
"""Its niceness: whoever looks at a page comes before whoever waits for a PDF."""


def limit(memory: int) -> None:
    """Bound this process where the system can; on Windows only the clock of work_apart.py does."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.nice(BEHIND_THE_SITE)


def answer(task: str, arguments: tuple[Any, ...]) -> Answer:
    """What came of it. A fault is told by its places: its message may hold what a person entered."""
    try:
        return Answer(result=TASKS[task](*arguments))
    except FileRefusedError as refused:
        return Answer(refused=refused.reason)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = tuple(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        return Answer(failed=(*places, type(error).__name__))


def main(memory: str) -> None:
    """Do one piece after another until standard input ends, as it does with the site."""
    limit(int(memory))
    taken, given = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes where nobody takes it for an answer
    while True:
        try:
            task, arguments = pickle.loads(read_framed(taken))  # noqa: S301 - the site itself is at the other end
        except EOFError:
            return
        write_framed(given, pickle.dumps(answer(task, arguments)))


if __name__ == "__main__":
    main(sys.argv[1])
