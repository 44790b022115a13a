"""Diary marks: a row for each kind under the medicines, on the same dates; on paper only ticked ones."""

import itertools
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from cmlguide.web.chart.drawing.placing import text_box
from cmlguide.web.chart.drawing.shapes import Mark, Text
from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.explore.figure import plotly_figure
from cmlguide.web.chart.timeline.diary_rows import SIZE
from cmlguide.web.chart.timeline.drawing import timeline_figure
from cmlguide.web.chart.timeline.table import diary_lines
from tests.web.chart.cases import TODAY, assessed, just_above

MISSED = {"kind": "dose", "dose_status": "missed"}
PAUSED = {"kind": "dose", "dose_status": "paused_by_team"}
NAUSEA = {"kind": "side_effect", "symptom": "nausea"}


def figure_of(*lines, width="wide", scale="log"):
    case = just_above()
    case = replace(case, extra={"diary": list(lines)})
    return timeline_figure(assessed(case), case, width=width, scale=scale)


def marks_of(figure):
    return [
        (shape.kind, shape.title)
        for shape in figure.shapes
        if isinstance(shape, Mark) and shape.kind.startswith("diary")
    ]


def names_of(figure):
    return [shape for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "row-name"]


def test_missed_doses_and_side_effects_have_a_row_each():
    figure = figure_of(
        {**NAUSEA, "happened_on": "2026-03-02", "until_on": "2026-04-20"},
        {**MISSED, "happened_on": "2026-06-20", "doses": 2},
    )

    assert marks_of(figure) == [
        ("diary-wedge", "2 doses missed, 20 Jun 2026"),
        ("diary-dot", "Nausea, 2 Mar 2026 to 20 Apr 2026"),
    ]
    assert [text.content for text in names_of(figure)] == ["missed doses", "side effects"]
    assert "From the diary, missed doses: 1 line. Newest: 2 doses missed, 20 Jun 2026." in figure.description


@pytest.mark.parametrize("width", ["wide", "medium", "phone"])
def test_the_names_of_all_rows_stand_on_one_side(width):
    """A dose missed at the very beginning leaves no room at the left edge: no name stands there then."""
    figure = figure_of(
        {**MISSED, "happened_on": "2025-09-08"}, {**NAUSEA, "happened_on": "2026-05-20"}, width=width
    )
    marks = [shape for shape in figure.shapes if isinstance(shape, Mark) and shape.kind.startswith("diary")]

    assert [name.x > mark.x for name, mark in zip(names_of(figure), marks, strict=True)] == [True, True]


def test_doses_not_kept_down_and_pauses_by_the_team_are_told_from_missed_ones():
    figure = figure_of(
        {**MISSED, "happened_on": "2026-06-20"},
        {"kind": "dose", "dose_status": "not_kept_down", "happened_on": "2026-06-21", "doses": 1},
        {**PAUSED, "happened_on": "2026-07-01", "until_on": "2026-07-14"},
    )

    assert marks_of(figure) == [
        ("diary-wedge", "Missed dose, 20 Jun 2026"),
        ("diary-vee", "1 dose not kept down, 21 Jun 2026"),
        ("diary-pause", "Paused by my team, 1 Jul 2026 to 14 Jul 2026"),
    ]
    assert [text.content for text in names_of(figure)] == [
        "missed doses",
        "doses not kept down",
        "paused by the team",
    ]
    assert [entry.words for entry in figure.key][-3:] == [
        "doses missed",
        "doses not kept down",
        "doses paused by the team",
    ]


def test_table_and_explore_have_the_same_rows():
    figure = figure_of(
        {**PAUSED, "happened_on": "2026-07-01", "until_on": "2026-07-14"},
        {**NAUSEA, "happened_on": "2026-06-20"},
    )

    assert [(line.on.isoformat(), line.kind, line.words) for line in diary_lines(figure.data)] == [
        ("2026-07-01", "paused by the team", "Paused by my team, 1 Jul 2026 to 14 Jul 2026"),
        ("2026-06-20", "side effects", "Nausea"),
    ]
    explored = plotly_figure(figure)
    drawn = [trace for trace in explored["data"] if trace["meta"] == "discuss"]
    assert [(trace["mode"], trace["y"][0], trace["x"]) for trace in drawn] == [
        ("lines", "paused by the team", ["2026-07-01", "2026-07-14", None]),
        ("markers", "paused by the team", ["2026-07-01"]),
        ("markers", "side effects", ["2026-06-20"]),
    ]
    assert drawn[1]["customdata"] == ["Paused by my team, 1 Jul 2026 to 14 Jul 2026"]
    assert explored["layout"]["yaxis3"]["categoryarray"][:2] == ["side effects", "paused by the team"]
    assert len(go.Figure(explored).data) == len(explored["data"])


def test_marks_stand_on_the_dates_of_the_curve():
    figure = figure_of({**MISSED, "happened_on": "2026-09-07"})

    wedge = next(shape for shape in figure.shapes if isinstance(shape, Mark) and shape.shape == "wedge")
    same_day = next(
        shape
        for shape in figure.shapes
        if isinstance(shape, Mark) and shape.shape == "ring" and "7 Sep 2026" in shape.title
    )
    assert wedge.x == same_day.x


def test_a_chart_without_a_diary_has_no_row_and_is_no_taller():
    assert names_of(figure_of()) == []
    assert figure_of().height < figure_of({**MISSED, "happened_on": "2026-06-20"}).height


def test_what_is_no_mark_is_passed_over():
    figure = figure_of(
        "no entry",
        {**MISSED},
        {"kind": "dose", "dose_status": "eaten by the dog", "happened_on": "2026-06-20"},
        {"kind": "side_effect", "happened_on": "2026-06-20"},
        {"kind": "note", "text": "x", "happened_on": "2026-06-20"},
        {"kind": "fever", "happened_on": "2026-06-20"},
        {**MISSED, "happened_on": "2027-01-01"},
        {**MISSED, "happened_on": "1999-01-01"},
    )

    assert marks_of(figure) == []


def test_paper_shows_only_what_was_ticked():
    figure = figure_of(
        {**MISSED, "happened_on": "2026-06-20", "prints": True},
        {**MISSED, "happened_on": "2026-07-20"},
        {**NAUSEA, "happened_on": "2026-07-20"},
        width="paper",
    )

    assert marks_of(figure) == [("diary-wedge", "Missed dose, 20 Jun 2026")]
    assert "nausea" not in draw(figure).lower()


def test_a_name_never_stands_on_a_mark():
    days = [date.fromordinal(TODAY.toordinal() - 5 * index) for index in range(80)]
    for width in ("wide", "medium", "phone", "paper"):
        figure = figure_of(
            *({**MISSED, "happened_on": day.isoformat(), "prints": True} for day in days), width=width
        )
        (name,) = names_of(figure)
        box = text_box(name, figure.font_size)
        marks = [shape for shape in figure.shapes if isinstance(shape, Mark) and shape.shape == "wedge"]
        assert [
            mark
            for mark in marks
            if box.left < mark.x + mark.size
            and mark.x - mark.size < box.right
            and box.top < mark.y + mark.size
            and mark.y - mark.size < box.bottom
        ] == []


def test_of_marks_that_would_hide_each_other_some_are_drawn():
    """The newest of them, and of the rest each that half stands clear of the next."""
    days = [date.fromordinal(TODAY.toordinal() - index) for index in range(300)]

    for width in ("wide", "medium", "phone", "paper"):
        figure = figure_of(
            *({**NAUSEA, "happened_on": day.isoformat(), "prints": True} for day in days), width=width
        )
        drawn = [shape for shape in figure.shapes if isinstance(shape, Mark) and shape.kind == "diary-dot"]
        apart = [later.x - earlier.x for earlier, later in itertools.pairwise(drawn)]
        assert drawn[-1].title == "Nausea, 22 Nov 2026"
        assert [gap for gap in apart if not SIZE <= gap < 2 * SIZE] == []
