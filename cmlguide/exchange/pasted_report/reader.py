"""A letter's text into a preview: which pieces are results, of which day, and which only look like one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.guarded import Guarded, read_guarded
from cmlguide.exchange.files.limits import LONGEST_TEXT, MOST_PIECES, FileRefusedError
from cmlguide.exchange.pasted_report.days import (
    WrittenDay,
    day_of_sample,
    find_days,
    order_of,
    read_day,
    without_days,
)
from cmlguide.exchange.pasted_report.says import Says, read_piece
from cmlguide.exchange.pasted_report.segments import Piece, cut, has_range_column, without_traps
from cmlguide.exchange.preview.day_order import ask_order
from cmlguide.exchange.preview.rows import YES, day_choices, from_typed, shorten
from cmlguide.exchange.preview.values import FoundResult, LeftOut, Options, Preview, with_ask
from cmlguide.exchange.preview.whole_file import complete_preview
from cmlguide.exchange.typed.date import TypedDate
from cmlguide.exchange.typed.number import TypedResult
from milestones.scale import level_percent

PDF_REFUSAL = Reason("pdf_unreadable")
TOO_LONG = Reason("text_too_long")
MOST_SUPPORTING = 20
SHORT_LINES = 3
"""A paste this short may be the bare number: what it says needs no name beside it."""


@dataclass(frozen=True)
class _Read:
    """A piece and what it says."""

    piece: Piece
    says: Says


def read_report(text: str, options: Options, source: str = "text") -> Preview:
    """The preview of pasted text. Raises FileRefusedError."""
    if len(text) > LONGEST_TEXT:
        raise FileRefusedError(TOO_LONG)
    pieces = list(islice(cut(text), MOST_PIECES + 1))
    if len(pieces) > MOST_PIECES:
        raise FileRefusedError(TOO_LONG)
    days = find_days(pieces)
    reads, left_out = [], []
    beside_range = has_range_column(pieces)
    for piece in pieces:
        bare, reasons = without_traps(piece, beside_range)
        reads.append(_Read(piece, read_piece(without_days(bare))))
        left_out += [
            LeftOut(piece.where, Reason(why, {"text": shorten(piece.written, 80)})) for why in reasons
        ]
    results = _results(reads, days, options, len(pieces) <= SHORT_LINES)
    order = order_of(days, options)
    used = tuple((row.piece.start, row.piece.end) for row in reads if row.piece.where in _places(results))
    preview = Preview(
        source,
        tuple(results),
        questions=tuple(ask_order([day.text for day in days if _matters(day)], order, options))
        if results
        else (),
        left_out=tuple(left_out),
        used=used,
    )
    return complete_preview(preview, options, source)


def read_pdf(data: bytes, options: Options, guarded: Guarded = read_guarded) -> Preview:
    """The preview of a PDF's text layer. Raises FileRefusedError."""
    return read_report(guarded("pdf", data, PDF_REFUSAL), options, "pdf")


def _places(results: Sequence[FoundResult]) -> set[str]:
    return {place for row in results for place in row.where.split(", ")}


def _matters(day: WrittenDay) -> bool:
    return day.label in ("", "collected")


def _results(
    reads: Sequence[_Read], days: Sequence[WrittenDay], options: Options, short: bool
) -> list[FoundResult]:
    """One row a dated piece with a number; the undated pieces together are the letter's own result."""
    order = order_of(days, options)
    own = _days_of_pieces(days, order, options)
    dated = [one for one in reads if one.piece in own and one.says.typed and (one.says.is_result or short)]
    rows = [_row([one], own[one.piece], options) for one in dated]
    taken = {id(one) for one in dated}
    rest = [one for one in reads if id(one) not in taken]
    day = read_day(day_of_sample(days, {one.piece for one in dated}), order, options.today)
    others = [one for one in rest if one.says.other_transcript]
    typical = [one for one in rest if not one.says.other_transcript]
    for group in (typical, others):
        rows += _group(group, day, options, short, any(one.says.names_gene for one in reads))
    return [row for row in rows if row is not None]


def _days_of_pieces(
    days: Sequence[WrittenDay], order: str | None, options: Options
) -> dict[Piece, TypedDate]:
    """The day written in each piece itself; of several in one piece the person chooses."""
    own: dict[Piece, list[TypedDate]] = {}
    for day in days:
        if not day.label:
            own.setdefault(day.piece, []).append(read_day(day, order, options.today))
    return {piece: _one_of(read) for piece, read in own.items()}


def _one_of(read: list[TypedDate]) -> TypedDate:
    possible = sorted({day for one in read for day in ((one.date,) if one.date else one.choices)})
    if len(read) == 1 or len(possible) < 2:
        return read[0]
    return TypedDate(problem=codes.ASK_DAY_OR_MONTH, choices=tuple(possible))


def _group(
    group: Sequence[_Read], day: TypedDate, options: Options, short: bool, names_gene: bool
) -> list[FoundResult | None]:
    """The rows of undated pieces: their best number, each number of the same scale, or the words instead."""
    about = [one for one in group if one.says.is_result or short or (names_gene and one.says.names_result)]
    with_numbers = [one for one in about if any(typed.kind for typed in one.says.typed)]
    if not with_numbers:
        said = [one for one in group if one.says.words and (short or names_gene)]
        problem = [one for one in about if one.says.typed]
        return [_row([*(said or problem), *_supporting(group)], day, options)] if said or problem else []
    best = min(_rank(typed) for one in with_numbers for typed in one.says.typed if typed.kind)
    chosen = [
        one for one in with_numbers if any(_rank(typed) == best for typed in one.says.typed if typed.kind)
    ]
    return [_row([one, *_supporting(group)], day, options) for one in chosen]


def _rank(typed: TypedResult) -> int:
    """Which number of a letter is the result: on the scale, else a percent, else a ratio, an MR, a log."""
    if typed.unit == "percent_is":
        return 0
    if typed.unit in ("mr", "log_reduction") or typed.kind == "level":
        return 3 if typed.unit == "mr" else 4
    return 1 if typed.percent else 2


def _supporting(group: Sequence[_Read]) -> list[_Read]:
    """Pieces that say how good the sample was, or what words stand beside the number."""
    said = [one for one in group if one.says.copies or one.says.limit or one.says.factor or one.says.words]
    return list({one.says: one for one in reversed(said)}.values())[::-1][:MOST_SUPPORTING]


def _row(reads: Sequence[_Read], day: TypedDate, options: Options) -> FoundResult | None:
    """One found result from the pieces that speak of it."""
    unique = list(dict.fromkeys(reads))
    typed = _best([typed for one in unique[:1] for typed in one.says.typed])
    words = frozenset(word for one in unique for word in one.says.words)
    stated = _with_words(typed, words)
    if stated is None:
        return None
    pieces = sorted((one.piece for one in unique), key=lambda piece: piece.start)
    raw = shorten(" … ".join(piece.written for piece in pieces), 300)
    marrow = any(one.says.marrow for one in unique)
    row = FoundResult(
        where=", ".join(dict.fromkeys(piece.where for piece in pieces)),
        raw=raw,
        collected_on=day.date,
        specimen="marrow" if marrow else "blood",
        copies=next((one.says.copies for one in unique if one.says.copies), None),
        control_gene=next((one.says.control_gene for one in unique if one.says.copies), None),
        conversion_factor=next((one.says.factor for one in unique if one.says.factor), None),
    )
    found = _ask_about(_with_depth(from_typed(row, stated, options), unique), unique[0].says, stated)
    return _ask_day(found, day)


def _best(typed: Sequence[TypedResult]) -> TypedResult | None:
    return min(typed, key=lambda one: (one.kind is None, _rank(one)), default=None)


def _with_words(typed: TypedResult | None, words: frozenset[str]) -> TypedResult | None:
    """The number with what the words beside it make of it; words alone where there is no number."""
    if typed is None or (typed.kind is None and words):
        return _only_words(words) or typed
    if typed.kind == "less_than" and "not_detected" in words:
        return replace(typed, kind="not_detected")
    if typed.kind == "less_than" and words & {"below_quantification", "detected"}:
        return replace(typed, kind="below_quantification")
    if typed.kind == "level" and typed.level and "not_detected" in words:
        return TypedResult("not_detected", limit=level_percent(typed.level), unit="percent_is")
    return typed


def _only_words(words: frozenset[str]) -> TypedResult | None:
    for kind in ("no_result", "not_detected", "below_quantification"):
        if kind in words:
            return TypedResult(kind=kind)
    if "above_limit" in words:
        return TypedResult(problem=codes.ABOVE_WITHOUT_NUMBER)
    return TypedResult(problem=codes.DETECTED_WITHOUT_NUMBER) if "detected" in words else None


def _with_depth(row: FoundResult, reads: Sequence[_Read]) -> FoundResult:
    """How deep the test saw, where the letter says it and the result is below it."""
    limit = next((one.says.limit for one in reads if one.says.limit), None)
    if limit is None or row.limit is not None or row.kind not in ("not_detected", "below_quantification"):
        return row
    return replace(row, limit=limit.limit, unit=limit.unit or "percent_is")


def _ask_about(row: FoundResult, says: Says, typed: TypedResult) -> FoundResult:
    if says.other_transcript and row.kind:
        numbered = row.value is not None or row.limit is not None
        kept = tuple(ask for ask in row.asks if ask.code != codes.ASK_SCALE)
        row = replace(row, unit="ratio_percent" if numbered else None, asks=kept)
        row = with_ask(row, codes.ASK_TRANSCRIPT, *YES)
    return with_ask(row, codes.ASK_CONFIRM, *YES) if typed.problem is None else row


def _ask_day(row: FoundResult, day: TypedDate) -> FoundResult:
    if day.problem is None:
        return row
    return with_ask(row, day.problem, *day_choices(day.choices))
