"""The page says in words that the connection was lost."""

from tests.browser.conftest import DESK, session_cookie


def test_a_request_that_gets_no_answer_is_said_once(browser, live_server, person):
    context = browser.new_context(
        viewport=DESK, base_url=live_server.url
    )  # unwatched: htmx logs the lost request
    context.add_cookies([session_cookie(person.owner, live_server.url)])
    page = context.new_page()
    page.goto("/")
    page.route("**/*", lambda route: route.abort())

    for _ in range(2):
        with page.expect_event("requestfailed"):
            page.evaluate("htmx.trigger(document.body, 'record-changed')")
    page.wait_for_selector("#notices [data-lost]")

    assert page.locator("#notices [data-lost]").all_inner_texts() == [
        "That could not be sent. What you typed is still here. Please try again."
    ]
    context.close()
