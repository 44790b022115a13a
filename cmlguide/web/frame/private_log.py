"""Log lines that say what happened and where in the code, never what a person entered."""

import logging
import traceback


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
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*lines, f"  {type(error).__name__}"])
