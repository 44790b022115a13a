"""Numbers as a person reads them. A reported percent is never rounded, and no `<` or `>` is lost."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cmlguide.web.words import engine as words
from milestones.rounding import round_for_reading, round_to_figures
from milestones.scale import EXACT, levels, mr_of

if TYPE_CHECKING:
    from datetime import date

    from milestones.assessment import Assessment
    from milestones.history import Result
    from milestones.verdicts import JudgedResult

# A number calculated by us (from an MR, a ratio, copies) has endless digits; three say all that a test can.
WORKED_OUT_DIGITS = 3


def plain(value: Decimal) -> str:
    """The exact decimal, never in exponent form: `0.0030` keeps its zeros. In German it is `0,0030`."""
    mark = decimal_mark(get_language())
    text = format(value, "f")
    return text if mark == "." else text.replace(".", mark)


def from_file(value: str | int | Decimal) -> str:
    """A number as the engine's data files have it: `0.5`, 12."""
    return plain(Decimal(value))


def percent(value: Decimal) -> str:
    """`0.074%`, exactly as stored; `0,074 %` where a language writes it so."""
    return percent_in(value, get_language())


def percent_in(value: Decimal, language: str | None) -> str:
    """As `percent`, where the reader's language is known: asking for it takes longer than the rest."""
    mark, before, after = _percent_form(language)
    text = format(value, "f")
    return f"{before}{text if mark == '.' else text.replace('.', mark)}{after}"


def grouped(value: Decimal | int) -> str:
    """A large number: `52,000`; in German `52.000`, and `1.234,5` if it has decimals."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    language = get_language()
    return text.translate({ord(","): _thousands_mark(language), ord("."): decimal_mark(language)})


@cache
def decimal_mark(_language: str | None) -> str:
    """The sign before the decimals, cached by language, as a page can have hundreds of numbers."""
    return _number_form()[-2]


@cache
def _thousands_mark(_language: str | None) -> str:
    return _number_form()[1]


def _number_form() -> str:
    # Translators: how this number is written, like 1.234,5 (1 234,5 with a narrow no-break space)
    return pgettext("number format", "1,234.5")


@cache
def _percent_form(language: str | None) -> tuple[str, str, str]:
    """The decimal mark, what stands before the number and what after it."""
    # Translators: a percent like 0.1%; "%%" is the sign, with a no-break space before it where usual
    before, _number, after = pgettext("number format", "%(number)s%%").partition("%(number)s")
    return decimal_mark(language), before.replace("%%", "%"), after.replace("%%", "%")


def rounded_percent(value: Decimal) -> str:
    """`0.00631%`: for a number calculated by us; short numbers stay exact."""
    short = value.normalize(EXACT)
    if len(short.as_tuple().digits) <= WORKED_OUT_DIGITS:
        return percent(short)
    return percent(round_to_figures(value, WORKED_OUT_DIGITS).normalize(EXACT))


def result_value(result: Result) -> str:
    """As reported, short: `0.11%`, `<0.0032%, not found`, `<0.01%`, `>55%`, `MR4.2`, `no result`."""
    if result.kind == "value" and result.value is not None:
        return _with_unit(result.value, result.unit)
    if result.kind in ("less_than", "above_limit") and result.limit is not None:
        return ("<" if result.kind == "less_than" else ">") + _with_unit(result.limit, result.unit)
    if result.kind == "below_quantification":
        return _below_quantification(result)
    if result.kind == "not_detected":
        return _not_detected(result)
    if result.kind == "level":
        return str(words.LEVELS.get(result.level or "", result.level or ""))
    return _("no result")


def short_value(result: Result) -> str:
    """`result_value` for a sentence, without the words after the number (`<0.0032%`, `0.121%`)."""
    if result.limit is not None and result.kind in ("not_detected", "below_quantification"):
        return "<" + _with_unit(result.limit, result.unit)
    if result.kind == "value" and result.value is not None and result.unit == "ratio_percent":
        return percent(result.value)
    return result_value(result)


def headline(judged: JudgedResult) -> str:
    """The big number on Timeline: `0.11%`, `Not found`, `<0.0032%`; the depth is shown next to it."""
    result = judged.result
    if result.kind == "not_detected":
        return _("Not found")
    if result.kind == "below_quantification":
        return _("Found, but too little to measure")
    if result.kind == "no_result":
        return _("No result")
    return short_value(result)


def depth_note(judged: JudgedResult) -> str:
    """How deep a test that found nothing could look: "the test could see down to 0.0032%"; else ""."""
    if judged.detected is not False and judged.result.kind != "below_quantification":
        return ""
    if judged.detected is False and judged.small_sample and not judged.depth_stated:
        return _("the sample was small")
    if not judged.depth_stated or judged.high is None:
        return _("the report does not say how deep the test could see")
    if judged.result.kind == "below_quantification":
        return _("less than %(limit)s") % {"limit": _limit(judged)}
    return _("the test could see down to %(limit)s") % {"limit": _limit(judged)}


def _limit(judged: JudgedResult) -> str:
    """The upper end of a censored result: exactly as reported if the report gave it in %IS."""
    if judged.high is None:
        return ""
    return percent(judged.high) if judged.high == judged.result.limit else rounded_percent(judged.high)


def mr_note(judged: JudgedResult) -> str:
    """`MR2.96`; the level's name instead, if the MR would seem to miss the level that the number meets. Left
    out above the first level, where an MR says nothing and would be negative above 100%."""
    mr = judged.mr if judged.level != "none" else None
    if mr is None:
        return ""
    if _falls_short_of_name(mr, judged.level):
        return str(words.LEVELS[judged.level])
    return _("MR%(mr)s") % {"mr": plain(round_for_reading(mr, borders=_mr_borders()))}


@cache
def _mr_borders() -> tuple[tuple[Decimal, bool], ...]:
    """The levels' own MRs, each belonging to the side above it; worked out once, because a logarithm of that
    many digits takes longer than a row of a table."""
    mrs = (mr_of(level.percent_is) for level in levels())
    return tuple((mr, True) for mr in mrs if mr is not None)


def _falls_short_of_name(mr: Decimal, level: str) -> bool:
    """Whether the MR is below the number in its level's own name: 0.0032% meets MR4.5 and is MR4.49."""
    number = level.removeprefix("mr")
    return number.replace(".", "", 1).isdigit() and mr < Decimal(number)


def test_on(day: date | None, assessment: Assessment) -> JudgedResult | None:
    """The result of that day; of several, the higher one, as in the trend. None if there is none."""
    same_day = [judged for judged in assessment.results if judged.collected_on == day]
    return max(same_day, key=lambda judged: (judged.interval is not None, judged.high or 0), default=None)


def value_on(day: date | None, assessment: Assessment) -> str:
    """That day's result as reported; "" if there is none."""
    judged = test_on(day, assessment)
    return result_value(judged.result) if judged else ""


def times_as_high(fold: Decimal, *, at_least: bool = False, about: bool = False) -> str:
    """`1.5 times as high`, never "times higher" (which reads as one more than it is)."""
    times = fold_number(fold, floor=at_least)
    # Translators: goes into "It is ... as last time" and stands alone; so for the next ones
    if about:
        return _("about %(times)s times as high") % {"times": times}
    if at_least:
        return _("at least %(times)s times as high") % {"times": times}
    return _("%(times)s times as high") % {"times": times}


def times_less(fold: Decimal, *, at_least: bool = False) -> str:
    """`about 560 times less`; `at least 560 times less` if the newer number is only a limit."""
    times = fold_number(fold, floor=at_least)
    # Translators: goes into "It is ... than last time" and stands alone; so for the next one
    if at_least:
        return _("at least %(times)s times less") % {"times": times}
    return _("about %(times)s times less") % {"times": times}


def fold_number(fold: Decimal, *, floor: bool = False) -> str:
    """A fold change to two digits: `1.5`, `12`, `560`, `6,200`.
    With `floor` it never claims more than is known."""
    shown = _to_digits(fold, 2, ROUND_FLOOR if floor else ROUND_HALF_EVEN)
    return grouped(shown) if shown >= 1000 else plain(shown)


def is_about_one(fold: Decimal) -> bool:
    """Whether a fold change reads as `1.0`: then the words say "about the same" without a number."""
    return fold.quantize(Decimal("0.1"), context=EXACT) == 1


def copies(count: int) -> str:
    """`52,000`: control gene copies."""
    return grouped(count)


def _below_quantification(result: Result) -> str:
    if result.limit is None:
        return _("found, too little to measure")
    return _("<%(limit)s, found") % {"limit": _with_unit(result.limit, result.unit)}


def _not_detected(result: Result) -> str:
    if result.limit is not None:
        return _("<%(limit)s, not found") % {"limit": _with_unit(result.limit, result.unit)}
    if result.copies is not None:
        return _("not found, %(copies)s copies") % {"copies": copies(result.copies)}
    return _("not found")


def _with_unit(value: Decimal, unit: str | None) -> str:
    if unit == "mr":
        return _("MR%(mr)s") % {"mr": plain(value)}
    if unit == "log_reduction":
        return _("%(log)s log down") % {"log": plain(value)}
    if unit == "ratio_percent":
        return _("%(percent)s, lab's own ratio") % {"percent": percent(value)}
    return percent(value)


def _to_digits(value: Decimal, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    if value == 0:
        return value
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return value.quantize(step, rounding=rounding, context=EXACT).normalize(EXACT)
