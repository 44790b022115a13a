"""The questions asked before a result is saved, in words; the person's yes, or their choice, is enough.

The codes are those of `milestones.unusual`, the questions of `exchange.codes`, "duplicate" and "same_day".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from cmlguide.exchange import codes
from cmlguide.exchange.typed.number import TypedResult
from cmlguide.web.fields.asked_once import AS_TYPED, Question
from cmlguide.web.words import dates, numbers
from milestones.history import Result
from milestones.unusual import Unusual

NOT_DETECTED = "not_detected"
NEEDS_CHOICE = ("three_copies", codes.ASK_ZERO, codes.ASK_DECIMAL_COMMA, codes.ASK_RATIO_OR_PERCENT)


def question(ask: Unusual, new: Result, typed: TypedResult | None) -> Question:
    """The question for one reason to ask about `new`."""
    text = _WRITERS[ask.code](ask, new)
    if ask.code not in NEEDS_CHOICE:
        return Question(ask.code, text)
    field = "meant_copies" if ask.code == "three_copies" else "meant_number"
    return Question(ask.code, text, field, _options(ask.code, new, typed))


def _options(code: str, new: Result, typed: TypedResult | None) -> tuple[tuple[str, str], ...]:
    if code == "three_copies":
        keep = _("No, my letter says %(number)s") % {"number": numbers.result_value(new)}
        return (NOT_DETECTED, _("Yes, it was not detected")), (AS_TYPED, keep)
    if code == codes.ASK_ZERO:
        found = ("below_quantification", _("It was found, but too little to measure"))
        return (NOT_DETECTED, _("It was not detected")), found
    choices = typed.choices if typed else ()
    return tuple((format(number, "f"), numbers.percent(number)) for number in choices)


def _in_future(ask: Unusual, new: Result) -> str:
    return _("%(date)s is in the future. Is the date right?") % {"date": dates.long_date(new.collected_on)}


def _before_diagnosis(ask: Unusual, new: Result) -> str:
    return _("This is before your diagnosis on %(date)s. Is the date right?") % _day(ask)


def _before_treatment(ask: Unusual, new: Result) -> str:
    return _(
        "This is before your first medicine, which started on %(date)s. Is the date right? If it "
        "was your number before treatment, check “baseline” under More about this result."
    ) % _day(ask)


def _day(ask: Unusual) -> dict[str, str]:
    return {"date": dates.long_date(ask.day) if ask.day else ""}


def _jump_up(ask: Unusual, new: Result) -> str:
    change = {"times": numbers.times_as_high(ask.times or Decimal(1)), **_last(ask)}
    return (
        _("This is %(times)s as your last: %(was)s on %(date)s. Is the point or comma in the right place?")
        % change
    )


def _jump_down(ask: Unusual, new: Result) -> str:
    change = {"times": numbers.times_less(ask.times or Decimal(1)), **_last(ask), **_as_ratio(new)}
    return (
        _(
            "This is %(times)s than your last: %(was)s on %(date)s. "
            "Is the point or comma in the right place? "
            "Some letters give a plain ratio: %(ratio)s is the same as %(percent)s."
        )
        % change
    )


def _last(ask: Unusual) -> dict[str, str]:
    was = ask.compared_with
    if was is None:
        return {"was": "", "date": ""}
    return {"was": numbers.result_value(was), "date": dates.short_date(was.collected_on)}


def _low_start(ask: Unusual, new: Result) -> str:
    return _(
        "This is low for a number before treatment. Some letters give a plain ratio: "
        "%(ratio)s is the same as %(percent)s. Does your letter say percent?"
    ) % _as_ratio(new)


def _as_ratio(new: Result) -> dict[str, str]:
    value = new.value or Decimal(0)
    return {"ratio": numbers.plain(value), "percent": numbers.rounded_percent(value * 100)}


def _three_copies(ask: Unusual, new: Result) -> str:
    return _(
        "Some labs write 3 copies when they found none. With %(copies)s control gene copies, that would be "
        "%(number)s. Was this “not detected”?"
    ) % {"copies": numbers.copies(new.copies or 0), "number": numbers.result_value(new)}


def _other_scale(ask: Unusual, new: Result) -> str:
    return _(
        "Your last result was on another scale, so the two cannot be compared. "
        "Please check: does your letter say IS (International Scale)?"
    )


def _duplicate(ask: Unusual, new: Result) -> str:
    return _("You already have this result: same day, same lab, same number. Save it a second time?")


def _same_day(ask: Unusual, new: Result) -> str:
    return _(
        "You already have %(was)s on %(date)s. Is this a second test from that day? If one of the "
        "two is a mistake, press Cancel and change the one under Results."
    ) % _last(ask)


def _zero(ask: Unusual, new: Result) -> str:
    return _("No test can see all the way down to 0. What does your letter mean?")


def _decimal_comma(ask: Unusual, new: Result) -> str:
    return _("Which number do you mean?")


def _very_high(ask: Unusual, new: Result) -> str:
    return _("This is higher than letters usually show. Is the point or comma in the right place?")


def _log_from(ask: Unusual, new: Result) -> str:
    return _(
        "Does your letter count this log reduction from 100% on the International Scale? Most do. "
        "If it counts from your own first number, ask the lab for the percent instead."
    )


def _ratio_or_percent(ask: Unusual, new: Result) -> str:
    return _("Is this a percent, or a plain ratio? In percent, do you mean:")


def _percent_and_mr(ask: Unusual, new: Result) -> str:
    return _("The percent and the MR number you wrote do not match. We would keep the percent. Is it right?")


_WRITERS: Mapping[str, Callable[[Unusual, Result], str]] = {
    "in_future": _in_future,
    "before_diagnosis": _before_diagnosis,
    "before_treatment": _before_treatment,
    "jump_up": _jump_up,
    "jump_down": _jump_down,
    "low_start": _low_start,
    "three_copies": _three_copies,
    "other_scale": _other_scale,
    "duplicate": _duplicate,
    "same_day": _same_day,
    codes.ASK_ZERO: _zero,
    codes.ASK_DECIMAL_COMMA: _decimal_comma,
    codes.ASK_VERY_HIGH: _very_high,
    codes.ASK_LOG_FROM: _log_from,
    codes.ASK_RATIO_OR_PERCENT: _ratio_or_percent,
    codes.ASK_PERCENT_AND_MR: _percent_and_mr,
}
