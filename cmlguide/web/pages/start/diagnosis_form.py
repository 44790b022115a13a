"""The first of the five steps of a new record: the date of diagnosis and the first number, if known.

The other steps are parts of forms that already exist: `MedicineForm` and `AboutMeForm`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.validators import check_date
from cmlguide.web.fields.asked_once import AskedOnceForm, Question
from cmlguide.web.fields.date_fields import PARTS, DateBoxesField, set_date_order
from cmlguide.web.fields.text_fields import LineField
from cmlguide.web.pages.about_me import doubts
from cmlguide.web.pages.results.form import Beside, ResultForm
from cmlguide.web.pages.results.letter_line import day_on_line, with_day_on_line
from milestones.unusual_diagnosis import UnusualDiagnosis, find_unusual_diagnosis

PASSED_ON = ("number", "meant_number", "meant_copies")


class DiagnosisForm(AskedOnceForm):
    """A date and a number; both may stay empty. The number is read and queried as any result is, and the date
    as on About me; one yes answers for both."""

    NOT_KEPT = frozenset({"number", "taken_on"})
    diagnosed_on = DateBoxesField(
        label=_("When were you told it is CML?"), required=False, validators=[check_date]
    )
    number = LineField(label=_("Your first number, before treatment"))
    taken_on = DateBoxesField(label=_("The day of that test"), required=False, validators=[check_date])

    def __init__(self, data: Mapping[str, Any] | None = None, *, beside: Beside) -> None:
        read = with_day_on_line(data, "taken_on", beside.today) if data else data
        super().__init__(read, kept=beside.person, initial={"diagnosed_on": beside.person.diagnosed_on})
        self.beside = beside
        self.result: ResultForm | None = None
        set_date_order(self, beside.person.date_order)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("number"):
            self._read_number(cleaned)
        if not self.errors:
            self.asks = (*self._ask_about_day(), *(self.result.asks if self.result else ()))
        return cleaned

    def _read_number(self, cleaned: dict[str, Any]) -> None:
        # Not the day of diagnosis where the line has a day of its own that may be read as two.
        unclear = not cleaned.get("taken_on") and day_on_line(cleaned["number"], self.beside.today).unclear
        day = cleaned.get("taken_on") or (None if unclear else cleaned.get("diagnosed_on"))
        if day is None and not {"taken_on", "diagnosed_on"} & self.errors.keys():
            self.add_error("taken_on", ValidationError(_("Enter the day of that test."), code="required"))
        self.result = ResultForm(self._as_result(day), beside=self.beside)
        for error in self.result.errors.get("number", []):
            self.add_error("number", error)

    def _ask_about_day(self) -> tuple[UnusualDiagnosis, ...]:
        diagnosed = self.cleaned_data.get("diagnosed_on")
        if diagnosed is None or diagnosed == self.beside.person.diagnosed_on:
            return ()
        return find_unusual_diagnosis(self.beside.history, diagnosed, self.beside.today)

    def _as_result(self, day: Any) -> dict[str, Any]:
        """What the person would have posted to the form for a result."""
        boxes = {f"collected_on_{part}": str(getattr(day, part)) for part in PARTS} if day else {}
        return {**{name: self.data.get(name, "") for name in PASSED_ON}, **boxes, "baseline": "on"}

    def content(self) -> object:
        """What is saved and what was asked: a yes applies only to this."""
        first = self.result.content() if self.result else None
        return str(self.cleaned_data["diagnosed_on"]), first, [ask.code for ask in self.asks]

    def is_undecided(self) -> bool:
        """Whether the number needs a choice."""
        return self.result is not None and self.result.is_undecided()

    def questions(self) -> list[Question]:
        """What to ask before saving, in words, without repeats; empty when nothing is left to ask."""
        if not self.is_valid() or self.may_be_saved:
            return []
        day = [doubts.question(ask, self.cleaned_data["diagnosed_on"]) for ask in self._ask_about_day()]
        number = self.result.questions() if self.result else []
        return [*day, *(one for one in number if one.text not in {same.text for same in day})]

    def read_back(self) -> tuple[str, ...]:
        """What was understood: the number, else the date."""
        if self.result is not None:
            return self.result.read_back()
        diagnosed = self.cleaned_data.get("diagnosed_on")
        return (doubts.read_back(diagnosed),) if diagnosed else ()

    def to_save(self) -> dict[str, Any]:
        """The fields for `actions.record_diagnosis`."""
        first = self.result.to_save() if self.result else None
        typed = self.result.typed if self.result else None
        return {
            "diagnosed_on": self.cleaned_data["diagnosed_on"],
            "first_result": first,
            "transcript_name": (typed.transcript or "") if typed else "",
        }
