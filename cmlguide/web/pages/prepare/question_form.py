"""What a person submits on Prepare: a question of their own, or one that their results raise."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.web.fields.text_fields import LinesField

LONGEST = 5000


class OwnQuestionForm(forms.Form):
    """A question in the person's own words."""

    text = LinesField(
        label=_("My own question"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write your question first."),
            "max_length": _("Make the question shorter. One or two sentences print best."),
        },
    )
