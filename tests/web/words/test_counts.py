"""Blood counts in words: which goals are met, which are not and which are not known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.models import User
from cmlguide.web.frame.units import CELLS, HEMOGLOBIN, in_units_of
from cmlguide.web.pages.blood_counts.page import GOALS, STATUSES, count_lines, newest_count
from cmlguide.web.words.counts import (
    ITEMS,
    SHORT,
    compact_line,
    number,
    paper_heading,
    quiet_line,
    read_back,
    with_unit,
)
from cmlguide.web.words.row_fields import field_words
from cmlguide.web.words.units import AFTER_NUMBER, ALONE, UNITS, unit_name
from milestones import hematology, unusual_counts
from milestones.history import BloodCount, History, PersonFacts, Treatment
from milestones.severity import Severity
from tests.web.stories import judged

TODAY = date(2026, 11, 22)
ALL_MET = {
    "wbc": Decimal("5.4"),
    "platelets": Decimal(250),
    "basophils_percent": Decimal("0.5"),
    "immature_granulocytes": False,
    "spleen_felt": False,
}


def count(**facts) -> BloodCount:
    return BloodCount(facts.pop("on", date(2025, 12, 4)), **facts)


LONG_TREATED = (Treatment("imatinib", date(2024, 1, 8)),)


def told(*counts, today=TODAY, treatments=LONG_TREATED, **facts):
    """The history with these counts, and its assessment."""
    person = PersonFacts(transcript="typical", phase="chronic", **facts)
    history = History(person=person, treatments=treatments, blood_counts=counts)
    return history, judged(history, today=today)


def test_words_are_there_for_every_criterion_status_and_item():
    assert set(GOALS) == {criterion.code for criterion in hematology.judge_counts(count()).criteria}
    assert set(STATUSES) == set(hematology.STATUSES)
    assert set(UNITS) == set(unusual_counts.ITEMS)
    assert set(SHORT) == set(ITEMS)


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        (
            ALL_MET,
            (
                "All 5 blood count goals are met.",
                "Your team may call this a complete hematologic response.",
            ),
        ),
        (
            {**ALL_MET, "wbc": Decimal(10)},
            ("4 of 5 blood count goals are met.", "1 is not met yet.", "Ask your team what they see."),
        ),
        (
            {**ALL_MET, "spleen_felt": None, "immature_granulocytes": None},
            ("3 of 5 blood count goals are met.", "2 are not known.", "Your team can tell you the rest."),
        ),
        (
            {"wbc": Decimal(180), "platelets": Decimal(460)},
            (
                "0 of 5 blood count goals are met.",
                "2 are not met yet.",
                "3 are not known.",
                "Ask your team what they see.",
            ),
        ),
    ],
)
def test_sentences_tell_met_not_met_and_not_known(facts, sentences):
    assert newest_count(*told(count(**facts))).sentences == sentences


def test_each_goal_has_shape_word_and_own_number():
    goals = newest_count(*told(count(**{**ALL_MET, "wbc": Decimal(12), "spleen_felt": None}))).goals

    assert [(goal.shape, goal.name, str(goal.status), goal.own, goal.known) for goal in goals] == [
        ("◐", "White cells below 10", "not met yet", "yours: 12 x 10⁹/L", True),
        ("●", "Platelets below 450", "met", "yours: 250 x 10⁹/L", True),
        ("●", "Basophils below 5%", "met", "yours: 0.5%", True),
        ("●", "No immature white cells", "met", "", True),
        ("○", "Spleen not felt", "not known", "", False),
    ]


def test_quiet_line_is_there_only_where_a_goal_is_not_met():
    high = count(**{**ALL_MET, "wbc": Decimal(12)})

    assert quiet_line(*told(high)) == (
        "Your blood counts from 4 Dec 2025: 1 of 5 goals not met, ask your team."
    )
    assert quiet_line(*told(count(**ALL_MET))) == ""
    assert quiet_line(*told()) == ""
    assert quiet_line(*told(high, count(on=date(2026, 3, 1), hemoglobin=Decimal(13)))) != ""
    assert quiet_line(*told(high, today=date(2025, 12, 3))) == ""


def test_lines_show_values_as_kept_with_the_labs_own_range():
    extra = {"lab_ranges": {"wbc": "4.0-10.0", "platelets": 7}}
    rows = (count(wbc=Decimal("5.40"), extra=extra), count(on=date(2026, 1, 5), **ALL_MET))

    newest, first = count_lines(rows)

    assert (newest.day, newest.goals) == ("5 Jan 2026", "5 of 5 met")
    assert newest.also == "basophils 0.5%, no immature white cells, spleen not felt"
    assert first.values[0] == ("White cells (WBC)", "5.40 x 10⁹/L", "lab's range 4.0-10.0")
    assert first.goals == "1 of 5 met, 4 not known"


def test_a_file_may_hold_anything_as_ranges():
    assert [value[2] for value in count_lines((count(extra={"lab_ranges": [1]}),))[0].values] == [""] * 4


def test_a_count_without_any_criterion_is_not_judged():
    hemoglobin = count(hemoglobin=Decimal("13.2"))

    assert newest_count(*told(hemoglobin)) is None
    assert count_lines((hemoglobin,))[0].goals == "not known"


def test_read_back_is_one_sentence_and_a_question():
    assert read_back(count(wbc=Decimal("5.4"), spleen_felt=True)) == (
        "White cells 5.4 x 10⁹/L; spleen felt.",
        "Does your letter say this?",
    )


def test_compact_line_is_the_newest_count_up_to_today():
    rows = (count(**ALL_MET, hemoglobin=Decimal("13.2")), count(on=date(2027, 1, 1), wbc=Decimal(3)))

    assert compact_line(rows, TODAY) == (
        "Blood counts, 4 Dec 2025: WBC 5.4, Hb 13.2, platelets 250, basophils 0.5%, no immature white cells, "
        "spleen not felt; CHR: 5 of 5 met"
    )
    assert compact_line((), TODAY) == ""


AHEAD = "Your blood counts from 4 Dec 2025: 1 of 5 goals are still ahead."
MISSED = "Your blood counts from 4 Dec 2025: 1 of 5 goals not met, ask your team."


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"treatments": (Treatment("imatinib", date(2025, 9, 4)),)}, MISSED),
        ({"treatments": (Treatment("imatinib", date(2025, 9, 5)),)}, AHEAD),
        ({"treatments": (Treatment("imatinib", date(2025, 12, 20)),)}, AHEAD),
        ({"treatments": (Treatment("imatinib", date(2026, 1, 3)),)}, AHEAD),
        ({"treatments": (), "diagnosed_on": date(2025, 9, 4)}, MISSED),
        ({"treatments": (), "diagnosed_on": date(2025, 9, 5)}, AHEAD),
        ({"treatments": ()}, MISSED),
        (
            {"treatments": (Treatment("interferon", date(2025, 12, 1)),), "diagnosed_on": date(2025, 12, 1)},
            MISSED,
        ),
    ],
)
def test_a_count_from_the_start_misses_no_goal(facts, line):
    """Until 3 months after the first tablet, or without any the diagnosis (hematology.toml, goals_ahead)."""
    high = count(**{**ALL_MET, "wbc": Decimal(120)})

    assert quiet_line(*told(high, today=date(2026, 1, 2), **facts)) == line
    assert newest_count(*told(high, today=date(2026, 1, 2), **facts)).sentences[-1] == (
        "Counts back to normal are often the first goal, in the first weeks and months of treatment."
        if line == AHEAD
        else "Ask your team what they see."
    )


@pytest.mark.parametrize(
    ("unit", "item", "kept", "said"),
    [
        ("10^9/L", "wbc", "5.40", "5.40 x 10⁹/L"),
        ("10^3/uL", "wbc", "5.40", "5.40 x 10³/µL"),
        ("/uL", "wbc", "5.40", "5,400 per µL"),
        ("/uL", "neutrophils", "0.3", "300 per µL"),
        ("/uL", "neutrophils", "0", "0 per µL"),
        ("/uL", "neutrophils", "0.0005", "0.5 per µL"),
        ("/uL", "neutrophils", "0.12345", "123.45 per µL"),
        ("/uL", "wbc", "1.2345678", "1,234.5678 per µL"),
        ("/uL", "platelets", "1E+3", "1,000,000 per µL"),
        ("g/dL", "hemoglobin", "13.20", "13.20 g/dL"),
        ("g/L", "hemoglobin", "13.20", "132 g/L"),
        ("g/L", "hemoglobin", "7.13", "71.3 g/L"),
        ("g/L", "hemoglobin", "10", "100 g/L"),
        ("/uL", "basophils_percent", "0.50", "0.50%"),
    ],
)
def test_number_is_converted_exactly(unit, item, kept, said):
    """Ten g/L are one g/dL; a thousand per µL are one 10^9/L, which is as many as 10^3/µL."""
    with in_units_of(User(cell_unit=unit, hemoglobin_unit=unit)):
        assert with_unit(item, Decimal(kept)) == said
        assert number(item, Decimal(kept)) == said.partition(" ")[0]


def test_every_unit_that_can_be_chosen_can_be_typed_and_has_words():
    assert tuple(unit for unit, _words in UNITS["wbc"]) == CELLS
    assert tuple(unit for unit, _words in UNITS["hemoglobin"]) == HEMOGLOBIN
    assert set(AFTER_NUMBER) == set(ALONE) == {*CELLS, *HEMOGLOBIN}


def test_paper_names_a_unit_that_clinics_do_not_take_for_granted():
    rows = (count(wbc=Decimal("0.93"), hemoglobin=Decimal("13.2"), basophils_percent=Decimal(1)),)

    with in_units_of(User(cell_unit="/uL")):
        line = compact_line(rows, TODAY, has_card=True)
        headings = [paper_heading(item) for item in ("wbc", "hemoglobin")]

    assert line == "Blood counts, 4 Dec 2025: WBC 930 per µL, Hb 13.2, basophils 1%"
    assert headings == ["WBC, per µL", "Hb"]
    assert unit_name("wbc") == "10⁹/L"


def test_goals_and_labs_range_are_in_the_units_chosen():
    """The lab's range stays as it stands on the letter, with the letter's unit where that is another."""
    extra = {
        "lab_ranges": {"wbc": "4.0-10.0", "platelets": "150000-400000", "hemoglobin": "12-16"},
        "letter_units": {"wbc": "10^9/L", "platelets": "/uL"},
    }
    row = count(**{**ALL_MET, "wbc": Decimal(12), "hemoglobin": Decimal(13)}, extra=extra)

    with in_units_of(User(cell_unit="/uL", hemoglobin_unit="g/L")):
        goals, (line,) = newest_count(*told(row)).goals, count_lines((row,))

    assert [(goal.name, goal.own) for goal in goals[:2]] == [
        ("White cells below 10,000", "yours: 12,000 per µL"),
        ("Platelets below 450,000", "yours: 250,000 per µL"),
    ]
    assert [(value, labs) for _name, value, labs in line.values] == [
        ("12,000 per µL", "lab's range 4.0-10.0 x 10⁹/L"),
        ("", ""),
        ("130 g/L", "lab's range on the letter: 12-16"),
        ("250,000 per µL", "lab's range 150000-400000"),
    ]


def test_change_log_has_the_unit_beside_the_number():
    with in_units_of(User(cell_unit="/uL")):
        assert field_words("blood_count", "neutrophils", Decimal("0.3")) == "300 per µL"
    assert field_words("blood_count", "neutrophils", Decimal("0.3")) == "0.3 x 10⁹/L"


@pytest.mark.parametrize(
    ("today", "line"),
    [
        (date(2026, 2, 2), AHEAD),  # 60 days old (counts.toml, newest), and 2 months after the first tablet
        (date(2026, 3, 3), AHEAD),
        (
            date(2026, 3, 4),  # 3 months after it (hematology.toml, goals_ahead)
            (
                "Your newest blood counts here are from 4 Dec 2025, when treatment began. You can add newer "
                "ones."
            ),
        ),
    ],
)
def test_a_count_from_the_start_says_nothing_about_a_later_year(today, line):
    high = count(**{**ALL_MET, "wbc": Decimal(120)})
    facts = {"treatments": (Treatment("imatinib", date(2025, 12, 4)),)}

    history, assessment = told(high, today=today, **facts)
    concern = replace(assessment, level=replace(assessment.level, severity=Severity.SOON))

    assert quiet_line(history, assessment) == line
    assert quiet_line(history, concern) == (AHEAD if line == AHEAD else "")


def test_goals_of_a_count_from_the_start_are_still_ahead():
    high = count(**{**ALL_MET, "wbc": Decimal(120)})
    facts = {"treatments": (Treatment("imatinib", date(2025, 12, 20)),)}

    newest = newest_count(*told(high, today=date(2026, 1, 2), **facts))

    assert newest.sentences[0] == "1 of 5 blood count goals are still ahead."
    assert [(goal.shape, str(goal.status)) for goal in newest.goals][:2] == [
        ("○", "still ahead"),
        ("●", "met"),
    ]
