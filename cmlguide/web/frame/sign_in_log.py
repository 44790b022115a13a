"""Lines of the log about tries to come in that failed: what happened, never who, whence or what was typed.

An attack shows as many of them; the operator's proxy knows the addresses.
"""

from __future__ import annotations

import logging

WRONG_PASSWORD = "sign-in or fresh proof refused: wrong name or password"  # noqa: S105 - no password
TOO_MANY = "sign-in not looked at: too many tries"
WRONG_CODE = "sign-in or fresh proof refused: wrong code"
WRONG_PIN = "guest link not opened: wrong PIN"
WRONG_SHEET = "recovery refused: wrong name or key"
LOST_MAIL = "a mail could not be handed to the mail server"

logger = logging.getLogger(__name__)


def note_refusal(what: str) -> None:
    """One of the lines above."""
    logger.warning(what)


def note_lost_mail() -> None:
    """A person waits for a mail that will not come."""
    logger.error(LOST_MAIL)
