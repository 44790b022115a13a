"""The bands of the page of medicines: true to the days and the doses, in every width."""

from dataclasses import replace
from datetime import date

import pytest

from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.shapes import Rect, Text
from cmlguide.web.chart.medicine_bands import draw_bands, medicine_bands
from milestones.history import Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged

STEPPED = replace(
    JUST_ABOVE,
    treatments=(
        Treatment("imatinib", date(2024, 9, 8), date(2025, 9, 7), dose="400 mg once a day"),
        Treatment("imatinib", date(2025, 9, 8), dose="300 mg once a day"),
    ),
)


def bands_of(history, width):
    figure = draw_bands(chart_data(judged(history, today=JUST_ABOVE_ON), history), width=width)
    return figure, [shape for shape in figure.shapes if isinstance(shape, Rect)]


@pytest.mark.parametrize("width", ["wide", "medium", "phone"])
def test_a_lower_dose_is_a_lower_band_that_follows(width):
    figure, (first, second) = bands_of(STEPPED, width)

    assert second.x == pytest.approx(first.x + first.width + 1, abs=1)
    assert second.height < first.height
    assert second.y + second.height == first.y + first.height
    assert second.x + second.width < figure.width


@pytest.mark.parametrize("width", ["wide", "medium", "phone"])
def test_the_axis_has_dates_and_no_months_on_treatment(width):
    figure, _bands = bands_of(JUST_ABOVE, width)

    said = [shape.content for shape in figure.shapes if isinstance(shape, Text)]
    assert "months" not in said
    assert "today" in said
    assert figure.description == "imatinib 400 mg once a day since 8 Sep 2025"


def test_there_is_nothing_to_draw_before_the_first_medicine():
    none = replace(JUST_ABOVE, treatments=())

    assert medicine_bands(none, JUST_ABOVE_ON) is None
    assert len(medicine_bands(JUST_ABOVE, JUST_ABOVE_ON).drawings) == 3
