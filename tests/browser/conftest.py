"""A real browser and a real server. Every page a test opens is watched for what a page must never do."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

from tests.browser.engines import ENGINES, MissingError
from tests.browser.htmx_there import act_with_htmx
from tests.browser.looking import DESK, PHONE
from tests.browser.server_log import ServerLog
from tests.entered import entered_values
from tests.factories import make_person
from tests.fonts import LOOKS, USUAL, need_fonts
from tests.signing_in import sign_in

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in the test's thread
act_with_htmx()
PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)

SWITCHED_OFF = [
    # Playwright's own list, which this one replaces.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "OptimizationHints"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "NetworkTimeServiceQuerying"),
    "PreconnectToSearch",
    # Pages below the address bar, which nobody sees: a process for each was half of what a window cost.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
]
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    f"--disable-features={','.join(SWITCHED_OFF)}",
]


@dataclass
class Watch:
    """What went wrong in a browser window: policy violations, script errors, requests to another host."""

    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    other_hosts: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", lambda message: self.hear(message.type, message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: self.see(request.url))

    def hear(self, kind: str, text: str) -> None:
        if "Content Security Policy" in text:
            self.violations.append(text)
        elif kind == "error" and "Failed to load resource" not in text:  # a page may answer 422 or 404
            self.errors.append(text)

    def see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {
            "localhost",
            "127.0.0.1",
        }:
            self.other_hosts.append(url)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    """One chromium for all tests, with the fonts the tests usually see."""
    chromium = launch(playwright, *USUAL)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def with_all_fonts(playwright) -> Iterator[Browser]:
    """A Chromium with the font families of all six systems;
    tests.browser.looking.wear applies one to a page."""
    chromium = launch(playwright, *LOOKS)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    """A window of WebKit and one of Firefox, with the fonts the tests usually see; nobody is signed in."""
    environment = os.environ | {"FONTCONFIG_FILE": str(need_fonts(*USUAL))}
    try:
        window = ENGINES[request.param](environment)
    except MissingError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    yield window
    window.close()


def launch(playwright: Playwright, *systems: str) -> Browser:
    """Chromium with the fonts of systems from tests.fonts: Debian's if installed, else playwright's own."""
    path = os.environ.get("CMLGUIDE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    seen = os.environ | {"FONTCONFIG_FILE": str(need_fonts(*systems))}
    try:
        return playwright.chromium.launch(executable_path=path, args=flags, env=seen)
    except Error as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no chromium to test with: {error.message.splitlines()[0]}")


@pytest.fixture(scope="session")
def server_log() -> Iterator[ServerLog]:
    """The log of all browser tests of this process. After the last, nothing entered stands in it."""
    log = ServerLog()
    yield log
    log.write(os.environ.get("PYTEST_XDIST_WORKER", ""))
    assert log.leaks() == set()


@pytest.fixture(scope="session")
def live_server(live_server, server_log):
    """The server, with a log as a proxy before it would write."""
    live_server.unwatched = live_server.thread.httpd.get_app()
    live_server.thread.httpd.set_app(server_log.follow(live_server.unwatched))
    return live_server


@pytest.fixture(autouse=True)
def note_what_is_entered(request):
    """Let the server's log hear the test, and know what stood in the records at its end."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    log = request.getfixturevalue("server_log")
    with log.listening():
        yield
    log.entered |= entered_values()


@pytest.fixture
def open_window(browser, live_server):
    """A function that opens a window: `open_window(size, owner=user, javascript=False)` returns a Page. Every
    window of a test is watched: a policy violation, a script error or a request to another host fails the
    test."""
    watch = Watch()
    contexts = []

    def open_one(size=DESK, *, owner=None, javascript=True, browser=browser, **options) -> Page:
        context = browser.new_context(
            viewport=size,
            base_url=live_server.url,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **{"timezone_id": "UTC", **options},  # no test may depend on the machine's time zone
        )
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        contexts.append(context)
        if owner:
            context.add_cookies([session_cookie(owner, live_server.url)])
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert watch == Watch()


def session_cookie(owner, url):
    client = sign_in(owner)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


@pytest.fixture
def person(transactional_db):
    """Someone with a record, saved so that the live server can see it."""
    return make_person()


@pytest.fixture
def page(open_window, person):
    """A desk-sized window signed in as the owner of `person`."""
    return open_window(DESK, owner=person.owner)


@pytest.fixture
def phone(open_window, person):
    """A phone-sized window signed in as the owner of `person`."""
    return open_window(PHONE, owner=person.owner)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
