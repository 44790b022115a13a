"""The form for after a visit: the answers to each question, what was decided, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.records.actions.visits import visit_as_shown
from cmlguide.records.models import Answer, PageQuestion, Person, Visit
from cmlguide.records.validators import check_date
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import NoteField
from cmlguide.web.pages.visits.after import AskedQuestion


class VisitAfterForm(KeptRowForm):
    """A box for each of `asked`, then decisions and dates; all may stay empty. `answers` are those so far."""

    NOT_KEPT = frozenset({"take_off"})

    decisions = NoteField(label=_("What we decided"))
    next_test_on = DateBoxesField(label=_("Next test"), required=False, validators=[check_date])
    next_visit_on = DateBoxesField(label=_("Next visit"), required=False, validators=[check_date])
    take_off = forms.BooleanField(label=_("Remove the answered questions from my page"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Person,
        visit: Visit,
        asked: Iterable[AskedQuestion],
        answers: Iterable[Answer],
    ) -> None:
        self.person, self.visit, self.answers = person, visit, tuple(answers)
        self.asked = tuple(asked)
        said = {question.key: question.answer for question in self.asked}
        same = {name: getattr(visit, name) for name in ("decisions", "next_test_on", "next_visit_on")}
        super().__init__(data, kept=visit, initial={**said, **same, "take_off": True})
        for question in self.asked:
            self.fields[question.key] = NoteField(label=question.text)
        set_date_order(self, person.date_order)

    def shown(self) -> dict[str, Any]:
        return visit_as_shown(self.visit, self.answers)

    def boxes(self) -> list[tuple[forms.BoundField, AskedQuestion]]:
        """The box of each question, in order."""
        return [(self[question.key], question) for question in self.asked]

    def on_page(self) -> bool:
        """Whether one of the questions is on the page now, and could leave it."""
        return any(question.page_pk is not None for question in self.asked)

    def clean(self) -> dict[str, Any]:
        for name in ("next_test_on", "next_visit_on"):
            self.cleaned_data.setdefault(name, None)
        return self.cleaned_data

    def answered(self) -> list[AskedQuestion]:
        """The questions with an answer."""
        return [question for question in self.asked if self.cleaned_data[question.key].strip()]

    def to_save(self) -> dict[str, Any]:
        """The arguments for `record_visit`, except the visit itself."""
        return {
            "answers": [(row.code, row.text, self.cleaned_data[row.key]) for row in self.answered()],
            **{name: self.cleaned_data[name] for name in ("decisions", "next_test_on", "next_visit_on")},
            "off_the_page": self._off_the_page(),
        }

    def _off_the_page(self) -> Iterable[PageQuestion]:
        """The answered questions to take off the page, if the person wants that."""
        answered = [row.page_pk for row in self.answered() if row.page_pk is not None]
        wanted = answered if self.cleaned_data["take_off"] else []
        return self.person.page_questions.kept().filter(pk__in=wanted)
