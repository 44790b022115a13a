"""Log lines that say what happened and where in the code, never what a person entered."""

import datetime as dt
import json
import logging
import traceback

from cmlguide.web.frame import request_id


class WithoutData(logging.Formatter):
    """Formats a record from its fixed text only. Arguments, addresses and exception messages are left out:
    any of them may carry a result, a name or a one-time link."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {self.event(record)}"
        if record.exc_info and record.exc_info[1]:
            line += "\n" + self.places(record.exc_info[1])
        return line

    def event(self, record: logging.LogRecord) -> str:
        status = getattr(record, "status_code", None)
        if status is None:
            return str(record.msg)
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        return f"status {status} on page {getattr(match, 'view_name', None) or 'unknown'}"

    def places(self, error: BaseException) -> str:
        return "\n".join(f"  {line}" for line in places_of(error))


class JsonLines(WithoutData):
    """The same as one JSON object per line, with the id of the request: for the logs of a hosted site.

    A caller can add `extra={"facts": {...}}`: words and numbers of the site's own, for example a status.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": self.event(record),
        }
        if name := request_id.present():
            line["request_id"] = name
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            line["places"] = places_of(record.exc_info[1])
        return json.dumps(line)


def places_of(error: BaseException) -> list[str]:
    """The lines of code the error passed through, and its type at the end; never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [*lines, *getattr(error, "places_elsewhere", ()), type(error).__name__]
