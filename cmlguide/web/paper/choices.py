"""What was chosen for the page for the visit: kept with the browser for the day, never in an address.

An address stands in the browser's history and in a proxy's log, where the day of a visit has no business. It
is not kept in the record either: a page made for one visit must not pass for the next one's.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.http import HttpRequest

from cmlguide.records.models import Person
from cmlguide.web.frame.today import today_for
from cmlguide.web.paper.summary import Options

KEY = "summary_choices"
CHOSEN_ON = "chosen_on"
DATES = ("visit_on", "last_visit_on")


def keep_choices(request: HttpRequest, person: Person, options: Options) -> None:
    """Remember until tomorrow what was chosen for this person's page. What is from another day goes."""
    today = today_for(person).isoformat()
    held = request.session.get(KEY, {})
    others = {pk: kept for pk, kept in held.items() if kept[CHOSEN_ON] == today and pk != str(person.pk)}
    written = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(options).items()
    }
    chosen = {str(person.pk): {CHOSEN_ON: today, **written}} if options.is_changed else {}
    request.session[KEY] = {**others, **chosen}


def choices_of(request: HttpRequest, person: Person) -> Options:
    """What was chosen today for this person's page, in this browser; else nothing chosen."""
    kept = dict(request.session.get(KEY, {}).get(str(person.pk), {}))
    if kept.pop(CHOSEN_ON, None) != today_for(person).isoformat():
        return Options()
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in DATES}
    return Options(**{**kept, **days})


def forget_choices(request: HttpRequest, person: Person) -> None:
    """Keep nothing of it, as when the record is deleted."""
    held = request.session.get(KEY, {})
    if str(person.pk) in held:
        request.session[KEY] = {pk: kept for pk, kept in held.items() if pk != str(person.pk)}
