"""Explains words where they are used: the first mention in a page's prose is a button that opens a note.

It works on the finished HTML of our own templates, so that every sentence is covered, including those written
in Python. Controls, headings, pictures and the person's own text are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cmlguide.web.words.glossary import code_of, find_words

# Whole elements whose text is not prose, or must not contain markup, skipped in one step; then single tags.
WHOLE = ("svg", "table", "script", "style", "textarea", "select", "template")
_WHOLE_ELEMENT = "|".join(rf"<{name}[ >][^<]*(?:<(?!/{name}>)[^<]*)*</{name}>" for name in WHOLE)
# Of a single tag also whether it closes, and its name: in one reading, because a page has hundreds of them.
_PIECES = re.compile(rf"({_WHOLE_ELEMENT}|<!--.*?-->|<(/?)([a-z][a-z0-9]*)?[^>]*>)", re.DOTALL)
_OFFERED = re.compile(r'popovertarget="word-([a-z0-9-]+)"')
PROSE = frozenset({"p", "li", "dd", "figcaption"})
LEFT_ALONE = frozenset({"a", "button", "label", "legend", "summary", "h1", "h2", "h3", "h4", "title"})
# A button may wrap onto a line of its own, so the bracket before a word and the marks after it stay with it.
# Long words still break inside (word.css).
_WITH_MARKS = re.compile(
    r'(\(<button type="button" class="word"[^>]*>[^<]+</button>[).,;:]*'
    r'|<button type="button" class="word"[^>]*>[^<]+</button>[).,;:]+)'
)
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
NEVER_OPEN = VOID.union(WHOLE)
# The person's own words keep their line breaks, and are not ours to mark.
OWN_TEXT = re.compile(r'class="[^"]*\bpre-line\b|\bdata-no-words\b')


@dataclass
class _Place:
    """The position while reading: the open elements, each with whether its text is left alone, and how many
    of them are prose, left alone, or folded. Counts are kept because a long page has thousands of texts."""

    open: list[tuple[str, bool]] = field(default_factory=list)
    prose: int = 0
    left_alone: int = 0
    folded: int = 0

    def is_prose(self) -> bool:
        return self.prose > 0 and self.left_alone == 0

    def is_folded(self) -> bool:
        return self.folded > 0

    def pass_tag(self, tag: str, slash: str, name: str) -> None:
        if name in NEVER_OPEN or tag.endswith("/>"):
            return
        if not slash:
            self._enter(name, name in LEFT_ALONE or _is_own_text(tag))
        elif self.open and self.open[-1][0] == name:
            self._leave()
        elif any(name == inner for inner, _ in reversed(self.open)):
            while self._leave() != name:
                pass

    def _enter(self, name: str, skip: bool) -> None:
        self.open.append((name, skip))
        self.prose += name in PROSE
        self.left_alone += skip
        self.folded += name == "details"

    def _leave(self) -> str:
        name, skip = self.open.pop()
        self.prose -= name in PROSE
        self.left_alone -= skip
        self.folded -= name == "details"
        return name


def _is_own_text(tag: str) -> bool:
    """Whether the element holds what the person wrote; most tags show at a glance that they do not."""
    return ("pre-line" in tag or "data-no-words" in tag) and OWN_TEXT.search(tag) is not None


Mention = tuple[str, bool]
"""The code of a word, and whether it stands inside a folded part."""


@dataclass(frozen=True)
class Explained:
    """A part of a page with its words as buttons, the codes of those words, in order, and all mentions that
    are offered in it."""

    html: str
    codes: tuple[str, ...]
    mentions: frozenset[Mention]


def everywhere(codes: Iterable[str]) -> frozenset[Mention]:
    """The words as offered for good: neither in a folded part nor outside is one offered again."""
    return frozenset((code, folded) for code in codes for folded in (False, True))


def offer_words(html: str, before: frozenset[Mention] = frozenset()) -> Explained:
    """The HTML with each word's first mention as a button.

    A word first mentioned inside a folded part is offered there and once more outside. One already offered by
    an inner part of the page (or in `before`) is not offered again.
    """
    done = {*before, *everywhere(_OFFERED.findall(html))}
    place, words = _Place(), find_words()
    pieces: list[str] = []
    codes: list[str] = []
    for text, markup, slash, name in _read(html):
        is_read = text and place.is_prose() and not text.isspace()
        pieces += (_offer(text, words, place.is_folded(), done, codes) if is_read else text, markup)
        if name:
            place.pass_tag(markup, slash, name)
    return Explained("".join(pieces), tuple(dict.fromkeys(codes)), frozenset(done))


def _read(html: str) -> Iterator[tuple[str, str, str, str]]:
    """Each text with the tag or whole element after it, and of a tag its slash and its name (else "" or
    None), to the end of the page."""
    parts = [*_PIECES.split(html), "", "", ""]
    return zip(parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=True)


def _offer(text: str, words: re.Pattern[str], folded: bool, done: set[Mention], codes: list[str]) -> str:
    def button(found: re.Match[str]) -> str:
        code = code_of(found[0])
        if (code, folded) in done:
            return found[0]
        done.add((code, folded))
        codes.append(code)
        return f'<button type="button" class="word" popovertarget="word-{code}">{found[0]}</button>'

    offered, count = words.subn(button, text)
    return _WITH_MARKS.sub(r'<span class="word-kept">\1</span>', offered) if count else text
