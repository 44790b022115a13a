from datetime import date, timedelta

import pytest

from cmlguide.records.models import DiaryEntry
from cmlguide.records.models.diary_entry import DOSE_STATUSES, SEVERITIES, SYMPTOMS
from cmlguide.web.words.diary.signs import TimelineSign, sign_on_timeline, signs_first, signs_of
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


def test_timeline_tells_of_rules_that_there_are():
    rule = load_numbers("symptom_signs")["on_timeline"]

    assert set(rule["severities"].split()) - set(SEVERITIES) == set()
    assert set(rule["symptoms"].split()) - set(SYMPTOMS) == set()


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"symptom": "nausea", "severity": "severe"}, True),
        ({"symptom": "nausea", "severity": "moderate"}, False),
        ({"symptom": "nausea", "severity": "mild"}, False),
        ({"symptom": "nausea"}, False),
        ({"symptom": "muscle_cramps", "severity": "moderate"}, False),
        ({"symptom": "headache", "severity": "moderate"}, False),
        ({"symptom": "fever", "severity": "moderate"}, True),  # itself a sign to call about the same day
        ({"symptom": "shortness_of_breath"}, True),
        ({"symptom": "shortness_of_breath", "severity": "mild"}, True),
        ({"symptom": "low_mood_or_worry"}, False),
        ({"symptom": "low_mood_or_worry", "severity": "severe"}, True),
        ({"symptom": "constipation", "severity": "severe"}, True),
        ({"symptom": "constipation", "severity": "moderate"}, False),
        ({"kind": "dose", "symptom": "", "dose_status": "not_kept_down"}, False),
        ({"kind": "dose", "symptom": "nausea", "dose_status": "missed", "severity": "severe"}, False),
        ({"kind": "note", "symptom": "", "text": "Chest pain"}, False),
    ],
)
def test_timeline_tells_of_what_is_severe_or_itself_a_sign(facts, told):
    assert (sign_on_timeline([entry(**facts)], TODAY) is not None) is told


@pytest.mark.parametrize(("days_ago", "told"), [(-1, False), (0, True), (3, True), (4, False)])
def test_timeline_tells_of_the_days_on_which_the_diary_shows_the_signs(days_ago, told):
    entries = [entry("shortness_of_breath", days_ago)]

    assert (sign_on_timeline(entries, TODAY) is not None) is told
    assert bool(signs_first(entries, TODAY)) is told


def test_timeline_names_each_side_effect_once_by_its_newest_day_newest_first():
    entries = [
        entry("vomiting", 3, severity="severe"),
        entry("shortness_of_breath", 2, severity="severe"),
        entry("nausea", 1, severity="moderate"),
        entry("vomiting", 20, until_on=TODAY, severity="severe"),
    ]

    assert sign_on_timeline(entries, TODAY) == TimelineSign(
        "In the diary: Vomiting, severe, 2 Nov 2026 to 22 Nov 2026; Short of breath, severe, 20 Nov 2026.",
        in_diary=True,
    )


def test_timeline_tells_a_side_effect_in_the_persons_own_words_without_signs_of_its_own():
    own = entry("other", symptom_text="My arm feels numb", severity="severe")

    assert sign_on_timeline([own], TODAY) == TimelineSign(
        "In the diary: My arm feels numb, severe, 22 Nov 2026.", in_diary=False
    )


def test_timeline_tells_nothing_of_an_empty_diary():
    assert sign_on_timeline([], TODAY) is None
