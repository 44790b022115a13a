"""The carried file, opened from disk as on a phone without the internet."""

import pytest

from tests.browser.looking import PHONE, find_barriers, overflow, take_picture
from tests.factories import make_series

WORDS = "four small green words"


@pytest.mark.django_db(transaction=True)
def test_the_file_opens_from_disk_with_its_passphrase_only(open_window, person, tmp_path):
    make_series(person, ("62", "7.1", "0.84", "0.21"))
    page = open_window(PHONE, owner=person.owner)
    page.goto("/data/carry/")
    assert find_barriers(page) == []
    take_picture(page, "carried-file-form")
    page.get_by_label("Passphrase for this file").fill(WORDS)
    page.get_by_label("The same passphrase again").fill(WORDS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    alone = open_window(PHONE)  # a window of its own: not signed in, and off the network
    alone.context.set_offline(True)
    alone.goto(path.as_uri())
    assert find_barriers(alone) == []
    alone.get_by_label("Passphrase", exact=True).fill("four small green word")
    alone.get_by_role("button", name="Open").click()
    alone.get_by_text("This passphrase does not open the page.").wait_for()
    assert find_barriers(alone) == []
    assert "0.21" not in alone.content()
    take_picture(alone, "carried-file-wrong")

    alone.get_by_label("Passphrase", exact=True).fill(f"{WORDS} ")  # a phone adds a space
    alone.keyboard.press("Enter")
    alone.get_by_role("heading", name="All results, newest first").wait_for()
    assert alone.locator("svg.chart:visible").count() == 1
    assert find_barriers(alone) == []
    assert overflow(alone) == 0
    take_picture(alone, "carried-file")

    alone.get_by_role("button", name="Lock it again").click()
    assert "0.21" not in alone.content()
    assert alone.get_by_label("Passphrase", exact=True).input_value() == ""
