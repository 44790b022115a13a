"""Makes PDFs and reads files: at home directly, on a hosted site in a separate process.

At home there is nobody else to slow down, so no process has to be started.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, cast

from django.conf import settings

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.paper.sheet import Sheet
from cmlguide.exchange.preview.values import Options, Preview
from cmlguide.exchange.work_apart import WorkApart, WorkStoppedError
from cmlguide.exchange.work_process import TASKS


def make_pdf(sheet: Sheet, paper: str, written_at: datetime) -> bytes:
    """The sheet as a PDF. Raises BusyError and WorkStoppedError."""
    return cast("bytes", _do("pdf", sheet, paper, written_at))


def read_preview(data: bytes, options: Options, kind: str | None = None) -> Preview:
    """What was found in a file. Raises FileRefusedError, also if reading takes too long, and BusyError."""
    try:
        return cast("Preview", _do("preview", data, options, kind))
    except WorkStoppedError:
        raise FileRefusedError(Reason("takes_too_long")) from None


def _do(task: str, *arguments: Any) -> Any:
    if settings.HOME_MODE:
        return TASKS[task](*arguments)
    return work_apart().do(task, *arguments)


@cache
def work_apart() -> WorkApart:
    """The processes of this worker, made on first use: after gunicorn's fork."""
    return WorkApart()
