"""Heavy work in processes beside the site's own: so many, for so long, with so much memory each.

A process of the site answers several people by turns. A PDF or a large file read among them would take the
processor from all of them, and its memory would stay. Here it is done by another process, which stands back
behind them and is ended where it takes too long; whoever finds all of them busy is told so.

`work_process.py` is that process. What it hands back is unpickled: it is our own code, and what strangers'
libraries make of strangers' files reaches it as JSON only (files/guarded.py).
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
"""Processes beside each of the site's: more than one account can keep busy (web/frame/heavy_work.py)."""
WAIT = 4.0
"""Seconds somebody waits for one of them to be free."""
SECONDS = 25
"""Of the clock, for one piece of work. docs/reliability.md has what pieces take."""
MEMORY = 1_500_000_000
"""Bytes of address space of one process, the machine's fonts and a file of 100 MB unpacked among them."""
MOST_PIECES = 200
"""After so many a process is replaced: whatever memory it has gathered goes with it."""


class BusyError(Exception):
    """Every process had work for as long as anybody waits."""


class WorkStoppedError(Exception):
    """The work took too long or too much memory, and its process was ended."""


class WorkFailedError(Exception):
    """A fault of ours in the other process; `places_elsewhere` says where in the code, never what with."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__()
        self.places_elsewhere = places


@dataclass
class Answer:
    """What the other process says of a piece of work: its result, or why there is none."""

    result: Any = None
    refused: Reason | None = None
    failed: tuple[str, ...] = ()


class WorkProcess:
    """One process that does one piece of work after another."""

    def __init__(self, memory: int) -> None:
        home = Path(__file__).parents[2]  # where `-m` finds us, whatever folder the site was started from
        command = [sys.executable, "-m", "cmlguide.exchange.work_process", str(memory)]
        self._process = subprocess.Popen(  # noqa: S603 (our own module, and no shell)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=home
        )
        self.pieces = 0

    def do(self, task: str, arguments: tuple[Any, ...], seconds: float) -> Answer:
        """Raises WorkStoppedError where it ends before it answers."""
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
        """End it now, and leave nothing of it behind."""
        self._process.kill()
        _pipe(self._process.stdout).close()
        with suppress(OSError):  # what it did not read any more cannot be written either
            _pipe(self._process.stdin).close()
        self._process.wait()


class WorkApart:
    """The processes of one process of the site, each started when it is first needed."""

    def __init__(
        self, places: int = PLACES, wait: float = WAIT, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self.wait, self.seconds, self.memory = wait, seconds, memory
        self._free: LifoQueue[WorkProcess | None] = LifoQueue()  # the one used last first: few are started
        for _ in range(places):
            self._free.put(None)

    def do(self, task: str, *arguments: Any) -> Any:
        """What the task makes of the arguments. Raises BusyError, WorkStoppedError, WorkFailedError and
        FileRefusedError."""
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
        """End those that have no work now."""
        places = [self._free.get() for _ in range(self._free.qsize())]
        for process in places:
            if process:
                process.end()
            self._free.put(None)


def write_framed(pipe: IO[bytes], content: bytes) -> None:
    """The content, its length before it."""
    pipe.write(len(content).to_bytes(8, "big"))
    pipe.write(content)
    pipe.flush()


def read_framed(pipe: IO[bytes]) -> bytes:
    """What write_framed wrote. Raises EOFError where the other side is gone."""
    head = pipe.read(8)
    content = pipe.read(int.from_bytes(head, "big")) if len(head) == 8 else b""
    if len(head) < 8 or len(content) < int.from_bytes(head, "big"):
        raise EOFError
    return content


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - both were asked for
    return pipe
