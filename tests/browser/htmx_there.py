"""A page's scripts run after it can be seen, and htmx comes only after it is loaded. A person may be
quicker, and then has a page that works without them; a test that is sometimes quicker would prove now one
thing, now another. So each act waits for all of a page first, and for htmx where the page wants it; and
whatever is measured waits for the style sheets."""

import time
from functools import wraps

from playwright.sync_api import Error, Locator, Page

OPEN = ("goto", "reload", "go_back", "go_forward")
ACT = (
    *("check", "clear", "click", "dblclick", "dispatch_event", "drag_to", "fill", "focus", "hover", "press"),
    *("press_sequentially", "select_option", "set_checked", "set_input_files", "tap", "type", "uncheck"),
)
HANDS = ("keyboard", "mouse", "touchscreen")
LOOK = {
    Page: ("evaluate", "pdf", "screenshot"),
    Locator: ("bounding_box", "evaluate", "evaluate_all", "is_visible"),
}
WHOLE = "() => document.readyState === 'complete'"
THERE = """() => {
  const isWanted = document.querySelector('meta[name="htmx-config"]') && matchMedia("(scripting)").matches;
  return document.readyState === "complete" && (!isWanted || Boolean(window.htmx));
}"""
EVALUATE = getattr(Page.evaluate, "__wrapped__", Page.evaluate)
BETWEEN_PAGES = ("context was destroyed", "navigat")
PATIENCE = 60  # seconds: a busy machine is slow, not wrong


def wait_for_htmx(page: Page) -> None:
    """Return when the page is loaded whole, and has htmx or does without: at once on most."""
    wait_until(page, THERE)


def wait_until(page: Page, said: str) -> None:
    """Return when the page says true to a function; a page that gives way to another is asked again."""
    until = time.monotonic() + PATIENCE
    while not is_true(page, said):
        assert time.monotonic() < until, f"{page.url} never came to {said}"
        page.wait_for_timeout(10)


def is_true(page: Page, said: str) -> bool:
    try:
        return bool(EVALUATE(page, said))
    except Error as error:
        if any(words in error.message for words in BETWEEN_PAGES):
            return False
        raise


def act_with_htmx() -> None:
    """From now on, let every window open pages and act on them with htmx there."""
    if hasattr(Page.goto, "__wrapped__"):
        return
    for name in OPEN:
        setattr(Page, name, _then_wait(getattr(Page, name)))
    for name in ACT:
        setattr(Locator, name, _once_there(getattr(Locator, name)))
    for name in HANDS:
        setattr(Page, name, property(_with_htmx(getattr(Page, name).fget)))
    for kind, names in LOOK.items():
        for name in names:
            setattr(kind, name, _once_whole(getattr(kind, name)))


def _then_wait(opens):
    @wraps(opens)
    def open_page(page, *args, **options):
        answer = opens(page, *args, **options)
        wait_for_htmx(page)
        return answer

    return open_page


def _once_there(acts):
    @wraps(acts)
    def act(locator, *args, **options):
        locator.first.wait_for(state="attached")  # it may stand on the page that is coming
        wait_for_htmx(locator.page)
        return acts(locator, *args, **options)

    return act


def _once_whole(looks):
    @wraps(looks)
    def look(seen, *args, **options):
        wait_until(seen.page if isinstance(seen, Locator) else seen, WHOLE)
        return looks(seen, *args, **options)

    return look


def _with_htmx(get_hand):
    @wraps(get_hand)
    def hand_of(page):
        wait_for_htmx(page)
        return get_hand(page)

    return hand_of
