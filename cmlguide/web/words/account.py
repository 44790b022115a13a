"""Account events in words: what happened, and in which browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.records.models import AccountEvent
from cmlguide.web.words.dates import short_date

EVENTS = {
    "new_browser": gettext_lazy("Someone signed in with a browser that was not used before"),
    "password_changed": gettext_lazy("The password was changed"),
    "password_reset": gettext_lazy("A new password was set by e-mail"),
    "recovered": gettext_lazy("A new password was set with the recovery sheet"),
    "email_changed": gettext_lazy("The e-mail address was changed"),
    "app_added": gettext_lazy("Codes from an app were turned on"),
    "app_removed": gettext_lazy("Codes from an app were turned off"),
    "passkey_added": gettext_lazy("A passkey was added"),
    "passkey_removed": gettext_lazy("A passkey was removed"),
    "codes_made": gettext_lazy("New recovery codes were made"),
    "sheet_made": gettext_lazy("A new recovery sheet was made"),
}
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrom", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""In this order: the later names stand in what the earlier ones say of themselves, too."""
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class EventLine:
    """One event, when it happened, and in which browser."""

    words: str
    when: str
    browser: str


def event_lines(events: Iterable[AccountEvent], zone: str) -> tuple[EventLine, ...]:
    """The lines, in the order given."""
    return tuple(
        EventLine(str(EVENTS[event.code]), moment(event.at, zone), browser_words(event.browser))
        for event in events
    )


def moment(at: datetime, zone: str) -> str:
    """`12 Nov 2026, 14:05` in that zone; in UTC, labelled as such, if no zone is known."""
    there = at.astimezone(ZoneInfo(zone or "UTC"))
    clock = f"{short_date(there.date())}, {there:%H:%M}"
    return clock if zone else _("%(clock)s UTC") % {"clock": clock}


def browser_words(said: str) -> str:
    """`Firefox on Windows`, from how a browser describes itself."""
    browser = next((name for sign, name in _BROWSERS if sign in said), "")
    system = next((name for sign, name in _SYSTEMS if sign in said), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser we do not know")
