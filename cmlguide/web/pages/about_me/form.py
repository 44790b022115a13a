"""The form about the person: the facts that decide which checkpoints apply, and whom to call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Person
from cmlguide.records.validators import check_date, check_positive, check_time_zone, check_year
from cmlguide.records.zone import zone_name_of
from cmlguide.web.fields.asked_once import AskedOnceForm, Question
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.number_fields import LimitField
from cmlguide.web.fields.text_fields import LineField, keep_choice
from cmlguide.web.frame.today import latest_today_for
from cmlguide.web.pages.about_me import doubts
from cmlguide.web.words import choices, numbers
from milestones.history import History
from milestones.unusual_diagnosis import find_unusual_diagnosis

YEAR = _("Write the year with all four digits, like 1960.")


class AboutMeForm(AskedOnceForm):
    """Every fact about the person, or `only` some of them; all may stay empty.

    With a `history`, a changed date of diagnosis that may be a mistake is queried.
    """

    name = LineField(label=_("Name"))
    born_on = DateBoxesField(label=_("Date of birth"), required=False, validators=[check_date])
    born_year = forms.IntegerField(
        label=_("Or only the year of birth"),
        required=False,
        validators=[check_year],
        error_messages={"invalid": YEAR},
    )
    diagnosed_on = DateBoxesField(label=_("Day of diagnosis"), required=False, validators=[check_date])
    phase = forms.ChoiceField(label=_("Phase at this time"), choices=tuple(choices.PHASES.items()))
    transcript = forms.ChoiceField(label=_("Type of BCR::ABL1"), choices=tuple(choices.TRANSCRIPTS.items()))
    transcript_name = LineField(label=_("The type, as your letter names it"))
    risk_score = LineField(label=_("Risk score at diagnosis, if you know it"))
    transplant_on = DateBoxesField(label=_("Stem cell transplant"), required=False, validators=[check_date])
    guideline = forms.ChoiceField(
        label=_("Which guideline does your team use?"), required=False, choices=choices.guideline_choices
    )
    planned_test_on = DateBoxesField(
        label=_("Next test, as planned with my team"), required=False, validators=[check_date]
    )
    agreed_percent_is = LimitField(label=_("The level we agreed on, in % (IS)"), checks=[check_positive])
    agreed_on = DateBoxesField(label=_("The day we agreed on it"), required=False, validators=[check_date])
    clinic_day_phone = LineField(label=_("Clinic, by day"))
    clinic_out_of_hours_phone = LineField(label=_("Clinic, after hours"))
    pharmacy_phone = LineField(label=_("Pharmacy"))
    country = forms.ChoiceField(label=_("Country"), required=False, choices=choices.country_choices)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=choices.time_zone_choices,
        validators=[check_time_zone],
    )
    date_order = forms.ChoiceField(label=_("How I write dates"), choices=tuple(choices.DATE_ORDERS.items()))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Person,
        only: Collection[str] = (),
        history: History | None = None,
        today: date | None = None,
    ) -> None:
        facts = self.base_fields.keys() - {"confirmed"}
        level = "" if person.agreed_percent_is is None else numbers.plain(person.agreed_percent_is)
        known = {name: getattr(person, name) for name in facts}
        known |= {"agreed_percent_is": level, "time_zone": zone_name_of(person)}
        super().__init__(data, kept=person, initial=known)
        self.person, self.history, self.today = person, history, today
        for name in facts - set(only or facts):
            del self.fields[name]
        for name in {"country", "time_zone", "guideline"} & self.fields.keys():
            keep_choice(self.fields[name], known[name])
        set_date_order(self, person.date_order)

    def clean(self) -> dict[str, Any]:
        self._find_time_zone()
        diagnosed = self.cleaned_data.get("diagnosed_on")
        if diagnosed is None or diagnosed == self.person.diagnosed_on or self.errors:
            return self.cleaned_data
        if self.history and self.today:
            self.asks = find_unusual_diagnosis(self.history, diagnosed, self.today)
        return self.cleaned_data

    def _find_time_zone(self) -> None:
        """Use the country's time zone if none was chosen and it has only one;
        if it has several, ask which."""
        if "time_zone" not in self.fields or self.cleaned_data.get("time_zone") or zone_name_of(self.person):
            return
        year = latest_today_for(self.person).year
        likely = choices.zones_of_country(self.cleaned_data.get("country", ""), year)
        if len(likely) == 1:
            self.cleaned_data["time_zone"] = likely[0][0]
        elif likely:
            self.fields["time_zone"].choices = [("", _("Not chosen")), *likely]  # type: ignore[attr-defined]
            text = _("This country has more than one time zone. Choose yours: it decides which day is today.")
            self.add_error("time_zone", ValidationError(text, code="which_time_zone"))

    def content(self) -> object:
        """What is saved and what was asked: a yes applies only to this."""
        facts = sorted((name, str(value)) for name, value in self.to_save().items())
        return facts, [ask.code for ask in self.asks]

    def questions(self) -> list[Question]:
        """What to ask before saving, in words; empty when nothing is left to ask."""
        if not self.is_valid() or self.may_be_saved:
            return []
        return [doubts.question(ask, self.cleaned_data["diagnosed_on"]) for ask in self.asks]

    def read_back(self) -> tuple[str, ...]:
        """The date that was understood, in one sentence; empty if none was typed."""
        diagnosed = self.cleaned_data.get("diagnosed_on") if self.is_valid() else None
        return (doubts.read_back(diagnosed),) if diagnosed else ()

    def to_save(self) -> dict[str, Any]:
        """The fields for `actions.edit_person`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}
