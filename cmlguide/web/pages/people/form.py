"""The form that names a record."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField


class NameForm(KeptRowForm):
    """The name of the person the record is about, as shown in the header and on the page."""

    name = LineField(label=gettext_lazy("Whose record is it?"))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.strip():
            raise ValidationError(_("Write a name, like Anna Weber, or the first letters."), code="required")
        return name
