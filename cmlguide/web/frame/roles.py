"""Which pages somebody may open in a record that is not their own.
Anything not listed is for the owner only."""

from __future__ import annotations

from cmlguide.web.frame.access import Role
from cmlguide.web.frame.drawn_for import READING

READ = frozenset(
    {
        *("timeline", "timeline-explore", "first-year", "without-treatment", "prepare", "summary", "ask-lab"),
        *("result-list", "result-show", "count-list", "marrow-list", "mutation-list", "medicine-list"),
        *("diary-list", "diary-all", "other-list", "goal-list", "visit-list", "waiting-list"),
        *("data", "export-text", "export-pdf", "export-calendar", "more", "about-me"),
        *("pocket-card", "my-year"),
    }
)
"""Pages to read, and files that hold what these pages show. What a form there sends to the same address is a
write, but for CHOICES."""
CHOICES = frozenset({"summary"})
"""Of these the pages whose form writes nothing into the record: how it is shown is kept with the browser."""
TAKEN_ALONG = frozenset(
    {"import-letter", "record-export", "export-csv", "export-fhir", "export-everything"},
)
"""Files of the whole record, and kept letters: they hold more than any page shows and cannot be called back.
For the owner and for helpers who may edit, not for those who may only read."""

FILES = TAKEN_ALONG | {
    *("export-text", "export-pdf", "export-calendar", "account-export", "mfa_download_recovery_codes"),
}
"""What a browser saves. Only a page of this site, or whoever types the address, may have one made."""

NOUNS = (
    *("visit", "waiting", "result", "count", "marrow", "mutation", "medicine"),
    *("other", "allergy", "goal", "question"),
)
VERBS = (
    "add",
    "edit",
    "delete",
    "restore",
    "undo",
    "move",
    "choose",
    "unchoose",
    "after",
    "read-back",
    "talk",
)
WRITE = frozenset(
    {
        *(f"{noun}-{verb}" for noun in NOUNS for verb in VERBS),
        *("diary-add-side-effect", "diary-add-dose", "diary-add-note", "diary-add-new"),
        *("diary-edit", "diary-delete", "diary-restore", "diary-print"),
        *(
            "prepare-checklist",
            "prepare-preferences",
            "summary-sections",
            "lab-limit-fill",
            "lab-limit-empty",
        ),
        *("about-me-cml", "about-me-care", "about-me-person"),
        *("start-step", "import-read", "import-show", "import-cancel", "import-undo"),
        *("import-restore", "file-answer", "file-drop"),
    }
)
"""Forms and buttons that change the rows of a record: for the owner and for helpers who may edit."""

NO_RECORD = frozenset(
    {
        *("start", "record-open", "example-show", "setup-not-now", "passphrase-set", "passphrase-not-now"),
        *("backup-list", "backup-put-back", "backup-delete"),  # at home only, where one user owns all
        *("person-list", "person-add", "person-open", "person-edit", "person-erase"),  # only one's own
        *("privacy", "privacy-agree"),
        *("account", "account-sessions", "session-end", "session-end-all", "account-seen"),
        *("account-stay", "account-kept", "account-leave", "export-ready"),  # the file itself asks again
        *("account-recover", "account-sheet", "account-export", "account-erase", "security-contact"),
        *(
            "language",
            "language-choose",
            "design",
            "help",
            "learn",
            "learn-topic",
            "warning-signs",
            "home-open",
        ),
        *("invitation-open", "invitation", "helper-leave", "guest-open", "shared-pin"),
        *("shared-record", "shared-results", "shared-medicines", "shared-counts", "shared-tests"),
        "shared-summary",
    }
)
"""Pages that are about no record, or about the visitor's own doings: whose record is open does not matter."""
ACCOUNT_PAGES = ("account_", "mfa_")


def is_about_a_record(route: str) -> bool:
    """Whether the page with that name shows or changes the open record."""
    return route not in NO_RECORD and not route.startswith(ACCOUNT_PAGES)


def may(role: Role, route: str, method: str) -> bool:
    """Whether that role may request that page with that method."""
    if role is Role.OWNER or not is_about_a_record(route):
        return True
    if role is Role.EDIT:
        return route in READ or route in WRITE or route in TAKEN_ALONG
    if role is not Role.VIEW or route not in READ:
        return False
    return method in READING or (method == "POST" and route in CHOICES)
