"""Removes from a page what its reader may not do: links, forms and buttons that the gate would refuse.

It covers every page, present and future. The gate refuses these requests anyway; hiding them only spares
people a disappointment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from itertools import accumulate

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from cmlguide.web.frame.access import Role
from cmlguide.web.frame.roles import may

LEFT_EMPTY = re.compile(r"<(li|p)\b[^>]*>\s*</\1>")
May = Callable[[str, str], bool]


def hide_what_is_not_for(role: Role, request: HttpRequest, response: HttpResponse) -> None:
    """Rewrite an HTML page in place; anything else, and a file to download, stays as it is."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if not is_page or response.streaming or "Content-Disposition" in response.headers:
        return
    response.content = without_denied(
        response.content.decode(),
        lambda address, method: _may_go(role, _path(address) or request.path, method),
    ).encode()
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))


def without_denied(html: str, may_go: May) -> str:
    """The page without the links and forms for which `may_go(address, method)` is False."""
    finder = _Finder(html, may_go)
    finder.feed(html)
    finder.close()
    kept, end = [], 0
    for first, last in finder.cuts:
        kept.append(html[end:first])
        end = last
    kept.append(html[end:])
    return LEFT_EMPTY.sub("", "".join(kept)) if finder.cuts else html


def _may_go(role: Role, path: str, method: str) -> bool:
    route = _route_of(path)
    return route is None or may(role, route, method)


def _path(address: str) -> str:
    return address.split("#")[0].split("?")[0]


@lru_cache(maxsize=4096)
def _route_of(path: str) -> str | None:
    """The route name of the page at that path; None for another site or a file."""
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


class _Finder(HTMLParser):
    """Where the denied links and forms begin and end. In HTML neither can be nested in its own kind."""

    def __init__(self, html: str, may_go: May) -> None:
        super().__init__(convert_charrefs=False)
        self.cuts: list[tuple[int, int]] = []
        self._html, self._may_go = html, may_go
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._open: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open is None and self._is_denied(tag, dict(attrs)):
            self._open = (tag, self._place())

    def handle_endtag(self, tag: str) -> None:
        if self._open is not None and self._open[0] == tag:
            end = self._html.index(">", self._place()) + 1
            self.cuts.append((self._open[1], end))
            self._open = None

    def _is_denied(self, tag: str, attrs: dict[str, str | None]) -> bool:
        if tag == "a" and (address := attrs.get("href")):
            return address.startswith("/") and not self._may_go(address, "GET")
        if tag == "form":
            return not self._may_go(attrs.get("action") or "", (attrs.get("method") or "get").upper())
        return False

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
