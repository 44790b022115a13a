"""What is usually checked while on a medicine, and which other medicines raise "ask your pharmacist"."""

from __future__ import annotations

import re

from milestones.history import Treatment
from milestones.lines import medicine_name
from milestones.sourced import load_numbers

CHECKED = ("blood_pressure", "fats", "sugar", "ecg", "breathing", "kidney", "pregnancy")
GROUPS = ("acid_reducer", "grapefruit", "st_johns_wort", "strong")


def usually_checked(treatment: Treatment) -> tuple[str, ...]:
    """The codes of CHECKED for this medicine, in order; empty if no source was read for it."""
    row = load_numbers("last_checked").get(medicine_name(treatment))
    asks = row["asks"].split() if row else ()
    return tuple(code for code in CHECKED if code in asks)


def where_read(treatment: Treatment) -> str:
    """The source of this medicine's checks; "" without any."""
    row = load_numbers("last_checked").get(medicine_name(treatment))
    return str(row["checked_in"]) if row else ""


def pharmacist_group(name: str) -> str | None:
    """The group of GROUPS to which a medicine, food or herb belongs by name; None for any other."""
    folded = " ".join(name.casefold().split())
    groups = load_numbers("ask_pharmacist")
    for group in GROUPS:
        words = groups[group]["names"].split(", ")
        if any(re.search(rf"(?<!\w){re.escape(word)}", folded) for word in words):
            return group
    return None
