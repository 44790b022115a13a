"""gunicorn on a hosted site: `gunicorn -c python:cmlguide.gunicorn_config`. Measured: docs/hosting.md.

Processes keep nothing that the next one would miss: any number of them may run, on any number of computers.
gunicorn reads every name here that is one of its settings.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from cmlguide.metrics_server import MetricsServer, empty_folder
from cmlguide.web_server import ServerChoices, read_choices, refuse_to_start

if said := refuse_to_start(os.environ):
    sys.exit(said)  # one line, where a traceback of gunicorn's would hide it
_choices: ServerChoices = read_choices(os.environ)
_folder = empty_folder(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""))
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_folder)  # every process of the site looks here
_metrics = MetricsServer(_choices.metrics, _folder)

wsgi_app = "cmlguide.wsgi:application"
bind = [_choices.bind]
proc_name = "cmlguide"

worker_class = "gthread"
workers = _choices.processes
threads = _choices.threads
worker_connections = 200  # open at once in one process; who comes later waits in the backlog
backlog = 512

timeout = 30  # a process that says nothing for so long hangs, and is replaced
graceful_timeout = 40  # longer than the longest piece of work, so that a restart cuts nobody off
keepalive = 5  # seconds a proxy may leave a connection unused before it sends the next request

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True  # nothing is written outside of the data folder
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the sign of life, in memory

forwarded_allow_ips = ""  # cmlguide.web.frame.proxies alone decides whose word is believed
accesslog = None  # cmlguide.web.frame.request_log writes a line without an address
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cmlguide.web.frame.private_log.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
        "gunicorn.http": {"level": "ERROR"},  # Django leaves it to the server to drop the body of a HEAD
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}


def when_ready(server: Any) -> None:
    """Give out the figures of all processes, from a process of its own."""
    _metrics.start()


def pre_fork(server: Any, worker: Any) -> None:
    """Give the process the lowest number that none of the others has: its figures are kept under it.

    A number of the system's, the usual choice, is new for each process: its file would stay for ever, or
    what was counted would be lost.
    """
    taken = {one.figures for one in server.WORKERS.values()}
    worker.figures = next(number for number in range(len(taken) + 1) if number not in taken)


def post_fork(server: Any, worker: Any) -> None:
    """Before anything is counted in the new process."""
    from prometheus_client import values  # here: it looks at PROMETHEUS_MULTIPROC_DIR when it is imported

    values.ValueClass = values.MultiProcessValue(lambda: worker.figures)


def post_worker_init(worker: Any) -> None:
    """Read every page's code before the first visitor comes, who would wait for it."""
    from django.urls import get_resolver  # here: not before the fork, which hands on nothing that is open

    worker.log.info("pages read: %d", len(get_resolver().url_patterns))


def on_exit(server: Any) -> None:
    """The figures end with the site."""
    _metrics.stop()
