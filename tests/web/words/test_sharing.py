"""Every page that a helper or guest may read has words for the log."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cmlguide.records.models.guest_link import SECTIONS as SECTION_CODES
from cmlguide.web.frame.roles import NO_RECORD, READ, TAKEN_ALONG
from cmlguide.web.words.sharing import PAGES, SECTION_PAGES, SECTIONS, lasts_words, moment


def test_every_page_that_is_noted_has_words():
    guests = {name for name in NO_RECORD if name.startswith("shared-")} - {"shared-pin"}

    assert set(PAGES) == READ | TAKEN_ALONG | guests


def test_every_section_has_words():
    assert set(SECTIONS) == set(SECTION_PAGES) == set(SECTION_CODES)


@pytest.mark.parametrize(("days", "said"), [(1, "1 day"), (7, "7 days")])
def test_how_long(days, said):
    assert lasts_words(timedelta(days=days)) == said


def test_moment_is_that_of_where_the_person_lives():
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert moment(at, ZoneInfo("Europe/Berlin")) == "23 Nov 2026, 00:30"
