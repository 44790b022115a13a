from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from tests.factories import make_marrow_test

DAY = {"collected_on_day": "29", "collected_on_month": "8", "collected_on_year": "2025"}


def test_list_says_cells_class_fish_and_karyotype(signed_in, person):
    make_marrow_test(person)
    make_marrow_test(
        person, collected_on=date(2026, 3, 2), ph_positive=0, fish_percent=Decimal("0.5"), karyotype="46,XY"
    )

    lines = signed_in.get(reverse("marrow-list")).context["lines"]

    assert [(line.day, line.cells, line.meaning, line.fish, line.karyotype) for line in lines] == [
        (
            "2 Mar 2026",
            "Ph+ in 0 of 20 cells",
            "Complete cytogenetic response (CCyR): no cell had it.",
            "FISH 0.5%",
            "46,XY",
        ),
        (
            "29 Aug 2025",
            "Ph+ in 20 of 20 cells",
            "Nearly all cells had it. That is usual at the start.",
            "",
            "",
        ),
    ]


def test_list_takes_few_queries(signed_in, person):
    for month in range(1, 13):
        make_marrow_test(person, collected_on=date(2026, month, 1))
    signed_in.get(reverse("marrow-list"))

    with assertNumQueries(4):
        signed_in.get(reverse("marrow-list"))


def test_marrow_test_is_added(signed_in, person):
    response = signed_in.post(
        reverse("marrow-add"), {"ph_positive": "3", "metaphases": "25", "fish_percent": "4,5", **DAY}
    )

    (row,) = person.marrow_tests.kept()
    assert response.url == reverse("marrow-list")
    assert (row.ph_positive, row.metaphases, str(row.fish_percent)) == (3, 25, "4.5")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"ph_positive": "21", "metaphases": "20"}, "There cannot be more Ph+ cells than cells in total."),
        ({"ph_positive": "2"}, "Enter how many cells were looked at."),
        ({}, "Enter at least one thing from your letter."),
        ({"fish_percent": "101"}, "A percent is 100 or less."),
    ],
)
def test_what_cannot_be_comes_back_with_what_to_do(signed_in, person, data, sentence):
    response = signed_in.post(reverse("marrow-add"), {**DAY, **data})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert person.marrow_tests.count() == 0


def test_marrow_test_is_changed(signed_in, person):
    row = make_marrow_test(person, fish_percent=Decimal("4.50"))
    address = reverse("marrow-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, {"ph_positive": "19", "metaphases": "20", "karyotype": "t(9;22)", **DAY})

    row.refresh_from_db()
    assert 'value="4.50"' in shown
    assert (row.ph_positive, row.karyotype, row.fish_percent) == (19, "t(9;22)", None)
