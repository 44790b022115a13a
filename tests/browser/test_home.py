"""Signing in at home, in a real browser."""

import pytest

from cmlguide.opening_file import write_opening_file
from cmlguide.web.frame import home
from tests.browser.looking import PHONE, find_barriers, overflow, take_picture
from tests.home_link import fresh_link


@pytest.mark.django_db(transaction=True)
def test_how_to_open_explains_without_barriers(open_window):
    page = open_window(PHONE)

    page.goto("/account/login/")

    assert page.get_by_role("heading", level=1).inner_text() == "Open CML Guide with its link"
    assert find_barriers(page) == []
    assert overflow(page) == 0
    take_picture(page, "how-to-open")


@pytest.mark.django_db(transaction=True)
def test_passphrase_is_asked_for_once_set(open_window, settings):
    user = home.home_user()
    owner = open_window(PHONE, owner=user)
    owner.goto("/passphrase/")
    assert find_barriers(owner) == []
    take_picture(owner, "passphrase")
    owner.get_by_label("Passphrase", exact=True).fill("four small green words")
    owner.get_by_label("The same passphrase again").fill("four small green words")
    boxes = owner.locator("input[autocomplete='new-password']")
    owner.get_by_role("checkbox", name="Show what I type").check()
    assert boxes.evaluate_all("all => all.map(one => one.type)") == ["text", "text"]
    owner.get_by_role("checkbox", name="Show what I type").uncheck()
    assert boxes.evaluate_all("all => all.map(one => one.type)") == ["password", "password"]
    owner.get_by_role("button", name="Save passphrase").click()
    owner.get_by_text("Your passphrase is saved.").wait_for()

    visitor = open_window(PHONE)
    visitor.goto(fresh_link())
    assert visitor.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert find_barriers(visitor) == []
    take_picture(visitor, "sign-in")
    visitor.get_by_label("Passphrase").fill("four small green words")
    visitor.get_by_role("button", name="Sign in").click()
    visitor.wait_for_url(lambda url: "/account/" not in url)

    assert settings.SESSION_COOKIE_NAME in {cookie["name"] for cookie in visitor.context.cookies()}


@pytest.mark.django_db(transaction=True)
def test_opening_file_leads_to_start_and_an_example_to_the_timeline(open_window, live_server, tmp_path):
    window = open_window(PHONE)
    file = write_opening_file(tmp_path, live_server.url + fresh_link())

    window.goto(file.as_uri())
    window.wait_for_url("**/start/")
    window.locator("form[action='/start/example/rising/'] button").click()
    window.wait_for_url(lambda url: "/start/" not in url)

    assert find_barriers(window) == []
    assert window.locator("main h1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_wrong_address_is_explained_without_barriers(open_window):
    window = open_window(PHONE, owner=home.home_user())

    window.goto("/nowhere/")

    assert window.get_by_role("heading", level=1).inner_text() == "There is nothing here"
    assert find_barriers(window) == []
