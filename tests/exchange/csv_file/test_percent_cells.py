"""Cells formatted as percent: the person sees 0.0032%, the file stores 0.000032."""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.exchange.csv_file.percent_cells import as_percent, ods_percents_as_text, reference
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from tests.exchange.made_files import ods, xls

OPTIONS = Options(today=date(2026, 11, 22))
ROWS = (("Date", "BCR-ABL1 IS"), ("2026-01-05", Decimal("0.000032")), ("2026-04-05", Decimal("0.0005")))


@pytest.mark.parametrize("made", [xls, ods])
def test_a_percent_cell_is_read_as_it_is_shown_with_every_digit(made):
    results = preview_file(made(ROWS), OPTIONS).results

    assert [(str(row.value), row.unit) for row in results] == [
        ("0.0032", "percent_is"),
        ("0.05", "percent_is"),
    ]


def test_the_old_format_keeps_date_cells_and_plain_numbers():
    rows = (
        ("Date", "BCR-ABL1 IS", "Lab"),
        (date(2026, 1, 5), 0.0032, "City"),
        (date(2026, 4, 5), 12, "City"),
    )

    results = preview_file(xls(rows), OPTIONS).results

    assert [(str(row.collected_on), str(row.value), row.lab) for row in results] == [
        ("2026-01-05", "0.0032", "City"),
        ("2026-04-05", "12", "City"),
    ]


def test_a_damaged_file_of_the_old_format_is_refused():
    with pytest.raises(FileRefusedError, match="sheet_unreadable"):
        preview_file(xls()[:3000], OPTIONS)


@pytest.mark.parametrize(
    ("place", "name"), [((0, 0), "A1"), ((25, 9), "Z10"), ((26, 0), "AA1"), ((701, 0), "ZZ1")]
)
def test_reference(place, name):
    assert reference(*place) == name


@pytest.mark.parametrize(
    ("stored", "shown"), [("0.000032", "0.0032%"), ("3.2E-05", "0.0032%"), ("1", "100%")]
)
def test_as_percent(stored, shown):
    assert as_percent(stored) == shown


def test_a_percent_cell_without_a_value_stays_as_it_is():
    cell = b'<table:table-cell office:value-type="percentage" a="b"><text:p>5%</text:p></table:table-cell>'

    assert ods_percents_as_text(cell) == cell
