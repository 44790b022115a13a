"""Blood counts that must not be missed come before every other sentence,
with nothing cheerful next to them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.models import Person
from cmlguide.web.words.result.count_card import count_card
from cmlguide.web.words.result.counts import count_sentences, moved
from cmlguide.web.words.result.newest import first_checks, newest_of
from cmlguide.web.words.result.sentence import sentences
from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import BloodCount, History, PersonFacts, Result, Treatment

START, TODAY = date(2020, 1, 1), date(2024, 1, 10)
PERSON = PersonFacts(transcript="typical", phase="chronic")
NOW = "Neutrophils: 0.3 x 10⁹/L on 2 Jan 2024."
FIRST = "The first in your record: 3.1, 1 Feb 2020."
CALM = ("usual timetable", "on track", "next goal")


def judged(*values: tuple[str, date], person=PERSON, treatments=None, today=TODAY, **count):
    results = tuple(Result(day, value=Decimal(text), unit="percent_is") for text, day in values)
    numbers = {name: Decimal(text) for name, text in count.items()}
    counts = (BloodCount(date(2024, 1, 2), **numbers),) if numbers else ()
    rows = treatments or (Treatment("imatinib", START),)
    return assess(History(person, rows, results, counts), load_guideline("eln-2020"), today)


WELL = [("0.02", date(2023, 10, 1)), ("0.02", date(2024, 1, 2))]


def test_low_counts_say_the_numbers_and_whom_to_call():
    assert count_sentences(judged(*WELL, neutrophils="0.3", platelets="21")) == (
        "Your neutrophils are 0.3.",
        "Your platelets are 21.",
        "These are low.",
        "If your team has not called you about it, call them today.",
        "If your temperature is 38.0\N{NO-BREAK SPACE}°C (100.4\N{NO-BREAK SPACE}°F) or more, call now.",
    )


@pytest.mark.parametrize(
    ("count", "last"),
    [
        ({"platelets": "40"}, "Talk to your team in the next few days."),
        ({"blasts_percent": "22"}, "If your team has not called you about it, call them today."),
        ({"blasts_percent": "2"}, "Ask your team what they see."),
    ],
)
def test_whom_to_call_follows_how_serious_it_is(count, last):
    assert count_sentences(judged(*WELL, **count))[-1] == last


def test_counts_of_no_concern_say_nothing():
    assert count_sentences(judged(*WELL, neutrophils="3")) == ()
    assert count_sentences(judged(*WELL)) == ()


@pytest.mark.parametrize("values", [WELL, [("0.5", date(2024, 1, 2))], []])
@pytest.mark.parametrize("count", [{"neutrophils": "0.3"}, {"platelets": "40"}, {"blasts_percent": "2"}])
def test_no_word_of_calm_stands_beside_them(values, count):
    assessment = judged(*values, **count)
    said = " ".join((*count_sentences(assessment), *sentences(assessment)))

    assert said.startswith("Your ")
    assert [word for word in CALM if word in said] == []


def test_the_chip_says_today():
    low = judged(*WELL, neutrophils="0.3")
    card, newest = count_card(Person(clinic_day_phone="555 0142"), History(), low), newest_of(low)

    assert card is not None
    assert (card.chip.tone, card.chip.shape, str(card.chip.words)) == ("today", "▲", "Call your team today")
    assert [phone.shown for phone in card.phones] == ["555 0142"]
    assert newest is not None
    assert newest.chip is None


def test_a_concern_of_the_level_keeps_its_own_chip_beside_the_card():
    both = newest_of(judged(("0.02", date(2023, 1, 1)), ("3", date(2024, 1, 2)), neutrophils="0.3"))

    assert both is not None
    assert both.chip is not None
    assert both.chip.tone == "soon"


def test_there_is_no_card_for_counts_of_no_concern():
    assert count_card(Person(), History(), judged(*WELL, neutrophils="3")) is None


def test_each_count_tells_how_it_moved():
    counts = [
        BloodCount(date(2020, 2, 1), neutrophils=Decimal("3.1")),
        BloodCount(date(2022, 5, 1), neutrophils=Decimal("0.2")),
        BloodCount(date(2023, 11, 1), neutrophils=Decimal("0.9")),
        BloodCount(date(2024, 1, 2), neutrophils=Decimal("0.3")),
        BloodCount(date(2024, 2, 2), neutrophils=Decimal("0.1")),  # after today
    ]

    assert moved(judged(*WELL, neutrophils="0.3"), counts) == (
        f"{NOW} The one before: 0.9, 1 Nov 2023. {FIRST} Lowest since then: 0.2, 1 May 2022.",
    )
    assert moved(judged(*WELL, neutrophils="0.3"), counts[:1] + counts[3:]) == (
        f"{NOW} {FIRST} This is the lowest since then.",
    )
    assert moved(judged(*WELL, neutrophils="0.3"), counts[3:]) == (f"{NOW} It is the first in your record.",)


def test_a_share_is_set_beside_its_highest():
    counts = [
        BloodCount(date(2023, 1, 1), blasts_percent=Decimal(0)),
        BloodCount(date(2024, 1, 2), blasts_percent=Decimal(22)),
    ]

    told = "Blasts, in percent: 22% on 2 Jan 2024. The first in your record: 0%, 1 Jan 2023."
    assert moved(judged(*WELL, blasts_percent="22"), counts) == (f"{told} This is the highest since then.",)


@pytest.mark.parametrize(
    ("count", "warns"),
    [({"neutrophils": "0.7"}, True), ({"platelets": "40"}, False), ({"platelets": "21"}, True)],
)
def test_a_fever_is_named_beside_low_neutrophils_and_where_the_call_is_for_today(count, warns):
    told = count_sentences(judged(*WELL, **count))

    assert (
        told[-1]
        == "If your temperature is 38.0\N{NO-BREAK SPACE}°C (100.4\N{NO-BREAK SPACE}°F) or more, call now."
    ) is warns


def test_no_word_about_stopping_stands_on_the_card():
    card = count_card(Person(), History(), judged(*WELL, neutrophils="0.3", platelets="21"))

    assert card is not None
    assert [line for line in card.lines if "stop" in line.lower()] == []


# What else the new rules say.
def test_a_steady_level_says_since_when_and_asks_for_the_goal():
    years = [("1.5", date(year, month, 1)) for year in (2021, 2022, 2023) for month in (3, 9)]

    said = " ".join(sentences(judged(*years, today=date(2023, 10, 1))))

    assert "It has stayed near this level since March 2021. It is not rising." in said
    assert said.endswith("Ask which goal you and your team share.")
    assert "timetable" not in said


def test_the_first_months_after_a_restart_are_told_as_what_they_are():
    rows = (
        Treatment("imatinib", START, date(2023, 1, 1), stop_reason="treatment_free_remission"),
        Treatment("imatinib", date(2023, 11, 1)),
    )

    said = " ".join(sentences(judged(("2", date(2023, 10, 20)), ("0.4", date(2024, 1, 2)), treatments=rows)))

    assert "in your first months back on treatment" in said
    assert "behind" not in said


def test_a_rise_at_the_edge_of_the_wobble_is_told_as_that():
    edge = " ".join(sentences(judged(("0.2", date(2023, 10, 1)), ("0.5", date(2024, 1, 2)))))
    beyond = " ".join(sentences(judged(("0.2", date(2023, 10, 1)), ("0.7", date(2024, 1, 2)))))

    assert "It is 2.5 times as high as last time. That is at the edge of the test's wobble." in edge
    assert "That is more than the test's wobble." in beyond


def test_after_a_transplant_its_team_is_called_and_no_dose_is_asked_about():
    rise = judged(
        ("0.02", date(2023, 1, 1)),
        ("0.5", date(2024, 1, 2)),
        person=replace(PERSON, transplant_on=date(2022, 1, 1)),
    )

    assert " ".join(sentences(rise)).endswith("Call your transplant team.")
    checks = first_checks(rise)
    assert checks is not None
    assert [item for item in checks.items if "dose" in item] == []
    assert checks.pattern == ""


def test_what_the_record_holds_comes_before_the_medicine():
    rise = [("0.02", date(2023, 1, 1)), ("2", date(2024, 1, 2))]
    paused = (
        Treatment("imatinib", START, date(2023, 10, 1), stop_reason="paused"),
        Treatment("imatinib", date(2023, 11, 1)),
    )

    plain, explained = first_checks(judged(*rise)), first_checks(judged(*rise, treatments=paused))

    assert plain is not None
    assert explained is not None
    assert "working less well" in plain.pattern
    assert explained.pattern == ""
    assert explained.items[0] == "You had a time without the medicine from 2 October 2023."
