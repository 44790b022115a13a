"""What lies below the picture: the lanes of medicines and of tests without a number, and an axis of its
own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.chart.timeline.table import table_rows
from milestones.history import Treatment
from tests.web.chart.cases import CASES, just_above, not_detected
from tests.web.chart.timeline.figures import data_of, figure_of, lines, marks, rects, texts


def test_an_atypical_transcript_has_an_axis_of_its_own_and_no_levels():
    figure = figure_of(CASES["atypical"]())

    assert figure.data.main_is_own is True
    assert texts(figure, "level-name", "goal-when") == []
    assert [mark.shape for mark in marks(figure, "point-own")] == ["ring"] * 5


def test_medicines_end_today_and_are_named():
    figure = figure_of(just_above())
    today = lines(figure, "today")[0].x1

    band = rects(figure, "medicine")[0]
    assert band.x + band.width == pytest.approx(today, abs=1)
    assert texts(figure, "medicine-name") == ["imatinib 400 mg"]


def taken(dose, first, last=None, why=None):
    return Treatment("imatinib", first, last, dose=dose, stop_reason=why)


def test_a_dose_is_a_step_beside_the_highest_of_its_medicine():
    rows = (taken("400 mg", date(2025, 9, 8), date(2026, 3, 1)), taken("200 mg", date(2026, 3, 1)))

    medicines = data_of(replace(just_above(), treatments=rows)).medicines
    bands = rects(figure_of(replace(just_above(), treatments=rows)), "medicine")

    assert [band.share for band in medicines] == [1, Decimal("0.5")]
    assert bands[1].height == pytest.approx(bands[0].height * 0.7)
    assert bands[0].y + bands[0].height == pytest.approx(bands[1].y + bands[1].height)


def test_a_dose_in_other_words_is_a_whole_band():
    rows = (taken("400 mg", date(2025, 9, 8), date(2026, 3, 1)), taken("one tablet", date(2026, 3, 1)))

    assert [band.share for band in data_of(replace(just_above(), treatments=rows)).medicines] == [1, 1]


def test_a_pause_is_a_gap_that_is_named_and_explained():
    rows = (
        taken("400 mg", date(2025, 9, 8), date(2026, 3, 1), "paused"),
        taken("400 mg", date(2026, 3, 21)),
    )
    figure = figure_of(replace(just_above(), treatments=rows))

    said = "imatinib not taken, 2 Mar 2026 to 21 Mar 2026"
    assert [line.title for line in lines(figure, "medicine-pause")] == [said]
    assert f"{said}." in figure.description
    assert "medicine-pause" in [entry.sign for entry in figure.key]


@pytest.mark.parametrize(("why", "pauses"), [("paused", 1), ("treatment_free_remission", 0), (None, 0)])
def test_a_last_row_is_a_pause_only_where_the_record_says_so(why, pauses):
    rows = (taken("400 mg", date(2025, 9, 8), date(2026, 3, 1), why),)

    assert len(lines(figure_of(replace(just_above(), treatments=rows)), "medicine-pause")) == pauses


def test_rows_that_follow_each_other_have_no_gap():
    rows = (taken("400 mg", date(2025, 9, 8), date(2026, 3, 1)), taken("300 mg", date(2026, 3, 2)))

    assert lines(figure_of(replace(just_above(), treatments=rows)), "medicine-pause") == []


def with_depthless(day=date(2026, 11, 18)):
    case = just_above()
    return replace(case, results=(*case.results, not_detected(day, None, lab="County")))


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_a_test_whose_depth_is_not_said_stands_in_its_own_lane_joined_to_nothing(width):
    figure, plain = figure_of(with_depthless(), width), figure_of(just_above(), width)

    (mark,) = marks(figure, "no-depth")
    assert mark.title.startswith("18 Nov 2026: not found.")
    assert mark.y > max(point.y for point in marks(figure, "point"))
    assert len(figure.data.main.points) == len(plain.data.main.points) == 6
    assert [len(run.points) for run in figure.data.main.runs] == [6]


def test_such_a_test_is_the_newest_in_words_and_never_mmr():
    figure = figure_of(with_depthless())

    assert marks(figure, "newest") == []
    assert "Newest: 18 Nov 2026: not found." in figure.description
    assert "1 test found nothing, or too little to measure, and its report does not say" in figure.description
    row = table_rows(figure.data)[0]
    assert (row.value, row.level, row.lab) == ("not found", "not found, depth not said", "County")
    assert "MMR" not in row.words


def test_an_earlier_one_leaves_the_newest_number_the_newest():
    figure = figure_of(with_depthless(date(2026, 10, 1)))

    assert len(marks(figure, "newest")) == 1
    assert "Newest: 12 Nov 2026: 0.11%" in figure.description
