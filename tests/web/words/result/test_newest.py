from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cmlguide.records.models import Person
from cmlguide.web.words.result.newest import first_checks, newest_of, phones
from milestones.history import Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, START, STEP, judged, tell

HOLD = "Do not stop or change anything before you ask."


def test_newest_of_the_picture():
    newest = newest_of(judged(JUST_ABOVE, today=JUST_ABOVE_ON))

    assert (newest.when, newest.number, newest.number_note, str(newest.chip.words)) == (
        "Newest result · 12 November 2026 · month 14 on imatinib",
        "0.11%",
        "International Scale · MR2.96",
        "Worth asking about",
    )


def test_newest_of_an_empty_record_is_none():
    assert newest_of(judged(tell(medicine=""))) is None


@pytest.mark.parametrize(
    ("values", "number", "note", "chip"),
    [
        (
            ("62", "7", "0.5", "0.05", "nd 0.0032"),
            "Not found",
            "the test could see down to 0.0032%",
            "On track",
        ),
        (("62", "7", "no result"), "No result", "", "Cannot be compared yet"),
        (("62",), "62%", "International Scale", "Too early to say"),
    ],
)
def test_newest_number_and_chip(values, number, note, chip):
    newest = newest_of(judged(tell(*values)))

    assert (newest.number, newest.number_note, str(newest.chip.words)) == (number, note, chip)


def test_newest_without_a_medicine_names_no_month():
    newest = newest_of(judged(tell("62", "7", medicine="")))

    assert newest.when == "Newest result · 7 April 2025"


def test_newest_in_the_first_days_says_first_month():
    newest = newest_of(judged(tell("62")))

    assert newest.when == "Newest result · 6 January 2025 · first month on imatinib"


@pytest.mark.parametrize(
    ("reason", "when"),
    [
        ("side_effects", "Newest result · 5 October 2026 · on dasatinib since January 2026"),
        ("working_less_well", "Newest result · 5 October 2026 · month 9 on dasatinib"),
    ],
)
def test_newest_never_counts_the_months_of_an_earlier_medicine(reason, when):
    history = tell(*["62", "7", "0.9", "0.5"], *["0.05"] * 4)
    change = START + timedelta(days=360)
    stopped = replace(history.treatments[0], stopped_on=change, stop_reason=reason)
    history = replace(history, treatments=(stopped, Treatment("dasatinib", change)))

    assert newest_of(judged(history)).when == when


def test_first_checks_come_before_any_alarm():
    checks = first_checks(judged(RISING))

    assert checks.items == (
        "The same lab did this test and the one before: City.",
        "Any doses missed, or not kept down?",
        "A new medicine, antacid, supplement, or grapefruit?",
        "Is a repeat test planned?",
    )
    assert (
        checks.pattern
        == "One possible reason is that the medicine is working less well; your team can check."
    )
    assert checks.hold == HOLD


@pytest.mark.parametrize("lab", ["", "  "])
def test_first_checks_ask_for_a_lab_that_is_not_named(lab):
    *before, last = RISING.results
    checks = first_checks(judged(replace(RISING, results=(*before, replace(last, lab=lab)))))

    assert checks.items[0] == "Was it the same lab as last time?"


def test_first_checks_name_the_other_lab():
    *before, last = RISING.results
    checks = first_checks(judged(replace(RISING, results=(*before, replace(last, lab="County")))))

    assert checks.items[0] == "Another lab did this test: County, before that City."


def test_first_checks_off_treatment_ask_for_no_doses():
    history = tell("62", "7", "0.5", "0.05", "0.004", "0.003", "0.3")
    stopped = replace(
        history.treatments[0],
        stopped_on=START + timedelta(days=5 * STEP + 10),
        stop_reason="treatment_free_remission",
    )
    checks = first_checks(judged(replace(history, treatments=(stopped,))))

    assert checks.items == (
        "The same lab did this test and the one before: City.",
        "Is a repeat test planned?",
    )
    assert checks.pattern == "One possible reason is that treatment has ended; your team can check."


def test_first_checks_of_good_news_are_none():
    assert first_checks(judged(tell("62", "7", "0.5"))) is None


def test_phones_are_those_known_with_what_a_telephone_dials():
    person = Person(clinic_day_phone="+44 20 7946 0000", clinic_out_of_hours_phone="", pharmacy_phone="1")

    assert [(phone.label, phone.shown, phone.dial) for phone in phones(person)] == [
        ("Clinic, by day", "+44 20 7946 0000", "+442079460000")
    ]


@pytest.mark.parametrize(("days", "chip"), [(10, "On track"), (400, "At its goal")])
def test_chip_of_an_old_result_is_a_fact_of_its_day(days, chip):
    well = tell("62", "7", "0.5", "0.05")

    newest = newest_of(judged(well, today=well.results[-1].collected_on + timedelta(days=days)))

    assert str(newest.chip.words) == chip


def test_who_takes_no_tablet_is_not_told_not_to_stop():
    without = replace(
        RISING, treatments=(replace(RISING.treatments[0], stopped_on=START + timedelta(days=400)),)
    )

    assert first_checks(judged(RISING)).hold == HOLD
    interferon = Treatment("interferon", START + timedelta(days=410))
    instead = replace(without, treatments=(*without.treatments, interferon))

    assert first_checks(judged(without)).hold == "Do not start or change anything before you ask."
    assert first_checks(judged(instead)).hold == HOLD
