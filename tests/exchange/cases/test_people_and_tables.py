"""Whose file it is, blood counts and tables: short files made here."""

import pytest

from cmlguide.exchange.preview.people import EVERYONE
from tests.exchange.cases.short_files import PERCENT, asks_of, counts_of, read, results_of
from tests.exchange.fhir.resources import ANNA, bundle, observation


def patient(key, given, family, born="1961-02-02", **fields):
    name = [{"given": [given], "family": family}]
    return {"resourceType": "Patient", "id": key, "name": name, "birthDate": born} | fields


@pytest.mark.parametrize(
    ("one", "other", "settled"),
    [
        (patient("a", "José", "Núñez"), patient("b", "JOSE", "NUNEZ"), True),
        (patient("a", "Ann", "Hill"), patient("b", "Hill", "Ann"), True),
        (patient("a", "Ann", "Hill"), patient("b", "Ann M.", "Hill"), False),
        (patient("a", "Ann", "Hill"), patient("b", "Ann", "Hill", born="1991-02-02"), False),
    ],
)
def test_one_person_in_two_spellings_is_one_or_asked_about(one, other, settled):
    rows = [
        observation(quantity=PERCENT, id="o1", subject={"reference": "Patient/a"}),
        observation(
            quantity=PERCENT, id="o2", subject={"reference": "Patient/b"}, effectiveDateTime="2026-02-05"
        ),
    ]
    shown = read(bundle(one, other, *rows))

    assert (len(shown["results"]), bool(shown["questions"])) == ((2, False) if settled else (0, True))


def test_all_of_two_spellings_may_be_the_reader():
    people = (patient("a", "Ann", "Hill"), patient("b", "Ann M.", "Hill"))
    rows = [
        observation(quantity=PERCENT, id="o1", subject={"reference": "Patient/a"}),
        observation(
            quantity=PERCENT, id="o2", subject={"reference": "Patient/b"}, effectiveDateTime="2026-02-05"
        ),
    ]

    assert len(read(bundle(*people, *rows), patient=EVERYONE)["results"]) == 2


def test_a_table_that_writes_one_name_two_ways_asks_nothing():
    rows = ("Ann Hill,2026-01-05,0.05", '"HILL, Ann",2026-04-05,0.04', "Ann Hill,2026-07-05,0.03")
    table = "\n".join(("patient,date,BCR-ABL1 IS %", *rows, ""))

    assert len(read(table, "a.csv")["results"]) == 3


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Thrombozyten;231.000;/µl", {("platelets", "231", "10^9/L")}),
        ("Leukozyten;4,9;Tsd/µl", {("wbc", "4.9", "10^9/L")}),
        ("Platelets;2.48;lakhs/cumm", {("platelets", "248", "10^9/L")}),
        ("Hämoglobin;8,2;mmol/l", {("hemoglobin", "13.2", "g/dL")}),
        ("Hemoglobina;13,2;gm%", {("hemoglobin", "13.2", "g/dL")}),
        ("Plaquettes;231;giga/L", {("platelets", "231", "10^9/L")}),
        ("Leukozyten im Urin;5;/µl", set()),
        ("Stabkernige Neutrophile;0,1;10^9/L", set()),
        ("Mittleres Thrombozytenvolumen;9,8;fl", set()),
        ("HbA1c;5,4;%", set()),
        ("Blasten (Knochenmark);3;%", set()),
        ("Anti-neutrophil cytoplasmic antibody;1;10^9/L", set()),
        ("Hemoglobin F;1,1;g/dL", set()),
    ],
)
def test_a_row_of_a_blood_count_is_what_its_name_and_unit_say(row, kept):
    table = f"Datum;Test;Ergebnis;Einheit\n17.03.2026;{row}\n17.03.2026;Glucose;5,1;mmol/l\n"
    shown = read(table, "a.csv")

    assert counts_of(shown) == kept


@pytest.mark.parametrize(
    ("number", "unit", "ask"),
    [("5400", "10*9/L", {"ask_unusual"}), ("54", "10*9/L", set()), ("0.05", "K/uL", {"ask_unusual"})],
)
def test_a_count_that_looks_like_a_slip_is_asked_as_in_the_form(number, unit, ask):
    shown = read(bundle(ANNA, observation("6690-2", "WBC", {"value": float(number), "unit": unit})))

    assert asks_of(shown) == ask


def test_a_second_number_of_a_day_is_shown_with_its_reason():
    table = "Date,WBC (10^9/L)\n2026-03-17 08:00,52\n2026-03-17 20:00,31\n"
    shown = read(table, "a.csv")

    assert counts_of(shown) == {("wbc", "52", "10^9/L")}
    assert "The same day has another number for this: 31." in shown["left_out"][0]["why"]


@pytest.mark.parametrize(
    "heading",
    [
        "Fecha de la muestra;BCR-ABL1 (EI) %", "Date de prélèvement;BCR-ABL1 (IS) %",
        "Data pobrania;BCR-ABL1 IS %", "Numune tarihi;BCR-ABL1 (IS) %", "Дата забора;BCR-ABL1 (IS) %",
        "採取日;BCR-ABL1 IS %", "采样日期;BCR-ABL1 IS %", "채취일;BCR-ABL1 IS %",
        "collectionDate;BCR-ABL1 % IS",
        "Afnamedatum;BCR-ABL1 (IS) %", "Data da coleta;BCR-ABL1 % (IS)",
    ],
)  # fmt: skip
def test_headings_are_known_in_many_languages(heading):
    shown = read(f"{heading}\n2026-03-17;0,45\n2026-06-16;0,22\n", "a.csv")

    assert results_of(shown) == [("value", "0.45", "percent_is"), ("value", "0.22", "percent_is")]


def test_columns_of_how_the_test_was_done_are_no_results():
    table = (
        "Date;BCR-ABL1 Ct;BCR-ABL1 copies;ABL1 copies;conversion factor;sensitivity;BCR-ABL1 % IS\n"
        "2026-03-17;31,2;12;52000;0,82;4,5;0,045\n2026-06-16;;0;48000;0,82;4,5;not detected\n"
    )
    shown = read(table, "a.csv")

    assert [(row["kind"], row["value"], row["limit"], row["copies"]) for row in shown["results"]] == [
        ("value", "0.045", None, 52000),
        ("not_detected", None, None, 48000),
    ]


def test_a_sentence_above_a_table_is_no_heading():
    table = "My BCR-ABL1 results with their date, from the portal\nDate;BCR-ABL1 % IS\n2026-03-17;0,45\n"

    assert results_of(read(table, "a.csv")) == [("value", "0.45", "percent_is")]
