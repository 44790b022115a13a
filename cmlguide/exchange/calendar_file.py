"""One calendar file (.ics) with the next test and visit. The caller gives the titles, neutral by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCER = "-//CML Guide//EN"
LONGEST_LINE = 75
"""Octets of a content line before it is folded. Source: RFC 5545, section 3.1."""


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `starts` is a date (all day) or a datetime with its time zone. An event with the same `uid`
    and a higher `sequence` replaces the one from an earlier file. `changed_at` must have a time zone.
    """

    uid: str
    title: str
    starts: date | datetime
    changed_at: datetime
    sequence: int = 0
    minutes: int = 60
    place: str = ""
    note: str = ""


def write_calendar(events: Iterable[CalendarEvent]) -> bytes:
    """The calendar file. Raises ValueError for a time without a time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCER}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def _event(event: CalendarEvent) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_moment(event.changed_at)}",
        *_span(event),
        f"SUMMARY:{_escape(event.title)}",
    ]
    lines += [f"LOCATION:{_escape(event.place)}"] if event.place else []
    lines += [f"DESCRIPTION:{_escape(event.note)}"] if event.note else []
    return [*lines, "CLASS:PRIVATE", "TRANSP:OPAQUE", "END:VEVENT"]


def _span(event: CalendarEvent) -> list[str]:
    if isinstance(event.starts, datetime):
        ends = event.starts + timedelta(minutes=event.minutes)
        return [f"DTSTART:{_moment(event.starts)}", f"DTEND:{_moment(ends)}"]
    following = event.starts + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]


def _moment(moment: datetime) -> str:
    """The moment in UTC, which every calendar shows in its owner's own time."""
    if moment.tzinfo is None:
        raise ValueError("a time without its time zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(one for one in line if one >= " " or one == "\t") for line in lines)


def _fold(line: str) -> bytes:
    """The line folded into pieces of at most 75 octets, never inside a character."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
