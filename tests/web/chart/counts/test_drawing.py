"""Small charts of blood counts: one time axis, true positions, no overlapping labels."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.records.models import User
from cmlguide.web.chart.counts.drawing import draw_counts
from cmlguide.web.chart.counts.panels import count_panels
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.layout import LAYOUTS, make_frame
from cmlguide.web.chart.drawing.placing import text_box
from cmlguide.web.chart.drawing.shapes import Line, Mark, Text
from cmlguide.web.frame.units import in_units_of
from milestones.history import BloodCount
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged

WIDTHS = ("wide", "medium", "phone")


def count(day: date, **values: str) -> BloodCount:
    return BloodCount(day, **{item: Decimal(value) for item, value in values.items()})


COUNTS = (
    count(date(2025, 8, 29), wbc="182.4", hemoglobin="10.9", platelets="612", neutrophils="120"),
    count(date(2025, 12, 4), wbc="5.4", hemoglobin="12.8", platelets="250", neutrophils="3.1"),
    count(date(2026, 9, 7), wbc="4.9", hemoglobin="13.2"),
)
ASSESSMENT = judged(JUST_ABOVE, today=JUST_ABOVE_ON)


def figure_of(*counts: BloodCount, width: str = "wide"):
    history = replace(JUST_ABOVE, blood_counts=counts)
    data = chart_data(ASSESSMENT, history)
    return draw_counts(count_panels(history, JUST_ABOVE_ON), data, width=width)


def test_panels_hold_what_was_reported_up_to_today():
    later = count(date(2027, 1, 1), wbc="5")

    panels = count_panels(replace(JUST_ABOVE, blood_counts=(*COUNTS[1:], later)), JUST_ABOVE_ON)

    assert [(panel.item, len(panel.points), panel.border) for panel in panels] == [
        ("wbc", 2, 10),
        ("hemoglobin", 2, None),
        ("platelets", 1, 450),
        ("neutrophils", 1, None),
    ]


def test_many_points_are_drawn_small():
    many = [count(date(2016, 1, 1) + timedelta(days=9 * place), wbc="5") for place in range(400)]

    kinds = {shape.kind for shape in figure_of(*many, width="phone").shapes if isinstance(shape, Mark)}

    assert kinds == {"point-dense", "newest"}


def test_time_axis_is_that_of_the_timeline():
    figure = figure_of(*COUNTS)
    data = chart_data(ASSESSMENT, JUST_ABOVE)
    time = make_frame(data, LAYOUTS["wide"], plain=False, top=0).time

    rings = [shape for shape in figure.shapes if isinstance(shape, Mark) and shape.kind == "point"]
    first, last = rings[0].x, rings[2].x
    todays = {shape.x1 for shape in figure.shapes if isinstance(shape, Line) and shape.kind == "today"}
    share = (last - first) / (todays.pop() - first)

    places = [time.x(day) for day in (date(2025, 8, 29), date(2026, 9, 7), JUST_ABOVE_ON)]
    assert share == pytest.approx((places[1] - places[0]) / (places[2] - places[0]))
    assert todays == set()


def test_counts_before_the_first_result_widen_the_axis():
    figure = figure_of(count(date(2020, 1, 1), wbc="8"), *COUNTS)

    xs = [shape.x for shape in figure.shapes if isinstance(shape, Mark) and shape.kind == "point"]

    assert xs[0] < xs[1] < xs[2]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "counts",
    [
        COUNTS,
        COUNTS[:1],
        (count(date(2026, 1, 1), wbc="0", platelets="0", neutrophils="0", hemoglobin="0"),),
        (count(date(2026, 1, 1), wbc="5400", platelets="1200000", hemoglobin="132"), *COUNTS),
        tuple(count(date(2016, 1, 1) + timedelta(days=30 * n), wbc=str(4 + n % 5)) for n in range(120)),
    ],
    ids=["usual", "one", "zero", "slips", "many"],
)
@pytest.mark.parametrize("unit", ["10^9/L", "/uL"])
def test_labels_never_overlap_and_stay_inside(width, counts, unit):
    """Single cells have the longest numbers."""
    with in_units_of(User(cell_unit=unit)):
        figure = figure_of(*counts, width=width)
    boxes = [text_box(shape, figure.font_size) for shape in figure.shapes if isinstance(shape, Text)]

    touching = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one.overlaps(other, 0)
    ]

    assert touching == []
    assert all(box.left >= 0 and box.right <= figure.width and box.bottom <= figure.height for box in boxes)


def test_description_tells_first_and_newest():
    assert figure_of(*COUNTS[:2]).description.startswith(
        "White cells, 10⁹/L: 182.4 on 29 Aug 2025, newest 5.4 on 4 Dec 2025. Hemoglobin"
    )
    assert figure_of(COUNTS[2]).description == (
        "White cells, 10⁹/L: 4.9 on 7 Sep 2026. Hemoglobin, g/dL: 13.2 on 7 Sep 2026."
    )


def test_key_names_the_goal_line_only_where_one_is_drawn():
    assert [entry.sign for entry in figure_of(*COUNTS).key] == ["border"]
    assert figure_of(count(date(2026, 1, 1), hemoglobin="13")).key == ()
