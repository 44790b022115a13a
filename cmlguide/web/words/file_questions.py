"""Words for the exchange's questions about a file or one of its rows,
and for their possible answers, by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from cmlguide.web.words.result.typed import DATE_PROBLEMS, NUMBER_PROBLEMS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

QUESTIONS: Mapping[str, _StrOrPromise] = {
    "which_person": gettext_lazy(
        "This file contains %(count)s people: %(names)s. Which one is this record about?"
    ),
    "which_person_of_table": gettext_lazy(
        "This table contains %(count)s people: %(names)s. Which one is this record about?"
    ),
    "which_scale": gettext_lazy(
        "%(count)s numbers do not say their scale. Are they on the International Scale (%% IS)?"
    ),
    "which_unit": gettext_lazy("The file gives no unit for %(item)s. Is it %(units)s?"),
    "started_on": gettext_lazy(
        "The file says %(medicine)s was prescribed on %(day)s. Did you start it then?"
    ),
    "started_when": gettext_lazy("When did you start %(medicine)s? The file does not say."),
    "stopped_when": gettext_lazy(
        "The file says that %(medicine)s has ended, but not when. When did you stop it?"
    ),
    "diagnosed_on": gettext_lazy("The file says CML was found on %(day)s. Is this your date of diagnosis?"),
    "day_or_month": gettext_lazy("Dates here can be read two ways. Which day is “%(cell)s”?"),
    "counts_months": gettext_lazy(
        "This table has no dates: it counts months. From which date does it count?"
    ),
    "counts_days": gettext_lazy("This table has no dates: it counts days. From which date does it count?"),
    "is_result_column": gettext_lazy("Is “%(heading)s” your BCR::ABL1 result?"),
    "is_result_column_unnamed": gettext_lazy("Is %(heading)s your BCR::ABL1 result?"),
}
CHOICES: Mapping[str, _StrOrPromise] = {
    "still_taking": gettext_lazy("I still take it"),
    "all_of_them": gettext_lazy("They are all the same person"),
    "as_written": "%(text)s",
    "on_day": "%(day)s",
    "is_percent": "%(number)s %%",
    "is_person_born": gettext_lazy("%(name)s, born %(born)s"),
    "leave_out": gettext_lazy("Leave this one out"),
    "no": gettext_lazy("No"),
    "no_keep_number": gettext_lazy("No, keep the number"),
    "no_leave_out": gettext_lazy("No, leave this one out"),
    "was_not_detected": gettext_lazy("It was not detected"),
    "yes": gettext_lazy("Yes"),
    "scale_is": gettext_lazy("Yes, %% on the International Scale"),
    "scale_mr": gettext_lazy("It is an MR (log) number"),
    "scale_raw": gettext_lazy("No, a raw percent of this lab"),
}
ASKS: Mapping[str, _StrOrPromise] = {
    **NUMBER_PROBLEMS,
    **DATE_PROBLEMS,
    "ask_zero": gettext_lazy("Does your report say 0, or was this “not detected”?"),
    "ask_decimal_comma": gettext_lazy("Is the comma the decimal mark, or does it mark thousands?"),
    "ask_very_high": gettext_lazy("This is higher than a report usually shows. Is it right?"),
    "ask_log_from": gettext_lazy(
        "Does your report count this log reduction from the International Scale 100%?"
    ),
    "ask_ratio_or_percent": gettext_lazy("Is this a percent, or a plain ratio (1 = 100%)?"),
    "ask_percent_and_mr": gettext_lazy(
        "The percent and the MR number do not match. Which one is on your report?"
    ),
    "ask_scale": gettext_lazy("Is this number on the International Scale (% IS)?"),
    "ask_confirm": gettext_lazy("Is this what your report says?"),
    "ask_transcript": gettext_lazy(
        "This names another kind of BCR::ABL1, not on the International Scale. Keep it that way?"
    ),
    "ask_code_and_name": gettext_lazy(
        "The test's code and name do not match. Is this your BCR::ABL1 result?"
    ),
    "ask_not_final": gettext_lazy(
        "The lab did not mark this result as final. Is this the number on your report?"
    ),
    "ask_future": gettext_lazy("This date is in the future. Is it right?"),
    "ask_three_copies": gettext_lazy(
        "This number looks like a way of writing “not detected”. Was it not detected?"
    ),
    "ask_started": gettext_lazy("When did you start this medicine?"),
    "ask_stopped": gettext_lazy("When did you stop this medicine?"),
    "ask_unusual": gettext_lazy(
        "This is far from what blood counts usually show. Is it what your report says?"
    ),
}
"""The question an ask (`codes.ASK_...`, or why a number or date was not understood) puts to one row."""
