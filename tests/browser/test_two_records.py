"""Two records in two tabs: the other is two taps away, and what was typed for one never reaches it."""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.models import Result
from tests.browser.looking import DESK, PHONE, find_barriers, overflow, take_picture
from tests.factories import make_person, make_user


@pytest.mark.django_db(transaction=True)
def test_number_typed_for_one_record_is_not_saved_in_the_other(open_window):
    owner = make_user()
    mum = make_person(owner=owner, name="Mum")
    make_person(owner=owner, name="Wilhelm Alexander von Ahrenstorff-Löwenfeld")
    typing = open_window(PHONE, owner=owner)
    typing.goto("/results/add/")
    typing.get_by_label("The number on your letter").fill("0.05")
    for part, number in (("Day", "3"), ("Month", "5"), ("Year", "2026")):
        typing.get_by_label(part, exact=True).fill(number)

    other = typing.context.new_page()
    other.goto("/results/")
    other.locator(".whose summary").click()
    assert find_barriers(other) == []
    assert overflow(other) == 0
    take_picture(other, "two-records-switch")
    other.get_by_role("button", name="Wilhelm").click()
    other.get_by_text("Open now: Wilhelm").wait_for()
    assert other.url.endswith("/results/")

    typing.get_by_role("button", name="Save", exact=True).click()
    typing.get_by_role("heading", name="Another record is open now").wait_for()
    assert typing.locator(".whose-name").inner_text().endswith("Löwenfeld")  # the header as well
    assert find_barriers(typing) == []
    assert overflow(typing) == 0
    take_picture(typing, "two-records-asked")
    assert Result.objects.count() == 0

    typing.get_by_role("button", name="Open Mum and continue there").click()
    typing.get_by_text("Saved:").wait_for()
    assert [(row.person, row.value, row.collected_on) for row in Result.objects.all()] == [
        (mum, Decimal("0.05"), date(2026, 5, 3))
    ]


@pytest.mark.django_db(transaction=True)
def test_name_stays_whole_where_the_places_have_long_names(open_window):
    owner = make_user()
    make_person(owner=owner, name="Maria")
    make_person(owner=owner, name="Otto")
    window = open_window(DESK, owner=owner, locale="pt-BR")

    window.goto("/more/")

    name = window.locator(".whose-name")
    assert name.inner_text().splitlines()[-1] == "Maria"
    assert name.evaluate(
        "(one) => [one.scrollWidth - one.clientWidth, one.getClientRects()[0].height < 32]"
    ) == [0, True]
    assert overflow(window) == 0
