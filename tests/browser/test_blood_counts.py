"""A blood count in a real browser: without script, on a phone,
with one question about a likely wrong unit."""

from datetime import date

import pytest

from tests.browser.looking import DESK, PHONE
from tests.factories import make_medicine


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, False), (DESK, True)], ids=["phone-no-script", "desk"]
)
def test_blood_count_is_added_asked_about_and_seen_on_timeline(open_window, person, size, javascript):
    make_medicine(person, started_on=date(2025, 5, 8))  # the goals of a count already apply
    window = open_window(size, owner=person.owner, javascript=javascript)
    window.goto("/results/")
    window.get_by_role("link", name="Blood counts").click()
    window.get_by_role("link", name="Add a blood count").click()

    for box, typed in (("Day", "12"), ("Month", "11"), ("Year", "2025")):
        window.get_by_label(box, exact=True).fill(typed)
    window.locator("#id_wbc").fill("12")
    window.locator("#id_hemoglobin").fill("132")
    window.get_by_role("button", name="Save", exact=True).click()
    window.get_by_label("132 g/L", exact=True).check()
    window.get_by_role("button", name="Yes, save this").click()

    window.get_by_text("Saved: White cells 12 x 10⁹/L; hemoglobin 13.2 g/dL.").wait_for()
    window.goto("/")
    window.get_by_role("link", name="Your blood counts from 12 Nov 2025: 1 of 5 goals not met").click()
    window.get_by_role("heading", name="Blood counts", exact=True).wait_for()
    assert window.url.endswith("/blood-counts/")
    assert str(person.blood_counts.get().hemoglobin) == "13.2"
