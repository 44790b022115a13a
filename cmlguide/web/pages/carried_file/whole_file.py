"""The single file: the encrypted content, and around it everything needed to open it."""

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

SHEETS = (
    *("tokens", "base", "button", "card", "chip", "form", "facts", "chart", "table", "timeline"),
    *("print", "carried"),
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT = "js/open_carried_file.js"


def whole_file(page: CarriedPage, passphrase: str) -> bytes:
    """The file, in UTF-8. Only the day it was made and how to open it are readable without the passphrase.

    Its own content security policy names its script and style sheet by their hashes: nothing else runs, and
    no other host is contacted.
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
    """The site's own style sheets as one, without their comments."""
    sheets = "\n".join(_own_file(f"css/{name}.css") for name in SHEETS)
    return mark_safe(sheets)  # noqa: S308 - our own files


@cache
def _script() -> SafeString:
    return mark_safe(_own_file(SCRIPT))  # noqa: S308 - our own file


def _own_file(name: str) -> str:
    """The contents of a file of ours. One that could close the element it is put in is a mistake in our
    code."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    text = COMMENT.sub("", Path(path).read_text(encoding="utf-8"))
    if "</s" in text:
        raise ValueError(name)
    return text


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
