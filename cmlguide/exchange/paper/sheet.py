"""A page for paper as values, from which both the summary's PDF and its plain text are made."""

from __future__ import annotations

from dataclasses import dataclass

from cmlguide.exchange.paper.text_file import TextSection


@dataclass(frozen=True)
class SheetTable:
    """A table: its headings and its rows; the first cell of each row names it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SheetPicture:
    """A drawing as SVG text, and its description in words."""

    svg: str
    words: str


@dataclass(frozen=True)
class SheetFact:
    """One cell of the strip at the top: its label, its value, and a note ("" where none is needed)."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class SheetSection:
    """A heading and its contents, in this order: facts, lines, table, note, picture, lines to fill in.

    `numbered`: a numbered list, each line with room for an answer; `bullets`: one with dots. `mark`: a word
    next to the heading. `facts` are cells side by side. `place`: "" for sections one below the other; "fill"
    for the one with lines to fill in, which takes up the rest of the side, "beside" for the one to its left,
    "under" for the one below both.
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
    facts: tuple[SheetFact, ...] = ()


@dataclass(frozen=True)
class SheetPage:
    """A page after the first one, which starts on a new side."""

    title: str
    who: tuple[str, ...]
    sections: tuple[SheetSection, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole page, top to bottom, followed by `pages`. `box_note`: the footnote for characters
    no font has. `roomy`: there is more room to answer a question."""

    title: str
    notes: tuple[str, ...]
    who: tuple[str, ...]
    sections: tuple[SheetSection, ...]
    foot: str
    box_note: str
    pages: tuple[SheetPage, ...] = ()
    language: str = "en"
    large: bool = False
    roomy: bool = False


def text_sections(sheet: Sheet) -> list[TextSection]:
    """The sheet for a plain text file: the picture in words, each row of a table on one line."""
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
    facts = [_fact(fact) for fact in section.facts]
    numbered = tuple(f"{index}. {line}" for index, line in enumerate(section.lines, 1))
    lines = [*facts, *([section.mark] if section.mark else [])]
    lines += numbered if section.numbered else [f"- {line}" for line in section.lines]
    if section.table:
        lines += [_row(section.table.columns, row) for row in section.table.rows]
    lines += [section.note] if section.note else []
    if section.picture:
        lines.append(section.picture.words)
    return TextSection(section.heading, (*lines, *(f"{label}: ______" for label in section.fill_in if label)))


def _fact(fact: SheetFact) -> str:
    return f"{fact.label}: {fact.value} ({fact.note})" if fact.note else f"{fact.label}: {fact.value}"


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    named = [f"{name}: {cell}" for name, cell in zip(columns[1:], row[1:], strict=True) if cell]
    return ", ".join([row[0], *named])
