"""A long life with CML on Timeline: the number of queries does not grow, and the page stays small."""

from datetime import date, timedelta

from django.urls import reverse

from cmlguide.records.models import DiaryEntry, Result
from tests.factories import make_medicine

TODAY = date(2026, 11, 22)
MOST_QUERIES = 8
MOST_BYTES = 330_000


def fill(person, results, diary):
    """Add this many results, at most two months apart, and as many diary entries."""
    make_medicine(person, started_on=date(2010, 1, 4))
    first = date(2010, 1, 5)
    days = (TODAY - first).days
    Result.objects.bulk_create(
        Result(
            person=person,
            collected_on=first + timedelta(days=days * place // results),
            kind="value",
            value=f"{max(50 / (place + 1) ** 2, 0.004):.4f}",
            unit="percent_is",
            copies=52000,
            lab="City",
        )
        for place in range(results)
    )
    DiaryEntry.objects.bulk_create(
        DiaryEntry(
            person=person, kind="dose", dose_status="missed", happened_on=TODAY - timedelta(days=place * 3)
        )
        for place in range(diary)
    )


def test_a_long_diary_asks_no_more_of_the_database(
    signed_in, person, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(TODAY)
    fill(person, results=60, diary=500)

    with django_assert_max_num_queries(MOST_QUERIES):
        page = signed_in.get(reverse("timeline"))

    assert len(page.context["chart"].diary) == 50
    assert page.context["chart"].more_diary is True


def test_hundreds_of_results_are_one_page_of_sensible_size(signed_in, person, time_machine):
    time_machine.move_to(TODAY)
    fill(person, results=400, diary=40)

    page = signed_in.get(reverse("timeline"))

    assert len(page.content) < MOST_BYTES
