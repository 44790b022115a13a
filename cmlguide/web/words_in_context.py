"""Words explained where they stand: the first mention in a page's prose is a button that opens a note.

It works on finished HTML of our own templates, so that every sentence is covered, also those that presenters
make. What is a control, a heading, a picture or the person's own text is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cmlguide.web.presenters.glossary import code_of, find_words

# Whole elements whose text is no prose, or must not hold markup; then single tags.
_PIECES = re.compile(
    r"(<(svg|script|style|textarea|select|template)\b.*?</\2>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_OFFERED = re.compile(r'popovertarget="word-([a-z0-9-]+)"')
PROSE = frozenset({"p", "li", "dd", "figcaption"})
LEFT_ALONE = frozenset(
    {"a", "button", "label", "legend", "summary", "h1", "h2", "h3", "h4", "table", "title"}
)
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# The person's own words keep their lines, and are not ours to mark.
OWN_TEXT = re.compile(r'class="[^"]*\bpre-line\b|\bdata-no-words\b')


@dataclass
class _Place:
    """Where the reading is: the open elements, each with whether its text is left alone."""

    open: list[tuple[str, bool]] = field(default_factory=list)

    def is_prose(self) -> bool:
        return any(name in PROSE for name, _ in self.open) and not any(skip for _, skip in self.open)

    def is_folded(self) -> bool:
        return any(name == "details" for name, _ in self.open)

    def pass_tag(self, tag: str) -> None:
        found = _TAG.match(tag)
        if found is None or (name := found[2].lower()) in VOID or tag.endswith("/>"):
            return
        if not found[1]:
            self.open.append((name, name in LEFT_ALONE or OWN_TEXT.search(tag) is not None))
        elif any(name == inner for inner, _ in self.open):
            while self.open.pop()[0] != name:
                pass


def offer_words(html: str) -> tuple[str, tuple[str, ...]]:
    """(the HTML with each word's first mention as a button, the codes of the words offered now, in order).

    A word first named inside a folded part is offered there and once more outside. One already offered by an
    inner part of the page is not offered again.
    """
    done = {(code, folded) for code in _OFFERED.findall(html) for folded in (False, True)}
    place = _Place()
    pieces: list[str] = []
    codes: list[str] = []
    for text, markup, whole_element in _read(html):
        pieces += (_offer(text, place.is_folded(), done, codes) if place.is_prose() else text, markup)
        if not whole_element:
            place.pass_tag(markup)
    return "".join(pieces), tuple(dict.fromkeys(codes))


def _read(html: str) -> Iterator[tuple[str, str, str]]:
    """(text, the markup after it, the element's name where the markup is a whole element), to the end."""
    parts = [*_PIECES.split(html), "", ""]
    return zip(parts[0::3], parts[1::3], parts[2::3], strict=True)


def _offer(text: str, folded: bool, done: set[tuple[str, bool]], codes: list[str]) -> str:
    def button(found: re.Match[str]) -> str:
        code = code_of(found[0])
        if (code, folded) in done:
            return found[0]
        done.add((code, folded))
        codes.append(code)
        return f'<button type="button" class="word" popovertarget="word-{code}">{found[0]}</button>'

    return find_words().sub(button, text)
