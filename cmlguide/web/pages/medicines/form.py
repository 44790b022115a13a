"""The form for one medicine: from the list, by name or brand, or in the person's own words.

Like the form for a result, it finds what to ask before saving: above all a first day in the wrong year, which
would move every checkpoint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Medicine, Person
from cmlguide.records.validators import check_date, check_period
from cmlguide.web.fields.asked_once import AskedOnceForm, Question
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.text_fields import LineField
from cmlguide.web.pages.medicines import doubts
from cmlguide.web.pages.medicines.page import OTHER, STOP_REASON_CHOICES, YES_OR_NO, medicine_choices
from milestones import history as engine
from milestones.lines import find_medicine
from milestones.unusual_medicines import UnusualMedicine, find_unusual_medicine

ANSWERS = {"yes": True, "no": False, "": None}
TICKED = {answer: tick for tick, answer in ANSWERS.items()}
FACTS = ("medicine", "tki", "started_on", "stopped_on")


@dataclass(frozen=True)
class Beside:
    """What a typed medicine is compared with: whose it is, all entries, today, and the one being edited."""

    person: Person
    history: engine.History
    today: date
    editing: Medicine | None = None

    def others(self) -> engine.History:
        """The history without the medicine being edited."""
        key = str(self.editing.pk) if self.editing else None
        rows = tuple(row for row in self.history.treatments if row.key != key)
        return replace(self.history, treatments=rows)


class MedicineForm(AskedOnceForm):
    """One medicine at one dose for one period. After `is_valid()`: `may_be_saved`, `questions()` and
    `to_save()`, the fields for the actions."""

    medicine = forms.ChoiceField(label=_("Medicine"), required=False, choices=medicine_choices)
    other_name = LineField(label=_("Its name, if it is not in the list"))
    tki = forms.ChoiceField(label=_("Is this your main CML tablet?"), required=False, choices=YES_OR_NO)
    dose = LineField(label=_("Dose"))
    started_on = DateBoxesField(
        label=_("First day"),
        validators=[check_date],
        error_messages={"required": _("Enter the first day you took it.")},
    )
    stopped_on = DateBoxesField(label=_("Last day"), required=False, validators=[check_date])
    stop_reason = forms.ChoiceField(label=_("Why it ended"), required=False, choices=STOP_REASON_CHOICES)
    keep_clock = forms.ChoiceField(
        label=_("Do the months keep counting from the medicine before?"), required=False, choices=YES_OR_NO
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, beside: Beside) -> None:
        initial = initial_of(beside.editing) if beside.editing else None
        super().__init__(data, kept=beside.editing, initial=initial)
        self.beside = beside
        set_date_order(self, beside.person.date_order)

    @property
    def follows_another(self) -> bool:
        """Whether there is a medicine before it, from which the months could keep counting."""
        return bool(self.beside.others().treatments) or bool(self["keep_clock"].value())

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        name = self._name()
        if not name:
            field, text = self._missing_name()
            self.add_error(field, ValidationError(text, code="required"))
        elif find_medicine(name) is None and not cleaned.get("tki"):
            text = _("Answer yes or no: the checkpoints count from your main CML tablet.")
            self.add_error("tki", ValidationError(text, code="required"))
        check_period(cleaned.get("started_on"), cleaned.get("stopped_on"))
        if not self.errors:
            self.asks = self._find_asks()
        return cleaned

    def _find_asks(self) -> tuple[UnusualMedicine, ...]:
        facts, editing = self.to_save(), self.beside.editing
        found = find_unusual_medicine(self.beside.others(), self.to_treatment(), self.beside.today)
        if editing and all(getattr(editing, name) == facts[name] for name in FACTS):
            is_new_dose = editing.dose != facts["dose"]
            return tuple(ask for ask in found if ask.code == "unusual_dose" and is_new_dose)
        return found

    def _name(self) -> str:
        chosen, typed = self.cleaned_data.get("medicine", ""), self.cleaned_data.get("other_name", "")
        return typed if chosen in ("", OTHER) else chosen

    def _missing_name(self) -> tuple[str, Any]:
        if self.cleaned_data.get("medicine") == OTHER:
            return "other_name", _("Enter the name on the box.")
        return "medicine", _("Choose from the list.")

    def content(self) -> object:
        """What is saved and what was asked: a yes applies only to this."""
        facts = sorted((name, str(value)) for name, value in self.to_save().items())
        return facts, [ask.code for ask in self.asks]

    def questions(self) -> list[Question]:
        """What to ask before saving, in words; empty when nothing is left to ask."""
        if not self.is_valid() or self.may_be_saved:
            return []
        return [doubts.question(ask, self.to_treatment()) for ask in self.asks]

    def read_back(self) -> tuple[str, ...]:
        """What was understood, in one sentence; empty while something is missing."""
        return (doubts.read_back(self.to_treatment()),) if self.is_valid() else ()

    def to_treatment(self) -> engine.Treatment:
        """The medicine as the engine knows it."""
        facts = self.to_save()
        return engine.Treatment(**{**facts, "stop_reason": facts["stop_reason"] or None})

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        cleaned, name = self.cleaned_data, self._name()
        own_words = find_medicine(name) is None
        ended = cleaned["stopped_on"] is not None
        return {
            "medicine": name,
            "tki": ANSWERS[cleaned["tki"]] if own_words else None,
            "dose": cleaned["dose"],
            "started_on": cleaned["started_on"],
            "stopped_on": cleaned["stopped_on"],
            "stop_reason": cleaned["stop_reason"] if ended else "",
            "keep_clock": ANSWERS[cleaned["keep_clock"]],
        }


def initial_of(medicine: Medicine) -> dict[str, Any]:
    """What the boxes show when a medicine is edited; a brand stays as it was typed."""
    same = ("dose", "started_on", "stopped_on", "stop_reason")
    listed = find_medicine(medicine.medicine)
    is_plain = listed is not None and listed.name == medicine.medicine
    return {
        **{name: getattr(medicine, name) for name in same},
        "medicine": medicine.medicine if is_plain else OTHER,
        "other_name": "" if is_plain else medicine.medicine,
        "tki": TICKED[medicine.tki],
        "keep_clock": TICKED[medicine.keep_clock],
    }
