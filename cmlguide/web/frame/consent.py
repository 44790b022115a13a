"""Consent on a hosted site: asked for when an account is made, kept with its wording and date.

At home nobody else holds the data, and nothing is asked.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from cmlguide.records.actions.consent import note_consent
from cmlguide.records.models import User

VERSION = "2026-11"
"""Of templates/privacy/_hosted.html: another one whenever what people agree to changes (a test holds it)."""


def _hint() -> str:
    words = gettext("What is kept, where and how long")
    return format_html('<a class="action-link" href="{}">{}</a>', reverse_lazy("privacy"), words)


class ConsentForm(forms.Form):
    """What allauth's sign-up form is built on (ACCOUNT_SIGNUP_FORM_CLASS)."""

    field_order = ("username", "email", "email2", "password1", "password2", "consent")

    consent = forms.BooleanField(
        label=gettext_lazy("I agree that this site keeps the health data I enter, as its privacy page says."),
        help_text=lazy(_hint, str)(),
        error_messages={
            "required": gettext_lazy(
                "Check the box if you agree. Without it this site may not keep your data."
            )
        },
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth after the account is created."""
        agree(user)


def agree(user: User) -> None:
    """Record that the user agrees to the current wording today."""
    note_consent(user=user, version=VERSION, day=timezone.localdate())


def has_to_agree(user: User) -> bool:
    """Whether a hosted site should ask the user, who agreed to nothing yet or to an earlier wording."""
    return settings.HOSTED and user.consent_version != VERSION


def consent_asked(request: HttpRequest) -> dict[str, Any]:
    """Template context: `asks_consent`, worked out only when a template uses it."""
    return {"asks_consent": partial(_asks, request)}


def _asks(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return isinstance(user, User) and has_to_agree(user)
