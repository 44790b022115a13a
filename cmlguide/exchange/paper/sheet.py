"""A page for paper as values: what the summary's PDF and plain text are both made from."""

from __future__ import annotations

from dataclasses import dataclass

from cmlguide.exchange.paper.text_file import TextSection


@dataclass(frozen=True)
class SheetTable:
    """A table: its headings and its rows, the first cell of each naming the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SheetPicture:
    """A drawing as SVG text, and in words."""

    svg: str
    words: str


@dataclass(frozen=True)
class SheetSection:
    """A heading with what stands under it, in this order: lines, table, note, picture, lines to fill in.

    `numbered`: a numbered list, each line with room for an answer; `bullets`: one with dots. `mark`: a word
    beside the heading. `place`: "" for one below the other; "fill" for the one with lines to fill in, which
    takes what is left of the side, "beside" for the one left of it, "under" for the one below both.
    """

    heading: str
    lines: tuple[str, ...] = ()
    numbered: bool = False
    bullets: bool = False
    mark: str = ""
    table: SheetTable | None = None
    note: str = ""
    picture: SheetPicture | None = None
    fill_in: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class SheetPage:
    """A page behind the first, which begins on a side of its own."""

    title: str
    who: tuple[str, ...]
    sections: tuple[SheetSection, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole page, top to bottom; `pages` follow it. `box_note`: the footnote for signs no font holds."""

    title: str
    notes: tuple[str, ...]
    who: tuple[str, ...]
    sections: tuple[SheetSection, ...]
    foot: str
    box_note: str
    pages: tuple[SheetPage, ...] = ()
    language: str = "en"
    large: bool = False


def text_sections(sheet: Sheet) -> list[TextSection]:
    """The sheet for a plain text file: the picture in words, each row of a table on a line."""
    behind = [one for page in sheet.pages for one in _page(page)]
    return [
        TextSection("", (*_who(sheet.who), *sheet.notes)),
        *(_section(one) for one in sheet.sections),
        TextSection("", (sheet.foot,)),
        *behind,
    ]


def _page(page: SheetPage) -> list[TextSection]:
    return [TextSection(page.title, tuple(_who(page.who))), *(_section(one) for one in page.sections)]


def _who(who: tuple[str, ...]) -> list[str]:
    return [" · ".join(who)] if who else []


def _section(section: SheetSection) -> TextSection:
    numbered = tuple(f"{index}. {line}" for index, line in enumerate(section.lines, 1))
    lines = [section.mark] if section.mark else []
    lines += numbered if section.numbered else [f"- {line}" for line in section.lines]
    if section.table:
        lines += [_row(section.table.columns, row) for row in section.table.rows]
    lines += [section.note] if section.note else []
    if section.picture:
        lines.append(section.picture.words)
    return TextSection(section.heading, (*lines, *(f"{label}: ______" for label in section.fill_in if label)))


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    named = [f"{name}: {cell}" for name, cell in zip(columns[1:], row[1:], strict=True) if cell]
    return ", ".join([row[0], *named])
