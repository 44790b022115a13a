import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.web.chart.drawing.text_width import text_width
from cmlguide.web.chart.number_line import LETTER, VALUE_SIZE, NumberLine, number_lines
from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import History, PersonFacts, Result, Treatment

STARTED = date(2025, 9, 8)


def lines_of(value: str | None, **facts) -> tuple[NumberLine, ...]:
    facts = {"kind": "value", "unit": "percent_is", "key": "1", **facts}
    result = Result(STARTED + timedelta(days=200), value=None if value is None else Decimal(value), **facts)
    history = History(
        PersonFacts(transcript="typical", phase="chronic"), (Treatment("imatinib", STARTED),), (result,)
    )
    return number_lines(result, assess(history, load_guideline("eln-2020"), date(2026, 11, 22)))


def test_line_is_drawn_for_each_width():
    assert [(line.name, line.width) for line in lines_of("0.5")] == [
        ("wide", 960),
        ("middle", 640),
        ("phone", 320),
    ]


def test_each_tenfold_step_is_as_long_as_the_next():
    wide = lines_of("0.5")[0]

    places = [step.x for step in wide.steps]
    gaps = {round(second - first) for first, second in itertools.pairwise(places)}

    assert [step.text for step in wide.steps] == ["100%", "10%", "1%", "0.1%", "0.01%", "0.001%"]
    assert len(gaps) == 1


def test_number_on_a_border_stands_on_its_step_and_at_its_goal():
    wide = lines_of("1")[0]

    assert wide.mark == wide.steps[2].x == wide.goal
    assert (wide.shape, wide.unknown) == ("ring", None)


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        ({"kind": "not_detected", "limit": Decimal("0.0032")}, "right"),
        ({"kind": "less_than", "limit": Decimal("0.01")}, "right"),
        ({"kind": "above_limit", "limit": Decimal(55)}, "left"),
    ],
)
def test_limit_points_to_where_the_number_may_lie(facts, shape):
    wide = lines_of(None, **facts)[0]

    assert wide.shape == shape
    assert wide.unknown.width > 0


@pytest.mark.parametrize("value", ["320", "5000", "62", "0.11", "0.0001", "0.00000001"])
def test_line_grows_to_hold_any_number_and_no_labels_touch(value):
    for line in lines_of(value):
        assert 0 < line.mark < line.width
        for row in (line.steps, [n for n in line.names if n.row == 0], [n for n in line.names if n.row == 1]):
            for left, right in itertools.pairwise(row):
                assert right.x - left.x >= (len(left.text) + len(right.text)) * LETTER / 2


def test_label_of_a_deep_limit_stays_in_the_picture():
    for line in lines_of(None, kind="not_detected", limit=Decimal("0.0032")):
        half = text_width(line.label.text, VALUE_SIZE, bold=True) / 2
        ends = {"middle": line.label.x + half, "end": line.label.x}[line.label.anchor]

        assert line.label.text == "<0.0032%, not found"
        assert ends <= line.width


def test_number_off_the_scale_has_no_line():
    assert lines_of("0.5", unit="ratio_percent") == ()


@pytest.mark.parametrize("limit", ["0.0032", "0.001", "55"])
def test_a_long_value_is_never_cut_at_the_edge(limit):
    """`<0.0032%, not found` is twice as wide as a number."""
    for line in lines_of(None, kind="not_detected", limit=Decimal(limit)):
        label, wide = line.label, text_width(line.label.text, VALUE_SIZE, bold=True)
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]

        assert (left >= 0, left + wide <= line.width) == (True, True)
