"""Record files: every kind of entry read and written, every problem at once, nothing lost."""

import json
from datetime import date
from decimal import Decimal

import pytest

from milestones.history import BloodCount, History, Marrow, Mutation, PersonFacts, Result, Treatment
from milestones.record import RecordProblems, read_record, read_tables, write_record, write_tables

DAY = date(2026, 9, 7)
ON = {"collected_on": "2026-09-07"}
D = Decimal


def record(**lists) -> dict:
    return {"format": "cmlguide-record", "version": 1, **lists}


def problems(tables) -> list[str]:
    """What is wrong with a record, in the reader's words."""
    with pytest.raises(RecordProblems) as refused:
        read_record(json.dumps(tables))
    return refused.value.problems


def of_result(**entry) -> list[str]:
    return problems(record(results=[{**ON, **entry}]))


# One of each kind of result, as the contract shows them.
KINDS = [
    (
        {
            "kind": "value",
            "value": "0.074",
            "unit": "percent_is",
            "copies": 52000,
            "control_gene": "ABL1",
            "lab": "City",
            "specimen": "blood",
            "as_reported": "0.074 % (IS)",
        },
        Result(
            DAY,
            "value",
            D("0.074"),
            "percent_is",
            None,
            None,
            52000,
            "ABL1",
            lab="City",
            as_reported="0.074 % (IS)",
        ),
    ),
    (
        {"kind": "value", "value": "0.121", "unit": "ratio_percent", "conversion_factor": "0.82"},
        Result(DAY, "value", D("0.121"), "ratio_percent", conversion_factor=D("0.82")),
    ),
    ({"kind": "value", "value": "4.2", "unit": "mr"}, Result(DAY, "value", D("4.2"), "mr")),
    (
        {"kind": "value", "value": "3.2", "unit": "log_reduction"},
        Result(DAY, "value", D("3.2"), "log_reduction"),
    ),
    (
        {"kind": "not_detected", "limit": "0.0032", "unit": "percent_is"},
        Result(DAY, "not_detected", None, "percent_is", D("0.0032")),
    ),
    (
        {"kind": "not_detected", "copies": 41000, "control_gene": "ABL1"},
        Result(DAY, "not_detected", copies=41000, control_gene="ABL1"),
    ),
    ({"kind": "not_detected"}, Result(DAY, "not_detected")),
    (
        {"kind": "below_quantification", "limit": "0.002", "unit": "percent_is"},
        Result(DAY, "below_quantification", None, "percent_is", D("0.002")),
    ),
    (
        {"kind": "less_than", "limit": "0.01", "unit": "percent_is"},
        Result(DAY, "less_than", None, "percent_is", D("0.01")),
    ),
    (
        {"kind": "above_limit", "limit": "55", "unit": "percent_is"},
        Result(DAY, "above_limit", None, "percent_is", D(55)),
    ),
    (
        {
            "kind": "value",
            "value": "0.07",
            "unit": "percent_is",
            "method": "digital",
            "quantifies_to": "0.0020",
        },
        Result(DAY, value=D("0.07"), unit="percent_is", method="digital", quantifies_to=D("0.0020")),
    ),
    ({"kind": "level", "level": "mr4"}, Result(DAY, "level", level="mr4")),
    (
        {"kind": "no_result", "note": "insufficient sample"},
        Result(DAY, "no_result", note="insufficient sample"),
    ),
]


@pytest.mark.parametrize(("entry", "result"), KINDS)
def test_every_kind_of_result_is_read_and_written_back(entry, result):
    history = read_record(json.dumps(record(results=[{**ON, **entry}])))

    assert history.results == (result,)
    written = write_tables(history)["results"][0]
    assert written == {
        **ON,
        **{key: value for key, value in entry.items() if (key, value) != ("specimen", "blood")},
    }


def test_the_other_entries_are_read_and_written_back():
    tables = record(
        person={
            "transcript": "typical",
            "goal": "long_term_control",
            "guideline": "nccn-2024",
            "phase": "chronic",
            "diagnosed_on": "2025-08-29",
            "born_year": 1970,
            "transplant_on": "2026-01-01",
            "planned_test_on": "2026-12-01",
            "agreed_percent_is": "0.50",
            "agreed_on": "2026-02-03",
        },
        treatments=[
            {
                "medicine": "imatinib",
                "dose": "400 mg",
                "started_on": "2025-09-08",
                "stopped_on": "2026-01-01",
                "stop_reason": "cost",
                "keep_clock": True,
                "tki": True,
            }
        ],
        results=[],
        blood_counts=[
            {
                "collected_on": "2025-12-04",
                "wbc": "5.4",
                "neutrophils": "3.1",
                "hemoglobin": "13.2",
                "platelets": "231",
                "basophils_percent": "1",
                "eosinophils_percent": "2",
                "blasts_percent": "0",
                "immature_granulocytes": False,
                "spleen_felt": True,
            }
        ],
        marrow=[
            {
                "collected_on": "2025-08-29",
                "ph_positive": 20,
                "metaphases": 20,
                "fish_percent": "90.0",
                "karyotype": "46,XY",
            }
        ],
        mutations=[{"found_on": "2026-01-10", "name": "T315I", "resistance": True}],
    )

    history = read_record(json.dumps(tables))

    assert history == History(
        PersonFacts(
            "typical",
            "long_term_control",
            "nccn-2024",
            "chronic",
            date(2025, 8, 29),
            1970,
            date(2026, 1, 1),
            date(2026, 12, 1),
            D("0.50"),
            date(2026, 2, 3),
        ),
        (Treatment("imatinib", date(2025, 9, 8), date(2026, 1, 1), "400 mg", "cost", True, True),),
        (),
        (
            BloodCount(
                date(2025, 12, 4), D("5.4"), D("3.1"), D("13.2"), D(231), D(1), D(2), D(0), False, True
            ),
        ),
        (Marrow(date(2025, 8, 29), 20, 20, D("90.0"), "46,XY"),),
        (Mutation(date(2026, 1, 10), "T315I", True),),
    )
    assert write_tables(history) == tables


def test_the_least_a_record_can_hold():
    assert read_record('{"format": "cmlguide-record", "version": 1}') == History()
    assert read_record(json.dumps(record(person=None, results=None))) == History()
    assert read_record(json.dumps(record(results=[ON | {"kind": "no_result", "lab": None}]))).results == (
        Result(DAY, "no_result"),
    )


def test_a_file_with_a_byte_order_mark_is_read():
    assert read_record(b"\xef\xbb\xbf" + json.dumps(record()).encode()) == History()


def test_unknown_keys_are_kept_and_written_back():
    tables = record(
        diary=[{"on": "2026-01-01", "text": "tired"}],
        person={"nickname": "Sam", "unsure": None},
        results=[{**ON, "kind": "no_result", "mood": {"deep": [1, 2.5, True, None]}}],
        marrow=[{"collected_on": "2026-01-01", "site": "left"}],
    )

    history = read_record(json.dumps(tables))

    written = write_tables(history)
    assert written["diary"] == tables["diary"]
    assert written["person"]["nickname"] == "Sam"
    assert written["results"] == tables["results"]
    assert written["marrow"] == tables["marrow"]
    assert read_record(write_record(history)) == history


@pytest.mark.parametrize(
    "text",
    [
        "0.0030",
        "62",
        "0.10",
        "320.000",
        ".5",
        "5.",
        "1e-3",
        "4.47E-3",
        "1E+5",
        "+2",
        "0." + "1" * 55,
        "1e-400",
    ],
)
def test_numbers_stay_exact(text):
    history = read_record(json.dumps(record(results=[{**ON, "value": text, "unit": "percent_is"}])))

    (read,) = history.results
    assert read.value == D(text)
    again = read_record(write_record(history)).results[0].value
    assert (again, again.as_tuple().digits) == (read.value, read.value.as_tuple().digits) or text == "1E+5"


def test_a_written_number_keeps_its_zeros():
    history = read_tables(record(results=[{**ON, "value": "0.0030", "unit": "percent_is"}]))

    assert '"value": "0.0030"' in write_record(history)


def test_text_in_any_script_is_written_as_it_is():
    history = read_tables(record(results=[{**ON, "kind": "no_result", "note": "مرحبا 血 🩸 <script>"}]))

    written = write_record(history)

    assert "مرحبا 血 🩸 <script>" in written
    assert written.endswith("}\n")
    assert read_record(written.encode()) == history


def test_a_negative_mr_is_more_than_100_percent():
    assert of_result(kind="value", value="1001", unit="mr") == [
        'results[0].value: "1001" is not an MR: write it like 4.5'
    ]
    (read,) = read_tables(record(results=[{**ON, "value": "-0.5", "unit": "mr"}])).results
    assert read.value == D("-0.5")


def test_entries_are_put_in_date_order():
    rows = [{"collected_on": day, "kind": "no_result"} for day in ("2026-03-01", "2025-01-01", "2026-01-01")]

    read = read_tables(record(results=rows)).results

    assert [str(row.collected_on) for row in read] == ["2025-01-01", "2026-01-01", "2026-03-01"]


def test_the_text_of_a_written_record():
    made = History(results=(Result(DAY, "no_result", note="é"),), extra={"own": 1})

    assert write_record(made).splitlines() == [
        "{",
        ' "format": "cmlguide-record",',
        ' "version": 1,',
        ' "person": {',
        '  "transcript": "unknown",',
        '  "goal": "unset",',
        '  "guideline": null,',
        '  "phase": "unknown",',
        '  "diagnosed_on": null,',
        '  "born_year": null,',
        '  "transplant_on": null,',
        '  "planned_test_on": null,',
        '  "agreed_percent_is": null,',
        '  "agreed_on": null',
        " },",
        ' "treatments": [],',
        ' "results": [',
        "  {",
        '   "collected_on": "2026-09-07",',
        '   "kind": "no_result",',
        '   "note": "é"',
        "  }",
        " ],",
        ' "blood_counts": [],',
        ' "marrow": [],',
        ' "mutations": [],',
        ' "own": 1',
        "}",
    ]


def test_what_no_record_can_hold_is_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_record(History(extra={"own": float("nan")}))
