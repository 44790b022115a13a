"""A page for paper as values: what the summary's PDF and plain text are both made from."""

from __future__ import annotations

from dataclasses import dataclass

from cmlguide.exchange.text_file import TextSection


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
    """A heading with what stands under it, in this order: lines, table, picture, lines to fill in by hand.

    `numbered`: a numbered list, each line with room for an answer. `mark`: a word beside the heading.
    """

    heading: str
    lines: tuple[str, ...] = ()
    numbered: bool = False
    mark: str = ""
    table: SheetTable | None = None
    picture: SheetPicture | None = None
    fill_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The whole page, top to bottom. `box_note`: the footnote for signs that no font holds."""

    title: str
    notes: tuple[str, ...]
    who: tuple[str, ...]
    sections: tuple[SheetSection, ...]
    foot: str
    box_note: str
    language: str = "en"
    large: bool = False


def text_sections(sheet: Sheet) -> list[TextSection]:
    """The sheet for a plain text file: the picture in words, each row of a table on a line."""
    who = [" · ".join(sheet.who)] if sheet.who else []
    return [
        TextSection("", (*who, *sheet.notes)),
        *(_section(one) for one in sheet.sections),
        TextSection("", (sheet.foot,)),
    ]


def _section(section: SheetSection) -> TextSection:
    numbered = tuple(f"{index}. {line}" for index, line in enumerate(section.lines, 1))
    lines = [section.mark] if section.mark else []
    lines += numbered if section.numbered else [f"- {line}" for line in section.lines]
    if section.table:
        lines += [_row(section.table.columns, row) for row in section.table.rows]
    if section.picture:
        lines.append(section.picture.words)
    return TextSection(section.heading, (*lines, *(f"{label}: ______" for label in section.fill_in if label)))


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    named = [f"{name}: {cell}" for name, cell in zip(columns[1:], row[1:], strict=True) if cell]
    return ", ".join([row[0], *named])
