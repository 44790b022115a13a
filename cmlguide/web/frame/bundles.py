"""What a page asks for, joined from the small files in static/: style sheets for screen and paper, a script.

The static step joins them (`collectstatic`, `serve`, the tests' server); no tool beside Django is needed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

FOLDER = "built"
COMPONENTS = (  # a later sheet wins over an earlier one: the order is part of what they say
    *(
        "tokens",
        "base",
        "nav",
        "people",
        "card",
        "chip",
        "button",
        "form",
        "fold",
        "facts",
        "first-year",
        "ladder",
    ),
    *(
        "questions",
        "table",
        "notice",
        "chart",
        "timeline",
        "entries",
        "diary",
        "help",
        "learn",
        "medicine",
        "menu",
    ),
    *(
        "account",
        "number-line",
        "results",
        "letter",
        "take-along",
        "sharing",
        "start",
        "without-treatment",
        "word",
        "data",
        "language",
    ),
)
SITE_SCRIPTS = (
    "htmx_after_load",
    "feedback",
    "still",
    "corrected",
    "zone",
    "today",
    "idle",
    "print",
    "large_file",
    "explore_button",
    "readout",
    "copy",
    "show_typed",
)
BUNDLES = {
    "built/screen.css": tuple(f"css/{name}.css" for name in COMPONENTS),
    "built/paper.css": ("css/print.css",),  # any page on paper
    "built/sheet.css": ("css/print.css", "css/paper.css", "css/summary.css"),  # the page for the visit
    "built/site.js": tuple(f"js/{name}.js" for name in SITE_SCRIPTS),
    "built/passkey.js": (
        "mfa/js/webauthn-json.js",
        "mfa/js/webauthn.js",
        "account/js/onload.js",
        "js/passkey.js",
    ),
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AROUND_SIGNS = re.compile(r"\s*([{};,>])\s*")  # no quoted text of ours holds one of these with a blank
AFTER_A_NAME = re.compile(r"([\w-]): ")
OWN_SCRIPTS = "js/"
LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)  # a whole line; in our own scripts no text holds one


class BundleFinder(finders.BaseFinder):
    """Finds each bundle, joined anew from its parts whenever it is asked for, so that no edit is missed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.BUILT_FOLDER)
        self.storage.prefix = FOLDER  # type: ignore[attr-defined] # collectstatic puts the files under this folder

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in BUNDLES:
            return []  # as Django's own finders say "none", also when one file is asked for
        found = str(build(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in BUNDLES:
            yield build(name).name, self.storage


def build(name: str) -> Path:
    """The bundle's file, written only when it changed: its time then says when, as another file's does."""
    path = Path(settings.BUILT_FOLDER) / Path(name).name
    text = join(name)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path


def join(name: str) -> str:
    """The parts of a bundle one after the other; of style sheets only what a browser reads."""
    parts = [read_part(part) for part in BUNDLES[name]]
    if name.endswith(".css"):
        return "".join(shorten(part) for part in parts) + "\n"
    return "\n;\n".join(parts)  # a script that ends without a semicolon must not call the next one


def shorten(sheet: str) -> str:
    """The style sheet without what only people read in it."""
    short = AROUND_SIGNS.sub(r"\1", COMMENT.sub("", sheet)).strip()
    return AFTER_A_NAME.sub(r"\1:", short).replace(";}", "}")


def read_part(name: str) -> str:
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(name)
    text = Path(path).read_text(encoding="utf-8")
    return LINE_COMMENT.sub("", text) if name.startswith(OWN_SCRIPTS) else text
