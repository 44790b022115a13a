"""gunicorn on a hosted site: `gunicorn -c python:cmlguide.gunicorn_config`. Measured: docs/hosting.md.

No state is kept in a process between requests, so any number of them can run, on any number of computers.
gunicorn reads every name in this module that is one of its settings.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from cmlguide.metrics_server import MetricsServer, empty_folder
from cmlguide.web_server import ServerChoices, read_choices, refuse_to_start

if said := refuse_to_start(os.environ):
    sys.exit(said)  # one line; gunicorn would bury it in a traceback
_choices: ServerChoices = read_choices(os.environ)
_folder = empty_folder(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""))
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_folder)  # the worker processes inherit it
_metrics = MetricsServer(_choices.metrics, _folder)

wsgi_app = "cmlguide.wsgi:application"
bind = [_choices.bind]
proc_name = "cmlguide"

worker_class = "gthread"
workers = _choices.processes
threads = _choices.threads
worker_connections = 200  # connections one process keeps open; further ones wait in the backlog
backlog = 512

timeout = 30  # a process without a heartbeat for this long hangs, and is replaced
graceful_timeout = 40  # longer than the longest task, so that a restart interrupts nobody
keepalive = 5  # seconds a connection to the proxy may stay idle

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True  # the site writes nothing outside its data folder
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the heartbeat file, in memory

forwarded_allow_ips = ""  # only cmlguide.web.frame.proxies decides which headers to trust
accesslog = None  # cmlguide.web.frame.request_log writes its own, without the address
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cmlguide.web.frame.private_log.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
        "gunicorn.http": {
            "level": "ERROR"
        },  # it warns about every HEAD: Django leaves dropping the body to it
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}


def when_ready(server: Any) -> None:
    """Start the process that serves the metrics of all workers."""
    _metrics.start()


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker the lowest number that no other worker has; its metrics files are named by it.

    Named by process id, as usual, every restarted worker would leave files behind for ever.
    """
    taken = {one.metrics_number for one in server.WORKERS.values()}
    worker.metrics_number = next(number for number in range(len(taken) + 1) if number not in taken)


def post_fork(server: Any, worker: Any) -> None:
    """Name the metrics files by the worker's number, before anything is counted."""
    from prometheus_client import values  # here: it reads PROMETHEUS_MULTIPROC_DIR on import

    values.ValueClass = values.MultiProcessValue(lambda: worker.metrics_number)


def post_worker_init(worker: Any) -> None:
    """Import every page before the first request, which would otherwise wait for it."""
    from django.urls import get_resolver  # here: after the fork, so that nothing open is shared

    worker.log.info("pages imported: %d", len(get_resolver().url_patterns))


def on_exit(server: Any) -> None:
    """Stop serving metrics."""
    _metrics.stop()
