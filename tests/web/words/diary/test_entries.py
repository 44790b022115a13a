from datetime import date

import pytest

from cmlguide.records.models import DiaryEntry
from cmlguide.records.models.diary_entry import ENTRY_KINDS
from cmlguide.web.words.diary.entries import diary_line, one_taps, saved_words


def entry(**facts):
    return DiaryEntry(**{"pk": 1, "kind": "side_effect", "happened_on": date(2026, 11, 3), **facts})


@pytest.mark.parametrize(
    ("facts", "title", "details"),
    [
        ({"symptom": "nausea"}, "Nausea", ()),
        ({"symptom": "other", "symptom_text": "Cold feet"}, "Cold feet", ()),
        (
            {
                "symptom": "nausea",
                "severity": "severe",
                "how_often": "most_days",
                "gets_in_way_of": ["mood", "work"],
            },
            "Nausea",
            ("Severe", "Most days", "gets in the way of work, mood"),
        ),
        ({"kind": "dose", "dose_status": "missed"}, "Missed dose", ()),
        (
            {"kind": "dose", "dose_status": "missed", "doses": 1, "reason": "forgot"},
            "1 dose missed",
            ("why: forgot",),
        ),
        (
            {
                "kind": "dose",
                "dose_status": "missed",
                "doses": 4,
                "reason": "side_effect",
                "symptom": "nausea",
            },
            "4 doses missed",
            ("why: nausea",),
        ),
        (
            {
                "kind": "dose",
                "dose_status": "not_kept_down",
                "reason": "side_effect",
                "symptom": "other",
                "symptom_text": "cold feet",
            },
            "Dose not kept down",
            ("why: cold feet",),
        ),
        ({"kind": "dose", "dose_status": "not_kept_down", "doses": 2}, "2 doses not kept down", ()),
        ({"kind": "dose", "dose_status": "paused_by_team", "doses": 2}, "Paused by my team", ()),
        ({"kind": "note", "text": "Went for a walk"}, "Note", ()),
        ({"kind": "new_intake", "intake": "antacid"}, "Antacid", ()),
    ],
)
def test_line_says_what_and_how(facts, title, details):
    line = diary_line(entry(**facts))

    assert (line.title, line.details) == (title, details)


@pytest.mark.parametrize(
    ("until_on", "when"),
    [
        (None, "3 Nov 2026"),
        (date(2026, 11, 3), "3 Nov 2026"),
        (date(2026, 11, 5), "3 Nov 2026 to 5 Nov 2026"),
    ],
)
def test_notice_says_what_was_saved_and_when(until_on, when):
    assert saved_words(entry(symptom="nausea", until_on=until_on)) == f"Saved: Nausea, {when}."


def test_what_was_chosen_most_often_comes_first_and_the_rest_keeps_its_order():
    taps = one_taps("side_effect", {"cough": 1, "nausea": 3, "other": 9})

    assert [tap.value for tap in taps[:4]] == ["nausea", "cough", "swelling", "muscle_cramps"]
    assert len(taps) == 20


def test_every_kind_but_a_note_can_be_tapped():
    assert {kind: len(one_taps(kind)) for kind in ENTRY_KINDS} == {
        "side_effect": 20,
        "dose": 3,
        "note": 0,
        "new_intake": 4,
    }
