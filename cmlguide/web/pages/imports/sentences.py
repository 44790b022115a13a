"""The exchange's own sentences for the pages: questions about a whole file, and what may be answered.

The exchange knows no Django. A question comes as its key and values (exchange/questions.py) and is put in
words here; a choice and a row's question come in English and are looked up: `gettext_noop` marks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, gettext_noop

from cmlguide.web.pages.imports.words import ITEMS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from cmlguide.exchange.preview.values import Question

QUESTIONS: Mapping[str, _StrOrPromise] = {
    "people": gettext_lazy("This file holds %(count)s people: %(names)s. Which one are you?"),
    "people_of_table": gettext_lazy("This table holds %(count)s people: %(names)s. Which one are you?"),
    "scale": gettext_lazy(
        "%(count)s numbers do not say their scale. Are they on the International Scale (%% IS)?"
    ),
    "unit": gettext_lazy("The file gives no unit for %(item)s. Is it %(units)s?"),
    "started": gettext_lazy("The file says %(medicine)s was prescribed on %(day)s. Did you start it then?"),
    "started_unsaid": gettext_lazy("When did you start %(medicine)s? The file does not say."),
    "diagnosed": gettext_lazy("The file says CML was found on %(day)s. Is this your date of diagnosis?"),
    "day_or_month": gettext_lazy("Dates here can be read two ways. Which day is “%(cell)s”?"),
    "months": gettext_lazy("This table has no dates: it counts months. From which date does it count?"),
    "days": gettext_lazy("This table has no dates: it counts days. From which date does it count?"),
    "column": gettext_lazy("Is “%(heading)s” your BCR::ABL1 result?"),
    "column_unnamed": gettext_lazy("Is %(heading)s your BCR::ABL1 result?"),
}
MARKED = frozenset(
    (
        gettext_noop("Yes"),
        gettext_noop("No"),
        gettext_noop("No, leave this one out"),
        gettext_noop("Leave this one out"),
        gettext_noop("No, keep the number"),
        gettext_noop("It was not detected"),
        gettext_noop("Yes, % on the International Scale"),
        gettext_noop("No, a raw percent of this lab"),
        gettext_noop("It is an MR (log) number"),
        gettext_noop("Does your report say 0, or was this “not detected”?"),
        gettext_noop("Is the comma the decimal mark, or does it mark thousands?"),
        gettext_noop("This is higher than a report usually shows. Is it right?"),
        gettext_noop("Does your report count this log reduction from the International Scale 100%?"),
        gettext_noop("Is this a percent, or a plain ratio (1 = 100%)?"),
        gettext_noop("The percent and the MR number do not say the same. Which one is on your report?"),
        gettext_noop("Is this number on the International Scale (% IS)?"),
        gettext_noop("Is this what your report says?"),
        gettext_noop("This names another kind of BCR::ABL1, not on the International Scale. Keep it so?"),
        gettext_noop("The test's code and name do not say the same. Is this your BCR::ABL1 result?"),
        gettext_noop("The lab had not marked this result as final. Is this the number on your report?"),
        gettext_noop("This date is in the future. Is it right?"),
        gettext_noop("This number looks like a way of writing “not detected”. Was it not detected?"),
        gettext_noop("When did you start this medicine?"),
        gettext_noop("Which date do you mean?"),
        gettext_noop("Write the number of copies as a whole number, for example 52000."),
    )
)
"""English sentences of the exchange that a row's question or choice may show."""


def question_words(question: Question) -> str:
    """The question in words; a blood count item by the name the pages give it."""
    if question.words not in QUESTIONS:
        return question.text
    item = question.values.get("item")
    named = {"item": ITEMS[item]} if isinstance(item, str) and item in ITEMS else {}
    return str(QUESTIONS[question.words]) % {**question.values, **named}
