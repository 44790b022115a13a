"""That the log of the browser run hears what it is for. It is looked through after the last test."""

import re

from tests.browser.server_log import ServerLog

WORD, NUMBER = "Mira-Mark", "0.0717"
SAVED = re.compile(r'"POST /results/add/" 20\d "http://localhost:\d+/results/add/" "/?"')
PLANTED, OTHER_NUMBER = "Planted-Mark", "0.0818"


def test_log_hears_a_result_that_is_typed_and_nothing_of_it_stands_there(page, person, server_log):
    page.goto("/results/add/")
    for part, text in (("Day", "14"), ("Month", "9"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(text)
    page.get_by_label("The number on your letter").fill(NUMBER)
    page.locator("[name=lab]").fill(WORD)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(f"Saved: {NUMBER}%").wait_for()

    assert {WORD, NUMBER} <= server_log.entered
    assert any(SAVED.fullmatch(one) for one in [*server_log.lines])
    assert server_log.leaks() == set()


def test_log_finds_what_stands_in_a_line(page, person, live_server):
    log, server = ServerLog(), live_server.thread.httpd
    log.entered |= {PLANTED, OTHER_NUMBER}
    usual = server.get_app()
    server.set_app(log.follow(live_server.unwatched))
    try:
        page.goto(f"/learn/?q={OTHER_NUMBER}")
        page.goto(f"/{PLANTED}/")
    finally:
        server.set_app(usual)

    assert log.leaks() == {PLANTED, OTHER_NUMBER, f"/learn/?q={OTHER_NUMBER}: ['q']"}
