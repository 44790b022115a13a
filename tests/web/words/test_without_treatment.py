"""A time without treatment in words: the clock, the months, and one month for a test everywhere."""

from dataclasses import replace
from datetime import date

import pytest

from cmlguide.web.paper.result_lines import result_line
from cmlguide.web.words.without_treatment import SHAPES, STATES, clock_of, month_off, paper_line
from milestones.history import Treatment
from milestones.months_without import STATES as CODES
from tests.web.stories import judged, read, tell

STOP = date(2026, 5, 15)
TESTS = (date(2026, 6, 14), date(2026, 7, 18), date(2026, 9, 14))


def assessed(today=date(2026, 10, 20), stop=STOP, days=TESTS):
    rows = (Treatment("imatinib", date(2018, 1, 8), stop, stop_reason="treatment_free_remission"),)
    results = tuple(read("0.002", day) for day in days)
    return judged(replace(tell(), treatments=rows, results=results), today=today)


def test_every_state_has_a_shape_and_words():
    assert set(SHAPES) == set(STATES) == {*CODES, "at_lab"}


def test_the_clock_tells_since_when_and_the_running_month():
    assert clock_of(assessed()).sentence == "Without treatment since 15 May 2026, month 6."


def test_the_strip_tells_each_month():
    cells = clock_of(assessed()).cells

    assert [(cell.number, cell.shape, cell.state, cell.when) for cell in cells] == [
        (1, "●", "tested", "14 Jun 2026: 0.002%"),
        (2, "●", "tested", "18 Jul 2026: 0.002%"),
        (3, "○", "no test", ""),
        (4, "●", "tested", "14 Sep 2026: 0.002%"),
        (5, "◇", "test due", "by 28 Oct 2026"),
        (6, "◇", "test due", "by 29 Nov 2026"),
    ]


@pytest.mark.parametrize(
    ("sampled", "months"),
    [
        (date(2026, 10, 18), [("◐", "at the lab", "taken 18 Oct 2026"), ("◇", "test due", "by 29 Nov 2026")]),
        (date(2026, 9, 14), [("◇", "test due", "by 28 Oct 2026"), ("◇", "test due", "by 29 Nov 2026")]),
        (None, [("◇", "test due", "by 28 Oct 2026"), ("◇", "test due", "by 29 Nov 2026")]),
    ],
)
def test_a_month_whose_sample_is_at_the_lab_asks_for_no_other_test(sampled, months):
    """As a test would, a sample a few days late counts for the month before."""
    cells = clock_of(assessed(), sampled).cells[4:6]

    assert [(cell.shape, cell.state, cell.when) for cell in cells] == months


def test_a_long_time_shows_its_last_year_and_folds_the_rest():
    clock = clock_of(assessed(today=date(2028, 5, 20)))

    assert [cell.number for cell in clock.cells] == list(range(14, 26))
    assert [cell.number for cell in clock.earlier] == list(range(1, 14))


def test_the_paper_says_it_in_one_line():
    assert paper_line(assessed()) == (
        "Without treatment since 15 May 2026, month 6. Tests in month 1, 2, 4. No test in month 3. "
        "Due: the test of month 5, 6."
    )


@pytest.mark.parametrize(("place", "month"), [(0, 1), (1, 2), (2, 4)])
def test_a_test_counts_for_the_same_month_in_the_table_and_on_the_strip(place, month):
    assessment = assessed()

    assert month_off(TESTS[place], assessment) == month
    assert result_line(assessment.results[place], assessment).month == f"{month} off"


def test_on_treatment_there_is_no_clock():
    assessment = judged(tell("62", "7"))

    assert (clock_of(assessment), paper_line(assessment)) == (None, "")
    assert month_off(assessment.results[1].collected_on, assessment) is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "Without treatment since 15 May 2026, month 6."),
        ((Treatment("interferon", date(2026, 6, 1)),), "Without a CML tablet since 15 May 2026, month 6."),
        (
            (Treatment("a trial medicine", date(2026, 6, 1)),),
            "Without a CML tablet since 15 May 2026, month 6.",
        ),
        (
            (Treatment("interferon", date(2026, 6, 1), date(2026, 10, 19)),),
            "Without treatment since 15 May 2026, month 6.",
        ),
    ],
)
def test_whoever_takes_another_medicine_is_not_without_treatment(more, said):
    told = replace(tell(), treatments=(Treatment("imatinib", date(2018, 1, 8), STOP), *more))

    assert clock_of(judged(told, today=date(2026, 10, 20))).sentence == said


def test_after_a_transplant_there_is_a_clock_and_no_month_is_called_missed():
    """The calendar of ELN 2020 is for a try without tablets (PMC7520857 Table 1)."""
    rows = (Treatment("ponatinib", date(2018, 1, 8), STOP, stop_reason="other"),)
    told = replace(tell(transplant_on=date(2026, 5, 30)), treatments=rows)

    clock = clock_of(judged(told, today=date(2026, 10, 20)))

    assert (clock.sentence, clock.cells) == ("Without a CML tablet since 15 May 2026, month 6.", ())
    assert paper_line(judged(told, today=date(2026, 10, 20))) == clock.sentence
