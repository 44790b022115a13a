from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.records.models import Person
from cmlguide.web.pages.results.page import result_lines, result_page
from cmlguide.web.words.guidelines import quote
from cmlguide.web.words.result.newest import newest_of
from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import History, PersonFacts, Result, Treatment

TODAY = date(2026, 11, 22)
STARTED = date(2025, 9, 8)
PERSON = PersonFacts(transcript="typical", phase="chronic")


def after(days: int, value: str | None = "0.5", **facts) -> Result:
    facts = {"kind": "value", "unit": "percent_is", "key": "1", **facts}
    return Result(STARTED + timedelta(days=days), value=None if value is None else Decimal(value), **facts)


def page_of(result: Result, *later: Result):
    """The page of `result`; without later ones it is the newest."""
    history = History(PERSON, (Treatment("imatinib", STARTED),), (result, *later))
    return result_page(Person(), result, assess(history, load_guideline("eln-2020"), TODAY))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (91, "This is the test for the 3-month checkpoint. The usual goal there is 10% or less."),
        (183, "This is the test for the 6-month checkpoint. The usual goal there is 1% or less."),
        (274, "This test was between checkpoints. The 6-month checkpoint counts for it: 1% or less."),
        (430, "After the last checkpoint, the usual goal stays the same: 0.1% or less."),
        (30, "It is too early to compare this number with a checkpoint. The first one is still ahead."),
        (-10, "This test was taken before treatment started. It shows where you came from."),
    ],
)
def test_first_sentence_says_what_it_was_set_beside(days, sentence):
    page = page_of(after(days), after(440, key="2"))

    assert page.sentences == (sentence,)


def test_guidelines_own_word_stands_apart_from_the_sentence():
    page = page_of(after(183), after(440, key="2"))

    assert page.beside == (quote("eln-2020", "optimal"),)


def test_newest_result_says_what_timeline_says():
    result = after(300, "3")
    history = History(PERSON, (Treatment("imatinib", STARTED),), (after(200, "0.5", key="0"), result))
    assessment = assess(history, load_guideline("eln-2020"), TODAY)

    page, newest = result_page(Person(clinic_day_phone="1 2 3"), result, assessment), newest_of(assessment)

    assert (page.sentences, page.chip) == (newest.sentences, newest.chip)
    assert len(page.beside) == 2


def test_alarm_of_the_newest_result_comes_with_whom_to_call():
    person, result = Person(clinic_day_phone="1 2 3"), after(400, "12")
    history = History(PERSON, (Treatment("imatinib", STARTED),), (after(200, "0.5", key="0"), result))
    assessment = assess(history, load_guideline("eln-2020"), TODAY)

    page, earlier = (
        result_page(person, result, assessment),
        result_page(person, history.results[0], assessment),
    )

    assert (page.alarm, [phone.dial for phone in page.phones]) == (True, ["123"])
    assert (earlier.alarm, earlier.phones, earlier.first_checks) == (False, (), None)


def test_result_without_verdict_says_why():
    page = page_of(after(200, unit="ratio_percent"))

    assert page.sentences[0].startswith("This number is not on the International Scale")
    assert str(page.chip.words) == "Cannot be compared yet"


def test_result_after_today_is_shown_without_verdict():
    page = page_of(after(900))

    assert page.sentences == ("This date is in the future, so the result is not counted yet.",)
    assert page.number == "0.5%"


def test_details_hold_what_the_letter_says():
    result = after(
        200,
        lab="City",
        copies=52000,
        control_gene="ABL1",
        as_reported="0.5 % (IS)",
        checked_against_letter=True,
        note="mine",
    )

    page = page_of(result)

    assert [(fact.label, fact.value) for fact in page.facts] == [
        ("Level", "CCyR level"),
        ("Scale", "International Scale"),
        ("On the letter", "0.5 % (IS)"),
        ("Control gene copies", "52,000 (ABL1)"),
        ("Lab", "City"),
        ("Sample", "blood"),
        ("Checked against my letter", "yes"),
    ]
    assert page.note == "mine"


def test_lines_keep_the_order_given():
    rows = (after(200, "0.5", key="2"), after(91, "7.1", key="1"))
    history = History(PERSON, (Treatment("imatinib", STARTED),), rows)

    lines = result_lines(rows, assess(history, load_guideline("eln-2020"), TODAY))

    assert [(line.key, line.number, line.level) for line in lines] == [
        ("2", "0.5%", "CCyR level"),
        ("1", "7.1%", "EMR"),
    ]


@pytest.mark.parametrize(
    ("goal", "said"), [("unset", "1% or less"), ("treatment_free_remission", "0.1% or less")]
)
def test_goal_of_light_green_is_that_of_the_person(goal, said):
    history = History(
        PersonFacts(transcript="typical", phase="chronic", goal=goal),
        (Treatment("imatinib", STARTED),),
        (after(380), after(440, key="2")),
    )

    page = result_page(Person(), history.results[0], assess(history, load_guideline("nccn-2024"), TODAY))

    assert page.sentences[0].endswith(f"The usual goal there is {said}.")


def test_in_the_list_each_number_stands_by_itself():
    """A slow climb's steps are on track for their checkpoint; what they say together is Timeline's."""
    rows = tuple(
        after(400 + 90 * step, value, key=str(step)) for step, value in enumerate(["0.004", "0.008", "0.06"])
    )
    history = History(PERSON, (Treatment("imatinib", STARTED - timedelta(days=900)),), rows)
    assessment = assess(history, load_guideline("eln-2020"), rows[-1].collected_on)

    assert assessment.now.severity == "discuss"
    assert [line.chip.tone for line in result_lines(rows, assessment)] == ["on_track"] * 3
