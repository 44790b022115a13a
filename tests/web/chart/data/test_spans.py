"""The spans of the timeline: which are offered, and what is left of each kind of mark."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cmlguide.web.chart.data.spans import span_choices, within
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.shapes import Text
from cmlguide.web.chart.timeline.card import chart_card
from cmlguide.web.chart.timeline.drawing import draw_timeline
from milestones.history import Treatment
from tests.web.chart.cases import CASES, TODAY, assessed, atypical, history, just_above, value


def spans_of(case):
    made = assessed(case)
    return span_choices(chart_data(made, case), made)


def days_on(data):
    """Every day on which something stands, by what it is."""
    points = (*data.main.points, *data.own.points)
    runs = (*data.main.runs, *data.own.runs)
    return {
        "points": [point.on for point in points],
        "joined": [point.on for run in runs for point in run.points],
        "labs": [first.on for first, _, _ in (*data.main.lab_changes, *data.own.lab_changes)],
        "events": [event.on for event in (*data.no_numbers, *data.depthless, *data.line_starts)],
        "goals": [goal.on for goal in data.goals],
        "medicines": [row.start for row in data.medicines],
        "diary": [mark.start for row in data.diary for mark in row.marks],
    }


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_any_record_stands_before_the_span(name):
    case = CASES[name]()
    whole = chart_data(assessed(case), case)

    for choice in span_choices(whole, assessed(case)):
        if choice.since:
            for days in days_on(within(whole, choice.since)).values():
                assert [day for day in days if day < choice.since] == []


@pytest.mark.parametrize("scale", ["", "plain"])
@pytest.mark.parametrize("name", CASES)
def test_every_span_of_every_record_can_be_drawn(name, scale):
    case = CASES[name]()
    made = assessed(case)

    for choice in span_choices(chart_data(made, case), made):
        card = chart_card(made, case, scale, choice.code)
        assert len(card.drawings) == 3
        assert [one.label for one in card.spans if one.chosen] == [choice.label]
        assert card.is_part is (choice.since is not None)


@pytest.mark.parametrize("scale", ["", "plain"])
def test_a_span_without_a_result_is_drawn_on_a_scale_of_its_own_too(scale):
    old = replace(atypical(), results=atypical().results[:1])
    later = assessed(old, date(2027, 3, 1))

    card = chart_card(later, old, scale, "1y")

    assert [one.label for one in card.spans if one.chosen] == ["1 year"]
    assert (len(card.drawings), card.rows) == (3, ())


# A span is offered where something lies before it: a day before, on, and after its first day.
@pytest.mark.parametrize(
    ("first", "labels"),
    [
        (date(2025, 11, 21), ["All", "1 year"]),
        (date(2025, 11, 22), []),
        (date(2025, 11, 23), []),
        (date(2024, 11, 21), ["All", "2 years", "1 year"]),
        (date(2024, 11, 22), ["All", "1 year"]),
    ],
)
def test_spans_are_offered_where_there_is_more(first, labels):
    assert date(2026, 11, 22) == TODAY
    case = replace(history(value(first, "62"), value(date(2026, 11, 1), "0.05")), treatments=())

    assert [choice.label for choice in spans_of(case)] == labels


def test_since_i_stopped_begins_a_month_before_the_last_tablet():
    stop = date(2026, 5, 15)
    rows = (Treatment("imatinib", date(2018, 1, 1), stop, stop_reason="treatment_free_remission"),)
    case = replace(just_above(), treatments=rows)

    found = {choice.label: choice.since for choice in spans_of(case)}

    assert found["Since I stopped"] == date(2026, 4, 15)
    assert "Since I stopped" not in {choice.label for choice in spans_of(just_above())}


@pytest.mark.parametrize(("tests", "usual"), [(0, "all"), (1, "all"), (2, "last")])
def test_without_treatment_the_chart_opens_on_what_came_since(tests, usual):
    """Ten years on a tablet would leave a sliver for the months that matter; one test makes no line."""
    stop = date(2026, 5, 15)
    rows = (Treatment("imatinib", date(2016, 1, 1), stop, stop_reason="treatment_free_remission"),)
    days = [date(2016, 1, 1), date(2026, 5, 1), date(2026, 6, 15), date(2026, 7, 15)][: 2 + tests]
    case = replace(history(*(value(day, "0.004") for day in days)), treatments=rows)

    card = chart_card(assessed(case), case)

    query = {choice.label: choice.query for choice in card.spans}
    shown = next(choice.label for choice in card.spans if choice.chosen)
    assert shown == {"all": "All", "last": "Since I stopped"}[usual]
    assert (query["All"], query["Since I stopped"]) == (
        ("", "?span=last") if usual == "all" else ("?span=all", "")
    )
    assert chart_card(assessed(case), case, span="all").is_part is False


def test_what_began_before_the_span_and_goes_on_is_cut_at_its_edge():
    since = TODAY - timedelta(days=100)
    entry = {
        "happened_on": f"{since - timedelta(days=5)}",
        "until_on": f"{since + timedelta(days=5)}",
        "kind": "side_effect",
        "symptom": "nausea",
        "severity": "mild",
    }
    over = {**entry, "until_on": f"{since - timedelta(days=1)}"}
    case = replace(just_above(), extra={"diary": [entry, over]})

    cut = within(chart_data(assessed(case), case), since)

    assert [(mark.start, mark.end) for row in cut.diary for mark in row.marks] == [
        (since, since + timedelta(days=5))
    ]
    assert [row.start for row in cut.medicines] == [since]


def test_all_of_it_is_the_same_chart():
    whole = chart_data(assessed(just_above()), just_above())

    assert within(whole, None) is whole


def test_start_stands_on_no_axis_that_begins_later():
    """A year of months 8 to 20 had "start" at its left edge."""
    made = assessed(just_above())
    data = chart_data(made, just_above())
    later = data.clock_from + timedelta(days=100)

    names = [
        [shape.content for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "tick"]
        for figure in (draw_timeline(data, width="wide"), draw_timeline(within(data, later), width="wide"))
    ]

    assert [("start" in ticks, "6" in ticks) for ticks in names] == [(True, True), (False, True)]
