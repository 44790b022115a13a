"""The goal decides which level is stressed; its number comes from the guideline, the ladder or the trend."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.shapes import Line, Text
from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.explore.figure import plotly_figure
from cmlguide.web.chart.timeline.drawing import timeline_figure
from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import Treatment
from tests.web.chart.cases import CASES, START, TODAY, atypical, just_above

TFR = "treatment_free_remission"


def with_goals(case, *codes, engine=None):
    """The case with these goals in order, and the engine's goal that follows from them."""
    goal = engine or (TFR if TFR in codes else "long_term_control" if codes else "unset")
    listed = {"goals": [{"code": code} for code in codes]} if codes else {}
    return replace(case, person=replace(case.person, goal=goal), extra=listed)


def line_of(case, guideline="eln-2020", today=TODAY):
    return chart_data(assess(case, load_guideline(guideline), today), case).goal_line


def figure_of(case, width="wide", scale="log", guideline="eln-2020"):
    assessment = assess(case, load_guideline(guideline), TODAY)
    return timeline_figure(assessment, case, width=width, scale=scale)


@pytest.mark.parametrize(
    ("codes", "guideline", "percent", "label"),
    [
        ((), "eln-2020", "0.1", "usual goal now: 0.1% or less"),
        ((), "nccn-2024", "1", "usual goal now: 1% or less"),
        (("counts_normal", "own", "family_plans"), "eln-2020", "0.1", "usual goal now: 0.1% or less"),
        (("fewer_copies",), "eln-2020", "0.1", "your goal now: 0.1% or less"),
        (("fewer_copies",), "nccn-2024", "1", "your goal now: 1% or less"),
        (("no_progression",), "eln-2020", "0.1", "your goal now: 0.1% or less"),
        (("quality_of_life",), "eln-2020", "0.1", "your goal now: 0.1% or less"),
        (("too_low_to_find",), "eln-2020", "0", "your goal: too low to find"),
        ((TFR,), "eln-2020", "0.01", "your goal: deep levels"),
        ((TFR,), "nccn-2024", "0.01", "your goal: deep levels"),
        (("own", "too_low_to_find", TFR), "eln-2020", "0", "your goal: too low to find"),
        (("fewer_copies", TFR), "nccn-2024", "0.1", "your goal now: 0.1% or less"),
    ],
)
def test_the_first_goal_with_a_level_decides(codes, guideline, percent, label):
    line = line_of(with_goals(just_above(), *codes), guideline)

    assert (line.percent, line.label) == (Decimal(percent), label)


@pytest.mark.parametrize(
    ("engine", "label"),
    [
        (TFR, "your goal: deep levels"),
        ("long_term_control", "your goal now: 0.1% or less"),
        ("unset", "usual goal now: 0.1% or less"),
    ],
)
def test_a_record_without_a_list_goes_by_the_engine_s_goal(engine, label):
    assert line_of(with_goals(just_above(), engine=engine)).label == label


def test_what_is_no_list_of_goals_is_passed_over():
    case = replace(just_above(), extra={"goals": ["x", {"code": None}, {"code": "to_fly"}]})

    assert line_of(case).label == "usual goal now: 0.1% or less"
    assert line_of(replace(case, extra={"goals": "x"})).label == "usual goal now: 0.1% or less"


def test_a_checkpoint_ahead_is_the_one_that_matters_with_its_day():
    case = replace(just_above(), results=just_above().results[:2])

    line = line_of(with_goals(case, "fewer_copies"), today=date(2026, 2, 1))

    assert (line.percent, line.words) == (Decimal(1), "Your goal now: 1% or less, by 8 Mar (ELN 2020).")


def test_off_treatment_the_level_to_stay_at_is_that_of_the_trend():
    stopped = (Treatment("imatinib", START, date(2026, 8, 1), stop_reason=TFR),)
    case = replace(just_above(), treatments=stopped)

    assert line_of(with_goals(case, TFR)).label == "your goal: stay at 0.1% or less"
    assert line_of(with_goals(case, "fewer_copies")) is None


def test_without_checkpoints_or_levels_no_line_is_made_up():
    no_clock = replace(just_above(), treatments=())

    assert line_of(no_clock) is None
    assert line_of(with_goals(atypical(), TFR)) is None


def test_eln_s_own_level_for_treatment_free_remission_is_never_said():
    """It is `recalled`: only the ladder's own border of the level stands on the page."""
    case = with_goals(just_above(), TFR)
    figure = figure_of(case)

    assert line_of(case).words == (
        "Your goal is a time without treatment. The line marks MR4.0, where the deep levels start. "
        "If and when to try it is for you and your team to decide."
    )
    assert "0.01%" not in figure.description
    assert [text.content for text in figure.shapes if isinstance(text, Text) and "0.01%" in text.content] == [
        "0.01%",  # the scale's own step
        "0.01% or less",  # beside the band's name
    ]


@pytest.mark.parametrize("width", ["wide", "phone"])
@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("goal", ["fewer_copies", "too_low_to_find", TFR])
@pytest.mark.parametrize("name", CASES)
def test_the_line_stands_at_its_level_and_is_always_named(name, goal, scale, width):
    figure = figure_of(with_goals(CASES[name](), goal), width, scale)

    lines = [shape for shape in figure.shapes if isinstance(shape, Line) and shape.kind == "my-goal"]
    names = [shape for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "my-goal-name"]
    expected = 0 if figure.data.goal_line is None else 1
    assert (len(lines), len(names)) == (expected, expected)
    assert all(
        line.y1 == line.y2 and abs(name.y - line.y1) < 20 for line, name in zip(lines, names, strict=True)
    )


def test_a_phone_says_it_short_and_the_key_explains_it():
    figure = figure_of(with_goals(just_above(), TFR), "phone")

    assert [shape.content for shape in figure.shapes if getattr(shape, "kind", "") == "my-goal-name"] == [
        "your goal"
    ]
    assert ("my-goal", "the level of your goal, or the usual goal now") in [
        (entry.sign, entry.words) for entry in figure.key
    ]


def test_words_paper_and_explore_tell_the_same_goal():
    case = with_goals(just_above(), "too_low_to_find")
    figure = figure_of(case)

    assert figure.data.goal_line.words in figure.description
    assert "your goal: too low to find" in draw(figure_of(case, "paper"))
    explored = plotly_figure(figure)["layout"]
    assert [
        note["yref"] for note in explored["annotations"] if note["text"] == "your goal: too low to find"
    ] == ["y domain"]


@pytest.mark.parametrize(
    ("goal", "scale", "y"),
    [("fewer_copies", "log", 0.1), ("too_low_to_find", "plain", 0.0), (TFR, "log", 0.01)],
)
def test_explore_draws_the_line_at_the_same_level(goal, scale, y):
    layout = plotly_figure(figure_of(with_goals(just_above(), goal), scale=scale))["layout"]

    (line,) = [shape for shape in layout["shapes"] if shape["line"].get("dash") == "longdashdot"]
    assert (line["y0"], line["y1"], line["yref"]) == (y, y, "y")
