"""The two forms on Sharing: who helps, and what a guest link shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.records.models import Person
from cmlguide.records.models.guest_link import SECTIONS as SECTION_CODES
from cmlguide.records.shared_part import JUDGED_TOGETHER
from cmlguide.records.validators import check_date, check_text
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.words.sharing import ROLES, SECTIONS, lasts_words

LONGEST_NAME = 100
NO_END = "none"
LINK_DAYS = (1, 7, 30, 90, 365)
HELPER_DAYS = (7, 30, 90, 365)


def _lasts_choices(days: tuple[int, ...], *, no_end: bool) -> list[tuple[str, Any]]:
    listed = [(str(count), lasts_words(timedelta(days=count))) for count in days]
    return [*listed, (NO_END, _("Until I end it"))] if no_end else listed


class ShareForm(forms.Form):
    """A name, and how long the access lasts."""

    name = forms.CharField(
        label=gettext_lazy("Who is it for?"),
        max_length=LONGEST_NAME,
        validators=[check_text],
        error_messages={
            "required": gettext_lazy("Write a name, so that you know later who it was for."),
            "max_length": gettext_lazy("This is too long to keep. Make it shorter."),
        },
    )
    lasts = forms.ChoiceField(
        label=gettext_lazy("For how long?"), error_messages={"required": gettext_lazy("Choose for how long.")}
    )

    def lasts_for(self) -> timedelta | None:
        """How long it lasts; None for no end date."""
        chosen: str = self.cleaned_data["lasts"]
        return None if chosen == NO_END else timedelta(days=int(chosen))


class HelperForm(ShareForm):
    """Who is asked to help. `to_save()` gives the fields for `invite_helper`."""

    role = forms.ChoiceField(
        label=gettext_lazy("What may they do?"),
        choices=[*ROLES.items()],
        error_messages={"required": gettext_lazy("Choose what they may do.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"role": "view", "lasts": "90"})
        self.fields["lasts"].choices = _lasts_choices(HELPER_DAYS, no_end=True)  # type: ignore[attr-defined]

    def to_save(self) -> dict[str, Any]:
        """The fields for the action."""
        cleaned = self.cleaned_data
        return {"name": cleaned["name"], "role": cleaned["role"], "lasts": self.lasts_for()}


class GuestLinkForm(ShareForm):
    """What a link shows, and to whom. `to_save()` gives the fields for `make_guest_link`."""

    sections = forms.MultipleChoiceField(
        label=gettext_lazy("What does it show?"),
        choices=[*SECTIONS.items()],
        error_messages={"required": gettext_lazy("Choose at least one part to show.")},
    )
    first_on = DateBoxesField(label=gettext_lazy("From this day"), required=False, validators=[check_date])
    last_on = DateBoxesField(label=gettext_lazy("Up to this day"), required=False, validators=[check_date])
    pin = forms.RegexField(
        r"\A[0-9]{4,12}\Z",
        label=gettext_lazy("PIN"),
        required=False,
        error_messages={"invalid": gettext_lazy("A PIN has 4 to 12 digits. You can leave it empty.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: Person) -> None:
        super().__init__(data, initial={"sections": [*JUDGED_TOGETHER], "lasts": "30"})
        self.fields["lasts"].choices = _lasts_choices(LINK_DAYS, no_end=False)  # type: ignore[attr-defined]
        set_date_order(self, person.date_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last, sections = cleaned.get("first_on"), cleaned.get("last_on"), cleaned.get("sections", ())
        if first and last and last < first:
            self.add_error("last_on", _("This day is before the first one. Check both."))
        if "summary" in sections and (first or last or not {*sections} >= JUDGED_TOGETHER):
            said = _(
                "The page for the visit contains all of these, for all time. Choose all, or leave it out."
            )
            self.add_error("sections", ValidationError(said, code="part_of_the_page"))
        return cleaned

    def to_save(self) -> dict[str, Any]:
        """The fields for the action; the sections in their usual order."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in ("name", "first_on", "last_on", "pin")},
            "sections": [code for code in SECTION_CODES if code in cleaned["sections"]],
            "lasts": self.lasts_for(),
        }
