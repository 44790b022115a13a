"""What a person may choose for a printout. All of it is optional, and none of it goes into the record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.web.fields.date_fields import DateBoxesField


class SummaryOptionsForm(forms.Form):
    """Dates of this and the last visit, large print, and whether the name prints."""

    visit_on = DateBoxesField(label=_("Day of the visit"), required=False)
    last_visit_on = DateBoxesField(label=_("Day of my last visit"), required=False)
    large = forms.BooleanField(label=_("Large print"), required=False)
    hide_name = forms.BooleanField(label=_("Leave out my name and birth date"), required=False)
