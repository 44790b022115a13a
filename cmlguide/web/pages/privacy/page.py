"""The parts of the privacy page that differ between sites and readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from cmlguide.hosting import Operator
from cmlguide.records.actions.purge import KEEP_DELETED
from cmlguide.records.models import User
from cmlguide.web.frame.consent import VERSION, has_to_agree


@dataclass(frozen=True)
class PrivacyPage:
    """Who keeps the data and for how long; `agreed_on` and `asks` are about the reader, if signed in."""

    operator: Operator
    folder: Path
    version: str
    undo_days: int
    agreed_on: date | None
    asks: bool


def privacy_page(user: User | None) -> PrivacyPage:
    """The page for a user, or for a visitor."""
    return PrivacyPage(
        operator=settings.OPERATOR,
        folder=settings.DATA_FOLDER,
        version=VERSION,
        undo_days=KEEP_DELETED.days,
        agreed_on=user.consented_on if user else None,
        asks=user is not None and has_to_agree(user),
    )
