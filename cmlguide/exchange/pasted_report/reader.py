"""Reads a letter into a preview: which values are results, of which day, and which only look like one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.guarded import Guarded, read_guarded
from cmlguide.exchange.files.limits import LONGEST_TEXT, MOST_PIECES, FileRefusedError
from cmlguide.exchange.pasted_report.days import (
    day_of_sample,
    names_several,
    one_of,
    order_of,
    own_days,
    paired_day,
    read_day,
)
from cmlguide.exchange.pasted_report.lines import Line, WrittenDay, days_of, read_lines
from cmlguide.exchange.pasted_report.proposals import Letter, is_about, may_be_result, reasons
from cmlguide.exchange.pasted_report.rows import Value, row_of, support_of, values_of
from cmlguide.exchange.preview.day_order import ask_order
from cmlguide.exchange.preview.values import FoundResult, LeftOut, Options, Preview
from cmlguide.exchange.preview.whole_file import complete_preview
from cmlguide.exchange.typed.date import TypedDate
from cmlguide.exchange.typed.statement import Statement

PDF_REFUSAL = Reason("pdf_unreadable")
TOO_LONG = Reason("text_too_long")


def read_report(text: str, options: Options, source: str = "text") -> Preview:
    """The preview of pasted text. Raises FileRefusedError."""
    if len(text) > LONGEST_TEXT or sum(1 for _ in islice(text.splitlines(), MOST_PIECES + 1)) > MOST_PIECES:
        raise FileRefusedError(TOO_LONG)
    letter = _Letter.of(text, options)
    results = [row for row in letter.rows() if row is not None]
    order_asked = [day.text for day in letter.days if day.label in ("", "collected")]
    places = {place for row in results for place in row.where.split(", ")}
    preview = Preview(
        source,
        tuple(results),
        questions=tuple(ask_order(order_asked, letter.order, options)) if results else (),
        left_out=tuple(letter.left_out()),
        used=tuple((line.start, line.end) for line in letter.lines if line.where in places),
    )
    return complete_preview(preview, options, source)


def read_pdf(data: bytes, options: Options, guarded: Guarded = read_guarded) -> Preview:
    """The preview of a PDF's text layer. Raises FileRefusedError."""
    return read_report(guarded("pdf", data, PDF_REFUSAL), options, "pdf")


@dataclass
class _Letter:
    """A letter read line by line. `used` are the statements that became part of a row."""

    lines: list[Line]
    days: list[WrittenDay]
    order: str | None
    several: bool
    options: Options
    used: list[Statement] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, options: Options) -> "_Letter":
        """The letter with this text."""
        lines = read_lines(text)
        days = days_of(lines)
        return cls(lines, days, order_of(days, options), names_several(days), options)

    def rows(self) -> list[FoundResult | None]:
        """A row for each value with its own day; the values without one make up the letter's main result."""
        values = self._values()
        of_line: dict[int, list[Statement]] = {}
        for value in values:
            of_line.setdefault(value.line.number, []).append(value.statement)
        dated: dict[tuple[int, tuple[str, ...]], list[Value]] = {}
        undated: list[Value] = []
        for value in values:
            own = self._own_days(value, of_line[value.line.number])
            if own:
                dated.setdefault((value.line.number, tuple(day.text for day in own)), []).append(
                    replace(value, days=own)
                )
            elif value.statement.role != "previous":  # an earlier value without its day belongs nowhere
                undated.append(value)
        if self._is_one(dated, undated):
            days = next(iter(dated.values()))[0].days
            return self._group(
                [one for group in dated.values() for one in group] + undated,
                one_of(days, self.order, self.options.today),
            )
        rows: list[FoundResult | None] = []
        for group in dated.values():
            rows += self._group(group, one_of(group[0].days, self.order, self.options.today), alone=True)
        return rows + self._group(undated, self._day(dated))

    def left_out(self) -> list[LeftOut]:
        """What only looked like a result, each with the reason; call it after the rows are made."""
        about = is_about(self.lines)
        return [reason for line in self.lines for reason in reasons(line, self.used, about)]

    def _values(self) -> list[Value]:
        letter = Letter.of(self.lines)
        return [
            Value(line, statement)
            for line in self.lines
            for statement in line.statements
            if may_be_result(statement, line, letter)
        ]

    def _own_days(self, value: Value, beside: Sequence[Statement]) -> tuple[WrittenDay, ...]:
        own = own_days(value.statement, value.line, self.several)
        return paired_day(value.statement, value.line, own, beside)

    def _is_one(
        self, dated: dict[tuple[int, tuple[str, ...]], list[Value]], undated: Sequence[Value]
    ) -> bool:
        """Whether the letter has one day only, so that details elsewhere in it belong to that result."""
        return len({days for _, days in dated}) == 1 and not any(
            one.statement.kind == "number" and not one.statement.unit for one in undated
        )

    def _day(self, dated: dict[tuple[int, tuple[str, ...]], list[Value]]) -> TypedDate:
        taken = [day for group in dated.values() for one in group for day in one.days]
        return read_day(day_of_sample(self.days, taken), self.order, self.options.today)

    def _group(
        self, values: Sequence[Value], day: TypedDate, alone: bool = False
    ) -> list[FoundResult | None]:
        """The rows for the values of one day: typical transcripts as one result, any other by itself."""
        rows: list[FoundResult | None] = []
        for atypical in (False, True):
            group = [one for one in values if one.statement.is_atypical == atypical]
            lines = {one.line.number for one in group}
            support = [line for line in self.lines if not alone or line.number in lines]
            for chosen in values_of(group):
                row, used = row_of(chosen, group, support_of(support, alone), day, self.options)
                rows.append(row)
                self.used += used
        return rows
