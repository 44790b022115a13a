"""Two clicks make one row, and two tabs on the same row lose no words: by hand, on a phone."""

from playwright.sync_api import expect

from tests.browser.looking import find_barriers
from tests.factories import make_result


def test_two_clicks_on_save_or_one_more_after_a_lost_answer_make_one_row(phone, person):
    phone.goto("/allergies/add/")
    phone.get_by_label("What are you allergic to?").fill("Latex")
    phone.get_by_role("button", name="Save").dblclick()
    expect(phone.get_by_text("Saved: Latex")).to_be_visible()

    phone.goto("/allergies/add/")
    phone.get_by_label("What are you allergic to?").fill("Pollen")
    phone.route("**/allergies/add/", lose_the_answer, times=1)
    with phone.expect_event("requestfailed"):
        phone.get_by_role("button", name="Save").click()
    assert [row.name for row in person.allergies.kept()] == ["Latex", "Pollen"]
    phone.get_by_role("button", name="Save").click()

    expect(phone.get_by_text("Saved: Pollen")).to_be_visible()
    assert [row.name for row in person.allergies.kept()] == ["Latex", "Pollen"]


def lose_the_answer(route):
    """Let the form arrive, and break the connection before the page gets the answer."""
    route.fetch(max_redirects=0)
    route.abort("aborted")


def test_a_stale_form_comes_back_with_both_versions_side_by_side(phone, person):
    row = make_result(person, "0.5", lab="City", note="From the letter")
    phone.goto(f"/results/{row.pk}/edit/")
    other = phone.context.new_page()
    other.goto(f"/results/{row.pk}/edit/")
    other.get_by_label("Lab", exact=True).fill("North")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Saved: 0.5%")).to_be_visible()

    phone.get_by_label("Lab", exact=True).fill("South")
    phone.get_by_role("button", name="Save").click()

    asked = phone.locator("#meanwhile")
    expect(asked).to_be_focused()
    expect(asked.locator("dd")).to_have_text(["South", "North"])
    tops = {box.bounding_box()["y"] for box in asked.locator("dl > div").all()}
    assert len(tops) == 1
    assert find_barriers(phone) == []

    asked.get_by_role("button", name="Keep what I typed").click()

    expect(phone.get_by_text("Saved: 0.5%")).to_be_visible()
    row.refresh_from_db()
    assert row.lab == "South"
