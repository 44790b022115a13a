"""Browsers other than Chromium: WebKit, as on every iPhone, and Firefox, and what a test may do in them.

WebKit is Debian's own (webkit2gtk-driver), driven by selenium on a display of its own (xvfb). Firefox is
Debian's firefox-esr and speaks WebDriver BiDi itself: each message of a websocket is a command or an event.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Remote
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from websocket import create_connection

from cmlguide.devtools.ports import free_ports

PATIENCE = 60  # seconds: a busy machine is slow, not wrong
KEYS = {"Enter": Keys.ENTER, "Escape": Keys.ESCAPE, "Tab": Keys.TAB}
MINI_BROWSERS = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"
QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


class MissingError(Exception):
    """This machine lacks the browser, or what drives it; the message says what to install."""


class Window(ABC):
    """One window of a browser, with no cookies at first."""

    @abstractmethod
    def resize(self, size: Mapping[str, int]) -> None:
        """Set the window's inner width and height."""

    @abstractmethod
    def sign_in(self, cookie: Mapping[str, str]) -> None:
        """Set a cookie with name, value and url, and no other."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open the page and wait until it is loaded."""

    @abstractmethod
    def run(self, expression: str) -> str:
        """The value of a script expression, as text."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key, by its name or its character, where the focus is."""

    @abstractmethod
    def close(self) -> None:
        """Close the browser."""

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """The return value of a function as JSON; called with `argument`, as in playwright."""
        return json.loads(self.run(f"JSON.stringify(({function})({json.dumps(argument)}) ?? null)"))

    def wait_for(self, condition: str) -> None:
        """Wait until a script expression is true. Raises TimeoutError."""

        def is_so() -> bool:
            try:
                return self.run(f"String(Boolean({condition}))") == "true"
            except (RuntimeError, WebDriverException):  # one page is just being replaced by the next
                return False

        self._until(is_so, condition)

    def type(self, selector: str, text: str) -> None:
        """Focus a control and type."""
        self.run(f"String(document.querySelector({json.dumps(selector)}).focus())")
        for sign in text:
            self.press(sign)

    def use(self, selector: str) -> None:
        """Focus a control and press Enter."""
        self.type(selector, "")
        self.press("Enter")

    @staticmethod
    def _until(is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError(what)
            time.sleep(0.05)


class WebKit(Window):
    """WebKitGTK's small browser, filling a screen of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        browser = next(Path("/").glob(MINI_BROWSERS), None)
        driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
        if not (browser and driver and screen):
            raise MissingError("no WebKit to test with (Debian: webkit2gtk-driver and xvfb)")
        self._screen, display = _start_screen(screen)
        options = Options()
        options.binary_location = str(browser)
        options.add_argument("--automation")
        options.add_argument("--full-screen")  # its tool bar is wider than a phone
        seen = {**environment, "DISPLAY": display, "GTK_A11Y": "none", "NO_AT_BRIDGE": "1"}
        self._service = Service(driver, port=free_ports(1), env=seen)
        self._service.start()
        speaker = RemoteConnection(client_config=ClientConfig(self._service.service_url, timeout=PATIENCE))
        self._driver = Remote(speaker, options=options)
        self._driver.set_page_load_timeout(PATIENCE)
        self._driver.set_script_timeout(PATIENCE)

    def resize(self, size: Mapping[str, int]) -> None:
        self._driver.set_window_rect(0, 0, size["width"], size["height"])
        self.wait_for(f"innerWidth === {size['width']} && innerHeight === {size['height']}")

    def sign_in(self, cookie: Mapping[str, str]) -> None:
        self._driver.get(f"{cookie['url']}/nowhere/")
        self._driver.delete_all_cookies()
        self._driver.add_cookie({"name": cookie["name"], "value": cookie["value"], "path": "/"})

    def goto(self, url: str) -> None:
        self._driver.get(url)

    def run(self, expression: str) -> str:
        return str(self._driver.execute_script(f"return {expression}"))

    def press(self, key: str) -> None:
        self._driver.switch_to.active_element.send_keys(KEYS.get(key, key))

    def close(self) -> None:
        self._driver.quit()
        self._service.stop()
        self._screen.terminate()
        self._screen.wait(timeout=PATIENCE)


def _start_screen(program: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start an X screen that nobody sees; returns it and its name."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        return screen, f":{told.readline().strip()}"


class Firefox(Window):
    """Firefox without a screen, over WebDriver BiDi."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if program is None:
            raise MissingError("no Firefox to test with (Debian: firefox-esr)")
        self._profile = Path(tempfile.mkdtemp(prefix="cmlguide-firefox-"))
        wishes = (f"user_pref({json.dumps(name)}, {json.dumps(wish)});" for name, wish in QUIET.items())
        (self._profile / "user.js").write_text("\n".join(wishes), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--remote-debugging-port", "0"]
        self._process = subprocess.Popen(
            [*command, "--profile", str(self._profile)],
            env={**environment, "HOME": str(self._profile)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._numbers = count(1)
        self._socket = create_connection(f"{self._address()}/session", timeout=PATIENCE, suppress_origin=True)
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.create", type="tab")["context"]

    def _address(self) -> str:
        """The address Firefox listens on; it writes the port into its profile."""
        file = self._profile / "WebDriverBiDiServer.json"
        self._until(lambda: file.exists() and file.read_text().endswith("}"), "Firefox to listen")
        listens = json.loads(file.read_text())
        return f"ws://{listens['ws_host']}:{listens['ws_port']}"

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to a command; events received in between are ignored."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def resize(self, size: Mapping[str, int]) -> None:
        self._ask("browsingContext.setViewport", context=self._context, viewport=dict(size))

    def sign_in(self, cookie: Mapping[str, str]) -> None:
        self._ask("storage.deleteCookies")
        value = {"type": "string", "value": cookie["value"]}
        kept = {"name": cookie["name"], "value": value, "domain": urlsplit(cookie["url"]).hostname}
        self._ask("storage.setCookie", cookie={**kept, "path": "/"})

    def goto(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def run(self, expression: str) -> str:
        asked = {"expression": expression, "target": {"context": self._context}, "awaitPromise": True}
        answer = self._ask("script.evaluate", **asked)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value", "")

    def press(self, key: str) -> None:
        sign = KEYS.get(key, key)
        strokes = [{"type": "keyDown", "value": sign}, {"type": "keyUp", "value": sign}]
        actions = [{"type": "key", "id": "keys", "actions": strokes}]
        self._ask("input.performActions", context=self._context, actions=actions)

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        shutil.rmtree(self._profile, ignore_errors=True)


ENGINES = {"WebKit": WebKit, "Firefox": Firefox}
