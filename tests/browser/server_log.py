"""The log of a whole browser run: what a server, a proxy before it and the site itself would write down.

Every line is kept until the last test of the process, and then looked through for all that was entered
meanwhile: what stood in the records after each test, and whatever a form was sent with, taken or refused.
CMLGUIDE_BROWSER_LOG names a file to write the lines to, for reading.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.core.handlers.wsgi import WSGIRequest

from cmlguide.web.frame.private_log import WithoutData
from tests.entered import SHORTEST, leaked, says_more
from tests.routes import account_routes, routes

NOT_TYPED = ("csrfmiddlewaretoken", "form_key", "record", "next", "seen")
OUR_CODES = re.compile("[a-z_]+|[0-9]+")
"""What choices and buttons send, and boxes for a day or a year: no line could be told by it."""
Start = Callable[..., object]


class ServerLog(logging.Handler):
    """The lines of one process: for all that was asked a request line with its referrer, as nginx writes it,
    and every record of the site's threads but DEBUG's, as Python has it and as the site writes it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: set[str] = set()
        self.asked: set[str] = set()
        self.entered: set[str] = set()
        self.listens = False

    def follow(self, application: Callable[[dict, Start], Iterable[bytes]]):
        """The application, with every request and answer noted."""

        def noted(environ, start_response):
            path, query = environ.get("RAW_URI") or environ["PATH_INFO"], environ.get("QUERY_STRING", "")
            self._note_form(environ)

            def start(status, headers, *more):
                self.note_request(f"{path}?{query}" if query else path, environ, status, dict(headers))
                return start_response(status, headers, *more)

            return application(environ, start)

        return noted

    def note_request(self, address: str, environ: dict, status: str, headers: dict) -> None:
        """The line of a proxy that writes down all it can: what was asked, from where, and where it led."""
        leads = headers.get("Location") or headers.get("HX-Redirect", "")
        where = [address, environ.get("HTTP_REFERER", ""), leads]
        self.asked.update(urlunsplit(("", "", *urlsplit(one)[2:])) for one in where)
        self.lines.add(f'"{environ["REQUEST_METHOD"]} {where[0]}" {status[:3]} "{where[1]}" "{where[2]}"')

    def emit(self, record: logging.LogRecord) -> None:
        """What the site's threads say; the test's own talks to the browser, of all that it types."""
        if self.listens and record.thread != threading.main_thread().ident:
            self.lines.update((f"{record.name}: {record.getMessage()}", WithoutData().event(record)))
            if record.exc_info and record.exc_info[1]:
                self.lines.add(WithoutData().places(record.exc_info[1]))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear every logger while a test runs, also what the site never writes. DEBUG is for developers:
        Django's templates write whole pages there."""
        loggers = [logging.getLogger(name) for name in (None, *logging.root.manager.loggerDict)]
        levels = [logger.level for logger in loggers]
        for logger in loggers:
            logger.setLevel(logging.INFO)
        logging.root.addHandler(self)
        self.listens = True
        try:
            yield
        finally:
            self.listens = False
            logging.root.removeHandler(self)
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)

    def leaks(self) -> set[str]:
        """Each thing entered that a line names, and each address that says what none may. A word that the
        site's own addresses have anyway, such as `other`, tells nothing. It reads copies: a page may be
        loading still."""
        asked, entered, lines = [*self.asked], [*self.entered], [*self.lines]
        more = {f"{one}: {says_more(one)}" for one in asked if says_more(one)}
        own = "\n".join(f"/{route.pattern}" for route in [*routes(), *account_routes()])
        return more | {*leaked(entered, "\n".join(lines))} - {*leaked(entered, own)}

    def write(self, worker: str) -> None:
        """The lines as a file, where one is asked for; each process of a run has its own."""
        if name := os.environ.get("CMLGUIDE_BROWSER_LOG"):
            file = Path(f"{name}.{worker}" if worker else name)
            file.write_text("\n".join(sorted(self.lines)) + "\n", encoding="utf-8")

    def _note_form(self, environ: dict) -> None:
        """Note what the form was sent with, and give the body to the site unread."""
        if environ["REQUEST_METHOD"] != "POST":
            return
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        sent = WSGIRequest({**environ, "wsgi.input": BytesIO(body)})
        texts = [one for name, many in sent.POST.lists() if name not in NOT_TYPED for one in many]
        texts += [file.name or "" for file in sent.FILES.values()]
        lines = {line.strip() for text in texts for line in text.splitlines()}
        self.entered |= {one for one in lines if len(one) >= SHORTEST and not OUR_CODES.fullmatch(one)}
