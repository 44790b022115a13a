"""The chart's card: one assessment, every way to read it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from cmlguide.web.chart.timeline.card import TABLE_ROWS, chart_card, explored_figure
from tests.web.chart.cases import CASES, TODAY, assessed, just_above


def card_of(case, show="", span=""):
    return chart_card(assessed(case), case, show, span)


def test_a_drawing_for_each_screen():
    drawings = card_of(just_above()).drawings

    assert [drawing.split('class="chart chart--')[1].split('"')[0] for drawing in drawings] == [
        "wide",
        "medium",
        "phone",
    ]


@pytest.mark.parametrize(
    ("show", "plain", "query"), [("", False, ""), ("plain", True, "?show=plain"), ("nonsense", False, "")]
)
def test_each_scale_leads_to_the_other(show, plain, query):
    card = card_of(just_above(), show)

    assert (card.plain, card.query) == (plain, query)
    assert [(choice.query, choice.chosen) for choice in card.scales] == [
        ("", not plain),
        ("?show=plain", plain),
    ]


@pytest.mark.parametrize(
    ("show", "span", "scale", "results"),
    [
        ("", "", "log", 6),
        ("plain", "", "linear", 6),
        ("nonsense", "9y", "log", 6),
        ("plain", "1y", "linear", 5),
    ],
)
def test_explore_has_the_span_and_the_scale_of_the_card(show, span, scale, results):
    case = just_above()

    figure = explored_figure(assessed(case), case, show, span)

    assert figure["layout"]["yaxis"]["type"] == scale
    assert [len(trace["x"]) for trace in figure["data"] if trace.get("name") == "results"] == [results]


@pytest.mark.parametrize(
    ("span", "query", "values"),
    [
        ("", "", ["0.11%", "0.074%", "0.21%", "0.84%", "7.1%", "62%"]),
        ("1y", "?span=1y", ["0.11%", "0.074%", "0.21%", "0.84%", "7.1%"]),
        ("9y", "", ["0.11%", "0.074%", "0.21%", "0.84%", "7.1%", "62%"]),
    ],
)
def test_a_span_shows_what_lies_in_it(span, query, values):
    card = card_of(just_above(), span=span)

    assert (card.query, [row.value for row in card.rows]) == (query, values)
    assert [(choice.label, choice.query) for choice in card.spans] == [("All", ""), ("1 year", "?span=1y")]


def test_a_span_and_a_scale_are_kept_together():
    card = card_of(just_above(), "plain", "1y")

    assert card.query == "?show=plain&span=1y"
    assert [choice.query for choice in card.spans] == ["?show=plain", "?show=plain&span=1y"]
    assert [choice.query for choice in card.scales] == ["?span=1y", "?show=plain&span=1y"]


def words_of_results(drawing):
    return "".join(re.findall(r'<g class="c-point.*?</g>', drawing)).count("<title>")


def test_words_of_many_results_stand_in_the_widest_drawing_alone():
    many, few = card_of(CASES["four-hundred"]()).drawings, card_of(just_above()).drawings

    assert [words_of_results(drawing) for drawing in many] == [400, 0, 0]
    assert [words_of_results(drawing) for drawing in few] == [6, 6, 6]


def test_words_and_table_tell_what_is_drawn():
    card = card_of(just_above())

    assert f">{card.description}</desc>" in card.drawings[0]
    assert [row.value for row in card.rows] == ["0.11%", "0.074%", "0.21%", "0.84%", "7.1%", "62%"]
    assert card.more_rows is False


def test_a_long_table_ends_and_says_so():
    card = card_of(CASES["four-hundred"]())

    assert len(card.rows) == TABLE_ROWS
    assert card.more_rows is True


def test_the_goal_is_told_beside_the_drawings():
    plain, chosen = just_above(), replace(just_above(), extra={"goals": [{"code": "fewer_copies"}]})

    assert (card_of(plain).goal, card_of(plain).has_own_goal) == (
        "The usual goal now: 0.1% or less (ELN 2020).",
        False,
    )
    assert (card_of(chosen).goal, card_of(chosen).has_own_goal) == (
        "Your goal now: 0.1% or less (ELN 2020).",
        True,
    )
    assert (card_of(CASES["atypical"]()).goal, card_of(CASES["atypical"]()).has_own_goal) == ("", False)


def test_the_road_is_told_only_where_it_is_drawn():
    said = {name: chart_card(assessed(CASES[name]()), CASES[name]()).road for name in ("one", "two")}

    assert said == {
        "one": "This is the road ahead: the usual goal at each checkpoint of the first year. Not "
        "everyone gets there by that day. Your team looks at each test with you.",
        "two": "",
    }


def test_a_long_diary_ends_too():
    days = [(TODAY - timedelta(days=index)).isoformat() for index in range(TABLE_ROWS + 1)]
    lines = [{"kind": "dose", "dose_status": "missed", "happened_on": day} for day in days]

    card = card_of(replace(just_above(), extra={"diary": lines}))

    assert (len(card.diary), card.more_diary) == (TABLE_ROWS, True)
    assert (card.diary[0].day, card.diary[0].words) == ("22 Nov 2026", "Missed dose")
