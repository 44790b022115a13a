"""The figure handed to plotly: a dict plotly itself accepts, with the words and points of the drawing."""

import json
from datetime import timedelta

import plotly.graph_objects as go
import pytest
from django.utils.translation import override

from cmlguide.web.chart.explore.figure import plotly_figure
from cmlguide.web.chart.timeline.drawing import timeline_figure
from milestones.history import Treatment
from tests.web.chart.cases import CASES, START, assessed, history, just_above, not_detected, value


def explore(case, scale="log"):
    return plotly_figure(timeline_figure(assessed(case), case, width="wide", scale=scale))


def results(figure):
    return next(trace for trace in figure["data"] if trace.get("name") == "results")


@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("name", CASES)
def test_plotly_accepts_it_and_json_can_carry_it(name, scale):
    figure = explore(CASES[name](), scale)

    assert len(go.Figure(figure).data) == len(figure["data"])
    assert json.loads(json.dumps(figure)) == figure


def test_its_points_are_the_drawing_s():
    figure = explore(just_above())

    trace = results(figure)
    assert trace["x"] == ["2025-08-29", "2025-12-04", "2026-03-10", "2026-06-09", "2026-09-07", "2026-11-12"]
    assert trace["y"] == [62.0, 7.1, 0.84, 0.21, 0.074, 0.11]
    assert trace["customdata"][-1] == "12 Nov 2026: 0.11%, CCyR level. Lab: City."


def test_the_axis_is_log_or_plain():
    assert explore(just_above())["layout"]["yaxis"]["type"] == "log"
    assert explore(just_above(), "plain")["layout"]["yaxis"]["type"] == "linear"


def test_the_log_range_reaches_from_above_100_to_0_001_percent():
    assert explore(just_above())["layout"]["yaxis"]["range"] == pytest.approx([-3.0, 2.3])


def test_the_buttons_of_plotly_have_the_names_of_the_language():
    with override("de"):
        buttons = explore(just_above())["layout"]["meta"]["buttons"]

    assert (buttons["Zoom in"], buttons["Pan"]) == ("Größer", "Die Kurve verschieben")


def test_months_come_first_where_one_clock_runs_and_not_over_many_years():
    assert explore(just_above())["layout"]["meta"]["months"]["ticktext"][:3] == ["start", "3", "6"]
    assert explore(just_above())["layout"]["meta"]["months"]["first"] is True
    assert explore(CASES["sixty"]())["layout"]["meta"]["months"]["first"] is False


def test_months_are_those_of_the_medicine_taken_now():
    months = explore(CASES["new-line"]())["layout"]["meta"]["months"]

    assert months["tickvals"][0] == "2026-09-21"
    assert months["first"] is False


def test_without_a_medicine_there_are_no_months():
    assert explore(CASES["one-no-medicine"]())["layout"]["meta"]["months"] is None


def test_a_less_than_sign_is_not_read_as_a_tag():
    trace = results(explore(history(not_detected(START, "0.0032"))))

    assert "<0.0032%" in trace["customdata"][0]
    assert "<0.0032%" not in trace["text"][0]
    assert "&lt;0.0032%" in trace["text"][0]


def test_a_medicine_s_name_is_no_markup_either():
    figure = explore(history(not_detected(START), treatments=(Treatment("<b>x</b>", START),)))

    assert figure["layout"]["yaxis3"]["categoryarray"][0] == "&lt;b>x&lt;/b>"


def test_no_colour_stands_in_it():
    drawn = json.dumps(explore(CASES["mixed"]()))

    assert "#" not in drawn
    assert "rgb" not in drawn


@pytest.mark.parametrize(
    ("lab", "lines"),
    [
        ("City", ["8 Sep 2025: 50%. Lab: City."]),
        ("Institute of the Northern Valley", ["8 Sep 2025: 50%. Lab: Institute of", "the Northern Valley."]),
        ("L" * 40, ["8 Sep 2025: 50%. Lab: LLLLLLLLLLLL", f"{'L' * 28}."]),
    ],
)
def test_words_stand_in_lines_that_fit_a_phone(lab, lines):
    assert results(explore(history(value(START, "50", lab=lab))))["text"] == ["<br>".join(lines)]


def test_names_stand_where_the_drawing_has_them_and_in_a_narrow_window_as_on_a_phone():
    case = just_above()
    wide, phone = (timeline_figure(assessed(case), case, width=width) for width in ("wide", "phone"))

    layout = plotly_figure(wide, narrow=phone)["layout"]

    assert notes(layout["annotations"])[:4] == ["EMR", "10% or less", "CCyR level", "1% or less"]
    assert notes(layout["meta"]["narrow"]) == ["EMR", "MMR", "MR4.0", "MR4.5"]
    assert plotly_figure(wide)["layout"]["meta"]["narrow"] is None


def notes(annotations):
    return [note["text"] for note in annotations if note["name"] in ("ink", "muted") and "xref" in note]


def test_the_newest_value_is_said_at_its_point_and_ringed():
    figure = explore(just_above())

    (note,) = [one for one in figure["layout"]["annotations"] if one["x"] == "2026-11-12"]
    (ring,) = [trace for trace in figure["data"] if trace.get("marker", {}).get("symbol") == "circle-open"]
    assert (note["text"], note["xanchor"]) == ("0.11% · 12 Nov 2026", "right")
    assert (ring["x"], ring["y"]) == (["2026-11-12"], [0.11])


def test_a_line_to_a_limit_is_dashed():
    later = value(START + timedelta(days=91), "0.5")
    figure = explore(history(value(START, "50"), later, not_detected(START + timedelta(days=182), "0.0032")))

    lines = [trace["line"] for trace in figure["data"] if trace["mode"] == "lines" and trace["yaxis"] == "y"]
    assert lines == [{"width": 2.4}, {"width": 1.6, "dash": "dash"}]


def test_a_checkpoint_says_its_words_when_one_points_at_it():
    (checkpoints,) = [trace for trace in explore(just_above())["data"] if trace["meta"] == "accent"][:1]

    assert checkpoints["customdata"][0] == "by 3 months: 10% or less"
    assert checkpoints["y"] == [10.0, 1.0, 0.1]


def test_no_words_on_it_are_markup():
    """plotly gives markup styles of its own, which the page's policy refuses."""
    shown = explore(CASES["mixed"]())["layout"]["annotations"]

    assert [note["text"] for note in shown if "<" in note["text"]] == []


def test_bands_are_paler_right_of_today():
    (ahead,) = [one for one in explore(just_above())["layout"]["shapes"] if one["name"] == "card"]

    assert (ahead["x0"], ahead["opacity"]) == ("2026-11-22", 0.62)


def test_the_day_treatment_starts_is_an_upright_as_on_the_road():
    shapes = explore(CASES["one-ahead"]())["layout"]["shapes"]

    assert [shape["x0"] for shape in shapes if shape.get("name") == "medicine-ink"] == ["2026-11-25"]
