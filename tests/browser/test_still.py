"""Nothing on a page moves between mouse-down and mouse-up: a press that begins on a button ends on it.

That no press moves a control by the focus alone is looked at on every page, in test_every_page.py.
"""

import pytest
from playwright.sync_api import expect

TALL = "<div id=read-back>" + "<p class=read-back>a long word back</p>" * 12 + "</div>"


@pytest.fixture
def typed(phone):
    """Add a result with a number just typed; what is read back comes when `answer` is called."""
    waiting = []

    def hold(route):
        waiting.append(route)

    phone.route("**/results/read-back/", hold)
    phone.goto("/results/add/")
    phone.get_by_label("The number on your letter").press_sequentially("0.5")
    save = phone.get_by_role("button", name="Save")
    save.scroll_into_view_if_needed()

    def answer():
        while not waiting:
            phone.wait_for_timeout(20)
        waiting.pop().fulfill(body=TALL, content_type="text/html")

    return phone, save, answer


def test_what_is_read_back_waits_until_the_button_is_up(typed):
    phone, save, answer = typed
    box = save.bounding_box()

    phone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.mouse.down()
    with phone.expect_response("**/results/read-back/"):
        answer()
    phone.wait_for_timeout(50)
    during = save.bounding_box()
    phone.mouse.move(0, 0)
    phone.mouse.up()

    assert during == box
    expect(phone.locator("#read-back p")).to_have_count(12)


def test_a_press_on_save_while_the_answer_comes_saves(typed, person):
    phone, save, answer = typed
    for label, text in (("Day", "12"), ("Month", "10"), ("Year", "2025")):
        phone.get_by_label(label, exact=True).fill(text)
    box = save.bounding_box()

    phone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.mouse.down()
    with phone.expect_response("**/results/read-back/"):
        answer()
    phone.mouse.up()

    expect(phone.get_by_text("Saved: 0.5%")).to_be_visible()
    assert person.results.count() == 1
