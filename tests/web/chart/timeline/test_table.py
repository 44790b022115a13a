"""The table under the chart."""

import pytest

from cmlguide.web.chart.timeline.table import table_rows
from tests.web.chart.cases import CASES
from tests.web.chart.timeline.figures import data_of


@pytest.mark.parametrize("name", CASES)
def test_the_table_has_a_row_for_every_result(name):
    case = CASES[name]()

    rows = table_rows(data_of(case))

    assert [row.on for row in rows] == sorted((row.collected_on for row in case.results), reverse=True)
