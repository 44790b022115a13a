"""A page of words as a plain text file, for any screen reader, e-mail or old printer."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field

WIDTH = 78


@dataclass(frozen=True)
class TextSection:
    """A heading ("" for none) and the lines under it; a line may be as long as it likes."""

    heading: str
    lines: tuple[str, ...] = field(default_factory=tuple)


def write_text(title: str, sections: Iterable[TextSection]) -> bytes:
    """The text in UTF-8, wrapped at 78 characters; sections without lines are left out."""
    blocks = [[title, "=" * min(len(title), WIDTH)]]
    blocks += [_section(section) for section in sections if section.lines]
    return ("\n\n".join("\n".join(block) for block in blocks) + "\n").encode("utf-8", "replace")


def _section(section: TextSection) -> list[str]:
    head = [section.heading, "-" * min(len(section.heading), WIDTH)] if section.heading else []
    body = [piece for line in section.lines for piece in _wrap(line)]
    return [*head, *body]


def _wrap(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent="  ", break_long_words=False) or [""]
