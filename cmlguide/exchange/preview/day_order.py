"""Whether the dates in a column are day first or month first: settled by the whole column, or asked."""

from collections.abc import Iterable

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.questions import ask
from cmlguide.exchange.preview.values import Choice, Options, Question
from cmlguide.exchange.typed.date import read_date

ORDERS = ("dmy", "mdy")


def find_order(cells: Iterable[str], options: Options) -> str | None:
    """dmy or mdy when the column proves it (some cell cannot be read the other way), else None."""
    if options.order:
        return options.order
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    if not any(read_date(cell, today=options.today).choices for cell in filled):
        return None
    possible = [order for order in ORDERS if all(_can_be(cell, order, options) for cell in filled)]
    return possible[0] if len(possible) == 1 else None


def _can_be(cell: str, order: str, options: Options) -> bool:
    """Whether the cell allows the order; a cell that is not a date allows both."""
    read = read_date(cell, order, options.today)
    return read.problem != codes.DATE_IMPOSSIBLE


def ask_order(cells: Iterable[str], order: str | None, options: Options) -> list[Question]:
    """The question for a column that can be read both ways, showing its first such date both ways."""
    if order:
        return []
    for cell in dict.fromkeys(cells):
        choices = read_date(cell, today=options.today).choices
        if choices:
            named = tuple(
                Choice(one, Reason("on_day", {"day": read.date}))
                for one in ORDERS
                if (read := read_date(cell, one, options.today)).date
            )
            return [ask(codes.ASK_DAY_OR_MONTH, "day_or_month", named, cell=cell)]
    return []
