"""The places of the site's navigation, in the order a person meets them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One entry of a bar. `prefixes`: the URL names that belong to it; `icon`: an SVG path, 24 x 24."""

    url_name: str
    label: Promise
    icon: str
    prefixes: tuple[str, ...]

    def url(self) -> str:
        """Its address; "" if the site has no such page."""
        return _address(self.url_name)

    def holds(self, url_name: str) -> bool:
        """Whether the page belongs to this place: `help` is in `help-`, and `helper-end` is not."""
        return f"{url_name}-".startswith(self.prefixes)


@cache
def _address(url_name: str) -> str:
    """Looked up once: both bars stand on every page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


_TIMELINE = Place("timeline", _("Timeline"), "M3 5l5 6 5 5 8-3 M3 21h18", ("timeline",))
_RESULTS = Place(
    "result-list",
    _("Results"),
    "M4 6h16 M4 12h16 M4 18h16",
    ("result-", "medicine-", "count-", "marrow-", "mutation-"),
)
_DIARY = Place(
    "diary-list", _("Diary"), "M4 20l1-5L16 4l4 4L9 19z M13 7l4 4", ("diary-", "other-", "allergy-")
)
_PREPARE = Place(
    "prepare",
    _("Prepare"),
    "M4 4h16v12h-9l-5 4v-4H4z M9.5 8.6a2.5 2 0 1 1 3 2.2c-.4.2-.5.4-.5.9 M12 13.6v.2",
    ("prepare", "question-", "goal-", "visit-", "waiting-", "summary", "pocket-", "my-year"),
)
_LEARN = Place(
    "learn",
    _("Learn"),
    "M12 6c-2-1.6-5-2-8-2v14c3 0 6 .4 8 2 2-1.6 5-2 8-2V4c-3 0-6 .4-8 2z M12 6v14",
    ("learn", "help-"),
)
_MORE = Place(
    "more",
    _("More"),
    "M5 12h.2 M12 12h.2 M19 12h.2",
    (
        "more",
        "learn",
        "help-",
        "about-me",
        "record-",
        "passphrase-",
        "account",
        "mfa_",
        "warning-signs",
        "data",
        "person-",
        "deleted-",
        "change-",
        "import-",
        "file-",
        "delete-",
        "sharing",
        "helper-",
        "link-",
    ),
)

TOP_BAR = (_TIMELINE, _RESULTS, _DIARY, _PREPARE, _LEARN)
BOTTOM_BAR = (_TIMELINE, _RESULTS, _DIARY, _PREPARE, _MORE)
