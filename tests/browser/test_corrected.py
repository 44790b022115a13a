"""The marks on a problem disappear when its box is changed; without a script they stay until Save."""

from django.urls import reverse

from tests.browser.looking import PHONE, find_barriers

NUMBER = "The number on your letter"


def send(window, address, **boxes):
    window.goto(address)
    for label, text in boxes.items():
        window.get_by_label(label, exact=True).fill(text)
    window.get_by_role("button", name="Save").click()
    window.locator(".error-summary").wait_for()


def marks(window):
    """Whatever says that something is wrong: (fields, boxes, messages, lines of the summary)."""
    places = (".field--error", "[aria-invalid]", ".error", ".error-summary li")
    return tuple(window.locator(place).count() for place in places)


def test_corrected_number_loses_its_marks_and_the_others_stay(open_window, person):
    window = open_window(PHONE, owner=person.owner)
    send(window, reverse("result-add"), **{NUMBER: "1.234,5"})
    before = marks(window)

    window.get_by_label(NUMBER).fill("0.5")
    after_number, described = marks(window), window.get_by_label(NUMBER).get_attribute("aria-describedby")
    window.get_by_label("Day", exact=True).fill("12")

    assert (before, after_number, marks(window)) == ((2, 4, 2, 2), (1, 3, 1, 1), (0, 0, 0, 0))
    assert described == "id_number_hint"
    assert window.locator(".error-summary").count() == 0
    assert find_barriers(window) == []


def test_other_forms_do_the_same(open_window, person):
    window = open_window(PHONE, owner=person.owner)
    send(window, reverse("medicine-add"))
    before = marks(window)[0]

    window.get_by_label("Medicine", exact=True).select_option("imatinib")

    assert (before, marks(window)) == (2, (1, 3, 1, 1))


def test_without_a_script_the_marks_stay_until_save(open_window, person):
    window = open_window(PHONE, owner=person.owner, javascript=False)
    send(window, reverse("result-add"), **{NUMBER: "1.234,5"})
    before = marks(window)

    window.get_by_label(NUMBER).fill("0.5")

    assert marks(window) == before
