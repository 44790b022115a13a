"""Heavy work in separate processes, limited in number, time and memory.

A worker of a hosted site answers several people at once. Making a PDF or reading a large file in it would
slow all of them down and enlarge the worker for good. So another process does it, at a lower priority, and is
ended if it takes too long; if all such processes are busy, the caller is told.

`work_process.py` is that process. Its answers are unpickled: it runs only our own code, and what third-party
libraries read from other people's files reaches it as JSON (files/guarded.py).
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, LifoQueue
from typing import IO, Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import FileRefusedError

PLACES = 3
"""Processes for each worker: more than one account can occupy (web/frame/heavy_work.py)."""
WAIT = 4.0
"""Seconds to wait for a free one."""
SECONDS = 25
"""Wall-clock time for one task."""
MEMORY = 1_500_000_000
"""Bytes of address space for one process, including the fonts and a file of 100 MB when unpacked."""
MOST_PIECES = 200
"""Tasks after which a process is replaced, to give back the memory it has collected."""


class BusyError(Exception):
    """No process became free in time."""


class WorkStoppedError(Exception):
    """The task took too long or too much memory, and its process has ended."""


class WorkFailedError(Exception):
    """A bug in our code in the other process; `places_elsewhere` has the lines of code, without values."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__()
        self.places_elsewhere = places


@dataclass
class Answer:
    """The other process's answer: the result of a task, or why there is none."""

    result: Any = None
    refused: Reason | None = None
    failed: tuple[str, ...] = ()


class WorkProcess:
    """One process, which does one task after another."""

    def __init__(self, memory: int) -> None:
        home = Path(__file__).parents[2]  # so that `-m` works from any current folder
        command = [sys.executable, "-m", "cmlguide.exchange.work_process", str(memory)]
        self._process = subprocess.Popen(  # noqa: S603 (our own module, and no shell)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=home
        )
        self.pieces = 0

    def do(self, task: str, arguments: tuple[Any, ...], seconds: float) -> Answer:
        """Raises WorkStoppedError if the process ends before it answers."""
        self.pieces += 1
        clock = threading.Timer(seconds, self._process.kill)
        clock.start()
        try:
            write_framed(_pipe(self._process.stdin), pickle.dumps((task, arguments)))
            answer = pickle.loads(read_framed(_pipe(self._process.stdout)))  # noqa: S301 - see above
        except (OSError, EOFError):
            raise WorkStoppedError from None
        finally:
            clock.cancel()
        if not isinstance(answer, Answer):
            raise WorkStoppedError
        return answer

    def end(self) -> None:
        """End the process and free what it used."""
        self._process.kill()
        _pipe(self._process.stdout).close()
        with suppress(OSError):  # data it never read cannot be flushed
            _pipe(self._process.stdin).close()
        self._process.wait()


class WorkApart:
    """The processes of one worker, each started when it is first needed."""

    def __init__(
        self, places: int = PLACES, wait: float = WAIT, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self.wait, self.seconds, self.memory = wait, seconds, memory
        self._free: LifoQueue[WorkProcess | None] = LifoQueue()  # last used, first taken: so few are started
        for _ in range(places):
            self._free.put(None)

    def do(self, task: str, *arguments: Any) -> Any:
        """The result of the task. Raises BusyError, WorkStoppedError, WorkFailedError, FileRefusedError."""
        try:
            process = self._free.get(timeout=self.wait)
        except Empty:
            raise BusyError from None
        kept = None
        try:
            process = process or WorkProcess(self.memory)
            answer = process.do(task, arguments, self.seconds)
            kept = process if process.pieces < MOST_PIECES else None
        finally:
            if process and not kept:
                process.end()
            self._free.put(kept)
        if answer.refused:
            raise FileRefusedError(answer.refused)
        if answer.failed:
            raise WorkFailedError(answer.failed)
        return answer.result

    def end(self) -> None:
        """End the processes that are idle."""
        places = [self._free.get() for _ in range(self._free.qsize())]
        for process in places:
            if process:
                process.end()
            self._free.put(None)


def write_framed(pipe: IO[bytes], content: bytes) -> None:
    """Write the length of the content, then the content."""
    pipe.write(len(content).to_bytes(8, "big"))
    pipe.write(content)
    pipe.flush()


def read_framed(pipe: IO[bytes]) -> bytes:
    """Read what write_framed wrote. Raises EOFError if the other side is gone."""
    head = pipe.read(8)
    content = pipe.read(int.from_bytes(head, "big")) if len(head) == 8 else b""
    if len(head) < 8 or len(content) < int.from_bytes(head, "big"):
        raise EOFError
    return content


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - Popen was given both pipes
    return pipe
