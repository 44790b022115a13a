"""A visitor of a running site: keeps cookies, reads a form as a browser does, and sends it over HTTP."""

from __future__ import annotations

import http.client
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
THROUGH_A_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
"""What the proxy before a hosted site says; at home nobody believes it."""
GONE = (OSError, http.client.HTTPException)
"""What a request ends with when the site is gone: nobody can tell whether it took effect."""


@dataclass(frozen=True)
class Answer:
    """`seconds`: from the first byte sent to the last received."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """One browser, signed in by its cookies. Not for several threads at once."""

    def __init__(self, port: int, cookies: Mapping[str, str], *, seconds: float = 30) -> None:
        self.port, self.seconds = port, seconds
        self.cookies = dict(cookies)
        self._connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def get(self, address: str) -> Answer:
        return self._ask("GET", address)

    def post(self, address: str, fields: Mapping[str, str]) -> Answer:
        return self._ask("POST", address, urlencode(fields).encode(), FORM)

    def send_file(self, address: str, fields: Mapping[str, str], name: str, content: bytes) -> Answer:
        """A form with one file in the box `name`."""
        mark = secrets.token_hex(16)
        parts = [_part(mark, f'name="{field}"', text.encode()) for field, text in fields.items()]
        parts.append(_part(mark, f'name="{name}"; filename="record.json"', content))
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self._ask("POST", address, body, f"multipart/form-data; boundary={mark}")

    def form(self, address: str) -> dict[str, str]:
        """The form of that page."""
        return form_of(self.get(address))

    def headers(self, kind: str = "") -> dict[str, str]:
        """What this browser sends with a request."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        said = {"Host": "localhost", "Cookie": cookies, "Referer": "https://localhost/", **THROUGH_A_PROXY}
        return {**said, "Content-Type": kind} if kind else said

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _ask(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> Answer:
        kept = self._connection is not None
        try:
            return self._ask_once(method, address, body, kind)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.close()
            if not kept or method != "GET":
                raise  # as a browser, which never sends a form a second time by itself
            return self._ask_once(method, address, body, kind)
        except GONE:
            self.close()
            raise

    def _ask_once(self, method: str, address: str, body: bytes | None, kind: str) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        began = time.perf_counter()
        self._connection.request(method, address, body, self.headers(kind))
        response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies.update({name: cookie.value for name, cookie in SimpleCookie(line).items()})
        if response.will_close:
            self.close()
        return Answer(response.status, content, dict(response.headers), seconds)


def form_of(page: Answer) -> dict[str, str]:
    """The boxes of the page's longest form, as the page fills them."""
    reader = _FormReader()
    reader.feed(page.text)
    return max(reader.forms, key=len, default={})


def with_a_new_key(fields: Mapping[str, str]) -> dict[str, str]:
    """The form as if opened once more: what has one key counts once."""
    return {**fields, "form_key": secrets.token_urlsafe(16)}


def _part(mark: str, said: str, content: bytes) -> bytes:
    return f"--{mark}\r\nContent-Disposition: form-data; {said}\r\n\r\n".encode() + content + b"\r\n"


class _FormReader(HTMLParser):
    """Reads each form's boxes with what stands in them; what nobody ticked is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag in ("input", "textarea") and facts.get("name"):
            if facts.get("type") not in ("checkbox", "radio", "file") or "checked" in facts:
                self.forms[-1][facts["name"]] = facts.get("value", "")
        elif tag == "select":
            self._select = facts.get("name", "")
        elif tag == "option" and self._select and ("selected" in facts or self._select not in self.forms[-1]):
            self.forms[-1][self._select] = facts.get("value", "")
