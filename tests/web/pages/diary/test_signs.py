from datetime import date, timedelta

import pytest

from cmlguide.records.models import DiaryEntry
from cmlguide.records.models.diary_entry import DOSE_STATUSES, SYMPTOMS
from cmlguide.web.pages.diary.signs import signs_first, signs_of
from cmlguide.web.words.warning_signs import SIGNS
from milestones.sourced import SAYS_WHERE, load_numbers

TODAY = date(2026, 11, 22)


def entry(symptom="nausea", days_ago=0, **facts):
    return DiaryEntry(
        **{
            "kind": "side_effect",
            "symptom": symptom,
            "happened_on": TODAY - timedelta(days=days_ago),
            **facts,
        }
    )


@pytest.mark.parametrize(("table", "codes"), [("of_symptom", SYMPTOMS), ("of_dose", DOSE_STATUSES)])
def test_file_names_only_what_there_is(table, codes):
    rows = {
        key: signs for key, signs in load_numbers("symptom_signs")[table].items() if key not in SAYS_WHERE
    }

    assert set(rows) - set(codes) == set()
    assert {sign for signs in rows.values() for sign in signs.split()} - set(SIGNS) == set()


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ({"symptom": "fever"}, ["today"]),
        ({"symptom": "shortness_of_breath"}, ["now", "today"]),
        ({"symptom": "low_mood_or_worry"}, ["now"]),
        ({"symptom": "hair_thinning"}, []),
        ({"kind": "dose", "symptom": "", "dose_status": "not_kept_down"}, ["today"]),
        ({"kind": "dose", "symptom": "fever", "dose_status": "missed"}, []),
        ({"kind": "note", "symptom": "", "text": "fever"}, []),
    ],
)
def test_an_entry_of_today_brings_its_signs(facts, groups):
    assert [group.code for group in signs_first([entry(**facts)], TODAY)] == groups


@pytest.mark.parametrize(("days_ago", "shown"), [(-1, False), (0, True), (3, True), (4, False)])
def test_signs_are_for_the_last_days(days_ago, shown):
    assert bool(signs_first([entry("fever", days_ago)], TODAY)) is shown


def test_an_entry_that_goes_on_counts_by_its_last_day():
    lasting = entry("fever", 30, until_on=TODAY)

    assert [group.code for group in signs_first([lasting], TODAY)] == ["today"]


def test_the_same_sign_is_told_once():
    now, today = signs_first([entry("nausea"), entry("vomiting")], TODAY)

    assert now.signs == ("Vomiting blood",)
    assert today.signs == ("You cannot keep your pills down",)


def test_signs_of_a_side_effect_without_one_are_none():
    assert signs_of(entry("constipation")) == ()
