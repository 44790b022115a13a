"""Serves the metrics of all worker processes of a hosted site to Prometheus, on a separate port.

It is a process of its own: the usual way, a thread in gunicorn's main process, means forking a process that
has threads. It ends with its parent, even a killed one, because its standard input then closes.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MADE_HERE = "cmlguide-metrics-"
BETWEEN_TRIES = 1.0
"""Seconds until the port is tried again."""


def empty_folder(chosen: str) -> Path:
    """The folder for the metrics files of this run: the operator's, emptied of the last run's files, or a new
    one, in memory if the system has a place for that."""
    if not chosen:
        memory = "/dev/shm"  # noqa: S108 - the folder made in it is private
        return Path(tempfile.mkdtemp(prefix=MADE_HERE, dir=memory if os.path.isdir(memory) else None))
    folder = Path(chosen)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        file.unlink()
    return folder


class MetricsServer:
    """Runs `python -m cmlguide.metrics_server HOST PORT` for as long as this process lives."""

    def __init__(self, place: tuple[str, int] | None, folder: Path) -> None:
        self.place = place
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless metrics are switched off."""
        if self.place is None or self.process:
            return
        command = [sys.executable, "-m", "cmlguide.metrics_server", *map(str, self.place)]
        where = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(self.folder)}
        self.process = subprocess.Popen(  # noqa: S603 (our own module, and no shell)
            command, stdin=subprocess.PIPE, env=where, cwd=Path(__file__).parents[1]
        )

    def stop(self) -> None:
        """Stop it, and remove the folder if it was made for this run."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            self.process.wait(timeout=5)
            self.process = None
        if self.folder.name.startswith(MADE_HERE):
            shutil.rmtree(self.folder, ignore_errors=True)


def main(host: str, port: str) -> None:
    """Serve the metrics until standard input closes."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    said = False
    while not _parent_is_gone(BETWEEN_TRIES if said else 0):
        try:
            server, _thread = start_http_server(int(port), addr=host, registry=registry)
        except OSError as error:  # for example during a restart, while the last server is still stopping
            if not said:
                sys.stderr.write(
                    f"Metrics wait for {host}:{port}, which is not available ({error.strerror}).\n"
                )
            said = True
        else:
            _parent_is_gone(None)
            server.shutdown()
            server.server_close()
            return


def _parent_is_gone(seconds: float | None) -> bool:
    """Whether standard input closes within so many seconds; None waits until it does."""
    return bool(select.select([sys.stdin], [], [], seconds)[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
