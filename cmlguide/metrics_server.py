"""The figures of all processes of a hosted site for Prometheus: a port and a process of their own.

A thread inside gunicorn's first process, the usual way, is a thread in a process that forks. This one ends
with its parent: the pipe it listens to closes, however the parent went.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MADE_HERE = "cmlguide-figures-"


def empty_folder(chosen: str) -> Path:
    """Where the processes of one run count: the folder the operator chose, without the figures of the last
    run, else a new one, in memory where the system has such a place."""
    if not chosen:
        memory = "/dev/shm"  # noqa: S108 - the folder made inside is private
        return Path(tempfile.mkdtemp(prefix=MADE_HERE, dir=memory if os.path.isdir(memory) else None))
    folder = Path(chosen)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        file.unlink()
    return folder


class MetricsServer:
    """`python -m cmlguide.metrics_server HOST PORT`, as long as this process lives."""

    def __init__(self, place: tuple[str, int] | None, folder: Path) -> None:
        self.place = place
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless the operator wants none."""
        if self.place is None or self.process:
            return
        command = [sys.executable, "-m", "cmlguide.metrics_server", *map(str, self.place)]
        where = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(self.folder)}
        self.process = subprocess.Popen(  # noqa: S603 (our own module, and no shell)
            command, stdin=subprocess.PIPE, env=where, cwd=Path(__file__).parents[1]
        )

    def stop(self) -> None:
        """Close the pipe, wait until it has ended, and take away the folder if it was made for this run."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            self.process.wait(timeout=5)
            self.process = None
        if self.folder.name.startswith(MADE_HERE):
            shutil.rmtree(self.folder, ignore_errors=True)


def main(host: str, port: str) -> None:
    """Give out the figures until standard input ends."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    try:
        server, _thread = start_http_server(int(port), addr=host, registry=registry)
    except OSError as error:
        sys.exit(f"No figures are given out: {host}:{port} cannot be taken ({error.strerror}).")
    sys.stdin.buffer.read()
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main(*sys.argv[1:])
