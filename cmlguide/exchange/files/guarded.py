"""Runs a library in its own process with little time and memory:
a hostile file can only stop that process."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import FileRefusedError

CPU_SECONDS = 4
WALL_SECONDS = 15
"""Processor time bounds the work; the clock, a machine that cannot bound that or is very busy."""
MEMORY_BYTES = 450_000_000
"""Of address space; the process itself needs about a third of it."""


Guarded = Callable[[str, bytes, Reason], Any]
"""(task, bytes, refusal) -> what the task makes of the bytes."""


def read_guarded(task: str, data: bytes, refusal: Reason) -> Any:
    """The JSON that a task of reading_process.py makes of the bytes. Raises FileRefusedError."""
    home = Path(__file__).parents[3]  # where `-m` finds us, wherever the site was started
    command = [
        sys.executable,
        "-m",
        "cmlguide.exchange.reading_process",
        task,
        str(MEMORY_BYTES),
        str(CPU_SECONDS),
    ]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, and no shell)
            command, input=data, capture_output=True, cwd=home, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise FileRefusedError(Reason("takes_too_long")) from None
    if done.returncode != 0:
        raise FileRefusedError(refusal)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefusedError(Reason(**answer["refused"]))
    return answer["read"]
