"""Rows become a History and a History becomes rows, and nothing is lost on the way."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmlguide.records.actions.records import open_record
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.extra_lists import LISTS
from cmlguide.records.history import is_without_treatment
from cmlguide.records.judged import assess_person, history_of
from cmlguide.records.models.diary_entry import DOSE_STATUSES, ENTRY_KINDS, SYMPTOMS
from cmlguide.records.models.goal import GOAL_CODES
from milestones.history import (
    GOALS,
    KINDS,
    STOP_REASONS,
    BloodCount,
    History,
    Marrow,
    Mutation,
    PersonFacts,
    Result,
    Treatment,
)
from milestones.record import read_record, write_record
from tests.factories import (
    make_blood_count,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_person,
    make_result,
    make_user,
)

pytestmark = pytest.mark.django_db

RECORD = {
    "format": "cmlguide-record",
    "version": 1,
    "person": {
        "transcript": "typical",
        "goal": "treatment_free_remission",
        "guideline": "nccn-2024",
        "phase": "chronic",
        "diagnosed_on": "2025-08-29",
        "born_year": 1960,
        "transplant_on": None,
        "planned_test_on": "2026-12-24",
        "agreed_percent_is": "0.50",
        "agreed_on": "2026-06-01",
        "shoe_size": 41,
    },
    "treatments": [
        {
            "medicine": "my own tablet",
            "dose": "1",
            "started_on": "2025-09-08",
            "stopped_on": "2026-01-01",
            "stop_reason": "side_effects",
            "keep_clock": True,
            "tki": False,
            "colour": {"z": "blue", "a": None},
        },
        {"medicine": "dasatinib", "started_on": "2026-01-02", "keep_clock": False},
    ],
    "results": [
        {
            "collected_on": "2025-08-29",
            "kind": "value",
            "value": "320.0",
            "unit": "percent_is",
            "baseline": True,
        },
        {
            "collected_on": "2026-03-07",
            "kind": "value",
            "value": "0.0030",
            "unit": "ratio_percent",
            "copies": 52000,
            "control_gene": "ABL1",
            "conversion_factor": "0.820",
            "specimen": "marrow",
            "method": "digital",
            "quantifies_to": "0.0020",
            "lab": "City",
            "note": "line\nline \U0001f642 \u05e9\u05dc\u05d5\u05dd <script>",
            "as_reported": "0,0030 %",
            "checked_against_letter": True,
            "limit_from_lab": True,
            "page": [1, {"of": "two"}],
        },
        {"collected_on": "2026-04-07", "kind": "not_detected", "unit": "percent_is", "limit": "0.0032"},
        {"collected_on": "2026-05-07", "kind": "not_detected", "copies": 41000, "control_gene": "ABL1"},
        {"collected_on": "2026-06-07", "kind": "level", "level": "mr4.5"},
        {"collected_on": "2026-07-07", "kind": "value", "value": "1E-400", "unit": "percent_is"},
        {"collected_on": "2026-08-07", "kind": "no_result", "note": "insufficient sample"},
    ],
    "blood_counts": [
        {"collected_on": "2025-12-04", "wbc": "5.40", "spleen_felt": False, "eosinophils": "0.1"}
    ],
    "marrow": [{"collected_on": "2025-08-29", "ph_positive": 20, "metaphases": 20, "karyotype": "46,XX"}],
    "mutations": [{"found_on": "2026-01-10", "name": "T315I", "resistance": True}],
    "diary": [{"on": "2026-01-01", "cramps": "mild"}],
}


def open_and_write(record, owner=None):
    person = open_record(owner=owner or make_user(), history=read_record(json.dumps(record)))
    return json.loads(write_record(history_of(person)))


def test_history_of_opened_record_writes_the_identical_record():
    written = open_and_write(RECORD)

    assert written == RECORD


def test_history_of_keeps_the_order_of_unknown_keys():
    written = open_and_write(RECORD)

    assert list(written["treatments"][0]["colour"]) == ["z", "a"]


def test_history_of_empty_record_is_an_empty_history():
    bare = {"format": "cmlguide-record", "version": 1}

    written = open_and_write(bare)

    assert {
        name: written[name] for name in ("treatments", "results", "blood_counts", "marrow", "mutations")
    } == {
        "treatments": [],
        "results": [],
        "blood_counts": [],
        "marrow": [],
        "mutations": [],
    }


def test_history_of_rows_carries_their_keys_and_leaves_deleted_ones_out():
    person, stranger = make_person(), make_person()
    rows = [make_medicine(person), make_blood_count(person), make_marrow_test(person), make_mutation(person)]
    later, earlier = make_result(person), make_result(person, "62", collected_on=date(2025, 8, 29))
    delete_row(make_result(person, "9.9"))
    make_result(stranger, "55")
    make_medicine(stranger)

    history = history_of(person)

    assert [result.key for result in history.results] == [str(earlier.pk), str(later.pk)]
    assert [result.value for result in history.results] == [Decimal("62"), Decimal("0.074")]
    assert [
        [entry.key for entry in entries]
        for entries in (history.treatments, history.blood_counts, history.marrow, history.mutations)
    ] == [[str(row.pk)] for row in rows]


def test_history_of_reads_year_of_birth_from_the_birth_date():
    person = make_person(born_on=date(1961, 5, 4))

    facts = history_of(person).person

    assert (facts.born_year, facts.extra) == (1961, {"born_on": "1961-05-04"})


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
days = st.dates(date(1900, 1, 1), date(2300, 12, 31))
amounts = st.decimals("0.0000001", 1000, allow_nan=False, allow_infinity=False, places=7)
maybe = st.none() | amounts
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
extras = st.dictionaries(
    texts.map("x_{}".format) | st.sampled_from(["typed_as", "key", "id"]), json_values, max_size=3
)
person_extras = st.dictionaries(
    st.sampled_from(["name", "born_on", "time_zone", "example", "country", "x"]),
    texts | json_values,
    max_size=3,
)
results = st.builds(
    Result,
    collected_on=days,
    kind=st.sampled_from([kind for kind in KINDS if kind != "level"]),
    value=amounts,
    unit=st.just("percent_is"),
    limit=amounts,
    copies=st.none() | st.integers(0, 10**12),
    conversion_factor=maybe,
    lab=texts,
    note=texts,
    as_reported=texts,
    baseline=st.booleans(),
    extra=extras,
).map(lambda row: replace(row, value=None) if row.kind == "below_quantification" else row)
iso_days = days.map(date.isoformat)
story_items = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ENTRY_KINDS),
        "happened_on": iso_days,
        "visit_on": iso_days,
        "taken_on": iso_days,
    },
    optional={
        "name": texts,
        "code": st.sampled_from([*GOAL_CODES, "repeat_test"]),
        "text": texts,
        "symptom": st.sampled_from([*SYMPTOMS, "x"]),
        "dose_status": st.sampled_from(DOSE_STATUSES),
        "doses": st.none() | st.integers(-1, 10**13) | st.booleans(),
        "gets_in_way_of": st.lists(st.sampled_from(["work", "sleep", "x"]), max_size=2),
        "prints": st.booleans() | st.just(1),
        "until_on": iso_days | texts,
        "visit_at": st.times().map(str) | st.sampled_from(["09:30", "09:30:00", "9:30"]),
        "answers": st.lists(
            st.fixed_dictionaries({"answer": texts | st.integers()}) | json_values, max_size=3
        ),
        "result_on": iso_days,
        "item": st.sampled_from(["same_lab", "x"]),
        "answer": st.sampled_from(["yes", "x"]),
    },
)
histories = st.builds(
    History,
    person=st.builds(
        PersonFacts, goal=st.sampled_from(GOALS), diagnosed_on=st.none() | days, extra=person_extras
    ),
    treatments=st.lists(
        st.builds(
            Treatment,
            medicine=texts.map("m{}".format),
            started_on=days,
            dose=texts,
            stop_reason=st.none() | st.sampled_from(STOP_REASONS),
            keep_clock=st.none() | st.booleans(),
            tki=st.none() | st.booleans(),
            extra=extras,
        ),
        max_size=3,
    ),
    results=st.lists(results, max_size=4),
    blood_counts=st.lists(st.builds(BloodCount, days, maybe, hemoglobin=maybe, extra=extras), max_size=2),
    marrow=st.lists(st.builds(Marrow, days, st.none() | st.integers(0, 20), karyotype=texts), max_size=2),
    mutations=st.lists(st.builds(Mutation, days, texts, st.none() | st.booleans()), max_size=2),
    extra=st.dictionaries(
        st.sampled_from([*LISTS, "x"]),
        json_values | st.lists(story_items | json_values, max_size=4),
        max_size=4,
    ),
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories)
def test_history_of_opened_history_is_that_history(history):
    owner = make_user()

    kept = history_of(open_record(owner=owner, history=history))

    assert kept == history
    assert json.loads(write_record(kept)) == json.loads(write_record(history))


STOP = {"stopped_on": date(2026, 7, 20), "stop_reason": "treatment_free_remission"}


@pytest.mark.parametrize(
    ("medicines", "transplant_on", "expected"),
    [
        ([], None, False),  # none was ever taken
        ([{}], None, False),
        ([STOP], None, True),
        ([STOP, {"started_on": date(2026, 9, 1)}], None, False),
        ([STOP, {"medicine": "interferon", "started_on": date(2026, 9, 1)}], None, False),
        ([STOP], date(2026, 9, 1), False),
        ([{**STOP, "stopped_on": date(2026, 11, 22)}], None, False),  # the last day counts as on treatment
        ([{**STOP, "stopped_on": date(2026, 11, 21)}], None, True),
    ],
)
def test_who_is_without_treatment_is_told_by_the_medicines_as_by_the_whole_history(
    medicines, transplant_on, expected, django_assert_num_queries
):
    person = make_person(transplant_on=transplant_on)
    make_result(person)
    for facts in medicines:
        make_medicine(person, **{"started_on": date(2016, 1, 4), **facts})
    today = date(2026, 11, 22)

    with django_assert_num_queries(1):
        found = is_without_treatment(person, today)

    without = assess_person(person, today).without
    assert (found, without is not None and not without.tablet_only) == (expected, expected)
