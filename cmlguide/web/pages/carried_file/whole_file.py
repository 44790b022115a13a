"""The one file: locked content, and around it what opens it, all of it inside the file."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cmlguide.exchange.locked_page import lock_page
from cmlguide.web.pages.carried_file.page import CarriedPage

SHEETS = ("tokens", "base", "button", "card", "chip", "form", "facts", "chart", "table", "carried")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT = "js/open_carried_file.js"


def whole_file(page: CarriedPage, passphrase: str) -> bytes:
    """The file, UTF-8. Outside stand only the day it was made and how to open it.

    Its own policy names its script and its style sheet by their digests: nothing else runs, and no other
    host is asked for anything.
    """
    inside = render_to_string("carried_file/_inside.html", {"page": page})
    context = {
        "made_on": page.made_on,
        "locked": asdict(lock_page(inside, passphrase)),
        "style": _style(),
        "script": _script(),
        "style_digest": _digest(_style()),
        "script_digest": _digest(_script()),
    }
    return render_to_string("carried_file/file.html", context).encode()


@cache
def _style() -> SafeString:
    """The site's own style sheets as one, without what they say to their readers."""
    sheets = "\n".join(_own_file(f"css/{name}.css") for name in SHEETS)
    return mark_safe(sheets)  # noqa: S308 - our own files


@cache
def _script() -> SafeString:
    return mark_safe(_own_file(SCRIPT))  # noqa: S308 - our own file


def _own_file(name: str) -> str:
    """A file of ours by its name. One that could end the element it stands in is a slip in our own code."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    text = COMMENT.sub("", Path(path).read_text(encoding="utf-8"))
    if "</s" in text:
        raise ValueError(name)
    return text


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
