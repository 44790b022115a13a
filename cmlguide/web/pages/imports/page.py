"""The contents of a file as the preview page shows them: found, new, already there, unsure, left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.exchange import codes
from cmlguide.exchange.files.text_of import decode
from cmlguide.exchange.terms.units import CELLS, HEMOGLOBIN
from cmlguide.web.pages.imports.asks import AskField, file_asks, row_asks, with_answers
from cmlguide.web.pages.imports.counts import found_words
from cmlguide.web.pages.imports.entries import understood_entry
from cmlguide.web.pages.imports.reading import asking_rows, asks_itself, rows_of
from cmlguide.web.pages.imports.save_bar import SaveBar, save_bar
from cmlguide.web.pages.imports.words import MEANINGS
from cmlguide.web.words import dates, numbers
from cmlguide.web.words.file_kinds import SOURCES
from cmlguide.web.words.files import ITEMS, say, where_words
from cmlguide.web.words.medicines import with_dose
from cmlguide.web.words.result import typed
from cmlguide.web.words.units import of_kept_unit
from milestones.history import Result

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from cmlguide.exchange.preview.values import FoundCount, FoundMedicine, FoundResult, Preview
    from cmlguide.web.pages.imports.draft import Draft
    from cmlguide.web.pages.imports.outcome import Outcome
    from cmlguide.web.pages.imports.reading import FoundRow

MOST_ROWS = 200
"""Of a long list this many are shown, and the rest is counted."""


@dataclass(frozen=True)
class RowLine:
    """One entry found: its day, its text in the file, what was understood, and its place."""

    key: str
    day: str
    raw: str
    understood: str
    where: str
    lab: str = ""
    note: str = ""
    left_out: bool = False


@dataclass(frozen=True)
class UnsureLine:
    """An entry that needs a choice, with its questions."""

    line: RowLine
    asks: tuple[AskField, ...]


@dataclass(frozen=True)
class ColumnLine:
    """A column and what it was read as."""

    number: int
    heading: str
    meaning: str


@dataclass(frozen=True)
class Offers:
    """What can be saved besides the entries: the file's date of diagnosis, the letter itself."""

    diagnosis: bool = False
    diagnosed_before: date | None = None
    letter: bool = False


@dataclass(frozen=True)
class Errors:
    """Where the page asks again: at these rows, by key, and at the questions about the whole file."""

    rows: Collection[str] = ()
    whole_file: bool = False


@dataclass(frozen=True)
class TickLine:
    """A box to tick: its field's `name`, its words, a hint."""

    name: str
    words: str
    hint: str
    chosen: bool


@dataclass(frozen=True)
class ImportPage:
    """The preview page, top to bottom. `text`: pasted text in pieces, each with whether it was used."""

    source: str
    summary: tuple[str, ...]
    problems: tuple[str, ...]
    asks: tuple[AskField, ...]
    columns: tuple[ColumnLine, ...]
    meanings: tuple[tuple[str, _StrOrPromise], ...]
    unsure: tuple[UnsureLine, ...]
    ready: tuple[RowLine, ...]
    more_ready: int
    known: tuple[RowLine, ...]
    more_known: int
    left_out: tuple[tuple[str, str], ...]
    more_left_out: int
    text: tuple[tuple[bool, str], ...]
    ticks: tuple[TickLine, ...]
    is_record: bool
    save: SaveBar
    errors: tuple[tuple[str, str], ...]


def import_page(
    preview: Preview,
    draft: Draft,
    today: date,
    outcome: Outcome,
    offers: Offers,
    errors: Errors,
) -> ImportPage:
    """The page. `outcome`: what Save would do; `errors`: where it asks again after Save was pressed."""
    asks = file_asks(preview, draft, show_errors=errors.whole_file)
    unsure = _unsure(preview, draft, today, errors)
    ready = [_line(row, draft) for row in rows_of(preview) if not row.known and not asks_itself(row, preview)]
    known = [_line(row, draft) for row in rows_of(preview) if row.known]
    every = (*asks, *(ask for row in unsure for ask in row.asks))
    return ImportPage(
        source=str(SOURCES.get(preview.source, preview.source)),
        summary=_summary(preview, len(known)),
        problems=tuple(say(one) for one in preview.problems),
        asks=asks,
        columns=tuple(ColumnLine(one.number, one.heading, one.meaning) for one in preview.columns),
        meanings=tuple(MEANINGS.items()) if preview.columns else (),
        unsure=unsure,
        ready=tuple(ready[:MOST_ROWS]),
        more_ready=max(0, len(ready) - MOST_ROWS),
        known=tuple(known[:MOST_ROWS]),
        more_known=max(0, len(known) - MOST_ROWS),
        left_out=tuple((where_words(one.where), say(one.why)) for one in preview.left_out[:MOST_ROWS]),
        more_left_out=max(0, len(preview.left_out) - MOST_ROWS),
        text=_marked(preview, draft),
        ticks=_ticks(preview, draft, offers),
        is_record=preview.source == "record",
        save=save_bar(outcome, ticks=offers.diagnosis or offers.letter),
        errors=tuple((ask.first_id, ask.error) for ask in every if ask.error),
    )


def _ticks(preview: Preview, draft: Draft, offers: Offers) -> tuple[TickLine, ...]:
    ticks = []
    if offers.diagnosis and preview.diagnosed_on:
        words = _("Also set my date of diagnosis to %(day)s") % {
            "day": dates.short_date(preview.diagnosed_on)
        }
        before = offers.diagnosed_before
        hint = _("Your record says %(day)s now.") % {"day": dates.short_date(before)} if before else ""
        hint = hint or _("The file says CML was found then.")
        ticks.append(TickLine("diagnosed", words, hint, draft.diagnosed))
    if offers.letter:
        hint = _("Only you can open it, on Your data. It is not in the backup file. Undo deletes it too.")
        ticks.append(TickLine("keep_letter", _("Also keep this letter"), hint, draft.keep_letter))
    return tuple(ticks)


def _unsure(preview: Preview, draft: Draft, today: date, errors: Errors) -> tuple[UnsureLine, ...]:
    return tuple(
        UnsureLine(
            _line(with_answers(row, draft, today), draft),
            row_asks(row, preview, draft, today, row.key in errors.rows),
        )
        for row in asking_rows(preview)
    )


def _line(row: FoundRow, draft: Draft) -> RowLine:
    said = _UNDERSTOOD[row.key[0]](row)
    days = (getattr(row, name, None) for name in ("collected_on", "started_on", "day"))
    day = next((day for day in days if day), None)
    return RowLine(
        key=row.key,
        day=dates.short_date(day) if day else "",
        raw=row.raw,
        understood=said,
        where=where_words(row.where),
        lab=getattr(row, "lab", ""),
        note=_("changed by you since") if row.changed else "",
        left_out=row.key in draft.left_out,
    )


def understood_result(row: FoundResult) -> str:
    """`0.11% on the International Scale`; "" if nothing was understood yet, and for a 0."""
    if row.kind is None or any(ask.code == codes.ASK_ZERO for ask in row.asks):
        return ""
    number = row.value if row.value is not None else row.limit
    if number is not None and row.unit is None:
        sign = {"less_than": "<", "above_limit": ">"}.get(row.kind, "")
        said = _("%(sign)s%(number)s, scale not said") % {"sign": sign, "number": numbers.plain(number)}
    else:
        result = Result(
            row.collected_on,  # type: ignore[arg-type] # not shown here
            kind=row.kind,
            value=row.value,
            unit=row.unit,
            limit=row.limit,
            level=row.level,
            copies=row.copies,
        )
        said = typed.read_back(result, None, dated=False)[0].removesuffix(".")
    return _("%(said)s, from bone marrow") % {"said": said} if row.specimen == "marrow" else said


def _understood_count(row: FoundCount) -> str:
    """`White blood cells 5.4 x 10⁹/L`, in the units that blood counts are shown in."""
    if row.unit in (CELLS, HEMOGLOBIN):
        return f"{ITEMS[row.item]} {of_kept_unit(row.value, row.unit)}"
    return f"{ITEMS[row.item]} {numbers.plain(row.value)} {row.unit or ''}".strip()


def _understood_medicine(row: FoundMedicine) -> str:
    name = with_dose(row.medicine, row.dose)
    if row.stopped_on:
        return _("%(name)s, until %(end)s") % {"name": name, "end": dates.short_date(row.stopped_on)}
    return name


_UNDERSTOOD: Mapping[str, Callable[[Any], str]] = {
    "r": understood_result,
    "c": _understood_count,
    "m": _understood_medicine,
    "e": understood_entry,
}


def _summary(preview: Preview, known: int) -> tuple[str, ...]:
    said = found_words(preview)
    lines = []
    if said:
        lines.append(_("New: %(said)s.") % {"said": said})
    if known:
        already = ngettext(
            "%(count)s entry is already in your record.",
            "%(count)s entries are already in your record.",
            known,
        )
        lines.append(already % {"count": known})
    return tuple(lines)


def _marked(preview: Preview, draft: Draft) -> tuple[tuple[bool, str], ...]:
    """The text split at the pieces that were used; only for pasted text of which something was used."""
    if preview.source != "text" or not preview.used:
        return ()
    text, pieces, at = decode(draft.data), [], 0
    for start, end in sorted(set(preview.used)):
        if start >= at:
            pieces += [(False, text[at:start]), (True, text[start:end])]
            at = end
    return tuple(piece for piece in (*pieces, (False, text[at:])) if piece[1])
