from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cmlguide.records.models import Person
from cmlguide.web.pages.timeline.page import chosen_codes, timeline_page
from milestones.history import BloodCount, History, Result
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, START, STEP, judged, tell


def page_of(history: History, **how):
    return timeline_page(Person(), history, judged(history, **how))


def test_page_of_the_picture():
    page = page_of(JUST_ABOVE, today=JUST_ABOVE_ON)

    assert page.guideline_lines == (
        "In the words of ELN 2020: “warning”.",
        "By NCCN, as restated in open papers 2020-2024, it would be “light green”.",
    )
    assert (page.alarm, page.wants_medicine, len(page.prompts), page.more_prompts) == (False, False, 3, 0)


def test_page_of_a_rise_is_an_alarm_with_its_checks_and_three_questions():
    page = page_of(RISING)

    assert (page.alarm, page.first_checks is not None, len(page.prompts), page.more_prompts) == (
        True,
        True,
        3,
        2,
    )


def test_page_of_an_empty_record_asks_for_a_medicine():
    page = page_of(tell(medicine=""))

    assert (page.newest, page.alarm, page.wants_medicine) == (None, False, True)


def test_page_quotes_no_guideline_for_a_test_before_a_switch():
    history = tell("62", "7", "0.5", "0.4")
    switched = START + timedelta(days=3 * STEP + 5)
    old = replace(history.treatments[0], stopped_on=switched, stop_reason="side_effects")
    new = replace(history.treatments[0], medicine="dasatinib", started_on=switched)

    assert page_of(replace(history, treatments=(old, new))).guideline_lines == ()


def test_counts_line_stands_whatever_the_number_says():
    deep = tell("40", "0.5", "nd 0.0032", "nd 0.0032")
    high = BloodCount(deep.results[-1].collected_on, wbc=Decimal(12))

    assert page_of(deep).counts_line == ""
    assert page_of(replace(deep, blood_counts=(high,))).counts_line == (
        "Your blood counts from 6 Oct 2025: 1 of 5 goals not met, ask your team."
    )


def test_asides_tell_of_another_scale_and_not_of_the_lab_too():
    ratio = Result(START + timedelta(days=3 * STEP), value=Decimal("0.2"), unit="ratio_percent", lab="County")

    assert page_of(tell("62", "7", "0.5", ratio)).asides == (
        "Your last two tests were given on different scales, so they cannot be compared.",
    )


def test_asides_tell_of_a_small_sample():
    small = Result(
        START + timedelta(days=3 * STEP), value=Decimal("0.2"), unit="percent_is", copies=5000, lab="City"
    )

    assert page_of(tell("62", "7", "0.5", small)).asides == (
        "This sample was small. Ask if a repeat is planned.",
    )


def test_asides_tell_what_does_not_count_as_deep():
    history = tell("62", "7", "0.5", "0.05", "0.005", "nd", "0.003")

    told = page_of(history).not_counted

    assert (told.sentence, told.days) == (
        "Not counted in the time at MR4.0 or deeper: 1 test.",
        ("6 Apr 2026: the report does not say how deep the test could see",),
    )


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (1, "1 result is dated after today, so it is not counted yet."),
        (2, "2 results are dated after today, so they are not counted yet."),
    ],
)
def test_notes_tell_what_is_not_counted_yet(later, expected):
    history = tell("62", "7", "0.5", "0.4")
    today = history.results[-1 - later].collected_on

    assert page_of(history, today=today).notes[-1] == expected


def test_notes_tell_how_open_facts_were_read():
    assert page_of(tell("62", phase="unknown")).notes[0].startswith("Your phase is not in your record.")


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([{"code": "repeat_test", "text": "x"}, {"code": "", "text": "mine"}], {"repeat_test"}),
        ("not a list", set()),
        ([1, {"code": 7}, {}], set()),
        (None, set()),
    ],
)
def test_chosen_codes_pass_over_what_a_file_may_hold_instead(listed, expected):
    assert chosen_codes(History(extra={"questions": listed})) == expected
