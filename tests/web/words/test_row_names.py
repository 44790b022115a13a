"""Every noun has a name, and every field and code has words: a new one without them fails here."""

from datetime import date, time
from decimal import Decimal

import pytest

from cmlguide.records.actions.rows import MODELS
from cmlguide.records.models import (
    Answer,
    DiaryEntry,
    Goal,
    ImportBatch,
    Mutation,
    PageQuestion,
    Person,
    Result,
    Visit,
)
from cmlguide.records.models.change import NOUNS
from cmlguide.records.models.diary_entry import DISTURBED
from cmlguide.web.words.row_fields import CODES, LABELS, NEVER_TOLD, field_label, field_words
from cmlguide.web.words.row_names import NAMES, row_name
from tests.records.every_noun import one_of_each

EVERY_MODEL = {"person": Person, **MODELS}
DAY = date(2026, 5, 3)


def test_every_noun_has_a_name_and_labels():
    assert set(NOUNS) == EVERY_MODEL.keys() == NAMES.keys() == LABELS.keys()


@pytest.mark.parametrize("noun", EVERY_MODEL)
def test_every_field_has_a_label_or_is_never_told(noun):
    fields = {field.name for field in EVERY_MODEL[noun]._meta.concrete_fields}

    assert fields - NEVER_TOLD - LABELS[noun].keys() == set()
    assert LABELS[noun].keys() - fields == set()


@pytest.mark.parametrize("noun", EVERY_MODEL)
def test_every_code_has_words(noun):
    coded = {field.name: field for field in EVERY_MODEL[noun]._meta.concrete_fields if field.choices}
    silent = {
        name: [code for code, _ in field.choices if code not in CODES.get((noun, name), {})]
        for name, field in coded.items()
    }

    assert {name: codes for name, codes in silent.items() if codes} == {}


def test_what_a_side_effect_disturbs_has_words():
    assert CODES["diary_entry", "gets_in_way_of"].keys() == set(DISTURBED)


def test_a_name_of_each_noun(person):
    names = {noun: row_name(noun, row) for noun, row in one_of_each(person).items()}

    day = names.pop("import_batch").split("imported on ")[1]
    assert len(day.split()) == 3
    assert names == {
        "medicine": "Medicine: imatinib 400 mg once a day, from 8 Sep 2025",
        "result": "Result from 7 Sep 2026, 0.0200%",
        "blood_count": "Blood count from 4 Dec 2025",
        "marrow_test": "Bone marrow test from 29 Aug 2025",
        "mutation": "Mutation T315I, found 10 Jan 2026",
        "page_question": "Question for the visit: “When is the next test?”",
        "goal": "Goal: To travel",
        "diary_entry": "Diary, 1 Sep 2026. Side effect: Nausea",
        "other_medicine": "Other medicine: omeprazole 20 mg",
        "allergy": "Allergy: penicillin",
        "waiting_sample": "Sample at the lab, taken 12 Nov 2026",
        "visit": "Visit on 24 Nov 2026, City Hospital",
        "answer": "What was said about “When?”",
        "checklist_answer": "Checklist for the result from 7 Sep 2026: same lab",
    }


@pytest.mark.parametrize(
    ("noun", "row", "name"),
    [
        ("result", Result(collected_on=DAY, kind="not_detected"), "Result from 3 May 2026, not found"),
        ("result", Result(collected_on=DAY, kind="level", level="mr4"), "Result from 3 May 2026, MR4.0"),
        ("visit", Visit(visit_on=DAY), "Visit on 3 May 2026"),
        ("visit", Visit(visit_on=DAY, with_whom="Dr Ada"), "Visit on 3 May 2026, Dr Ada"),
        ("mutation", Mutation(found_on=DAY), "Mutation without a name, found 3 May 2026"),
        ("goal", Goal(code="fewer_copies"), "Goal: Fewer BCR::ABL1 copies"),
        (
            "page_question",
            PageQuestion(code="repeat_test"),
            "Question for the visit: “When do we repeat the test?”",
        ),
        (
            "page_question",
            PageQuestion(code="of_another_version"),
            "Question for the visit: “One of the questions that your record raised”",
        ),
        ("answer", Answer(question_code="repeat_test"), "What was said about “When do we repeat the test?”"),
        (
            "diary_entry",
            DiaryEntry(happened_on=DAY, kind="note", text="a\nlong " + "x" * 90),
            f"Diary, 3 May 2026. Note: a long {'x' * 72}…",
        ),
        (
            "import_batch",
            ImportBatch(source="fax"),
            None,
        ),
    ],
)
def test_names_of_odd_rows(noun, row, name):
    assert row_name(noun, row) == name or (name is None and "All that came from fax" in row_name(noun, row))


@pytest.mark.parametrize(
    ("noun", "field", "value", "words"),
    [
        ("result", "value", Decimal("0.0200"), "0.0200"),
        ("result", "value", Decimal("1E-7"), "0.0000001"),
        ("result", "quantifies_to", Decimal("0.003"), "0.003%"),
        ("result", "copies", 52000, "52,000"),
        ("result", "unit", "mr", "molecular response (MR)"),
        ("result", "unit", "", "empty"),
        ("result", "lab", "City", "City"),
        ("result", "baseline", False, "no"),
        ("result", "collected_on", DAY, "3 May 2026"),
        ("person", "born_year", 1960, "1960"),
        ("person", "country", "DE", "Germany"),
        ("person", "country", "XX", "XX"),
        ("person", "guideline", "eln-2020", "ELN 2020"),
        ("person", "summary_off", ["counts"], "1 part"),
        ("person", "summary_off", [], "empty"),
        ("blood_count", "spleen_felt", None, "empty"),
        ("blood_count", "spleen_felt", True, "yes"),
        ("diary_entry", "gets_in_way_of", ["sleep", "work"], "Sleep, Work"),
        ("visit", "visit_at", time(9, 30), "09:30"),
        ("page_question", "code", "repeat_test", "When do we repeat the test?"),
    ],
)
def test_what_a_field_says(noun, field, value, words):
    assert field_words(noun, field, value) == words


def test_field_of_another_version_is_called_by_its_own_name():
    assert field_label("result", "colour") == "colour"
