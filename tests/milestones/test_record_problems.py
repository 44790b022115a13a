"""What can be wrong with a record file: one line per problem, all at once, with its place and what to do."""

import json

import pytest

from milestones.record import LARGEST_BYTES, RecordProblems, read_record, read_tables
from tests.milestones.test_record import ON, of_result, problems, record

VALUE = {"kind": "value", "value": "0.5", "unit": "percent_is"}


def refusal(text) -> list[str]:
    with pytest.raises(RecordProblems) as refused:
        read_record(text)
    return refused.value.problems


# The file as a whole.
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1: not JSON: Expecting value"),
        ('{"format":', "line 1, column 11: not JSON: Expecting value"),
        ('{\n "format": x}', "line 2, column 12: not JSON: Expecting value"),
        (b"\xff\xfe", "the file is not text in UTF-8: save it as a JSON file again"),
        ("NaN", "not JSON: NaN is not a number"),
        ("[1, Infinity]", "not JSON: Infinity is not a number"),
        ('{"a": 1e999}', "not JSON: 1e999 is too large a number"),
        ("-" + "1" * 60 + "e999", f"not JSON: -{'1' * 39} is too large a number"),
        ('{"a": "\\ud800"}', "the file holds half a letter (a lone surrogate): write the text again"),
        ('{"\\ud800": 1}', "the file holds half a letter (a lone surrogate): write the text again"),
        ("[]", 'the file must hold one record: {"format": "cmlguide-record", ...}'),
        ('"cmlguide-record"', 'the file must hold one record: {"format": "cmlguide-record", ...}'),
        ("null", 'the file must hold one record: {"format": "cmlguide-record", ...}'),
    ],
)
def test_what_is_not_a_record_is_refused_with_one_line(text, problem):
    assert refusal(text) == [problem]


@pytest.mark.parametrize("depth", [101, 900, 10_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_file_nested_too_deeply_is_refused_with_one_line(depth, opening, closing):
    inner = opening * depth + "1" + closing * depth

    assert refusal(inner) == ["the file is nested too deeply: this is not a record file"]
    assert refusal('{"format": "cmlguide-record", "version": 1, "x": ' + inner + "}") == refusal(inner)


def test_what_a_record_may_nest_is_kept():
    inner = json.loads("[" * 99 + "]" * 99)

    assert read_record(json.dumps(record(x=inner))).extra == {"x": inner}


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    assert refusal(b"[" * (LARGEST_BYTES + 1)) == ["the file is larger than 8 MB: this is not a record file"]
    assert refusal(b" " * (LARGEST_BYTES - 1) + b"1") == [
        'the file must hold one record: {"format": "cmlguide-record", ...}'
    ]


def test_a_list_of_too_many_entries_is_refused_with_one_line():
    assert len(problems(record(results=[{}] * 50_000))) == 50_000
    assert problems(record(results=[{}] * 50_001)) == [
        "results: more than 50000 entries: this is not a record file"
    ]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            {},
            [
                'format: null is not "cmlguide-record": this is not a record file',
                "version: null must be the whole number 1",
            ],
        ),
        (
            {"format": "csv", "version": 1},
            ['format: "csv" is not "cmlguide-record": this is not a record file'],
        ),
        ({"format": "cmlguide-record", "version": "1"}, ['version: "1" must be the whole number 1']),
        ({"format": "cmlguide-record", "version": True}, ["version: true must be the whole number 1"]),
        ({"format": "cmlguide-record", "version": 1.0}, ["version: 1.0 must be the whole number 1"]),
        (
            {"format": "cmlguide-record", "version": 2},
            ["version: 2 is newer than this program reads (1): update it first"],
        ),
        ({"format": "cmlguide-record", "version": 0}, ["version: 0 was never used: it must be 1"]),
    ],
)
def test_the_heading_is_checked_first(heading, expected):
    assert problems({**heading, "results": 5}) == expected


def test_what_is_not_a_list_or_an_entry_says_so():
    assert problems(record(results={}, marrow=["x"], person=[])) == [
        "person: must be an entry in braces",
        "results: must be a list",
        "marrow[0]: must be an entry in braces",
    ]


@pytest.mark.parametrize("person", [0, "", False, []])
def test_a_person_that_is_nothing_is_a_problem_too(person):
    assert problems(record(person=person)) == ["person: must be an entry in braces"]


def test_all_problems_are_listed_at_once_each_with_its_place():
    tables = record(
        person={"goal": "cure", "born_year": 1800},
        treatments=[{"medicine": " ", "started_on": "2026-13-01"}, {"medicine": "imatinib"}],
        results=[
            {**ON, **VALUE},
            {**ON, **VALUE, "value": "0,5"},
            {"kind": "guess", **ON, "copies": "52000"},
        ],
        blood_counts=[{**ON, "wbc": "-1", "spleen_felt": "no"}],
        marrow=[{**ON, "ph_positive": 21, "metaphases": 20}],
        mutations=[{"name": 5}],
    )

    assert problems(tables) == [
        'person.goal: "cure" is not one of unset, long_term_control, treatment_free_remission',
        "person.born_year: 1800 must be a year from 1900 to 2300",
        "treatments[0].medicine: write a name",
        'treatments[0].started_on: "2026-13-01" is not a date: write it like 2026-09-07',
        "treatments[1].started_on: missing",
        'results[1].value: "0,5" is not a number: write 0.5',
        (
            'results[2].kind: "guess" is not one of '
            "value, not_detected, below_quantification, less_than, above_limit, level, no_result"
        ),
        'results[2].copies: "52000" must be a whole number without quotes, like 52000',
        'blood_counts[0].wbc: "-1" must be 0 or more',
        'blood_counts[0].spleen_felt: "no" must be true or false',
        "marrow[0].ph_positive: 21 of 20 cells cannot be: check both numbers",
        "mutations[0].found_on: missing",
        "mutations[0].name: 5 must be text in quotes",
    ]


# Numbers.
@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (0.5, '0.5 must be written as text, like "0.5"'),
        (True, 'true must be written as text, like "0.5"'),
        (["1"], '["1"] must be written as text, like "0.5"'),
        ("0,5", '"0,5" is not a number: write 0.5'),
        ("1,234,5", '"1,234,5" is not a number: write it like 0.5'),
        ("", '"" is not a number: write it like 0.5'),
        ("NaN", '"NaN" is not a number: write it like 0.5'),
        (" 1", '" 1" is not a number: write it like 0.5'),
        ("1_0", '"1_0" is not a number: write it like 0.5'),
        ("٣", '"\\u0663" is not a number: write it like 0.5'),
        ("1e99999", '"1e99999" is not a number: write it like 0.5'),
        ("1" * 61, '"111111111111111111111111111111111111... is not a number: write it like 0.5'),
        ("0", 'must be more than 0: for "not detected" use kind "not_detected"'),
        ("-1", 'must be more than 0: for "not detected" use kind "not_detected"'),
    ],
)
def test_a_value_that_is_no_number(value, problem):
    assert of_result(**{**VALUE, "value": value}) == [f"results[0].value: {problem}"]


def test_a_conversion_factor_is_more_than_0():
    assert of_result(**VALUE, conversion_factor="0") == [
        'results[0].conversion_factor: "0" must be more than 0: for "not detected" use kind "not_detected"'
    ]


@pytest.mark.parametrize("copies", [-1, 1.5, True, "5", 10**12 + 1])
def test_copies_are_a_whole_number(copies):
    (problem,) = of_result(**VALUE, copies=copies)

    assert (
        problem
        == f"results[0].copies: {json.dumps(copies)} must be a whole number without quotes, like 52000"
    )


def test_copies_may_be_none_at_all_or_a_million_million():
    rows = [{**ON, **VALUE, "copies": copies} for copies in (0, 10**12)]

    assert [row.copies for row in read_tables(record(results=rows)).results] == [0, 10**12]


@pytest.mark.parametrize(
    "day", ["2026-9-7", "07.09.2026", "2026-02-30", "1899-12-31", "2301-01-01", 20260907, "", "20260907"]
)
def test_a_date_that_is_none(day):
    assert problems(record(results=[{"collected_on": day, "kind": "no_result"}])) == [
        f"results[0].collected_on: {json.dumps(day)} is not a date: write it like 2026-09-07"
    ]


@pytest.mark.parametrize("year", ["1970", 1970.5, True, 1899, 2301])
def test_a_year_that_is_none(year):
    assert problems(record(person={"born_year": year})) == [
        f"person.born_year: {json.dumps(year)} must be a year from 1900 to 2300"
    ]


@pytest.mark.parametrize("day", ["1900-01-01", "2300-12-31"])
def test_the_first_and_the_last_date_a_record_may_hold(day):
    assert (
        str(read_tables(record(results=[{"collected_on": day, "kind": "no_result"}])).results[0].collected_on)
        == day
    )


def test_text_of_10_000_letters_is_enough():
    assert of_result(**VALUE, note="x" * 10_001) == [
        "results[0].note: this text is longer than 10000 letters: shorten it"
    ]
    assert (
        read_tables(record(results=[{**ON, **VALUE, "note": "x" * 10_000}])).results[0].note == "x" * 10_000
    )


# What a kind of result needs.
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            {"kind": "value"},
            [
                ".value: missing: a result of kind value needs it",
                ".unit: missing: a result of kind value needs it",
            ],
        ),
        (
            {},
            [
                ".value: missing: a result of kind value needs it",
                ".unit: missing: a result of kind value needs it",
            ],
        ),
        ({"kind": "less_than", "limit": "1"}, [".unit: missing: a result of kind less_than needs it"]),
        ({"kind": "above_limit", "unit": "mr"}, [".limit: missing: a result of kind above_limit needs it"]),
        ({"kind": "level"}, [".level: missing: a result of kind level needs it"]),
        ({"kind": "not_detected", "limit": "1"}, [".unit: missing: say the unit of the limit"]),
        ({"kind": "below_quantification", "limit": "1"}, [".unit: missing: say the unit of the limit"]),
        (
            {"kind": "less_than", "limit": "0", "unit": "percent_is"},
            ['.limit: must be more than 0: for "not detected" use kind "not_detected"'],
        ),
        (
            {"kind": "less_than", "limit": "-1001", "unit": "log_reduction"},
            ['.limit: "-1001" is not an MR: write it like 4.5'],
        ),
    ],
)
def test_a_result_lacks_what_its_kind_needs(entry, expected):
    assert of_result(**entry) == [f"results[0]{problem}" for problem in expected]


@pytest.mark.parametrize("mr", ["1000", "-1000"])
def test_an_mr_of_a_thousand_is_the_most(mr):
    assert str(read_tables(record(results=[{**ON, "value": mr, "unit": "mr"}])).results[0].value) == mr


def test_a_treatment_does_not_end_before_it_starts():
    row = {"medicine": "imatinib", "started_on": "2026-02-01", "stopped_on": "2026-01-31"}

    assert problems(record(treatments=[row])) == [
        "treatments[0].stopped_on: 2026-01-31 is before the start on 2026-02-01: check both dates"
    ]
    same_day = {**row, "stopped_on": "2026-02-01"}
    assert len(read_tables(record(treatments=[same_day])).treatments) == 1


def test_all_cells_may_be_positive():
    assert (
        read_tables(record(marrow=[{**ON, "ph_positive": 20, "metaphases": 20}])).marrow[0].ph_positive == 20
    )
    assert read_tables(record(marrow=[{**ON, "ph_positive": 20}])).marrow[0].metaphases is None


def test_an_entry_with_a_broken_key_is_not_checked_further():
    """One mistake, one line: the missing value is not told where it is there but unreadable."""
    assert of_result(kind="value", value="x", unit="percent_is") == [
        'results[0].value: "x" is not a number: write it like 0.5'
    ]
    assert problems(record(results=[{"kind": "value"}])) == ["results[0].collected_on: missing"]


def test_a_long_value_is_quoted_short():
    (problem,) = of_result(**VALUE, specimen="x" * 500)

    assert problem == f'results[0].specimen: "{"x" * 36}... is not one of blood, marrow'


@pytest.mark.parametrize("bad", [{"a": 1}, [1], None])
def test_a_word_that_is_no_text(bad):
    if bad is None:
        assert read_tables(record(results=[{**ON, **VALUE, "specimen": bad}])).results[0].specimen == "blood"
    else:
        (problem,) = of_result(**VALUE, specimen=bad)
        assert problem == f"results[0].specimen: {json.dumps(bad)} is not one of blood, marrow"


def test_the_problems_are_the_message():
    error = RecordProblems(["one", "two"])

    assert (str(error), error.problems) == ("one\ntwo", ["one", "two"])


def test_problems_of_the_person_and_of_every_list_are_told_together():
    text = json.dumps(
        {
            "format": "cmlguide-record",
            "version": 1,
            "person": {"phase": "x"},
            "treatments": [{}],
            "results": [7],
            "marrow": [8],
        }
    )

    assert [line.split(":")[0] for line in refusal(text)] == [
        "person.phase",
        "treatments[0].medicine",
        "treatments[0].started_on",
        "results[0]",
        "marrow[0]",
    ]


def test_below_quantification_has_a_limit_never_a_value():
    row = {
        "collected_on": "2026-01-01",
        "kind": "below_quantification",
        "value": "27.4",
        "unit": "percent_is",
    }

    with pytest.raises(RecordProblems) as refused:
        read_tables({"format": "cmlguide-record", "version": 1, "results": [row]})

    assert refused.value.problems == [
        "results[0].value: a result below quantification has no value: write its limit, or mend the kind"
    ]
