"""The main thing of each page, what somebody opens it for: a phone shows it within three of its screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.looking import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCREENS = 3
FIRST_LINE = 24
"""How much of it has to be seen, in pixels."""

FIELD = "main form .field"
ONE_TAP = "main .taps .button"
LIST = "main .entries > li"
CHART = "#charts"
ARTICLE = "main article > *"

MAIN_THINGS = {
    "timeline": CHART,
    "home-open": CHART,  # signed in already: it leads to Timeline, as account-kept does with nothing kept
    "account-kept": CHART,
    "first-year": "main .year > li",
    "without-treatment": "main .without-facts > li",
    "prepare": "#questions .question",
    "prepare-checklist": FIELD,
    "prepare-preferences": FIELD,
    "summary": ".paper-headline",
    "design": "main .card",
    "pocket-card": ".pocket-phone",
    "my-year": ".year-results",
    "visit-list": LIST,
    "visit-add": FIELD,
    "visit-edit": FIELD,
    "visit-after": FIELD,
    "waiting-list": LIST,
    "waiting-add": FIELD,
    "waiting-edit": FIELD,
    "goal-list": "main .question--chosen",
    "result-list": ".result-number",
    "result-add": FIELD,
    "result-edit": FIELD,
    "result-show": "main .number",
    "ask-lab": "main .prose",
    "count-list": "#count-charts .charts",
    "count-add": FIELD,
    "count-edit": FIELD,
    "marrow-list": LIST,
    "marrow-add": FIELD,
    "marrow-edit": FIELD,
    "mutation-list": LIST,
    "mutation-add": FIELD,
    "mutation-edit": FIELD,
    "medicine-list": ".medicine-list > li",
    "medicine-add": FIELD,
    "medicine-edit": FIELD,
    "diary-list": ".quick-button",
    "diary-all": LIST,
    "diary-add-side-effect": ONE_TAP,
    "diary-add-dose": ONE_TAP,
    "diary-add-new": ONE_TAP,
    "diary-add-note": FIELD,
    "diary-edit": FIELD,
    "other-list": ".medicine-list > li",
    "other-add": FIELD,
    "other-edit": FIELD,
    "allergy-add": FIELD,
    "allergy-edit": FIELD,
    "start": ".example-cards > li",
    "start-step": ".example-cards > li",  # an example has no steps: it leads to Start
    "record-open": "#id_file",
    "person-list": ".records > li",
    "person-add": FIELD,
    "person-edit": FIELD,
    "data": "#id_file",
    "import-show": "main .unsure",
    "file-answer": "main fieldset",
    "deleted-list": "main .card .lead",
    "change-list": LIST,
    "backup-list": LIST,
    "sharing": "main .card .button",
    "about-me": "main .facts dd",
    "about-me-cml": FIELD,
    "about-me-care": FIELD,
    "about-me-person": FIELD,
    "language": FIELD,
    "more": "main .menu > li",
    "help": "main .prose",
    "learn": ".learn-list > li",
    "learn-topic": ARTICLE,
    "warning-signs": ".warning-list li",
    "privacy": "main .card",
    "passphrase-set": FIELD,
    "account": "main .menu > li",
    "account-password": FIELD,
    "account-sign-out": "main form .button",
    **{
        f"learn-{slug}": ARTICLE
        for slug in (
            *(
                "first-weeks",
                "ladder",
                "scale",
                "not-detected",
                "wobble",
                "checkpoints",
                "resistance",
                "side-effects",
            ),
            *("missed-doses", "specialist", "without-treatment", "words"),
        )
    },
}


def far_down(page: Page, name: str) -> str:
    """How far down a phone the page's main thing is seen, if that is further than three screens; else ""."""
    thing = MAIN_THINGS.get(name, "")
    seen = page.locator(f"{thing}:visible").first if thing else None
    box = seen.bounding_box() if seen and seen.count() else None
    if box is None:
        return f"no main thing {thing}"
    down = page.evaluate("scrollY") + box["y"] + min(box["height"], FIRST_LINE)
    return f"{thing} is {down:.0f} px down" if down > SCREENS * PHONE["height"] else ""
