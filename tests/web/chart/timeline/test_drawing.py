"""The timeline's figure: what is on it, where, and that nothing in the record is lost or added."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.placing import text_box
from cmlguide.web.chart.drawing.shapes import Line, Mark, Rect, Text
from cmlguide.web.chart.timeline.drawing import timeline_figure
from cmlguide.web.chart.timeline.table import table_rows
from milestones.history import Result, Treatment
from tests.web.chart.cases import CASES, TODAY, assessed, history, just_above, mixed, not_detected, value


def figure_of(case, width="wide", scale="log"):
    return timeline_figure(assessed(case), case, width=width, scale=scale)


def data_of(case):
    return chart_data(assessed(case), case)


def texts(figure, *kinds):
    return [shape.content for shape in figure.shapes if isinstance(shape, Text) and shape.kind in kinds]


def marks(figure, kind):
    return [shape for shape in figure.shapes if isinstance(shape, Mark) and shape.kind == kind]


def lines(figure, kind):
    return [shape for shape in figure.shapes if isinstance(shape, Line) and shape.kind == kind]


def rects(figure, kind):
    return [shape for shape in figure.shapes if isinstance(shape, Rect) and shape.kind == kind]


def test_every_result_is_one_point_in_order_of_date():
    points = data_of(just_above()).main.points

    assert [(point.on, str(point.percent), point.shape) for point in points] == [
        (date(2025, 8, 29), "62", "value"),
        (date(2025, 12, 4), "7.1", "value"),
        (date(2026, 3, 10), "0.84", "value"),
        (date(2026, 6, 9), "0.21", "value"),
        (date(2026, 9, 7), "0.074", "value"),
        (date(2026, 11, 12), "0.11", "value"),
    ]


def test_a_point_says_its_whole_result():
    assert data_of(just_above()).newest.words == "12 Nov 2026: 0.11%, CCyR level. Lab: City."


def test_checkpoints_stand_beside_their_ceilings_where_they_cover_nothing_else_in_the_strip():
    figure = figure_of(just_above())

    assert texts(figure, "goal-when", "goal-words") == [
        "by 3 months: 10% or less",
        "by 6 months: 1% or less",
        "by 12 months",
        "0.1% or less",
    ]
    assert len(lines(figure, "goal")) == 3


@pytest.mark.parametrize("width", ["wide", "medium", "paper"])
@pytest.mark.parametrize("name", CASES)
def test_no_gridline_strikes_a_checkpoints_words_out(name, width):
    figure = figure_of(CASES[name](), width)
    words = [shape for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "goal-when"]
    boxes = [text_box(shape, figure.font_size) for shape in words]

    struck = [line.y1 for line in lines(figure, "goal") for box in boxes if box.top < line.y1 < box.bottom]

    assert struck == []


def test_a_phone_names_the_checkpoint_ahead_alone():
    case = just_above()
    early = timeline_figure(assessed(case, date(2026, 2, 1)), case, width="phone")

    assert texts(figure_of(case, "phone"), "goal-when", "goal-words") == []
    assert texts(early, "goal-when", "goal-words") == ["by 6 months", "1% or less", "next, by 8 Mar"]
    assert len(lines(early, "goal")) == 3


def test_the_next_checkpoint_has_its_date():
    case = just_above()
    early = timeline_figure(assessed(case, date(2026, 2, 1)), case, width="wide")

    assert texts(early, "goal-when") == [
        "by 6 months: 1% or less, next, by 8 Mar",
        "by 12 months: 0.1% or less",
        "by 3 months",
    ]


@pytest.mark.parametrize("width", ["wide", "medium"])
def test_a_checkpoint_met_long_ago_has_its_words_too_where_the_strip_has_room(width):
    """On a tablet the 1% of the rising example had none, between two that had theirs."""
    figure = figure_of(CASES["example-rising"](), width)

    assert sorted(texts(figure, "goal-when")) == [
        "by 12 months: 0.1% or less",
        "by 3 months: 10% or less",
        "by 6 months: 1% or less",
    ]


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_the_newest_value_is_ringed_and_labelled(width):
    figure = figure_of(just_above(), width)

    label = "0.11%" if width == "phone" else "0.11% · 12 Nov 2026"
    assert texts(figure, "value") == [label]
    assert [ring.title for ring in marks(figure, "newest")] == ["12 Nov 2026: 0.11%, CCyR level. Lab: City."]


@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
@pytest.mark.parametrize("name", CASES)
def test_the_newest_value_is_named_in_every_case(name, width, scale):
    figure = figure_of(CASES[name](), width, scale)

    assert len(texts(figure, "value")) == (1 if figure.data.newest else 0)


def test_the_axis_grows_for_a_high_start():
    usual, high = figure_of(just_above()), figure_of(CASES["start-320"]())

    assert high.height - usual.height == pytest.approx(24.3, abs=0.2)  # half a ten-fold step of 48
    assert texts(high, "tick")[:2] == ["100%", "10%"]


def test_the_axis_grows_for_a_triangle_at_mr5():
    figure = figure_of(history(value(date(2025, 9, 1), "50"), not_detected(date(2026, 11, 1), "0.001")))

    triangle = marks(figure, "point")[-1]
    assert triangle.shape == "down"
    assert triangle.y + 2 * triangle.size < max(band.y + band.height for band in rects(figure, "band-6"))
    assert "MR5" in texts(figure, "level-name")


def test_a_value_beyond_any_picture_stays_on_it():
    case = history(value(date(2026, 1, 1), "0.0000000000001"), value(date(2026, 2, 1), "9" * 40))
    figure = figure_of(case)

    assert all(0 <= mark.y <= figure.height for mark in marks(figure, "point"))


def test_a_limit_is_drawn_where_that_test_could_see():
    limits = lines(figure_of(just_above()), "limit")

    assert len(limits) == 2  # only two of the six reports say it
    assert limits[0].y1 == limits[0].y2


def test_censored_results_are_open_triangles_at_their_limit():
    shapes = {point.on: (point.shape, str(point.percent)) for point in data_of(mixed()).main.points}

    assert shapes[date(2025, 8, 29)] == ("above", "55")
    assert shapes[date(2026, 9, 7)] == ("below", "0.002")
    assert shapes[date(2026, 8, 9)] == ("below", "0.1")


def test_the_line_breaks_at_another_scale_and_passes_marrow_by():
    data = data_of(mixed())

    assert [[point.on for point in run.points] for run in data.main.runs] == [
        [date(2025, 8, 29)],
        [date(2026, 3, 10), date(2026, 6, 9), date(2026, 8, 9), date(2026, 9, 7)],
    ]
    assert [str(point.percent) for point in data.own.points] == ["9.4", "3.1"]
    assert [event.on for event in data.no_numbers] == [date(2026, 5, 9)]
    assert [point.on for point in data.main.points if point.marrow] == [date(2026, 3, 20)]


def test_another_lab_is_a_mark_on_the_line():
    figure = figure_of(just_above())

    assert [bar.title for bar in marks(figure, "lab")] == ["Another lab: County, then City"]


def test_two_results_on_one_day_make_one_stop_of_the_line():
    data = data_of(CASES["two-on-one-day"]())

    assert len(data.main.points) == 8
    assert [str(point.percent) for point in data.main.runs[0].points][-1] == "0.11"
    assert len(data.main.runs[0].points) == 6


def test_too_few_copies_are_a_test_without_a_number():
    case = history(
        value(date(2026, 1, 1), "3"),
        Result(date(2026, 4, 1), kind="not_detected", copies=4000, control_gene="ABL1"),
    )

    assert [event.on for event in data_of(case).no_numbers] == [date(2026, 4, 1)]


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


def test_a_later_line_of_treatment_has_an_upright():
    figure = figure_of(CASES["new-line"]())

    assert [line.title for line in lines(figure, "line-start")] == ["dasatinib starts, 21 Sep 2026"]


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_the_next_test_is_a_bar_on_the_axis_right_of_today(width):
    """Never at a height that could be read as a value (design)."""
    figure = figure_of(just_above(), width)

    bar, ahead = rects(figure, "next-test")[0], rects(figure, "ahead")[0]
    assert bar.title == "Usual time for the next test: 12 Dec to 12 Feb"
    assert bar.x > lines(figure, "today")[0].x1
    assert bar.y + bar.height == pytest.approx(ahead.y + ahead.height)


def test_what_is_to_come_lies_under_a_veil():
    figure = figure_of(just_above())

    today, veil, band = lines(figure, "today")[0].x1, rects(figure, "ahead")[0], rects(figure, "band-1")[0]
    assert (veil.x, veil.x + veil.width) == (today, pytest.approx(band.x + band.width))


def test_the_lowest_is_named_at_its_point():
    figure = figure_of(just_above())

    name = next(shape for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "lowest")
    assert (name.content, name.x) == ("lowest 0.074%", marks(figure, "point")[4].x)


def test_the_wobble_reaches_from_the_compared_value_to_the_newest():
    figure = figure_of(just_above())
    points = marks(figure, "point")

    band = rects(figure, "wobble")[0]
    assert band.x == points[4].x
    assert band.x + band.width == points[5].x


def test_only_signs_that_stand_in_the_drawing_are_explained():
    assert [entry.sign for entry in figure_of(CASES["one"]()).key] == ["my-goal", "goal", "next-test"]


def test_the_goal_has_its_short_words_where_the_curve_would_strike_the_long_ones_out():
    assert texts(figure_of(just_above()), "my-goal-name") == ["usual goal now: 0.1% or less"]
    assert texts(figure_of(just_above(), scale="plain"), "my-goal-name") == ["usual goal"]


@pytest.mark.parametrize("width", ["wide", "medium"])
def test_on_a_plain_scale_no_level_line_strikes_the_next_tests_words_out(width):
    figure = figure_of(just_above(), width, "plain")
    names = [text_box(shape, figure.font_size) for shape in figure.shapes if shape.kind == "next-name"]
    heights = [line.y1 for kind in ("grid", "my-goal") for line in lines(figure, kind)]

    assert len(names) == 1
    assert [y for box in names for y in heights if box.top < y < box.bottom] == []


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("name", CASES)
def test_no_two_words_share_a_place(name, scale, width):
    figure = figure_of(CASES[name](), width, scale)

    boxes = [text_box(shape, figure.font_size) for shape in figure.shapes if isinstance(shape, Text)]
    clashes = [
        (one, other)
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
        if one.overlaps(other, -1.5)  # line boxes may overlap slightly, the letters never
    ]
    assert clashes == []


@pytest.mark.parametrize("width", ["wide", "medium", "phone"])
@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("name", CASES)
def test_every_band_in_the_picture_is_named_in_it_or_below_it(name, scale, width):
    figure = figure_of(CASES[name](), width, scale)
    bands = {
        int(band.kind.removeprefix("band-")) - 1 for band in figure.shapes if band.kind.startswith("band-")
    }
    inside, below = texts(figure, "level-name"), " ".join(texts(figure, "names-below"))

    levels = [level.name for place, level in enumerate(figure.data.levels) if place in bands]
    assert [level for level in levels if (level in inside) == (level in below)] == []
    assert below.startswith("Not named above:") is (len(inside) < len(levels))
    assert max((box.right for box in below_boxes(figure)), default=0) <= figure.width


def below_boxes(figure):
    return [text_box(shape, figure.font_size) for shape in figure.shapes if shape.kind == "names-below"]


def test_a_plain_scale_says_what_it_hides():
    assert figure_of(just_above(), scale="plain").description.startswith(
        "A plain scale from 0%. It shows large falls well and hides small changes near zero."
    )


def test_the_description_tells_first_lowest_and_newest():
    assert figure_of(just_above()).description == (
        "Each step down is ten times less. 6 results. First: 29 Aug 2025: 62%. Lab: County. "
        "Lowest on the chart: 7 Sep 2026: 0.074%, MMR. Lab: City. "
        "Newest: 12 Nov 2026: 0.11%, CCyR level. Lab: City. "
        "The usual goal now: 0.1% or less (ELN 2020). "
        "Checkpoint by 3 months: 10% or less. Checkpoint by 6 months: 1% or less. "
        "Checkpoint by 12 months: 0.1% or less. imatinib 400 mg since 8 Sep 2025. "
        "Usual time for the next test: 12 Dec to 12 Feb."
    )


@pytest.mark.parametrize("name", CASES)
def test_the_table_has_a_row_for_every_result(name):
    case = CASES[name]()

    rows = table_rows(data_of(case))

    assert [row.on for row in rows] == sorted((row.collected_on for row in case.results), reverse=True)


def test_the_order_of_entry_never_matters():
    case = just_above()
    shuffled = replace(case, results=tuple(reversed(case.results)))

    assert figure_of(shuffled) == figure_of(case)


def test_a_result_after_today_is_not_drawn():
    case = history(*just_above().results, value(date(2026, 12, 24), "0.01"))

    assert max(point.on for point in data_of(case).main.points) <= TODAY


def test_a_zero_stays_on_the_picture_as_a_limit():
    case = history(
        value(date(2026, 1, 1), "3"), Result(date(2026, 4, 1), value=Decimal(0), unit="percent_is")
    )

    assert data_of(case).main.points[-1].shape == "below"


def test_a_level_between_two_steps_has_an_edge_that_grey_keeps():
    edges = lines(figure_of(just_above()), "level-edge")

    assert len(edges) == 1  # MR4.5
    assert lines(figure_of(just_above(), scale="plain"), "level-edge") == []


def test_dashes_are_explained_too():
    censored = {entry.sign: entry.words for entry in figure_of(mixed()).key}
    switched = {entry.sign: entry.words for entry in figure_of(CASES["new-line"]()).key}

    assert censored["line-limit"] == "one end of this part is only a limit"
    assert switched["line-start"] == "another CML medicine starts"


AGREED = replace(just_above().person, agreed_percent_is=Decimal("0.5"), agreed_on=date(2026, 6, 1))


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_the_level_agreed_on_is_drawn_named_and_told(width):
    figure = figure_of(replace(just_above(), person=AGREED), width)

    said = "The level we agreed on: 0.5% or less (1 Jun 2026)."
    assert [line.title for line in lines(figure, "agreed")] == [said]
    assert {"agreed: 0.5% or less", "agreed"} & set(texts(figure, "my-goal-name"))
    assert said in figure.description
    assert "agreed" in [entry.sign for entry in figure.key]


def test_no_level_agreed_on_draws_no_line():
    figure = figure_of(just_above())

    assert lines(figure, "agreed") == []
    assert "agreed" not in [entry.sign for entry in figure.key]


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


def test_one_result_before_treatment_is_drawn_with_the_road_ahead():
    figure = figure_of(CASES["one"]())

    assert texts(figure, "goal-when") == [
        "by 3 months (15 Feb): 10% or less",
        "by 6 months (15 May): 1% or less",
        "by 12 months (15 Nov 2027): 0.1% or less",
    ]
    assert len(texts(figure, "level-name")) == 5  # right of today, which is the picture here
    assert "Not everyone gets there by that day." in figure.description
    assert [line for line in lines(figure, "line") if line] == []  # no curve is foretold


def test_road_on_a_phone_says_the_level_at_each_ceiling():
    assert texts(figure_of(CASES["one-ahead"](), "phone"), "goal-when") == [
        "10% or less",
        "1% or less",
        "0.1% or less",
    ]


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_road_names_the_day_treatment_begins(width):
    figure = figure_of(CASES["one-ahead"](), width)

    assert [line.title for line in lines(figure, "begins")] == ["imatinib starts, 25 Nov 2026"]
    assert "imatinib starts, 25 Nov" in texts(figure, "next-name")
    assert "your CML medicine starts" in [entry.words for entry in figure.key]
