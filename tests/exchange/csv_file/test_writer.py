from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis.strategies import booleans

from cmlguide.exchange.csv_file.own import COLUMNS
from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.exchange.preview.answers import apply_answers
from cmlguide.exchange.preview.in_record import mark_known
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from milestones.history import BloodCount, History, Marrow, Result, Treatment
from tests.exchange.histories import HISTORIES

OPTIONS = Options(today=date(2036, 1, 1))


HEADINGS = {name: f"Überschrift von {name.upper()}, deutsch" for name in COLUMNS}


def through_csv(history, *, comma=False):
    """The history written as CSV and read back; numbers that look like 3 / copies are confirmed. `comma`: as
    a spreadsheet in German expects it."""
    written = write_csv(history, HEADINGS, ",") if comma else write_csv(history)
    preview = preview_file(written, OPTIONS)
    answers = {row.key: {ask.code: "yes" for ask in row.asks} for row in preview.results}
    settled = apply_answers(preview, answers, OPTIONS)

    assert (settled.unanswered, settled.problems) == ((), ())
    return settled.history


def held(history):
    """What our CSV can contain: results and numbers of blood counts, one result and one count per day."""
    results = {_same(row): replace(row, extra={}) for row in reversed(history.results)}
    return sorted(map(_plain, results.values()))


def _same(row):
    number = row.value if row.value is not None else row.limit
    return row.collected_on, row.specimen, row.kind, None if number is None else number.normalize(), row.level


def _plain(row):
    numbered = row.value is not None or row.limit is not None
    kept = replace(row, extra={}, unit=row.unit if numbered else None, control_gene=row.control_gene or None)
    return str({name: fact for name, fact in sorted(vars(kept).items()) if name not in ("key", "extra")})


@settings(deadline=None, max_examples=40)
@given(HISTORIES, booleans())
def test_results_come_back_from_csv_as_they_were(history, comma):
    printable = replace(history, results=tuple(map(_without_nul, history.results)))

    assert sorted(map(_plain, through_csv(printable, comma=comma).results)) == held(printable)


def _without_nul(row):
    texts = {name: getattr(row, name).replace("\0", "") for name in ("lab", "note", "as_reported")}
    return replace(row, **texts)


@settings(deadline=None, max_examples=30)
@given(HISTORIES)
def test_blood_counts_come_back_from_csv_as_they_were(history):
    by_day = {row.collected_on: row for row in history.blood_counts}
    single = replace(history, blood_counts=tuple(by_day.values()))

    said = [row for row in single.blood_counts if row != BloodCount(row.collected_on)]
    assert [replace(row, extra={}) for row in through_csv(single).blood_counts] == said


@settings(deadline=None, max_examples=40)
@given(HISTORIES)
def test_medicines_marrow_and_mutations_come_back_from_csv_as_they_were(history):
    back = through_csv(history)

    assert _facts(back.treatments) == _facts(history.treatments)
    assert set(_facts(back.marrow)) == set(_facts(history.marrow))
    assert set(_facts(back.mutations)) == set(_facts(history.mutations))


def _facts(rows):
    """The rows as text; a CSV cannot contain NUL."""
    return sorted(str(replace(row, extra={}, key="")).replace(r"\x00", "") for row in rows)


def test_a_medicine_row_that_was_changed_is_left_out():
    history = History(
        treatments=(Treatment("imatinib", date(2025, 1, 1), date(2026, 1, 1), stop_reason="cost"),)
    )
    good = write_csv(history).decode("utf-8-sig").splitlines()
    changed = [good[1].replace(*pair) for pair in (("cost", "luck"), ("2026-", "2024-"), ("imatinib", " "))]

    preview = preview_file("\r\n".join((*good, *changed)).encode(), OPTIONS)

    assert len(preview.medicines) == 1
    assert [row.where for row in preview.left_out] == ["row 3", "row 4", "row 5"]


def test_a_marrow_row_no_record_can_hold_is_left_out():
    history = History(marrow=(Marrow(date(2025, 1, 1), 3, 20),))
    text = write_csv(history).decode("utf-8-sig").replace(",3,20,", ",30,20,")

    preview = preview_file(text.encode(), OPTIONS)

    assert (preview.entries, len(preview.left_out)) == ((), 1)


def test_write_csv_is_what_a_spreadsheet_opens():
    history = History(
        results=(
            Result(date(2026, 9, 7), value=Decimal("0.0030"), unit="percent_is", lab="=cmd()", note="-1"),
            Result(
                date(2026, 10, 7), "not_detected", limit=Decimal("0.0032"), unit="percent_is", copies=45000
            ),
        )
    )
    lines = write_csv(history).decode("utf-8-sig").split("\r\n")

    assert write_csv(history).startswith(b"\xef\xbb\xbf")
    assert lines[0] == ",".join(COLUMNS)
    assert (
        lines[1]
        == "2026-09-07,day,BCR::ABL1,value,,0.0030,% (IS),,IS,,yes,,,blood,'=cmd(),'-1,,,,," + "," * 15
    )
    assert (
        lines[2]
        == "2026-10-07,day,BCR::ABL1,not_detected,<,,% (IS),0.0032,IS,,no,,45000,blood,,,,,,," + "," * 15
    )


def test_a_formula_after_another_countrys_separator_is_guarded_and_comes_back():
    note = "slept well;=HYPERLINK(1)\n\uff1d2 ;'=3"
    history = History(
        results=(Result(date(2026, 9, 7), value=Decimal("0.0030"), unit="percent_is", note=note),)
    )

    written = write_csv(history)

    assert "slept well;'=HYPERLINK(1)\n'\uff1d2 ;''=3" in written.decode("utf-8-sig")
    assert preview_file(written, OPTIONS).results[0].note == note


def test_table_with_the_decimal_comma_has_semicolons_and_comes_back():
    note = "slept well, -1; =2"
    history = History(
        results=(Result(date(2026, 9, 7), value=Decimal("0.0030"), unit="percent_is", note=note),),
        blood_counts=(BloodCount(date(2025, 1, 1), wbc=Decimal("4.6")),),
        marrow=(Marrow(date(2025, 1, 1), fish_percent=Decimal("0.5")),),
    )

    lines = write_csv(history, HEADINGS, ",").decode("utf-8-sig").split("\r\n")

    assert lines[0].startswith(
        "Überschrift von DATE, deutsch [date];Überschrift von DATE_PRECISION, deutsch ["
    )
    assert lines[1].startswith("2026-09-07;day;BCR::ABL1;value;;0,0030;% (IS);;IS;")
    assert "slept well, '-1; '=2" not in lines[1]
    assert '"slept well, -1; =2"' in lines[1]
    back = through_csv(history, comma=True)
    assert (back.results[0].note, back.results[0].value) == (note, Decimal("0.0030"))
    assert back.marrow[0].fish_percent == Decimal("0.5")


def test_a_changed_row_of_our_csv_is_left_out_and_the_rest_kept():
    history = History(results=(Result(date(2026, 9, 7), value=Decimal("0.0030"), unit="percent_is"),))
    good = write_csv(history).decode("utf-8-sig")
    text = good + good.splitlines()[1].replace("0.0030", "0,5") + "\r\n"

    preview = preview_file(text.encode(), OPTIONS)

    assert (len(preview.results), [row.where for row in preview.left_out]) == (1, ["row 3"])


def test_a_row_about_an_unknown_test_is_left_out():
    history = History(blood_counts=(BloodCount(date(2025, 1, 1), wbc=Decimal("4.6")),))
    text = write_csv(history).decode("utf-8-sig")

    preview = preview_file(text.replace(",wbc,", ",wbc9,").encode(), OPTIONS)

    assert (preview.blood_counts, len(preview.left_out)) == ((), 1)


FILLED = Result(
    date(2026, 6, 1),
    "not_detected",
    limit=Decimal("0.0032"),
    unit="percent_is",
    lab="City",
    extra={"limit_from_lab": True},
)


def test_a_limit_filled_in_from_other_reports_does_not_go_out_as_the_labs():
    """No other program could tell it from one the report gives."""
    back = through_csv(History(results=(FILLED,))).results[0]

    assert (back.kind, back.limit, back.unit, back.lab) == ("not_detected", None, None, "City")


def test_the_report_of_a_filled_result_is_known_with_a_limit_and_without():
    record = History(results=(FILLED,))
    stated = History(results=(replace(FILLED, extra={}),))

    found = [mark_known(preview_file(write_csv(file), OPTIONS), record) for file in (record, stated)]

    assert [row.known for preview in found for row in preview.results] == [True, True]
