"""Every change to the record in words: who, when, and each field before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmlguide.records.change_log import LoggedChange
from cmlguide.records.models import Change, Person
from cmlguide.web.words import dates
from cmlguide.web.words.putting_back import TOLD_BESIDE, WHY_NOT
from cmlguide.web.words.row_fields import NEVER_TOLD, field_label, field_words
from cmlguide.web.words.row_names import row_name

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

DONE: Mapping[str, _StrOrPromise] = {
    "added": gettext_lazy("Added"),
    "edited": gettext_lazy("Changed"),
    "deleted": gettext_lazy("Deleted"),
    "restored": gettext_lazy("Put back"),
}
DONE_TO_IMPORTS: Mapping[str, _StrOrPromise] = {
    "added": gettext_lazy("Imported"),
    "edited": gettext_lazy("Changed"),
    "deleted": gettext_lazy("Undone"),
    "restored": gettext_lazy("Put back"),
}


@dataclass(frozen=True)
class FieldLine:
    """One field: what it is called, and its values."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    """One change, under the heading of its `day`. `by` is "" if it was the owner, or if nobody is known.

    `note` says why it has no button, if that needs saying.
    """

    key: int
    done: str
    what: str
    day: str
    time: str
    by: str
    fields: tuple[FieldLine, ...]
    can_put_back: bool
    note: str


def change_lines(person: Person, logged: Iterable[LoggedChange], zone: tzinfo) -> list[ChangeLine]:
    """The lines, in the order given; times are in the person's time zone."""
    return [_line(person, one, zone) for one in logged]


def _line(person: Person, logged: LoggedChange, zone: tzinfo) -> ChangeLine:
    change = logged.change
    at = change.at.astimezone(zone)
    done = DONE_TO_IMPORTS if change.noun == "import_batch" else DONE
    begins = change.noun == "person" and change.action == "added"
    return ChangeLine(
        key=change.pk,
        done=_("Started") if begins else str(done[change.action]),
        what=_("this record") if begins else _what(logged),
        day=dates.long_date(at.date()),
        time=time_format(at, "H:i"),
        by=_by(person, change),
        fields=tuple(_fields(logged)),
        can_put_back=not logged.why_not,
        note=str(WHY_NOT[logged.why_not]) if logged.why_not in TOLD_BESIDE else "",
    )


def _by(person: Person, change: Change) -> str:
    """Who it was, in the owner's words where they have any; "" for the owner."""
    if change.by is None or change.by_id == person.owner_id:
        return ""
    return change.helper_name or change.by.get_username()  # type: ignore[attr-defined] # from changes_of


def _what(logged: LoggedChange) -> str:
    if logged.row is None:
        return _("an entry that was deleted permanently")
    name = row_name(logged.change.noun, logged.row)
    if not logged.brought_in:
        return name
    count = logged.brought_in
    return ngettext("%(name)s (%(count)s entry)", "%(name)s (%(count)s entries)", count) % {
        "name": name,
        "count": count,
    }


def _fields(logged: LoggedChange) -> Iterable[FieldLine]:
    noun = logged.change.noun
    for field in logged.fields:
        if field.name not in NEVER_TOLD:
            yield FieldLine(
                field_label(noun, field.name),
                field_words(noun, field.name, field.before),
                field_words(noun, field.name, field.after),
            )
