"""The forms of the diary, one for each kind of entry. Little is needed; the rest may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.validators import check_date
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField, NoteField
from cmlguide.web.words.diary import names as diary_words

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.records.models import DiaryEntry, Person

NOT_SAID = ("", _("Not said"))
CHOOSE = ("", _("Choose one"))
DAYS = ("happened_on", "until_on")
MOST_DOSES = 9999  # anything above is a typing mistake
_COUNT_WORDS = _("Write a whole number, like 2, or leave it empty.")
COUNT = dict.fromkeys(("invalid", "min_value", "max_value"), _COUNT_WORDS)


class DiaryEntryForm(KeptRowForm):
    """What every entry has: its day or days, words, and whether it is printed. `to_save()` feeds the actions.

    `latest` is the latest day that is not in the future, if that may differ from `today`. Each kind has its
    fields in the order of its page, so that what is wrong is listed from top to bottom.
    """

    kind: ClassVar[str] = "note"
    happened_on = DateBoxesField(label=_("Which day?"), validators=[check_date])
    until_on = DateBoxesField(
        label=_("Last day, if it lasted longer"), required=False, validators=[check_date]
    )
    text = NoteField(label=_("In my own words"))
    prints = forms.BooleanField(label=_("Show this on my page for the visit"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Person,
        today: date,
        latest: date | None = None,
        entry: DiaryEntry | None = None,
    ) -> None:
        initial = {"happened_on": today} if entry is None else _initial(self, entry)
        super().__init__(data, kept=entry, initial=initial)
        self.today, self.latest = today, latest or today
        set_date_order(self, person.date_order)

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.latest:
            raise ValidationError(_("This day is in the future. Check the date."), code="in_future")
        return day

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("happened_on"), self.cleaned_data.get("until_on")
        if first and last and last < first:
            text = _("The last day is before the first day. Check both dates.")
            self.add_error("until_on", ValidationError(text, code="stopped_before_started"))
        return self.cleaned_data

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        return {"kind": self.kind, **self.cleaned_data}


class SideEffectForm(DiaryEntryForm):
    """How the person felt; what it gets in the way of tells a team most."""

    kind = "side_effect"
    field_order = ("symptom", "symptom_text", *DAYS, "severity", "how_often", "gets_in_way_of", "text")
    symptom = forms.ChoiceField(
        label=_("What did you notice?"),
        choices=[CHOOSE, *diary_words.SYMPTOMS.items()],
        error_messages={"required": _("Choose what you noticed.")},
    )
    symptom_text = LineField(label=_("What was it, in your words?"))
    severity = forms.ChoiceField(
        label=_("How bad was it?"), required=False, choices=[NOT_SAID, *diary_words.SEVERITIES.items()]
    )
    how_often = forms.ChoiceField(
        label=_("How often?"), required=False, choices=[NOT_SAID, *diary_words.HOW_OFTEN.items()]
    )
    gets_in_way_of = forms.MultipleChoiceField(
        label=_("What does it get in the way of?"), required=False, choices=[*diary_words.DISTURBED.items()]
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("symptom") == "other" and not self.cleaned_data.get("symptom_text"):
            self.add_error("symptom_text", ValidationError(_("Say what it was."), code="required"))
        return super().clean()


class DoseForm(DiaryEntryForm):
    """Doses not taken, or not kept down. Missed and paused are kept apart, and neither counts as a score."""

    kind = "dose"
    field_order = ("dose_status", "doses", *DAYS, "reason", "symptom", "symptom_text", "text")
    dose_status = forms.ChoiceField(
        label=_("What happened?"),
        initial="missed",
        choices=[*diary_words.DOSE_STATUSES.items()],
        error_messages={"required": _("Choose what happened.")},
    )
    doses = forms.IntegerField(
        label=_("How many doses?"), required=False, min_value=1, max_value=MOST_DOSES, error_messages=COUNT
    )
    reason = forms.ChoiceField(
        label=_("Why?"), required=False, choices=[NOT_SAID, *diary_words.DOSE_REASONS.items()]
    )
    symptom = forms.ChoiceField(
        label=_("Which side effect, if it was one?"),
        required=False,
        choices=[NOT_SAID, *diary_words.SYMPTOMS.items()],
    )
    symptom_text = LineField(label=_("What was it, in your words?"))

    def to_save(self) -> dict[str, Any]:
        named = self.cleaned_data["reason"] == "side_effect"
        side_effect = {} if named else {"symptom": "", "symptom_text": ""}
        return {**super().to_save(), **side_effect}


class NoteForm(DiaryEntryForm):
    """Anything else worth noting."""

    kind = "note"
    field_order = ("text", *DAYS)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(_("Write a few words."), code="required")
        return text


class IntakeForm(DiaryEntryForm):
    """Something new that was taken or eaten; a team checks it when a number has gone up."""

    kind = "new_intake"
    field_order = ("intake", "text", *DAYS)
    intake = forms.ChoiceField(
        label=_("What was new?"),
        choices=[CHOOSE, *diary_words.INTAKES.items()],
        error_messages={"required": _("Choose what was new.")},
    )


FORMS: Mapping[str, type[DiaryEntryForm]] = {
    form.kind: form for form in (SideEffectForm, DoseForm, NoteForm, IntakeForm)
}


def _initial(form: DiaryEntryForm, entry: DiaryEntry) -> dict[str, Any]:
    """What the boxes show when an entry is edited: the fields of its own kind."""
    return {name: getattr(entry, name) for name in form.base_fields}
