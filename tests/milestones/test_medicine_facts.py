"""What is usually checked for each medicine, and which names raise "ask your pharmacist": see both files."""

from datetime import date

import pytest

from milestones.history import Treatment
from milestones.medicine_facts import CHECKED, GROUPS, pharmacist_group, usually_checked, where_read
from milestones.sourced import load_numbers


def taken(medicine):
    return Treatment(medicine, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("medicine", "asks"),
    [
        ("Tasigna", ("blood_pressure", "fats", "sugar", "ecg")),
        ("dasatinib", ("blood_pressure", "ecg", "breathing")),
        ("imatinib", ("blood_pressure", "ecg", "kidney")),
        ("asciminib", ("blood_pressure", "pregnancy")),
        ("radotinib", ()),
        ("my trial tablet", ()),
    ],
)
def test_what_is_usual_is_told_of_what_was_read_and_of_nothing_else(medicine, asks):
    assert usually_checked(taken(medicine)) == asks
    assert bool(where_read(taken(medicine))) == bool(asks)


def test_the_files_name_only_known_codes():
    rows = load_numbers("last_checked").values()

    assert {code for row in rows for code in row["asks"].split()} <= set(CHECKED)
    assert set(load_numbers("ask_pharmacist")) == set(GROUPS)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Omeprazole 20 mg", "acid_reducer"),
        ("heartburn tablets", "acid_reducer"),
        ("Grapefruit juice", "grapefruit"),
        ("St. John’s wort", "st_johns_wort"),
        ("st john's wort", "st_johns_wort"),
        ("Clarithromycin", "strong"),
        ("paracetamol", None),
        ("vitamin D", None),
        ("presotalol", None),
    ],
)
def test_a_name_is_known_by_its_beginning_of_a_word(name, group):
    assert pharmacist_group(name) == group


def test_a_typed_apostrophe_of_either_kind_is_the_same_name():
    assert [pharmacist_group(name) for name in ("St John’s Wort", "St John's Wort")] == ["st_johns_wort"] * 2


def test_where_read_is_the_file_s_own_words():
    assert where_read(taken("Tasigna")) == load_numbers("last_checked")["nilotinib"]["checked_in"]
