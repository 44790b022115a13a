from datetime import date

import pytest

from cmlguide.web.pages.diary.form import FORMS
from tests.factories import make_diary_entry

TODAY = date(2026, 11, 22)


def form_of(kind, person, day="3", month="11", year="2026", latest=None, **typed):
    boxes = {"happened_on_day": day, "happened_on_month": month, "happened_on_year": year}
    return FORMS[kind]({**boxes, **typed}, person=person, today=TODAY, latest=latest)


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("side_effect", {}, "symptom"),
        ("side_effect", {"symptom": "other"}, "symptom_text"),
        ("side_effect", {"symptom": "nausea", "gets_in_way_of": ["luck"]}, "gets_in_way_of"),
        ("dose", {}, "dose_status"),
        ("dose", {"dose_status": "missed", "doses": "0"}, "doses"),
        ("dose", {"dose_status": "missed", "doses": "two"}, "doses"),
        ("note", {"text": " "}, "text"),
        ("new_intake", {}, "intake"),
        ("note", {"text": "x", "day": "23"}, "happened_on"),
        ("note", {"text": "x", "day": ""}, "happened_on"),
        (
            "note",
            {"text": "x", **dict.fromkeys(["until_on_day", "until_on_month"], "1"), "until_on_year": "2026"},
            "until_on",
        ),
    ],
)
def test_problem_stands_at_its_field(person, kind, typed, field):
    assert list(form_of(kind, person, **typed).errors) == [field]


@pytest.mark.parametrize(("day", "errors"), [("22", []), ("23", []), ("24", ["happened_on"])])
def test_day_that_may_be_today_already_is_not_still_to_come(person, day, errors):
    form = form_of("note", person, day=day, text="x", latest=date(2026, 11, 23))

    assert list(form.errors) == errors


def test_new_entry_begins_today(person):
    assert FORMS["note"](person=person, today=TODAY).initial == {"happened_on": TODAY}


@pytest.mark.parametrize(("reason", "symptom"), [("side_effect", "nausea"), ("forgot", ""), ("", "")])
def test_side_effect_behind_a_dose_is_kept_only_as_its_reason(person, reason, symptom):
    form = form_of("dose", person, dose_status="missed", doses="2", reason=reason, symptom="nausea")

    assert form.is_valid(), form.errors
    assert (form.to_save()["symptom"], form.to_save()["doses"]) == (symptom, 2)


def test_kept_entry_fills_the_boxes(person):
    entry = make_diary_entry(person, symptom="other", symptom_text="Cold feet", gets_in_way_of=["sleep"])

    form = FORMS["side_effect"](person=person, today=TODAY, entry=entry)

    assert (form.initial["symptom"], form.initial["symptom_text"]) == ("other", "Cold feet")
    assert (form.initial["gets_in_way_of"], form.initial["prints"]) == (["sleep"], False)
