"""Rows of the long tables, each table written in one go. Format only.

`{% result_rows lines own chips %}`: results; `{% paper_rows table fewer %}`: a table on paper. A page has
hundreds of their cells, and a template would pass through a handful of nodes for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.templatetags.look import hand_on

if TYPE_CHECKING:
    from cmlguide.web.words.engine import Chip
    from cmlguide.web.words.result.moves import Move

register = template.Library()
ANY = 0
"""The number of no row: an address is looked up once, and each row's number put in its place."""


@register.simple_tag(takes_context=True)
def result_rows(context: template.Context, lines: Iterable[Any], own: bool, chips: bool) -> SafeString:
    """Lines of results: the result, how it moved, its level and lab. `own`: each leads to its page;
    `chips`: each ends with its verdict."""
    before, _number, after = reverse("result-show", args=[ANY]).rpartition(str(ANY))
    kept: Any = context.render_context
    written: dict[int, str] = kept.setdefault("chips", {})  # for all years of the table
    rows = []
    for line in lines:
        day = escape(line.day)
        if own:
            link = f'<a class="action-link" href="{before}{escape(line.key)}{after}">{day}</a>'
            day = link + hand_on(context, "result", line.key)
        rows.append(_result_row(line, day, _chip(line.chip, written) if chips else ""))
    return mark_safe("".join(rows))  # noqa: S308 - every value is escaped


def _result_row(line: Any, day: str, chip: str) -> str:
    short = f'<td class="results-short">{escape(line.in_short)}</td>' if line.in_short else ""
    return f"""
    <tr>
      <th scope="row">{day}</th>
      <td class="result-number">{escape(line.number)}</td>
      <td class="results-wide">{_move(line.change)}</td>
      <td class="results-wide">{escape(line.level)}</td>
      <td class="results-wide">{escape(line.lab)}</td>
      {short}
      {chip}
    </tr>
    """


def _move(change: Move) -> str:
    if not change.short:
        return ""
    seen = f'<span aria-hidden="true">{escape(change.short)}</span>'
    aside = f' <span class="muted small">{escape(change.aside)}</span>' if change.aside else ""
    return f'{seen}<span class="visually-hidden">{escape(change.words)}</span>{aside}'


def _chip(chip: Chip, written: dict[int, str]) -> str:
    """The cell of a chip: there are few of them, and each is written once."""
    if id(chip) not in written:
        written[id(chip)] = f"<td>{render_to_string('_chip.html', {'chip': chip})}</td>"
    return written[id(chip)]


@register.simple_tag
def paper_rows(table: Any, fewer: int | str = "") -> SafeString:
    """The rows of a table on paper. Those after the first `fewer` print only where the paper is long enough;
    "": all of them do."""
    rows = (
        f"""
    <tr role="row"{' class="paper-tall"' if fewer != "" and place > int(fewer) else ""}>
      {"".join(_cells(row))}
    </tr>
    """
        for place, row in enumerate(table.rows, 1)
    )
    return mark_safe("".join(rows))  # noqa: S308 - every value is escaped


def _cells(row: Iterable[Any]) -> Iterable[str]:
    first, *others = row
    yield f'<th scope="row" role="rowheader">{escape(first.text)}</th>'
    for cell in others:
        name = f'<span class="paper-name" aria-hidden="true">{escape(cell.name)} </span>' if cell.name else ""
        together = ' class="nowrap"' if cell.keeps_together else ""
        yield f'<td role="cell"{together}>{name}{escape(cell.text)}</td>'
