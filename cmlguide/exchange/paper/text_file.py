"""A page of words as a plain text file, for any screen reader, e-mail or old printer."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field

WIDTH = 78


@dataclass(frozen=True)
class TextSection:
    """A heading ("" for none) and the lines under it; a line may have any length."""

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


def _wrap(text: str) -> list[str]:
    """The text split at its own line ends and, where a line is too long, at ours; no character is lost."""
    first, *more = text.splitlines() or [""]
    return [*_fold(first, ""), *(piece for line in more for piece in _fold(line, "  "))]


def _fold(line: str, indent: str) -> list[str]:
    folded = textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return folded or [""]
