from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from cmlguide.exchange.calendar_file import LONGEST_LINE, CalendarEvent, write_calendar

CHANGED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def event(**fields):
    defaults = {
        "uid": "a@cmlguide",
        "title": "Visit",
        "starts": date(2026, 12, 12),
        "changed_at": CHANGED,
    }
    return CalendarEvent(**defaults | fields)


def read(*events):
    """The events as a calendar program reads them."""
    return Calendar.from_ical(write_calendar(events)).walk("VEVENT")


def test_a_day_is_a_day_in_every_time_zone():
    (found,) = read(event())

    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2026, 12, 12), date(2026, 12, 13))


def test_a_time_is_the_same_moment_everywhere():
    starts = datetime(2026, 7, 12, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    (found,) = read(event(starts=starts, minutes=30))

    assert (found.decoded("dtstart"), found.decoded("dtend")) == (
        datetime(2026, 7, 12, 7, 30, tzinfo=UTC),
        datetime(2026, 7, 12, 8, 0, tzinfo=UTC),
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        write_calendar([event(starts=datetime(2026, 7, 12, 9, 30))])  # noqa: DTZ001


def test_a_changed_event_keeps_its_uid_and_counts_up():
    first, second = read(event()), read(event(sequence=1, starts=date(2026, 12, 14)))

    assert first[0]["uid"] == second[0]["uid"] == "a@cmlguide"
    assert (first[0]["sequence"], second[0]["sequence"]) == (0, 1)


@pytest.mark.parametrize(
    "text", ["a; b, c\\d\nline two", "日本語" * 40, "🙂 مرحبا", "END:VEVENT\r\nBEGIN:VEVENT"]
)
def test_any_text_comes_back(text):
    (found,) = read(event(title=text, note=text, place="Room 1"))

    assert str(found["summary"]) == text.replace("\r\n", "\n")
    assert str(found["description"]) == text.replace("\r\n", "\n")


def test_no_line_is_longer_than_the_format_allows():
    data = write_calendar([event(title="日本語" * 40)])

    assert max(len(line) for line in data.split(b"\r\n")) <= LONGEST_LINE
