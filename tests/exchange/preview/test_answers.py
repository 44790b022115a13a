from datetime import date
from decimal import Decimal

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.preview.answers import answer_row, apply_answers
from cmlguide.exchange.preview.in_record import mark_known
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from milestones.history import BloodCount, History, Result, Treatment

OPTIONS = Options(today=date(2026, 11, 22))
IS, RAW = "percent_is", "ratio_percent"


def preview_of(text, kind="csv"):
    return preview_file(text.encode(), OPTIONS, kind)


def answered(text, **choices):
    """The entries to keep from a one-result table, with each question answered by its code."""
    preview = preview_of(text)
    return apply_answers(preview, {preview.results[0].key: choices}, OPTIONS)


def test_rows_without_questions_are_kept_with_where_they_came_from():
    preview = preview_of("date,BCR-ABL IS\n2026-01-05,0.0030\n")
    (result,) = apply_answers(preview, {}, OPTIONS).history.results

    assert (result.collected_on, str(result.value), result.unit) == (date(2026, 1, 5), "0.0030", "percent_is")
    assert result.extra["source"] == {"kind": "csv", "sha256": preview.sha256, "where": "row 2, BCR-ABL IS"}


def test_a_row_with_a_question_is_not_kept_before_its_answer():
    done = answered("date,BCR-ABL\n2026-01-05,0.05\n")

    assert (done.history.results, len(done.unanswered)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("date,BCR-ABL\n2026-1-5,0.05\n", {"ask_scale": "percent_is"}, ("value", "0.05", IS)),
        (
            "date,BCR-ABL\n2026-1-5,0.05\n",
            {"ask_scale": "ratio_percent"},
            ("value", "0.05", RAW),
        ),
        ("date,BCR-ABL IS\n2026-1-5,0\n", {"ask_zero": "not_detected"}, ("not_detected", "None", None)),
        (
            "date;BCR-ABL IS\n2026-1-5;1,234\n",
            {"ask_decimal_comma": "1.234"},
            ("value", "1.234", IS),
        ),
        (
            "date;BCR-ABL IS\n2026-1-5;1.234,5\n",
            {"number_thousands": "0.5 % IS"},
            ("value", "0.5", IS),
        ),
        ("date,BCR-ABL IS\n2027-01-05,0.5\n", {"ask_future": "yes"}, ("value", "0.5", IS)),
        (
            "date,BCR-ABL IS\n03/04/2026,0.5\n",
            {"ask_day_or_month": "2026-04-03"},
            ("value", "0.5", IS),
        ),
        (
            "date,BCR-ABL IS\n2026-01,0.5\n",
            {"date_day_missing": "2026-01-07"},
            ("value", "0.5", IS),
        ),
    ],
)
def test_an_answer_makes_the_row_ready(text, choices, expected):
    (result,) = answered(text, **choices).history.results

    assert (result.kind, str(result.value), result.unit) == expected


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("date,BCR-ABL\n2026-01-05,0.05\n", {"ask_scale": "parsec"}),
        ("date,BCR-ABL IS\n03/04/2026,0.5\n", {"ask_day_or_month": "soon"}),
        ("date;BCR-ABL IS\n2026-01-05;1,234\n", {"ask_decimal_comma": "-1"}),
        ("date;BCR-ABL IS\n2026-01-05;1.234,5\n", {"number_thousands": "1.234,5"}),
        ("date,BCR-ABL\n2026-01-05,0.05\n", {"ask_zero": "not_detected"}),
    ],
)
def test_an_answer_of_no_sense_changes_nothing(text, choices):
    done = answered(text, **choices)

    assert (done.history.results, len(done.unanswered)) == ((), 1)


def test_leave_out_takes_a_row_out():
    done = answered("date,BCR-ABL IS\n2026-01-05,0\n", ask_zero="leave_out")

    assert (done.history.results, done.unanswered) == ((), ())


def test_rows_unticked_are_not_kept():
    preview = preview_of("date,BCR-ABL IS\n2026-01-05,0.5\n2026-04-05,0.4\n")
    done = apply_answers(preview, {}, OPTIONS, left_out={preview.results[0].key})

    assert [str(row.value) for row in done.history.results] == ["0.4"]


def test_keys_are_the_same_each_time_a_file_is_read():
    text = "date,BCR-ABL IS\n2026-01-05,0.5\n2026-04-05,0.5\n"

    assert [row.key for row in preview_of(text).results] == [row.key for row in preview_of(text).results]
    assert len({row.key for row in preview_of(text).results}) == 2


def test_a_medicine_waits_for_its_start():
    preview = preview_of("drug,start,stop\nGlivec,,\n")
    key = preview.medicines[0].key

    assert apply_answers(preview, {}, OPTIONS).unanswered == (key,)
    answers = {key: {codes.ASK_STARTED: "3 Jul 2025"}}
    (treatment,) = apply_answers(preview, answers, OPTIONS).history.treatments
    assert (treatment.medicine, treatment.started_on) == ("imatinib", date(2025, 7, 3))


def test_the_same_file_twice_adds_nothing():
    text = "date,BCR-ABL IS,WBC (10^9/L)\n2026-01-05,0.0030,4.6\n2026-04-05,not detected,5\n"
    first = preview_of(text)
    record = apply_answers(first, {}, OPTIONS).history

    again = mark_known(preview_of(text), record)

    assert apply_answers(again, {}, OPTIONS).history == History()
    assert all(row.known for row in (*again.results, *again.blood_counts))


@pytest.mark.parametrize(
    ("kept", "known"),
    [
        (Result(date(2026, 1, 5), value=Decimal("0.050"), unit="percent_is", lab="City"), True),
        (Result(date(2026, 1, 5), value=Decimal("0.05"), unit="ratio_percent"), False),
        (Result(date(2026, 1, 5), value=Decimal("0.06"), unit="percent_is"), False),
        (Result(date(2026, 1, 6), value=Decimal("0.05"), unit="percent_is"), False),
        (Result(date(2026, 1, 5), value=Decimal("0.05"), unit="percent_is", specimen="marrow"), False),
    ],
)
def test_a_row_is_known_by_day_sample_and_number(kept, known):
    preview = mark_known(preview_of("date,BCR-ABL IS\n2026-01-05,0.05\n"), History(results=(kept,)))

    assert [row.known for row in preview.results] == [known]


def test_counts_and_medicines_are_known_too():
    counts = mark_known(
        preview_of("date,WBC (10^9/L)\n2026-01-05,4.6\n2026-01-06,4.6\n"),
        History(blood_counts=(BloodCount(date(2026, 1, 5), wbc=Decimal("4.60")),)),
    )
    medicines = mark_known(
        preview_of("drug,start\nGlivec,2025-01-05\n"),
        History(treatments=(Treatment("imatinib", date(2025, 1, 5)),)),
    )

    assert [row.known for row in counts.blood_counts] == [True, False]
    assert [row.known for row in medicines.medicines] == [True]


def test_what_no_record_can_hold_stops_the_import():
    preview = preview_of("date,BCR-ABL IS\n2027-01-05,0.5\n")
    row = answer_row(preview.results[0], codes.ASK_FUTURE, "yes", OPTIONS)

    assert row.asks == ()
    assert apply_answers(preview, {row.key: {codes.ASK_FUTURE: "yes"}}, OPTIONS).problems == ()
