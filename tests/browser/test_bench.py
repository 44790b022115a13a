"""A page measured in Chromium, as `manage.py bench --chromium` does it, on the tests' own server."""

from cmlguide.devtools.chromium import PHONE, Device, visit
from tests.browser.conftest import session_cookie
from tests.factories import make_result

QUICK_PHONE = Device(PHONE.name, PHONE.width, PHONE.height)


def test_a_cold_visit_counts_what_came_and_when_the_chart_was_seen(browser, live_server, person):
    make_result(person)
    context = browser.new_context()
    context.add_cookies([session_cookie(person.owner, live_server.url)])
    state = context.storage_state()
    context.close()

    seen = visit(browser, state, f"{live_server.url}/", QUICK_PHONE)

    assert (seen.requests, seen.shift) == (6, 0.0)
    assert list(seen.kilobytes) == ["HTML", "CSS", "JS", "icon"]
    assert min(seen.kilobytes.values()) > 0
    assert 0 < seen.first_paint <= seen.largest_paint
    assert seen.chart > 0
