"""Numbers as a person reads them. A number reported in percent is never rounded, and `<` and `>` are never lost."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.presenters import words

if TYPE_CHECKING:
    from milestones.assessment import JudgedResult
    from milestones.history import Result

# A number worked out by us (from MR, a ratio, copies) has endless digits; three say all that a test can.
WORKED_OUT_DIGITS = 3


def plain(value: Decimal) -> str:
    """The exact decimal, never in exponent form: `0.0030` keeps its zeros."""
    return format(value, "f")


def percent(value: Decimal) -> str:
    """`0.074%`, exactly as it stands."""
    return f"{plain(value)}%"


def rounded_percent(value: Decimal) -> str:
    """`0.00631%`: for a number worked out by us; short numbers stay exact."""
    if len(value.normalize().as_tuple().digits) <= WORKED_OUT_DIGITS:
        return percent(_without_trailing_zeros(value))
    return percent(_to_digits(value, WORKED_OUT_DIGITS))


def result_value(result: Result) -> str:
    """One result as it was reported, short: `0.11%`, `<0.0032%`, `>55%`, `MR4.2`, `not found`, `no result`."""
    if result.kind == "value" and result.value is not None:
        return _with_unit(result.value, result.unit)
    if result.kind in ("less_than", "above_limit") and result.limit is not None:
        sign = "<" if result.kind == "less_than" else ">"
        return sign + _with_unit(result.limit, result.unit)
    if result.kind == "below_quantification" and result.limit is not None:
        return _("found, <%(limit)s") % {"limit": _with_unit(result.limit, result.unit)}
    if result.kind == "below_quantification":
        return _("found, too little to measure")
    if result.kind == "not_detected" and result.limit is not None:
        return _("not found, <%(limit)s") % {"limit": _with_unit(result.limit, result.unit)}
    if result.kind == "not_detected":
        return _("not found")
    if result.kind == "level":
        return str(words.LEVELS.get(result.level or "", result.level or ""))
    return _("no result")


def headline(judged: JudgedResult) -> str:
    """The big number on Timeline: `0.11%`, `Not found`, `<0.0032%`; the depth stands beside it (`depth_note`)."""
    result = judged.result
    if result.kind == "not_detected":
        return _("Not found")
    if result.kind == "below_quantification":
        return _("Found, but too little to measure")
    if result.kind == "no_result":
        return _("No result")
    return result_value(result)


def depth_note(judged: JudgedResult) -> str:
    """How deep a test that found nothing could see: "the test could see down to 0.0032%"; empty otherwise."""
    if judged.detected is not False and judged.result.kind != "below_quantification":
        return ""
    if not depth_is_stated(judged) or judged.high is None:
        return _("the report does not say how deep the test could see")
    if judged.result.kind == "below_quantification":
        return _("less than %(limit)s") % {"limit": rounded_percent(judged.high)}
    return _("the test could see down to %(limit)s") % {"limit": rounded_percent(judged.high)}


def depth_is_stated(judged: JudgedResult) -> bool:
    """Whether a censored result says how deep the test could see (a limit, or enough copies to score)."""
    result = judged.result
    return result.limit is not None or (result.copies is not None and judged.level != "not_scored")


def mr_note(judged: JudgedResult) -> str:
    """`MR2.96`; where the rounded MR would seem to miss the level the number meets, the level's name instead."""
    if judged.mr is None:
        return ""
    shown = _("MR%(mr)s") % {"mr": plain(_two_places(judged.mr))}
    level = words.LEVELS.get(judged.level)
    if judged.level.startswith("mr") and level and judged.mr < Decimal(level_mr(judged.level)):
        return str(level)
    return shown


def level_mr(level: str) -> str:
    """The MR that stands in a deep level's own name: `mr4.5` -> `4.5`; `mmr` has none -> `0`."""
    number = level.removeprefix("mr")
    return number if number.replace(".", "", 1).isdigit() else "0"


def times_as_high(fold: Decimal, *, at_least: bool = False) -> str:
    """`1.5 times as high`, never "times higher" (which reads as one more than it is)."""
    times = fold_number(fold, floor=at_least)
    if at_least:
        return _("at least %(times)s times as high") % {"times": times}
    return _("%(times)s times as high") % {"times": times}


def times_less(fold: Decimal, *, at_least: bool = False) -> str:
    """`about 560 times less`; `at least 560 times less` where the newer number is only a limit."""
    times = fold_number(fold, floor=at_least)
    if at_least:
        return _("at least %(times)s times less") % {"times": times}
    return _("about %(times)s times less") % {"times": times}


def fold_number(fold: Decimal, *, floor: bool = False) -> str:
    """A fold to two digits: `1.5`, `12`, `560`, `6,200`. With `floor` it never claims more than is known."""
    shown = _to_digits(fold, 2, ROUND_FLOOR if floor else ROUND_HALF_EVEN)
    return f"{shown:,f}" if shown >= 1000 else plain(shown)


def is_about_one(fold: Decimal) -> bool:
    """Whether a fold reads as `1.0`: then the words say "about the same" and no number."""
    return _to_digits(fold, 2) == 1


def copies(count: int) -> str:
    """`52,000`: control gene copies."""
    return f"{count:,}"


def _with_unit(value: Decimal, unit: str | None) -> str:
    if unit == "mr":
        return _("MR%(mr)s") % {"mr": plain(value)}
    if unit == "log_reduction":
        return _("%(log)s log down") % {"log": plain(value)}
    if unit == "ratio_percent":
        return _("%(percent)s (lab's own ratio)") % {"percent": percent(value)}
    return percent(value)


def _to_digits(value: Decimal, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    if value == 0:
        return value
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return _without_trailing_zeros(value.quantize(step, rounding=rounding))


def _without_trailing_zeros(value: Decimal) -> Decimal:
    return value.normalize()


def _two_places(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
