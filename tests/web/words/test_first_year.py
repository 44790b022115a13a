"""What is said to come next in the first year."""

from datetime import date

import pytest

from cmlguide.web.words.first_year import next_stop
from tests.web.stories import judged, tell

# The first tablet on 6 January 2025: month 3 is 6 April (its tests to 7 May), month 9 is 6 October.


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            date(2025, 4, 6),
            "Next: the 3-month checkpoint, about 6 April. The usual goal is 10% or less.",
        ),
        (
            date(2025, 4, 7),
            "Now: the 3-month checkpoint. A test up to 7 May counts for it. The usual goal is 10% or less.",
        ),
        (
            date(2025, 5, 8),
            "Next: the 6-month checkpoint, about 6 July. The usual goal is 1% or less.",
        ),
        (date(2025, 10, 6), "Next: a test about 6 October."),
        (date(2025, 10, 7), "Now: the test of month 9. It is usual up to 6 November."),
    ],
)
def test_a_day_that_is_past_is_nothing_that_comes_next(today, said):
    assert next_stop(judged(tell("48"), today=today)) == said
