"""What users agreed to when they started to keep health data on somebody else's computer."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cmlguide.records.models import User


@transaction.atomic
def note_consent(*, user: User, version: str, day: date) -> None:
    """Record which wording the user agreed to, and on which day, replacing any earlier consent."""
    user.consent_version, user.consented_on = version, day
    user.save(update_fields=["consent_version", "consented_on"])
