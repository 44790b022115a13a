from datetime import UTC, datetime

import pytest

from cmlguide.records.models.account_event import ACCOUNT_EVENTS
from cmlguide.web.words.account import EVENTS, browser_words, moment


def test_every_event_has_words():
    assert set(EVENTS) == set(ACCOUNT_EVENTS)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/131.0 Safari/537.36 Edg/131.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) Version/18.1 Safari/605.1.15", "Safari on Mac"),
        ("curl/8.5", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)
def test_browser_is_named_as_people_name_it(said, words):
    assert browser_words(said) == words


def test_moment_is_told_in_the_zone_of_whoever_looks_or_says_that_it_is_utc():
    at = datetime(2026, 11, 12, 23, 5, tzinfo=UTC)

    assert moment(at, "Europe/Berlin") == "13 Nov 2026, 00:05"
    assert moment(at, "") == "12 Nov 2026, 23:05 UTC"
