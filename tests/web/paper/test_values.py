from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmlguide.exchange.paper.sizes import POINTS_A_MM, load_sizes
from cmlguide.web.paper.summary import Options
from cmlguide.web.paper.values import summary_values
from tests.factories import make_diary_entry, make_medicine, make_result


def test_the_charts_words_have_9_points_on_a4_and_12_in_large_print(person):
    make_result(person)
    sizes = load_sizes()
    side = (sizes["a4"]["width_mm"] - 2 * sizes["side"]["margin_across_mm"]) * POINTS_A_MM

    figures = [summary_values(person, Options(large=large)).figure for large in (False, True)]

    assert [int(figure.font_size * side / figure.width) for figure in figures] == [9, 12]
    assert [figure.name for figure in figures] == ["paper-tallest-log", "paper-large-log"]


@pytest.mark.parametrize(("count", "drawing"), [(5, "paper-tallest-log"), (40, "paper-log")])
def test_the_chart_grows_where_every_result_is_printed_and_room_is_left(person, count, drawing):
    make_medicine(person, started_on=date(2019, 1, 1))
    for number in range(count):
        make_result(person, "0.05", collected_on=date(2019, 1, 1) + timedelta(days=60 * number))
    make_diary_entry(person, prints=False)

    values = summary_values(person)

    assert values.figure.name == drawing
    assert values.figure.data.diary == ()  # what is not ticked is not on paper, however tall


def test_the_chart_without_treatment_begins_a_year_before_the_stop(person):
    """Twelve years on treatment pressed the months without it, where the number rose, into a hair."""
    make_medicine(
        person,
        started_on=date(2014, 1, 1),
        stopped_on=date(2026, 6, 1),
        stop_reason="treatment_free_remission",
    )
    for year in range(2014, 2026):
        make_result(person, "0.003", collected_on=date(year, 12, 1))
    make_result(person, "0.2")

    values = summary_values(person)

    assert values.chart_title == "BCR::ABL1 since June 2025"
    assert [point.on for point in values.figure.data.main.points] == [date(2025, 12, 1), date(2026, 9, 7)]


def test_large_print_leaves_nothing_for_a_third_side(person):
    """It has a second side: a page "In full" behind it for two lines was waste."""
    for number in range(8):
        row = {"started_on": date(2019 + number, 1, 1), "stopped_on": date(2019 + number, 12, 1)}
        make_medicine(person, **row)
        make_result(person, "0.05", collected_on=date(2019 + number, 6, 1))

    page = summary_values(person, Options(large=True)).page

    assert page.whole == ()
    assert sum(line.startswith("imatinib") for line in page.treatment) == 8
