"""The page for the visit as an accessible PDF (PDF/UA-1), which screen readers can read out."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from cmlguide.exchange.paper.printable_text import BOX, FONTS, fonts, printable
from cmlguide.exchange.paper.sheet import Sheet
from cmlguide.exchange.paper.sizes import load_sizes

PAPERS = ("a4", "us-letter")
_REFUSED = re.compile(r"the text `?\"(.+?)\"")
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_TRIES = 8


def write_pdf(sheet: Sheet, paper: str = "a4", written_at: datetime | None = None) -> bytes:
    """The PDF. Any text can be printed: a character missing from every font becomes a box, with one footnote.

    `paper` is one of PAPERS. Raises nothing, whatever the text.
    """
    facts = _mapped(asdict(sheet), printable)
    for _ in range(MOST_TRIES):
        try:
            return _compile(facts, sheet, paper, written_at)
        except typst.TypstError as error:
            refused = _refused_signs(str(error))
            if not refused:
                raise
            facts = _mapped(facts, lambda text, signs=refused: _without(text, signs))
    return _compile(_mapped(facts, _plain), sheet, paper, written_at)


def _compile(facts: dict[str, Any], sheet: Sheet, paper: str, written_at: datetime | None) -> bytes:
    whole = json.dumps(facts)
    language, _, region = sheet.language.partition("-")
    said = facts | {
        "language": language,
        "region": region or None,
        "paper": paper,
        "sizes": load_sizes(),
        "fonts": FONTS,
        "box": BOX,
        "boxes": whole.count(json.dumps(BOX)[1:-1]) > json.dumps(asdict(sheet)).count(json.dumps(BOX)[1:-1]),
    }
    compiler = typst.Compiler(_template(), font_paths=fonts())
    made = compiler.compile(
        format="pdf",
        sys_inputs={"sheet": json.dumps(said)},
        pdf_standards="ua-1",
        timestamp=written_at and written_at.replace(microsecond=0),
    )
    return bytes(made)  # type: ignore[arg-type] # one document, kept in memory


@cache
def _template() -> bytes:
    return resources.files("cmlguide.exchange.paper").joinpath("summary.typ").read_bytes()


def _mapped(value: Any, change: Any) -> Any:
    """The same structure with `change` applied to every text."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _mapped(one, change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(one, change) for one in value]
    return value


def _refused_signs(message: str) -> str:
    """The characters named in the compiler's error; "" for any other error."""
    found = _REFUSED.search(message)
    return _CODE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def _without(text: str, signs: str) -> str:
    return "".join(BOX if sign in signs and not sign.isascii() else sign for sign in text)


def _plain(text: str) -> str:
    """The last resort: only Western European characters."""
    return "".join(sign if sign < "\u0180" or sign == BOX else BOX for sign in text)
