"""Every report shape of the clinical rules (all numbers invented), and what must not be read as a result."""

from datetime import date

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import LONGEST_TEXT, FileRefusedError
from cmlguide.exchange.pasted_report.reader import read_report
from cmlguide.exchange.preview.values import Options

OPTIONS = Options(today=date(2026, 11, 22))

SHAPES = [
    ("BCR-ABL1 p210 quantitative: 0.0456% (IS)  MR 3.34", "value", "0.0456", "percent_is"),
    ("BCR-ABL1/ABL1 %  1.872\nBCR-ABL1/ABL1 % (IS)  1.123", "value", "1.123", "percent_is"),
    ("Not detected. ABL1 copies: 84,210. Sensitivity: MR4.5", "not_detected", "0.0032", "percent_is"),
    ("POSITIVE [Below LOQ]  <0.0030 % (IS)  MR >4.52", "below_quantification", "0.0030", "percent_is"),
    (">55.00 % (IS)", "above_limit", "55.00", "percent_is"),
    ("POSITIVE [Above upper LoQ]  >55.00 % (IS)", "above_limit", "55.00", "percent_is"),
    ("INVALID [Insufficient ABL transcript]", "no_result", None, None),
    ("NCN 0.38 % e1a2 (p190)", "value", "0.38", "ratio_percent"),
    (
        "BCR-ABL1 copies 62 / ABL1 copies 51 300; ratio 0.121 %; CF 0.82; IS 0.099 %",
        "value",
        "0.099",
        "percent_is",
    ),
    ("0,0087 % (IS), MR4", "value", "0.0087", "percent_is"),
    ("5.9 x 10-2", "value", "0.059", None),
    ("4.47 X10E-3", "value", "0.00447", None),
    ("2.82x10^-1 (28.24 %)", "value", "28.24", None),
    ("Log reduction from standardized baseline: 3.2 log", "value", "3.2", "log_reduction"),
    ("IS result <0.0069%. Not detected", "not_detected", "0.0069", "percent_is"),
    ("BCR::ABL1 RT-PCR: MR 3.34", "value", "3.34", "mr"),
    ("Result: MR4.5", "level", None, None),
]


@pytest.mark.parametrize(("text", "kind", "number", "unit"), SHAPES)
def test_read_report_understands_each_report_shape(text, kind, number, unit):
    (row,) = read_report(text, OPTIONS).results

    found = row.value if row.value is not None else row.limit
    assert (row.kind, None if found is None else str(found), row.unit) == (kind, number, unit)


@pytest.mark.parametrize("shape", SHAPES)
def test_read_report_has_every_value_confirmed_and_dated_by_the_person(shape):
    (row,) = read_report(shape[0], OPTIONS).results

    assert {codes.ASK_CONFIRM, codes.DATE_MISSING} <= {ask.code for ask in row.asks}


@pytest.mark.parametrize(
    ("text", "copies", "factor"),
    [
        ("Not detected. ABL1 copies: 84,210. Sensitivity: MR4.5", 84210, None),
        ("BCR-ABL1 copies 62 / ABL1 copies 51 300; ratio 0.121 %; CF 0.82; IS 0.099 %", 51300, "0.82"),
        ("BCR-ABL1 not detected in 45000 ABL1 copies", 45000, None),
        ("Transcrit BCR-ABL1 : non détecté\nCopies ABL1 : 112 000", 112000, None),
        ("BCR-ABL1 0,0123 % (IS)\nABL1-Kopien: 64.200", 64200, None),
    ],
)
def test_read_report_keeps_copies_and_factor(text, copies, factor):
    (row,) = read_report(text, OPTIONS).results

    assert (row.copies, row.control_gene) == (copies, "ABL1")
    assert (None if row.conversion_factor is None else str(row.conversion_factor)) == factor


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit"),
    [
        ("BCR-ABL IS 0.05%", "value", "0.05", "percent_is"),
        ("RESULT IS 0.05 %", "value", "0.05", None),
        ("Your level of 0.05 % is low", "value", "0.05", None),
        ("BCR-ABL1/ABL1 (EI) 0,045 %", "value", "0.045", "percent_is"),
        ("MR 4.5 undetectable, ABL 45000 copies", "not_detected", "0.0032", "percent_is"),
        ("BCR-ABL p210 %/IS: 0.011\nMR: 3.96", "value", "0.011", "percent_is"),
        (
            "Test   Your Value   Standard Range\nBCR-ABL1 (IS)  <0.002 %  Not Detected",
            "less_than",
            "0.002",
            "percent_is",
        ),
        (
            "BCR-ABL1 IS: 0.0234%\nMMR is defined as a result of 0.1% (IS) or less",
            "value",
            "0.0234",
            "percent_is",
        ),
    ],
)
def test_read_report_tells_the_scale_from_the_word_is_and_a_result_from_its_surroundings(
    text, kind, number, unit
):
    (row,) = read_report(text, OPTIONS).results

    found = row.value if row.value is not None else row.limit
    assert (row.kind, str(found), row.unit) == (kind, number, unit)


def test_read_report_asks_which_of_two_days_in_a_sentence():
    (row,) = read_report(
        "Your PCR was 0.02% on 3 March 2026; see you. Next visit 4 June 2026", OPTIONS
    ).results
    (unsure,) = read_report("Your PCR was 0.02% on 3 March 2026 or 4 June 2026", OPTIONS).results

    assert row.collected_on == date(2026, 3, 3)
    assert [choice.value for choice in unsure.asks[-1].choices] == ["2026-03-03", "2026-06-04"]


@pytest.mark.parametrize(
    "trap",
    [
        "1 in 100,000",
        "This assay can find 1 in 100,000 cells",
        "0.1% IS = MMR",
        "MMR is defined as 0.1% IS",
        "MR4.5 (<=0.0032% IS)",
        "Reference range: 0 - 0.1 %",
        "Reportable range 0.0030 - 55 % (IS)",
        "Reference range: Not detected",
        "FISH 3/200 nuclei (1.5 %)",
        "nuc ish BCR-ABL1 FISH: 1.5 % of 200 nuclei",
        "T315I (VAF 40 %)",
        "ABL1 kinase domain mutation: not detected",
        "JAK2 V617F not detected",
        "blasts 3 %",
        "Platelets 231, neutrophils 3.1",
        "Hello, thank you for the letter of 12 March 2026",
    ],
)
def test_read_report_finds_no_result_in_what_only_looks_like_one(trap):
    preview = read_report(trap, OPTIONS)

    assert preview.results == ()
    assert len(preview.problems) == 1


def test_read_report_says_what_it_left_out_and_why():
    preview = read_report("FISH 3/200 nuclei (1.5 %)", OPTIONS)

    assert [(row.where, row.why) for row in preview.left_out] == [
        ("line 1", Reason("about_fish", {"text": "FISH 3/200 nuclei (1.5 %)"}))
    ]


LETTER = """Patient: A. Person   DOB 01/02/1960
Collected 12-Sep-2025 Received 13-Sep-2025 Reported 19-Sep-2025
Sensitivity of this assay is 1 in 100,000 cells. MMR = 0.1% IS. MR4.5 (<=0.0032% IS).
Reference range: Not detected
BCR-ABL1 % IS: 0.034
ABL1 copies: 95,000
FISH: 3/200 nuclei (1.5 %)
T315I mutation not detected
"""


def test_read_report_reads_a_whole_letter_for_its_one_result():
    preview = read_report(LETTER, OPTIONS)

    (row,) = preview.results
    assert (row.collected_on, str(row.value), row.unit, row.copies) == (
        date(2025, 9, 12),
        "0.034",
        "percent_is",
        95000,
    )
    assert [LETTER[start:end] for start, end in preview.used] == [
        "BCR-ABL1 % IS: 0.034",
        "ABL1 copies: 95,000",
    ]


def test_read_report_keeps_earlier_results_apart_by_their_dates():
    rows = read_report("Previous: 03/14/2025 0.21% IS; Current 09/18/2025 0.31% IS", OPTIONS).results

    assert [(row.collected_on, str(row.value)) for row in rows] == [
        (date(2025, 3, 14), "0.21"),
        (date(2025, 9, 18), "0.31"),
    ]


def test_read_report_reads_a_list_of_dated_lines():
    rows = read_report(
        "12 Sep 2025 0.05 % IS\n12 Dec 2025 0.04 % IS\n12 Mar 2026 not detected", OPTIONS
    ).results

    assert [(row.collected_on, row.kind) for row in rows] == [
        (date(2025, 9, 12), "value"),
        (date(2025, 12, 12), "value"),
        (date(2026, 3, 12), "not_detected"),
    ]


def test_read_report_asks_which_day_a_numeric_date_is():
    preview = read_report("Collected 03.04.2026\nBCR-ABL1 0,12 % IS", OPTIONS)

    (row,) = preview.results
    asked = next(ask for ask in row.asks if ask.code == codes.ASK_DAY_OR_MONTH)
    assert [choice.value for choice in asked.choices] == ["2026-03-04", "2026-04-03"]
    assert [question.code for question in preview.questions] == [codes.ASK_DAY_OR_MONTH]


def test_read_report_never_takes_the_report_date_for_the_sample_date():
    (row,) = read_report("Reported 19-Sep-2025\nBCR-ABL1 0.12 % IS", OPTIONS).results

    assert row.collected_on is None


def test_read_report_keeps_another_transcript_apart():
    typical, other = read_report("p210 0.05 % IS\np190 not detected", OPTIONS).results

    assert (typical.kind, typical.unit) == ("value", "percent_is")
    assert codes.ASK_TRANSCRIPT in {ask.code for ask in other.asks}


def test_read_report_marks_a_marrow_sample():
    (row,) = read_report("BCR-ABL1 in bone marrow: 0.5 % (IS)", OPTIONS).results

    assert row.specimen == "marrow"


def test_read_report_refuses_a_book():
    with pytest.raises(FileRefusedError, match="text_too_long"):
        read_report("a" * (LONGEST_TEXT + 1), OPTIONS)


@pytest.mark.parametrize(
    ("letter", "day"),
    [
        ("Collected 12 Nov 2026, reported 21 Nov 2026, BCR-ABL1 87 % IS", date(2026, 11, 12)),
        ("Prélevé le 12/10/2026, édité le 21/10/2026 : BCR::ABL1 0,03 % IS", date(2026, 10, 12)),
        ("Entnahme 12.11.2026, Befund 21.11.2026, BCR-ABL1 87 %", None),
        ("Sample taken 3 Oct 2026 (arrived 5 Oct 2026), BCR::ABL1 0.03 % IS", None),
    ],
)
def test_a_day_of_nothing_named_does_not_win_beside_the_day_of_the_sample(letter, day):
    (row,) = read_report(letter, OPTIONS).results

    assert row.collected_on == day
    assert (codes.ASK_DAY_OR_MONTH in {ask.code for ask in row.asks}) is (day is None)
