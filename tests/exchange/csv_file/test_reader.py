"""Tables in the layouts people keep. All people and numbers are invented."""

from datetime import date

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.csv_file.columns import meaning_of
from cmlguide.exchange.csv_file.reader import read_table_text
from cmlguide.exchange.files.limits import MOST_COLUMNS, MOST_ROWS, FileRefusedError
from cmlguide.exchange.preview.values import Options

OPTIONS = Options(today=date(2026, 11, 22))


def rows_of(text, options=OPTIONS):
    """(day, kind, number, unit, asks) of each result."""
    return [
        (
            None if row.collected_on is None else row.collected_on.isoformat(),
            row.kind,
            str(row.value if row.value is not None else row.limit),
            row.unit,
            [ask.code for ask in row.asks],
        )
        for row in read_table_text(text, options).results
    ]


def test_wide_table_on_the_scale_asks_nothing():
    text = (
        "Date,BCR-ABL1 % (IS),Lab\n2026-01-05,0.0030,City\n2026-04-07,<0.0032,City\n"
        "2026-07-06,not detected,\n"
    )

    assert rows_of(text) == [
        ("2026-01-05", "value", "0.0030", "percent_is", []),
        ("2026-04-07", "less_than", "0.0032", "percent_is", []),
        ("2026-07-06", "not_detected", "None", None, []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Datum;BCR-ABL1 IS %\n05.01.26;0,05\n17.04.26;5e-04\n",
        "Datum\tBCR-ABL1 IS %\n05.01.2026\t0,05\n17.04.2026\t5,0 x 10-4\n",
        "sep=;\nDatum;BCR-ABL1 IS %\n05.01.2026;0,05\n17.04.2026;0,0005\n",
        "My results\n\nprinted by me\nDatum;BCR::ABL1 (IS)\n05.01.2026;0,05\n17.04.2026;0.0005\n",
        "\ufeffDatum;PCR (IS)\r\n05.01.2026;0,05 %\r\n17.04.2026;0,0005 %\r\n",
    ],
)
def test_european_tables_settle_commas_and_day_order_from_the_column(text):
    days = [(day, number, unit) for day, _, number, unit, _ in rows_of(text)]

    assert days[0] == ("2026-01-05", "0.05", "percent_is")
    assert days[1][0] == "2026-04-17"


def test_day_order_is_asked_when_no_row_settles_it():
    text = "date,BCR-ABL IS %\n03/07/2026,0.05\n04/08/2026,0.04\n"
    preview = read_table_text(text, OPTIONS)

    (question,) = preview.questions
    assert (question.code, [choice.value for choice in question.choices]) == (
        codes.ASK_DAY_OR_MONTH,
        ["dmy", "mdy"],
    )
    assert [row.asks[0].code for row in preview.results] == [codes.ASK_DAY_OR_MONTH] * 2


def test_day_order_answered_is_used():
    text = "date,BCR-ABL IS %\n03/07/2026,0.05\n"

    assert rows_of(text, Options(today=OPTIONS.today, order="mdy"))[0][0] == "2026-03-07"


def test_a_column_proving_decimal_commas_settles_117_comma_and_1_comma():
    text = "date;BCR-ABL IS %\n2026-01-05;1,234\n2026-04-05;0,05\n2026-07-05;117,045\n"

    assert [(number, asks) for _, _, number, _, asks in rows_of(text)] == [
        ("1.234", []),
        ("0.05", []),
        ("117.045", []),
    ]


def test_an_unclear_comma_is_asked_about():
    assert rows_of("date;BCR-ABL IS %\n2026-01-05;1,234\n")[0][4] == [codes.ASK_DECIMAL_COMMA]


def test_a_percent_without_scale_is_asked_about_once_for_the_file():
    text = "date,BCR-ABL %\n2026-01-05,0.05\n2026-04-05,0.04\n"
    preview = read_table_text(text, OPTIONS)

    assert [row.unit for row in preview.results] == [None, None]
    assert [question.code for question in preview.questions] == [codes.ASK_SCALE]
    assert [row[3] for row in rows_of(text, Options(today=OPTIONS.today, scale="percent_is"))] == [
        "percent_is"
    ] * 2


def test_zero_is_asked_about():
    assert rows_of("date,BCR-ABL %IS\n2026-01-05,0\n")[0][4] == [codes.ASK_ZERO]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("1.234,5", codes.NUMBER_THOUSANDS),
        ("positive", codes.DETECTED_WITHOUT_NUMBER),
        ("-0.5", codes.NUMBER_NEGATIVE),
        ("what?", codes.NUMBER_UNREADABLE),
    ],
)
def test_a_cell_that_cannot_be_read_is_shown_with_its_problem(cell, problem):
    (row,) = read_table_text(f"date;BCR-ABL IS\n2026-01-05;{cell}\n", OPTIONS).results

    assert (row.kind, row.raw, [ask.code for ask in row.asks]) == (None, cell, [problem])


def test_long_table_reads_results_and_counts_and_says_what_it_leaves():
    text = (
        "collected,test,value,unit\n"
        "2026-01-05,BCR-ABL1/ABL1 % (IS),0.05,% (IS)\n"
        "2026-01-05,WBC,4.6,10^3/uL\n"
        "2026-01-05,Hemoglobin,132,g/L\n"
        "2026-01-05,Neutrophils,60,%\n"
        "2026-01-05,Hemoglobin A1c,5.4,%\n"
        "2026-01-05,Platelets,231,furlongs\n"
    )
    preview = read_table_text(text, OPTIONS)

    assert [(str(row.value), row.unit) for row in preview.results] == [("0.05", "percent_is")]
    assert [(row.item, str(row.value), row.unit) for row in preview.blood_counts] == [
        ("wbc", "4.6", "10^9/L"),
        ("hemoglobin", "13.2", "g/dL"),
    ]
    assert [row.where for row in preview.left_out] == ["row 5", "row 7"]


def test_wide_counts_without_units_are_asked_about():
    text = "date;RBC;HGB;PLT;WBC;PCT\n18.12.17;5.04;13.0;220;3.8;0.2\n05.02.18;5.58;15.4;230;4.6;0.2\n"
    preview = read_table_text(text, OPTIONS)

    assert {question.about for question in preview.questions} == {"wbc", "hemoglobin", "platelets"}
    assert preview.results == ()
    assert {row.unit for row in preview.blood_counts} == {None}


def test_units_answered_are_used():
    options = Options(today=OPTIONS.today, units={"wbc": "/uL"})
    preview = read_table_text("date;WBC\n2026-01-05;4600\n", options)

    assert [(str(row.value), row.unit) for row in preview.blood_counts] == [("4.6", "10^9/L")]


def test_dates_along_the_top_are_turned():
    text = "test,2026-01-05,2026-04-05,2026-07-05\nBCR-ABL %IS,0.05,0.04,<0.01\nWBC (10^9/L),4.6,,5.0\n"
    preview = read_table_text(text, OPTIONS)

    assert [(row.collected_on.isoformat(), row.kind) for row in preview.results] == [
        ("2026-01-05", "value"),
        ("2026-04-05", "value"),
        ("2026-07-05", "less_than"),
    ]
    assert [str(row.value) for row in preview.blood_counts] == ["4.6", "5.0"]


def test_several_people_are_asked_apart():
    text = "Months,Prct,Pt,UL\n0,100,1,0\n3,0.5,1,0\n3,0.01,2,1\n6,0.02,2,0\n"
    asked = read_table_text(text, OPTIONS)
    chosen = Options(today=OPTIONS.today, patient="2", start_on=date(2025, 1, 1), scale="percent_is")

    assert [(question.code, len(question.choices)) for question in asked.questions] == [
        (codes.ASK_PATIENT, 2)
    ]
    assert asked.results == ()
    assert rows_of(text, chosen)[0][:4] == ("2025-04-02", "less_than", "0.01", "percent_is")


def test_months_without_a_start_are_asked_about():
    preview = read_table_text("Months,BCR-ABL IS\n0,100\n3,0.5\n", OPTIONS)

    assert [question.code for question in preview.questions] == [codes.ASK_START_DATE]
    assert [row.asks[0].code for row in preview.results] == [codes.DATE_MISSING] * 2


def test_a_bare_result_column_is_proposed_and_asked_about():
    preview = read_table_text("date,result\n2026-01-05,0.05\n", OPTIONS)

    assert [(column.heading, column.meaning) for column in preview.columns] == [
        ("date", "date"),
        ("result", "value"),
    ]
    assert [question.code for question in preview.questions] == [codes.ASK_COLUMN]
    assert codes.ASK_CONFIRM in [ask.code for ask in preview.results[0].asks]


def test_the_person_may_change_what_a_column_means():
    text = "date,x\n2026-01-05,0.05\n"

    assert rows_of(text, Options(today=OPTIONS.today, columns={1: "result_is"})) == [
        ("2026-01-05", "value", "0.05", "percent_is", [])
    ]


def test_a_table_without_headings_is_understood_by_sight():
    preview = read_table_text("2026-01-05,0.05\n2026-04-05,0.04\n2026-07-05,ND\n", OPTIONS)

    assert [column.meaning for column in preview.columns] == ["date", "result"]
    assert [row.kind for row in preview.results] == ["value", "value", "not_detected"]


def test_a_row_with_too_many_cells_is_left_out():
    preview = read_table_text("date,BCR-ABL IS\n2026-01-05,0,05\n2026-04-05,0.04\n", OPTIONS)

    assert [row.where for row in preview.left_out] == ["row 2"]


def test_the_same_row_twice_is_kept_once():
    preview = read_table_text("date,BCR-ABL IS\n2026-01-05,0.05\n2026-01-05,0.050\n", OPTIONS)

    assert (len(preview.results), len(preview.left_out)) == (1, 1)


def test_a_date_in_the_future_is_asked_about():
    assert rows_of("date,BCR-ABL IS\n2027-01-05,0.05\n")[0][4] == [codes.ASK_FUTURE]


def test_medicines_are_read_by_name():
    preview = read_table_text(
        "drug,start,stop\nGlivec 400,2024-01-05,2025-01-05\naspirin,2020-01-01,\n", OPTIONS
    )

    assert [(row.medicine, str(row.started_on), str(row.stopped_on)) for row in preview.medicines] == [
        ("imatinib", "2024-01-05", "2025-01-05")
    ]
    assert [row.where for row in preview.left_out] == ["row 3"]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "name,color\nx,red\ny,blue\n",
        "mrn,diseaseStatusText,dateOfObservation\n1,Not detected,2019-12-04\n",
    ],
)
def test_a_table_about_something_else_says_so(text):
    preview = read_table_text(text, OPTIONS)

    assert (preview.results, len(preview.problems)) == ((), 1)


def test_a_formula_mark_is_taken_off():
    (row,) = read_table_text("date,BCR-ABL IS,note\n2026-01-05,0.05,'=1+1\n", OPTIONS).results

    assert row.note == "=1+1"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("date,x\n" + "2026-01-05,1\n" * (MOST_ROWS + 2), "rows_too_many"),
        (",".join(["a"] * (MOST_COLUMNS + 1)) + "\n", "columns_too_many"),
        ('date,x\n"' + "a" * 200_000 + "\n", "table_broken"),
    ],
)
def test_a_table_beyond_all_sense_is_refused(text, code):
    with pytest.raises(FileRefusedError, match=code):
        read_table_text(text, OPTIONS)


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Collected Date", "date"),
        ("Date Reported", "other_date"),
        ("Befunddatum", "other_date"),
        ("bcr_abl1_percent_is", "result_is"),
        ("Wert (%IS)", "result_is"),
        ("BCR-ABL1 IS %", "result_is"),
        ("BCR::ABL1 %", "result"),
        ("BCR-ABL p190 %", "other_transcript"),
        ("BCR-ABL FISH %", "ignored"),
        ("BCR-ABL copies", "ignored"),
        ("ABL1 copies", "copies"),
        ("MR-Level", "mr"),
        ("PCR (log reduction)", "log"),
        ("PCT", "ignored"),
        ("HbA1c", "ignored"),
        ("Leukozyten (G/l)", "wbc"),
        ("WBC x10^9/L", "wbc"),
        ("Hb g/dL", "hemoglobin"),
        ("MCHC", "ignored"),
    ],
)
def test_a_heading_is_known_in_the_forms_people_write(heading, meaning):
    assert meaning_of(heading) == meaning


def test_a_unit_beside_the_value_names_its_scale():
    rows = rows_of("Test date,Result,Unit\n2025-01-05,62,% IS\n2025-04-05,4.2,MR\n")

    assert [(number, unit) for _, _, number, unit, _ in rows] == [("62", "percent_is"), ("4.2", "mr")]


def test_a_month_is_a_date_without_its_day():
    assert rows_of("Month,BCR-ABL (%IS)\nJan 2025,0.05\n")[0][4] == [codes.DATE_DAY_MISSING]


def test_a_plain_ratio_is_asked_about():
    assert rows_of("date,BCR-ABL1 ratio\n2025-01-05,0.00045\n")[0][4] == [
        codes.ASK_SCALE,
        codes.ASK_RATIO_OR_PERCENT,
    ]


def test_a_heading_may_name_marrow_or_another_transcript():
    (marrow,) = read_table_text("date,BCR-ABL bone marrow %IS\n2025-01-05,0.05\n", OPTIONS).results

    assert marrow.specimen == "marrow"
    assert rows_of("date,BCR-ABL p190\n2025-01-05,0.05\n")[0][3:] == ("ratio_percent", [codes.ASK_TRANSCRIPT])
