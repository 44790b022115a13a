"""Goals, the diary, visits and the rest are stored in a record's unknown keys and come back unchanged."""

import json
from datetime import date, time

import pytest

from cmlguide.records.actions.checklist import answer_checklist
from cmlguide.records.actions.goals import delete_goal, move_goal
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.records import open_record
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.actions.visits import record_visit
from cmlguide.records.extra_lists import LISTS, read_lists
from cmlguide.records.judged import history_of
from milestones.history import History
from milestones.record import read_record, write_record
from tests.factories import (
    make_allergy,
    make_diary_entry,
    make_goal,
    make_other_medicine,
    make_person,
    make_user,
    make_visit,
    make_waiting_sample,
)

DIARY_LINE = {
    "happened_on": "2026-09-01",
    "until_on": "2026-09-04",
    "kind": "side_effect",
    "symptom": "other",
    "symptom_text": "Cold feet \U0001f642 \u05e9\u05dc\u05d5\u05dd <script>",
    "severity": "moderate",
    "how_often": "most_days",
    "gets_in_way_of": ["sleep", "work"],
    "text": "line\nline",
    "prints": True,
}
STORY = {
    "questions": [{"text": "May I travel?"}, {"code": "repeat_test", "text": "Repeat?"}, {"code": "x"}],
    "goals": [
        {"code": "own", "text": "Hike again", "talked_over": True},
        {"code": "fewer_copies"},
        {"code": "own", "text": "Hike again"},
    ],
    "diary": [
        DIARY_LINE,
        {
            "happened_on": "2026-08-30",
            "kind": "dose",
            "dose_status": "missed",
            "doses": 2,
            "reason": "forgot",
        },
        {"happened_on": "2026-08-30", "kind": "dose", "dose_status": "not_kept_down", "doses": 0},
        {"happened_on": "2026-08-29", "kind": "new_intake", "intake": "grapefruit", "weather": {"a": [1]}},
    ],
    "other_medicines": [
        {
            "name": "omeprazole",
            "dose": "20 mg",
            "started_on": "2026-08-01",
            "stopped_on": "2026-09-01",
            "note": "a",
        },
        {"name": "zinc", "colour": "grey"},
    ],
    "allergies": [{"name": "penicillin", "reaction": "rash"}, {"name": "nuts"}],
    "waiting_samples": [
        {
            "taken_on": "2026-11-12",
            "expected_on": "2026-11-24",
            "lab": "City",
            "done_on": "2026-11-20",
        }
    ],
    "appointments": [
        {
            "visit_on": "2026-11-24",
            "visit_at": "09:30",
            "place": "City Hospital",
            "with_whom": "Dr. Example",
            "note": "Bring the letter",
            "happened": True,
            "decisions": "Same tablet",
            "next_test_on": "2027-01-05",
            "next_visit_on": "2027-01-12",
            "answers": [
                {"question_text": "May I travel?", "answer": "Yes"},
                {"question_code": "repeat_test", "question_text": "Repeat?", "page": 2},
            ],
        },
        {"visit_on": "2026-06-01", "visit_at": "09:30:05"},
    ],
    "checklist_answers": [
        {"result_on": "2026-11-12", "item": "missed_doses", "answer": "yes", "text": "Twice"},
        {"result_on": "2026-11-12", "item": "same_lab", "answer": "not_sure"},
    ],
}


def opened(extra):
    """A person whose record file has these keys besides the engine's."""
    record = {"format": "cmlguide-record", "version": 1, **extra}
    return open_record(owner=make_user(), history=read_record(json.dumps(record)))


def written(person):
    """Those keys as they are written out again."""
    return dict(read_record(write_record(history_of(person))).extra)


@pytest.mark.django_db
def test_story_of_a_file_becomes_rows_and_comes_back_identical():
    person = opened(STORY)

    assert written(person) == STORY
    assert person.record_extra == {}
    assert {
        name: getattr(person, related).kept().count()
        for name, related in {"questions": "page_questions", "diary": "diary_entries"}.items()
    } == {"questions": 3, "diary": 4}
    visit = person.visits.get(visit_on=date(2026, 11, 24))
    assert (visit.visit_at, [row.answer for row in visit.answers.kept()]) == (time(9, 30), ["Yes", ""])
    assert [(row.position, row.code) for row in person.goals.kept()] == [
        (0, "own"),
        (1, "fewer_copies"),
        (2, "own"),
    ]


@pytest.mark.django_db
def test_rows_of_every_noun_come_back_from_their_file():
    person = make_person()
    choose_question(person=person, text="Why?")
    make_goal(person)
    make_diary_entry(person, gets_in_way_of=["sleep"], doses=3)
    make_other_medicine(person)
    make_allergy(person)
    make_waiting_sample(person)
    record_visit(visit=make_visit(person), answers=[("x", "Why?", "So.")])
    answer_checklist(
        person=person, result_on=date(2026, 9, 7), answers=[{"item": "same_lab", "answer": "no"}]
    )

    extra = written(person)

    assert sorted(extra) == sorted(LISTS)
    assert written(opened(extra)) == extra
    assert opened(extra).record_extra == {}


@pytest.mark.django_db
def test_deleted_rows_and_answers_of_deleted_visits_do_not_leave():
    person = make_person()
    visit = make_visit(person)
    record_visit(visit=visit, answers=[("", "Why?", "So.")])
    delete_row(visit)
    delete_row(make_diary_entry(person))
    delete_goal(goal=make_goal(person))

    assert history_of(person).extra == {}


@pytest.mark.django_db
def test_moved_goals_leave_in_their_new_order():
    person = make_person()
    for text in "ab":
        make_goal(person, "own", text=text)
    move_goal(goal=person.goals.last(), up=True)

    assert [goal["text"] for goal in history_of(person).extra["goals"]] == ["b", "a"]


WEIRD = [5, None, "note", [1], {}, {"happened_on": "1.9.2026", "kind": "note", "text": "a"}]


@pytest.mark.django_db
def test_items_that_can_be_no_row_keep_their_place_between_rows():
    diary = [WEIRD[0], DIARY_LINE, *WEIRD[1:3], {**DIARY_LINE, "text": "b"}, *WEIRD[3:]]

    person = opened({"diary": diary})

    assert person.diary_entries.count() == 2
    assert written(person) == {"diary": diary}


@pytest.mark.django_db
@pytest.mark.parametrize(("foreign", "after"), [([], []), ([7], [7]), ({"a": 1}, [{"a": 1}]), (None, [None])])
def test_what_was_no_list_of_ours_stays_beside_new_rows(foreign, after):
    person = opened({"allergies": foreign})
    before = written(person)
    make_allergy(person, name="nuts", reaction="")

    both = written(person)["allergies"]

    assert before == {"allergies": foreign}
    assert sorted(both, key=str) == sorted([{"name": "nuts"}, *after], key=str)
    assert [row.name for row in opened({"allergies": both}).allergies.all()] == ["nuts"]


@pytest.mark.django_db
def test_unknown_answers_stay_in_their_visit():
    visits = [{"visit_on": "2026-11-24", "answers": [3, {"answer": "Yes"}, {"answer": 4}]}]
    visits += [{"visit_on": "2026-11-24", "answers": answers} for answers in ([], "none", None)]

    person = opened({"appointments": visits})

    assert [row.answer for row in person.answers.kept()] == ["Yes", ""]
    assert written(person) == {"appointments": visits}


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("questions", {"code": "", "text": " "}),
        ("questions", {"code": "a" * 101}),
        ("questions", {"code": 1}),
        ("goals", {"code": "own"}),
        ("goals", {"code": "to_fly", "text": "x"}),
        ("diary", {"happened_on": "2026-09-01", "kind": "dose"}),
        ("diary", {"happened_on": "2026-09-01", "kind": "dose", "dose_status": "lost"}),
        ("diary", {**DIARY_LINE, "happened_on": "2026-09-05"}),
        ("diary", {**DIARY_LINE, "happened_on": "0026-09-01"}),
        ("diary", {**DIARY_LINE, "happened_on": 20260901}),
        ("diary", {**DIARY_LINE, "x": float("inf")}),
        ("other_medicines", {"dose": "20 mg"}),
        ("allergies", {"name": " "}),
        ("allergies", {"name": "a\x00"}),
        ("waiting_samples", {"lab": "City"}),
        ("appointments", {"visit_at": "09:30"}),
        ("checklist_answers", {"result_on": "2026-11-12", "item": "same_lab", "answer": "perhaps"}),
    ],
)
def test_read_lists_leaves_what_can_be_no_row(name, item):
    rows, left = read_lists({name: [item], "other": 1})

    assert [row for listed in rows.values() for row in listed] == []
    assert left == {name: [[0, item]], "other": 1}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("doses", True),
        ("doses", "2"),
        ("doses", -1),
        ("doses", 10**30),
        ("prints", 1),
        ("prints", False),
        ("gets_in_way_of", []),
        ("gets_in_way_of", ["golf"]),
        ("gets_in_way_of", [["work"]]),
        ("gets_in_way_of", "work"),
        ("severity", "awful"),
        ("severity", ""),
        ("until_on", None),
        ("position", 4),
        ("id", 1),
        ("extra", {"a": 1}),
    ],
)
def test_read_lists_leaves_a_key_that_fits_no_column_with_its_row(key, value):
    plain = {"happened_on": "2026-09-01", "kind": "note", "text": "a"}

    rows, left = read_lists({"diary": [{**plain, key: value}]})

    (row,) = rows["diary"]
    assert (row.extra, row.text, left) == ({key: value}, "a", {})


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("questions", {"code": "a"}),
        ("goals", {"code": "fewer_copies"}),
        ("checklist_answers", {"result_on": "2026-11-12", "item": "same_lab", "answer": "no"}),
    ],
)
def test_read_lists_takes_once_what_may_be_there_once(name, item):
    rows, left = read_lists({name: [item, {**item, "text": "again"}]})

    assert [row.text for row in rows[name]] == [""]
    assert left == {name: [[1, {**item, "text": "again"}]]}


@pytest.mark.django_db
def test_open_record_with_a_long_story_asks_few_queries(django_assert_max_num_queries):
    owner = make_user()
    history = History(extra={**STORY, "diary": [DIARY_LINE] * 400})

    with django_assert_max_num_queries(20):
        person = open_record(owner=owner, history=history)

    with django_assert_max_num_queries(1):
        assert history_of(person).extra["diary"] == [DIARY_LINE] * 400


@pytest.mark.parametrize("missing", ["happened_on", "kind"])
def test_an_item_that_does_not_say_what_a_row_must_say_stays_as_it_came(missing):
    item = {"happened_on": "2026-09-01", "kind": "note", "text": "Hiked.", "prints": True}
    left_short = {name: value for name, value in item.items() if name != missing}

    rows, left = read_lists({"diary": [item, left_short]})

    assert [row.text for row in rows["diary"]] == ["Hiked."]
    assert left == {"diary": [[1, left_short]]}
